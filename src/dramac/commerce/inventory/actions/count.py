"""Set what is on hand to what was counted or imported: the ledger gets the difference."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.actions import ledger
from dramac.commerce.inventory.actions.posting import IN_ONE_GO, CannotAdjust, Why, apply, entry_of
from dramac.commerce.inventory.rules import MOST_UNITS, Change
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


@transaction.atomic
def set_on_hand(
    *, site: Site, counted: Mapping[UUID, int], why: Why, by: Actor, now: datetime, location_id: UUID | None = None
) -> int:
    """What is on hand of each variant at a location is what was counted; returns how many levels changed.

    The default location is meant when none is named. Set-based: five statements for each two thousand variants. Raises
    CannotAdjust for foreign variants and locations, for numbers below zero, beyond a million or not whole, and for fewer
    than are promised to orders or set aside unless `why` says that the others are gone.
    """
    for variant_id, units in counted.items():
        if type(units) is not int or not 0 <= units <= MOST_UNITS:
            raise CannotAdjust(_("Give a whole number of units, zero or more."), variant_id=variant_id)
    if location_id is not None:
        ledger.check_locations(site, {location_id})
    place = location_id or ledger.default_location(site)
    entry = entry_of(site, [], replace(why, cause=why.cause or "adjusted"), by, now)
    opened = ledger.open_levels(site, [(variant, place) for variant in counted], now)
    changed = 0
    ordered = iter(sorted(counted))
    while part := list(islice(ordered, IN_ONE_GO)):
        some = {variant: counted[variant] for variant in part}
        changed += _count(entry, place, some, opened, why.beyond_committed)
    return changed


def _count(
    entry: ledger.Entry,
    place: UUID,
    counted: Mapping[UUID, int],
    opened: Collection[ledger.Key],
    beyond_committed: bool,
) -> int:
    levels = ledger.lock_opened(entry.site, [(variant, place) for variant in counted], opened)
    changes = []
    for variant, units in counted.items():
        if (level := levels.get((variant, place))) is None:
            raise CannotAdjust(_("There is no such variant."), field="variant", variant_id=variant)
        if difference := units - level.on_hand:
            changes.append(Change(variant, place, on_hand=difference))
    if changes:
        apply(entry, changes, levels, beyond_committed=beyond_committed)
    return len(changes)
