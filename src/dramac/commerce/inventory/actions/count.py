"""Set what is on hand to what was counted or imported: the ledger gets the difference."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.actions import ledger
from dramac.commerce.inventory.actions.adjust import IN_ONE_GO, CannotAdjust, Why, apply
from dramac.commerce.inventory.models import Movement
from dramac.commerce.inventory.rules import MOST_UNITS, Change
from dramac.kit.text import one_line
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


@transaction.atomic
def set_on_hand(
    *, site: Site, counted: Mapping[UUID, int], why: Why, by: Actor, now: datetime, location_id: UUID | None = None
) -> int:
    """What is on hand of each variant at a location is what was counted; returns how many levels changed.

    The default location is meant when none is named. Set-based: five statements for each two thousand variants. Raises
    CannotAdjust for foreign variants and locations, and for numbers below zero, beyond a million or not whole.
    """
    for variant_id, units in counted.items():
        if type(units) is not int or not 0 <= units <= MOST_UNITS:
            raise CannotAdjust(_("Give a whole number of units, zero or more."), variant_id=variant_id)
    if location_id is not None:
        ledger.check_locations(site, {location_id})
    place = location_id or ledger.default_location(site)
    entry = ledger.Entry(site, why.type, Movement.Cause.ADJUSTED, why.reference, by, now, one_line(why.reason)[:300])
    changed = 0
    ordered = iter(sorted(counted))
    while part := list(islice(ordered, IN_ONE_GO)):
        changed += _count(entry, place, {variant: counted[variant] for variant in part})
    return changed


def _count(entry: ledger.Entry, place: UUID, counted: Mapping[UUID, int]) -> int:
    levels = ledger.lock_all(entry.site, [(variant, place) for variant in counted], entry.now)
    changes = []
    for variant, units in counted.items():
        if (level := levels.get((variant, place))) is None:
            raise CannotAdjust(_("There is no such variant."), field="variant", variant_id=variant)
        if difference := units - level.on_hand:
            changes.append(Change(variant, place, on_hand=difference))
    if changes:
        apply(entry, changes, levels)
    return len(changes)
