"""Change what is on hand of many variants in one go: all or nothing, or all that is right; looked at first, undone as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory import queries
from dramac.commerce.inventory.actions.adjust import SENTENCES
from dramac.commerce.inventory.actions.ledger import check_locations
from dramac.commerce.inventory.actions.naming import BatchName, name_batches
from dramac.commerce.inventory.actions.posting import AdjustedLevel, CannotAdjust, Why, lock_levels, post
from dramac.commerce.inventory.models import Movement
from dramac.commerce.inventory.rules import AdjustmentFault, Change, Reference
from dramac.commerce.inventory.rules.differences import Difference, Wish, WishFault, changes_of, compare
from dramac.kit.ids import new_id
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

FAULTS: dict[WishFault, Promise] = {
    WishFault.UNKNOWN: _("There is no such variant."),
    WishFault.UNTRACKED: _("The stock of this variant is not tracked."),
    WishFault.TWICE: _("This variant stands here twice. Give its number once."),
    WishFault.TOO_MANY: SENTENCES[AdjustmentFault.TOO_MANY],
    WishFault.BELOW_ZERO: _("Only %(on_hand)s are on hand."),
    WishFault.BELOW_COMMITTED: _("Only %(available)s can be taken: the rest is promised to orders or set aside."),
    WishFault.MUST_LOWER: SENTENCES[AdjustmentFault.MUST_LOWER],
    WishFault.MUST_RAISE: SENTENCES[AdjustmentFault.MUST_RAISE],
    WishFault.NOT_ASIDE: _("Fewer are set aside than you want to put back."),
    WishFault.MOVED: _("There are %(on_hand)s on hand and %(available)s available now: it changed meanwhile."),
}


def sentence(difference: Difference) -> str:
    """Why a wish cannot be fulfilled, for people; empty where it can."""
    if difference.fault is None:
        return ""
    numbers = {"on_hand": difference.before, "available": max(difference.available_before, 0)}
    return str(FAULTS[difference.fault]) % numbers


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One change among many that cannot be made: its place (`changes.3`, counted from 0) and why."""

    field: str
    code: str


class WrongRows(CannotAdjust):
    """Some of many changes cannot be made, so none was. `wrong` are those at fault, each with its place among all.

    `problems` and `sentences` tell the same by place, for programs and for people.
    """

    code = "wrong_rows"

    def __init__(self, wrong: Sequence[tuple[int, Difference]]) -> None:
        super().__init__(_("Nothing was changed: some rows cannot be."), field="changes", code="wrong_rows")
        self.wrong = list(wrong)
        self.problems = [RowProblem(f"changes.{place}", str(one.fault)) for place, one in self.wrong]
        self.sentences = {f"changes.{place}": [sentence(one)] for place, one in self.wrong}


@dataclass(frozen=True, slots=True)
class Group:
    """A change of many levels that was made: its key, by which it is taken back, what it did, and what was left out."""

    id: UUID
    levels: list[AdjustedLevel]
    differences: list[Difference]

    @property
    def refused(self) -> list[tuple[int, Difference]]:
        """What was left out, with its place among the wishes."""
        return wrong_among(self.differences)


def wrong_among(differences: Sequence[Difference]) -> list[tuple[int, Difference]]:
    """Those at fault, each with its place."""
    return [(place, one) for place, one in enumerate(differences) if one.fault]


def preview_many(*, site: Site, wishes: Sequence[Wish], why: Why, now: datetime) -> list[Difference]:
    """What `adjust_many` would do with each wish, without doing it."""
    with transaction.atomic():
        found = _compare(site, wishes, why, now)
        transaction.set_rollback(True)
    return found


@transaction.atomic
def adjust_many(
    *, site: Site, wishes: Sequence[Wish], why: Why, by: Actor, now: datetime, only_good: bool = False
) -> Group:
    """Bring the levels to what is wished for, in one transaction and under one key, set-based however many there are.

    With `only_good` wrong wishes are left out, else any of them refuses all. What `why` says it is made for (a file, a
    list) is written once. Raises WrongRows, and CannotAdjust with the code already_posted.
    """
    differences = _compare(site, wishes, why, now)
    _refuse_twice(site, why.reference)
    wrong = wrong_among(differences)
    if wrong and not only_good:
        raise WrongRows(wrong)
    group = new_id()
    reference = why.reference if why.reference.id else Reference(why.reference.type, str(group))
    changes = _named(site, differences, by, now)
    levels = post(site=site, changes=changes, why=replace(why, reference=reference), by=by, now=now) if changes else []
    return Group(UUID(reference.id), levels, differences)


def _named(site: Site, differences: Sequence[Difference], by: Actor, now: datetime) -> list[Change]:
    """The changes to write, each of the batch that its wish names. Raises CannotAdjust for a batch that cannot be."""
    changes = changes_of(differences)
    wishes = [one.wish for one in differences if one.fault is None and one.change]
    names = [
        (wish.variant_id, BatchName(wish.batch, wish.expires_on) if wish.batch or wish.expires_on else None)
        for wish in wishes
    ]
    batches = name_batches(site, names, by, now)
    return [
        replace(change, batch_id=batch) if batch else change for change, batch in zip(changes, batches, strict=True)
    ]


def _refuse_twice(site: Site, reference: Reference) -> None:
    """The levels are locked by now: whoever posts the same thing at the same time has waited, and sees it here."""
    rows = Movement.objects.of(site).filter(reference_type=reference.type, reference_id=reference.id)
    if reference.id and rows.exists():
        raise CannotAdjust(_("This was posted already. Nothing was changed again."), field="", code="already_posted")


def _compare(site: Site, wishes: Sequence[Wish], why: Why, now: datetime) -> list[Difference]:
    check_locations(site, {wish.location_id for wish in wishes})
    levels = lock_levels(site, {wish.key for wish in wishes}, now)
    return compare(wishes, queries.free(site, levels, now), kind=why.type, beyond_committed=why.beyond_committed)
