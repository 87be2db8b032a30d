"""The one call that puts changes of stock in the books: what they may not do is refused, with a sentence for people.

Adjustments, counts, transfers and deliveries all come here with signed changes; orders have their own (`take`, `order_stock`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.actions import batching, ledger
from dramac.commerce.inventory.actions.telling import tell_adjusted
from dramac.commerce.inventory.rules import (
    MANUAL,
    MOST_ON_HAND,
    REASON_CODES,
    STATES,
    Booking,
    Change,
    Reference,
    book,
    cause_of,
    code_of,
)
from dramac.commerce.inventory.rules.batches import LacksUnits, whole
from dramac.kit.money import LARGEST_AMOUNT, Minor
from dramac.kit.refusal import Refused
from dramac.kit.text import one_line
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

BY_HAND = Reference(MANUAL)
IN_ONE_GO = 2000


class CannotAdjust(Refused):
    """The change cannot be made; `variant_id` names the variant at fault where there is one."""

    code = "cannot_adjust"

    def __init__(
        self, message: object, *, field: str = "quantity", code: str | None = None, variant_id: UUID | None = None
    ) -> None:
        super().__init__(message, field=field, code=code)
        self.variant_id = variant_id


@dataclass(frozen=True, slots=True)
class AdjustedLevel:
    """One level before and after a change, in units; `value_change` in minor units of the site's currency."""

    variant_id: UUID
    location_id: UUID
    quantity: int
    on_hand_before: int
    on_hand: int
    available: int
    value_change: int = 0


@dataclass(frozen=True, slots=True)
class Why:
    """Why stock is changed: `type` as in Movement, a reason in words, what it was done for, and the reason in one word.

    Without a `code` the usual one of the type is kept, without a `cause` (as in Movement) it follows from what changes.
    `beyond_committed` records what is really gone although it was promised to orders or set aside.
    """

    type: str
    reason: str = ""
    reference: Reference = BY_HAND
    code: str = ""
    cause: str | None = None
    beyond_committed: bool = False


