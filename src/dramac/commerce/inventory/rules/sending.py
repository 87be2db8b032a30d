"""From where an order's goods leave: from where they were promised, or from where they really are. Values in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from dramac.commerce.inventory.rules.allocation import Shortage, spread
from dramac.commerce.inventory.rules.levels import Change, Level


@dataclass(frozen=True, slots=True)
class Origin:
    """From where goods leave, as far as somebody chose: one location, and for some variants the batch."""

    location_id: UUID | None = None
    batches: Mapping[UUID, UUID] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Leaving:
    """Units of a variant that leave a location, having been promised from that one or another."""

    variant_id: UUID
    location_id: UUID
    promised_at: UUID
    units: int


def leaving(
    held: Mapping[UUID, int], quantity: int, levels: Sequence[Level], place: UUID | None = None
) -> list[Leaving] | Shortage | None:
    """From where so many units of the variant of the levels leave, of those that an order holds at each location.

    From `place` where one is named: what was promised elsewhere is taken from what nobody was promised there, and a Shortage says
    how many can leave it. Else from where they were promised; where that has fewer on hand, the rest leaves the locations that
    have some that nobody was promised, the default one first, then the fullest, and the place itself goes below zero for what
    is nowhere. None when less is held.
    """
    promised = spread(held, quantity, first=place)
    if promised is None or quantity < 0:
        return None
    variant_id = levels[0].variant_id
    spare = {level.location_id: max(level.available, 0) for level in levels if level.is_active}
    if place is None:
        return [part for at, units in promised.items() for part in _found(variant_id, at, units, levels, spare)]
    elsewhere = quantity - promised.get(place, 0)
    if elsewhere > spare.get(place, 0):
        return Shortage(variant_id, quantity, quantity - elsewhere + spare.get(place, 0))
    return [Leaving(variant_id, place, at, units) for at, units in promised.items()]


def place_of_batch(units: Mapping[UUID, int], quantity: int, held: Mapping[UUID, int]) -> UUID | None:
    """Of the locations that have so many units of a batch the one that sends: with most of what is wanted, then where most was
    promised. None where none has any."""
    return max(units, key=lambda place: (min(units[place], quantity), held.get(place, 0), place), default=None)


def reassigned(parts: Iterable[Leaving]) -> tuple[list[Change], list[Change]]:
    """What is no longer promised where it was, and what is promised instead where it leaves from."""
    moved = [part for part in parts if part.location_id != part.promised_at]
    let_go = [Change(part.variant_id, part.promised_at, committed=-part.units) for part in moved]
    return let_go, [Change(part.variant_id, part.location_id, committed=part.units) for part in moved]


def _found(
    variant_id: UUID, at: UUID, units: int, levels: Sequence[Level], spare: dict[UUID, int]
) -> Iterable[Leaving]:
    """Units promised at a location, from where they are. What is taken is no longer spare."""
    here = sum(max(level.sendable, 0) for level in levels if level.location_id == at)
    short = max(units - here, 0)
    others = [level for level in levels if level.location_id != at and spare.get(level.location_id)]
    for level in sorted(others, key=lambda one: (not one.is_default, -spare[one.location_id], one.location_id)):
        if share := min(short, spare[level.location_id]):
            spare[level.location_id] -= share
            short -= share
            units -= share
            yield Leaving(variant_id, level.location_id, at, share)
    if units:
        yield Leaving(variant_id, at, at, units)
