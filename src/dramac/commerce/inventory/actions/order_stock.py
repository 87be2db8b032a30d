"""What happens to units that an order holds: given back, shipped, or returned after they left.

The ledger itself says what an order holds and from where, so no unit can be given back or shipped twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory import queries
from dramac.commerce.inventory.actions import batching, ledger
from dramac.commerce.inventory.actions.telling import tell
from dramac.commerce.inventory.models import Movement
from dramac.commerce.inventory.rules import Allocation, Change, Level, Reference, Shortage, book, spread
from dramac.commerce.inventory.rules.batches import LacksUnits
from dramac.commerce.inventory.rules.sending import Leaving, leaving, reassigned
from dramac.kit.refusal import Refused
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

Units = Mapping[UUID, int]
"""Variant → units."""
Held = Mapping[UUID, Mapping[UUID, int]]


class NotHeld(Refused):
    """More units were to be moved than the order holds."""

    code = "not_held"

    def __init__(self) -> None:
        super().__init__(_("The order does not hold that many units."))


class NotSellable(Refused):
    """All that is left of a variant where it would leave from has expired or was called back."""

    code = "expired"

    def __init__(self, variant_id: UUID, left: int) -> None:
        super().__init__(_("Only %(count)s can be sent: the rest has expired or was called back.") % {"count": left})
        self.variant_id = variant_id


class NotThere(Refused):
    """Fewer units than are to leave a location are there, besides those that are promised to others."""

    code = "not_there"

    def __init__(self, variant_id: UUID, left: int) -> None:
        some = _("Only %(count)s can be sent from there.") % {"count": left}
        super().__init__(some if left else _("None of it can be sent from there."), field="location")
        self.variant_id = variant_id


@transaction.atomic
def release(*, site: Site, units: Units, reference: Reference, by: Actor, now: datetime) -> None:
    """Give units back that an order held and that have not left: committed goes down, available up. Raises NotHeld."""
    entry = ledger.Entry(site, Movement.Type.SALE, Movement.Cause.RELEASED, reference, by, now)
    levels = ledger.lock(site, units)
    places = _places(queries.held(site, reference), units)
    _write(entry, [Change(variant, place, committed=-count) for variant, place, count in places], levels)


@transaction.atomic
def write_off(*, site: Site, units: Units, reference: Reference, by: Actor, now: datetime) -> None:
    """Units that an order held will neither leave nor be sold again: on hand and committed go down. Raises NotHeld."""
    entry = ledger.Entry(site, Movement.Type.DAMAGE, Movement.Cause.ADJUSTED, reference, by, now)
    levels = ledger.lock(site, units)
    places = _places(queries.held(site, reference), units)
    _write(
        entry, [Change(variant, place, on_hand=-count, committed=-count) for variant, place, count in places], levels
    )


@transaction.atomic
def ship(
    *, site: Site, units: Units, reference: Reference, by: Actor, now: datetime, place: UUID | None = None
) -> list[Allocation]:
    """Units leave for an order: on hand and committed go down together. Returns from where they left.

    They leave from `place` where one is named, else from where they were promised, and from other locations what is not there
    (`rules/sending.py`); the promise moves along. Of goods kept in batches those leave first that expire soonest. Raises
    NotSellable where only expired ones are left, NotThere where too few can leave the place, UnknownLocation and NotHeld.
    """
    entry = ledger.Entry(site, Movement.Type.SALE, Movement.Cause.SHIPPED, reference, by, now)
    levels = ledger.lock(site, units)
    if place is not None:
        ledger.check_locations(site, [place])
    parts = _leaving(site, levels, units, queries.held(site, reference), place, now)
    let_go, promised = reassigned(parts)
    changes = [
        Change(part.variant_id, part.location_id, on_hand=-part.units, committed=-part.units) for part in _joined(parts)
    ]
    if changes:
        made = book([*let_go, *promised, *_divided(entry, changes, levels)], levels)
        moved = len(let_go)
        causes = (Movement.Cause.RELEASED, made[:moved]), (Movement.Cause.ALLOCATED, made[moved : 2 * moved])
        before = [(replace(entry, cause=cause), some) for cause, some in causes]
        ledger.write_together([*before, (entry, made[2 * moved :])], levels)
        tell(entry, made, levels)
    return [Allocation(one.variant_id, levels[one.key].product_id, one.location_id, -one.on_hand) for one in changes]


@transaction.atomic
def take_back(*, site: Site, units: Units, reference: Reference, by: Actor, now: datetime) -> None:
    """Returned units go back on hand where they left from, into the batches they were of. Raises NotHeld for more than left."""
    entry = ledger.Entry(site, Movement.Type.RETURN, Movement.Cause.RECEIVED, reference, by, now)
    levels = ledger.lock(site, units)
    places = _places(queries.shipped(site, reference), units)
    _write(entry, [Change(variant, place, on_hand=count) for variant, place, count in places], levels)


def _places(held: Held, units: Units) -> list[tuple[UUID, UUID, int]]:
    """From which location how many units of each variant are moved."""
    found: list[tuple[UUID, UUID, int]] = []
    for variant in sorted(units):
        places = spread(held.get(variant, {}), units[variant])
        if places is None or units[variant] < 0:
            raise NotHeld
        found += [(variant, place, count) for place, count in places.items()]
    return found


def _leaving(
    site: Site, levels: ledger.Levels, units: Units, held: Held, place: UUID | None, now: datetime
) -> list[Leaving]:
    """From where the units of each variant leave. No statement, but where there is a choice and something is kept or too old."""
    of_variant: dict[UUID, list[Level]] = {variant: [] for variant in units}
    has_choice = place is not None or len(levels) > len(units)
    for level in (queries.free(site, levels, now) if has_choice else levels).values():
        of_variant[level.variant_id].append(level)
    found: list[Leaving] = []
    for variant in sorted(variant for variant in units if units[variant]):
        parts = leaving(held.get(variant, {}), units[variant], of_variant[variant], place)
        if isinstance(parts, Shortage):
            raise NotThere(variant, parts.left)
        if parts is None:
            raise NotHeld
        found += parts
    return found


def _joined(parts: list[Leaving]) -> list[Leaving]:
    """What leaves one location of one variant, together, wherever it was promised."""
    sums: dict[tuple[UUID, UUID], int] = {}
    for part in parts:
        key = part.variant_id, part.location_id
        sums[key] = sums.get(key, 0) + part.units
    return [Leaving(variant, place, place, units) for (variant, place), units in sums.items()]


def _divided(entry: ledger.Entry, changes: list[Change], levels: ledger.Levels) -> Sequence[Change]:
    """The changes as those of single batches that they come to. Raises NotSellable."""
    try:
        return batching.flat(entry, changes, levels)
    except LacksUnits as lack:
        raise NotSellable(lack.key[0], lack.left) from lack


def _write(entry: ledger.Entry, changes: list[Change], levels: ledger.Levels) -> None:
    if changes:
        made = book(_divided(entry, changes, levels), levels)
        ledger.write(entry, made, levels)
        tell(entry, made, levels)