def post(
    *,
    site: Site,
    changes: Sequence[Change],
    why: Why,
    by: Actor,
    now: datetime,
    levels: ledger.Levels | None = None,
) -> list[AdjustedLevel]:
    """Write changes of stock in the running transaction, all or nothing; what became of each, in the order of their keys.

    Levels that do not exist yet are opened, then all are locked in that order, unless `levels` are what `lock_levels` gave
    and nothing was posted since. What comes in without a batch is of none, unless it comes back or from a place that it left
    for the same reason; what leaves without one leaves its batches in the order of `rules.batches`. Four to five statements
    for each two thousand changes, five more with batches. Raises CannotAdjust for less than
    nothing of anything, for what is promised or set aside unless `why` says that it is gone, for variants and locations
    that the site does not have, and for what would come to a closed location; RuntimeError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Stock changes in the transaction of what changes it.")
    entry = entry_of(site, changes, why, by, now)
    opened = ledger.open_levels(site, [change.key for change in changes], now) if levels is None else set()
    done: list[AdjustedLevel] = []
    for part in parts(changes):
        found = ledger.lock_opened(site, [change.key for change in part], opened) if levels is None else levels
        done += apply(entry, part, found, beyond_committed=why.beyond_committed)
    return done


def lock_levels(site: Site, keys: Iterable[ledger.Key], now: datetime) -> ledger.Levels:
    """The levels of variants at locations, opened where need be and locked until the transaction ends, for a decision.

    Those of the same variants at other locations are locked with them and are among them; those of variants or locations
    that the site does not have are missing.
    """
    return ledger.lock_all(site, keys, now)


def parts(changes: Sequence[Change]) -> Iterator[Sequence[Change]]:
    """Changes in the order of their keys, in lists that a few statements can carry; those of one variant stay together."""
    ordered = sorted(changes, key=lambda change: (change.variant_id, change.location_id))
    start = 0
    while start < len(ordered):
        end = start + IN_ONE_GO
        while end < len(ordered) and ordered[end].variant_id == ordered[end - 1].variant_id:
            end += 1
        yield ordered[start:end]
        start = end


def entry_of(site: Site, changes: Sequence[Change], why: Why, by: Actor, now: datetime) -> ledger.Entry:
    """What the movements of the changes have in common. Raises CannotAdjust for a reason code that there is not."""
    code = code_of(why.type, why.code)
    if code and code not in REASON_CODES:
        raise CannotAdjust(_("Choose a reason from the list."), field="code", code="unknown_reason_code")
    cause = why.cause or cause_of(changes, why.type)
    return ledger.Entry(site, why.type, cause, why.reference, by, now, one_line(why.reason)[:300], code)


def apply(
    entry: ledger.Entry, changes: Sequence[Change], levels: ledger.Levels, *, beyond_committed: bool
) -> list[AdjustedLevel]:
    """Write changes to locked levels and tell of them. Raises CannotAdjust."""
    arriving = {change.location_id for change in changes if change.on_hand > 0 or change.incoming > 0}
    closed = ledger.closed_among(arriving, entry.site, levels)
    for change in changes:
        if change.key not in levels:
            raise CannotAdjust(_("There is no such variant."), field="variant", variant_id=change.variant_id)
        if change.location_id in closed and (change.on_hand > 0 or change.incoming > 0):
            words = _("This location is closed. Open it again first.")
            raise CannotAdjust(words, field="location", code="location_closed", variant_id=change.variant_id)
        if change.unit_cost is not None and not 0 <= change.unit_cost <= LARGEST_AMOUNT:
            raise CannotAdjust(_("A cost is zero or more."), field="unit_cost", variant_id=change.variant_id)
    divided = _divided(entry, changes, levels)
    if divided is not None:
        changes = [whole(parts) for parts in divided]
    made = book(changes, levels)
    for change, booking in zip(changes, made, strict=True):
        if fault := _fault(change, booking, beyond_committed):
            code, sentence = fault
            raise CannotAdjust(sentence, code=code, variant_id=change.variant_id)
    if divided is None:
        ledger.write(entry, made, levels)
        tell_adjusted(entry, made, levels)
        return [_result(booking, booking.value_change) for booking in made]
    written = book([part for parts in divided for part in parts], levels)
    ledger.write(entry, written, levels)
    tell_adjusted(entry, written, levels)
    worth = iter(booking.value_change for booking in written)
    return [_result(booking, sum(islice(worth, len(parts)))) for booking, parts in zip(made, divided, strict=True)]


def _divided(entry: ledger.Entry, changes: Sequence[Change], levels: ledger.Levels) -> list[list[Change]] | None:
    try:
        return batching.divided(entry, changes, levels)
    except batching.NoSuchBatch as fault:
        raise CannotAdjust(_("There is no such batch."), field="batch", variant_id=fault.variant_id) from fault
    except LacksUnits as lack:
        sentence = _("Only %(count)s of that batch are there.") % {"count": lack.left}
        raise CannotAdjust(sentence, code="not_in_batch", variant_id=lack.key[0]) from lack


def _result(made: Booking, value_change: Minor) -> AdjustedLevel:
    change = made.change
    return AdjustedLevel(
        change.variant_id,
        change.location_id,
        change.on_hand,
        made.on_hand_before,
        made.on_hand,
        made.free,
        value_change,
    )


def _fault(asked: Change, made: Booking, beyond_committed: bool) -> tuple[str, str | Promise] | None:
    """Why a change cannot be made: its code and a sentence; None when it can."""
    if asked.on_hand < 0 and made.on_hand < 0:
        return "below_zero", _("Only %(count)s are on hand.") % {"count": made.on_hand_before}
    if made.on_hand > MOST_ON_HAND or made.value > LARGEST_AMOUNT:
        return "too_much", _("That is more than a location can hold.")
    if asked.incoming < 0 and made.incoming < 0:
        return "below_incoming", _("Only %(count)s are on their way.") % {"count": made.incoming - asked.incoming}
    if asked.committed < 0 and made.committed < 0:
        return "below_promised", _("Only %(count)s are promised.") % {"count": made.committed - asked.committed}
    for state in STATES:
        if getattr(made, state) < 0:
            held = getattr(made, state) - getattr(asked, state)
            return "not_set_aside", _("Only %(count)s are set aside like that.") % {"count": held}
    if asked.unavailable > 0 and made.unavailable > max(made.on_hand, 0):
        return "below_zero", _("Only %(count)s are on hand.") % {"count": max(made.on_hand, 0)}
    before = made.free - made.change.available
    if asked.available < 0 and before + asked.available < 0 and not beyond_committed:
        return "below_committed", _below_committed(asked, made, max(before, 0))
    return None


def _below_committed(asked: Change, made: Booking, left: int) -> str:
    numbers = {
        "committed": made.committed - asked.committed,
        "on_hand": made.on_hand_before,
        "aside": made.unavailable - made.change.unavailable,
        "left": left,
    }
    if numbers["aside"]:
        return (
            _(
                "%(committed)s of the %(on_hand)s on hand are promised to orders and %(aside)s are set aside: "
                "at most %(left)s can be taken off. If they are really gone, say so."
            )
            % numbers
        )
    return (
        _(
            "%(committed)s of the %(on_hand)s on hand are promised to orders: at most %(left)s can be taken off. "
            "If they are really gone, say so."
        )
        % numbers
    )
