"""Change what is on hand by hand: corrections, damage, goods that came in; one change or thousands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.actions import ledger
from dramac.commerce.inventory.actions.naming import BatchName, name_batches
from dramac.commerce.inventory.actions.posting import AdjustedLevel, CannotAdjust, Why, apply, entry_of, post
from dramac.commerce.inventory.rules import STATES, AdjustmentFault, Change, carried, fault_of
from dramac.kit.money import Minor
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

__all__ = ["AdjustedLevel", "Adjustment", "CannotAdjust", "Why", "adjust", "preview"]

SENTENCES: dict[AdjustmentFault, Promise] = {
    AdjustmentFault.NOTHING: _("Give a number of units other than zero."),
    AdjustmentFault.TOO_MANY: _("Change at most 1,000,000 units at a time."),
    AdjustmentFault.MUST_LOWER: _("Damaged and expired units are taken off: give a number below zero."),
    AdjustmentFault.MUST_RAISE: _("Returned and restocked units are added: give a number above zero."),
    AdjustmentFault.NEEDS_REASON: _("Say why, so that others understand the change."),
    AdjustmentFault.NOT_WHOLE: _("Give a whole number of units."),
    AdjustmentFault.UNKNOWN_TYPE: _("Choose what kind of change this is."),
    AdjustmentFault.UNKNOWN_CODE: _("Choose a reason from the list."),
    AdjustmentFault.NOT_BALANCED: _("A transfer takes from one location as much as it gives to another."),
}
_FIELDS = {
    AdjustmentFault.NEEDS_REASON: "reason",
    AdjustmentFault.UNKNOWN_TYPE: "type",
    AdjustmentFault.UNKNOWN_CODE: "code",
}


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Signed units to add to what a location has of a variant; without a location the default one is meant.

    `unit_cost` is what a unit that comes in has cost, in minor units. With a `state` (damaged, quality, safety) the units
    come in set aside, or are taken off what is set aside. What comes in may name its `batch`, what leaves one that there is.
    """

    variant_id: UUID
    quantity: int
    location_id: UUID | None = None
    unit_cost: Minor | None = None
    state: str = ""
    batch: BatchName | None = None


def adjust(*, site: Site, changes: Sequence[Adjustment], why: Why, by: Actor, now: datetime) -> list[AdjustedLevel]:
    """Add to or take from what is on hand, all or nothing, set-based: thousands of changes in few statements.

    What is on hand never falls below zero by hand, nor below what is promised to orders or set aside unless `why` says that
    it is really gone; what is promised stays promised. Raises CannotAdjust.
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
    changes = _changes(site, adjustments, by, now)
    if fault := fault_of(changes, why.type, why.reason, why.code):
        raise CannotAdjust(SENTENCES[fault], field=_FIELDS.get(fault, "quantity"), code=fault.value)
    if why.type == "transfer":
        levels = ledger.lock_all(site, [change.key for change in changes], now)
        entry = entry_of(site, changes, why, by, now)
        return apply(entry, carried(changes, levels), levels, beyond_committed=why.beyond_committed)
    return post(site=site, changes=changes, why=why, by=by, now=now)


def _changes(site: Site, adjustments: Sequence[Adjustment], by: Actor, now: datetime) -> list[Change]:
    default = ledger.default_location(site)
    ledger.check_locations(site, {item.location_id for item in adjustments if item.location_id})
    batches = name_batches(site, [(item.variant_id, item.batch) for item in adjustments], by, now)
    return [_change(item, item.location_id or default, batch) for item, batch in zip(adjustments, batches, strict=True)]


def _change(item: Adjustment, place: UUID, batch_id: UUID | None) -> Change:
    if item.state and item.state not in STATES:
        raise CannotAdjust(_("Choose how the units are set aside."), field="state", variant_id=item.variant_id)
    aside: dict[str, Any] = {item.state: item.quantity} if item.state else {}
    return Change(item.variant_id, place, on_hand=item.quantity, unit_cost=item.unit_cost, batch_id=batch_id, **aside)
