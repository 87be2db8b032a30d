"""Set what is on hand to what was counted at a location, or to what a file says of all: the ledger gets the difference."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.actions import ledger
from dramac.commerce.inventory.actions.posting import IN_ONE_GO, CannotAdjust, Why, apply, entry_of
from dramac.commerce.inventory.rules import MOST_UNITS, Change, differing
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
    _check(counted)
    if location_id is not None:
        ledger.check_locations(site, {location_id})
    place = location_id or ledger.default_location(site)
    entry = entry_of(site, [], replace(why, cause=why.cause or "adjusted"), by, now)
    opened = ledger.open_levels(site, [(variant, place) for variant in counted], now)
    changed = 0
    for some in _parts(counted):
        levels = ledger.lock_opened(site, [(variant, place) for variant in some], opened)
        _check_known(some, place, levels)
        changes = [Change(key, place, on_hand=units - levels[key, place].on_hand) for key, units in some.items()]
        changed += _apply(entry, changes, levels, why)
    return changed


@transaction.atomic
def set_altogether(*, site: Site, counted: Mapping[UUID, int], why: Why, by: Actor, now: datetime) -> int:
    """All locations together have so many units of each variant on hand; returns how many levels changed.

    The default location takes the difference; where it has too few to give, the others give the rest, the fullest first.
    As many statements as `set_on_hand`, and raises what that does.
    """
    _check(counted)
    home = ledger.default_location(site)
    entry = entry_of(site, [], replace(why, cause=why.cause or "adjusted"), by, now)
    opened = ledger.open_levels(site, [(variant, home) for variant in counted], now)
    changed = 0
    for some in _parts(counted):
        levels = ledger.lock_opened(site, [(variant, home) for variant in some], opened)
        _check_known(some, home, levels)
        held: dict[UUID, dict[UUID, int]] = {}
        for (variant, place), level in levels.items():
            held.setdefault(variant, {})[place] = level.on_hand
        changes = [
            Change(variant, place, on_hand=difference)
            for variant, units in some.items()
            for place, difference in differing(units, held[variant], home).items()
        ]
        changed += _apply(entry, changes, levels, why)
    return changed


def _check(counted: Mapping[UUID, int]) -> None:
    for variant_id, units in counted.items():
        if type(units) is not int or not 0 <= units <= MOST_UNITS:
            raise CannotAdjust(_("Give a whole number of units, zero or more."), variant_id=variant_id)


def _check_known(counted: Iterable[UUID], place: UUID, levels: Collection[ledger.Key]) -> None:
    for variant_id in counted:
        if (variant_id, place) not in levels:
            raise CannotAdjust(_("There is no such variant."), field="variant", variant_id=variant_id)


def _parts(counted: Mapping[UUID, int]) -> Iterable[dict[UUID, int]]:
    """What was counted, in the order of its keys and in parts that a few statements can carry."""
    ordered = iter(sorted(counted))
    while part := list(islice(ordered, IN_ONE_GO)):
        yield {variant: counted[variant] for variant in part}


def _apply(entry: ledger.Entry, changes: list[Change], levels: ledger.Levels, why: Why) -> int:
    changed = [change for change in changes if change.on_hand]
    if changed:
        apply(entry, changed, levels, beyond_committed=why.beyond_committed)
    return len(changed)
