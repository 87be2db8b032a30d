"""Change what is on hand by hand: corrections, damage, goods that came in; one change or thousands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.actions import ledger
from dramac.commerce.inventory.actions.telling import tell_adjusted
from dramac.commerce.inventory.models import Movement
from dramac.commerce.inventory.rules import MANUAL, MOST_ON_HAND, RAISING, AdjustmentFault, Change, Reference, fault_of
from dramac.kit.refusal import Refused
from dramac.kit.text import one_line
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

BY_HAND = Reference(MANUAL)
IN_ONE_GO = 2000

SENTENCES: dict[AdjustmentFault, Promise] = {
    AdjustmentFault.NOTHING: _("Give a number of units other than zero."),
    AdjustmentFault.TOO_MANY: _("Change at most 1,000,000 units at a time."),
    AdjustmentFault.MUST_LOWER: _("Damaged and expired units are taken off: give a number below zero."),
    AdjustmentFault.MUST_RAISE: _("Returned and restocked units are added: give a number above zero."),
    AdjustmentFault.NEEDS_REASON: _("Say why, so that others understand the change."),
    AdjustmentFault.NOT_WHOLE: _("Give a whole number of units."),
    AdjustmentFault.UNKNOWN_TYPE: _("Choose what kind of change this is."),
    AdjustmentFault.NOT_BALANCED: _("A transfer takes from one location as much as it gives to another."),
}
_FIELDS = {AdjustmentFault.NEEDS_REASON: "reason", AdjustmentFault.UNKNOWN_TYPE: "type"}


class CannotAdjust(Refused):
    """The change cannot be made; `variant_id` names the variant at fault where there is one."""

    code = "cannot_adjust"

    def __init__(
        self, message: object, *, field: str = "quantity", code: str | None = None, variant_id: UUID | None = None
    ) -> None:
        super().__init__(message, field=field, code=code)
        self.variant_id = variant_id


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Signed units to add to what a location has of a variant; without a location the default one is meant."""

    variant_id: UUID
    quantity: int
    location_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class AdjustedLevel:
    """One level before and after a change, in units."""

    variant_id: UUID
    location_id: UUID
    quantity: int
    on_hand_before: int
    on_hand: int
    available: int


@dataclass(frozen=True, slots=True)
class Why:
    """Why stock is changed: `type` as in Movement, a reason in words, and what it was done for."""

    type: str
    reason: str = ""
    reference: Reference = BY_HAND


def adjust(*, site: Site, changes: Sequence[Adjustment], why: Why, by: Actor, now: datetime) -> list[AdjustedLevel]:
    """Add to or take from what is on hand, all or nothing, set-based: thousands of changes in few statements.

    What is on hand never falls below zero by hand; what is promised to orders stays promised. Raises CannotAdjust.
    """
    with transaction.atomic():
        return _adjust(site, changes, why, by, now)


def preview(*, site: Site, changes: Sequence[Adjustment], why: Why, by: Actor, now: datetime) -> list[AdjustedLevel]:
    """What `adjust` would do, without doing it. Raises as it does."""
    with transaction.atomic():
        found = _adjust(site, changes, why, by, now)
        transaction.set_rollback(True)
    return found


def _adjust(site: Site, adjustments: Sequence[Adjustment], why: Why, by: Actor, now: datetime) -> list[AdjustedLevel]:
    changes = _changes(site, adjustments)
    if fault := fault_of(changes, why.type, why.reason):
        raise CannotAdjust(SENTENCES[fault], field=_FIELDS.get(fault, "quantity"), code=fault.value)
    cause = Movement.Cause.RECEIVED if why.type in RAISING else Movement.Cause.ADJUSTED
    entry = ledger.Entry(site, why.type, cause, why.reference, by, now, one_line(why.reason)[:300])
    done: list[AdjustedLevel] = []
    ordered = iter(sorted(changes, key=lambda change: (change.variant_id, change.location_id)))
    while part := list(islice(ordered, IN_ONE_GO)):
        keys = [(change.variant_id, change.location_id) for change in part]
        done += apply(entry, part, ledger.lock_all(site, keys, now))
    return done


def apply(entry: ledger.Entry, changes: Sequence[Change], levels: ledger.Levels) -> list[AdjustedLevel]:
    """Write changes of what is on hand to locked levels and tell of them. Raises CannotAdjust for less than nothing."""
    done = list(_results(changes, levels))
    crossed = ledger.write(entry, changes, levels)
    tell_adjusted(entry, changes, levels, crossed)
    return done


def _results(changes: Iterable[Change], levels: ledger.Levels) -> Iterable[AdjustedLevel]:
    on_hand: dict[ledger.Key, int] = {}
    for change in changes:
        key = (change.variant_id, change.location_id)
        level = levels.get(key)
        if level is None:
            raise CannotAdjust(_("There is no such variant."), field="variant", variant_id=change.variant_id)
        before = on_hand.get(key, level.on_hand)
        on_hand[key] = after = before + change.on_hand
        if after < 0 and change.on_hand < 0:
            raise CannotAdjust(
                _("Only %(count)s are on hand.") % {"count": before}, code="below_zero", variant_id=change.variant_id
            )
        if after > MOST_ON_HAND:
            raise CannotAdjust(
                _("That is more than a location can hold."), code="too_much", variant_id=change.variant_id
            )
        yield AdjustedLevel(*key, change.on_hand, before, after, after - level.committed)


def _changes(site: Site, adjustments: Sequence[Adjustment]) -> list[Change]:
    default = ledger.default_location(site)
    ledger.check_locations(site, {item.location_id for item in adjustments if item.location_id})
    return [Change(item.variant_id, item.location_id or default, on_hand=item.quantity) for item in adjustments]
