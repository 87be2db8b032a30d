"""Which locations send an order's units, by the rule that the shop has chosen. Never more than there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from uuid import UUID

from dramac.commerce.inventory.rules.allocation import Allocation, Demand, Shortage, allocate
from dramac.commerce.inventory.rules.levels import Level

RULES = ("default", "nearest", "fullest", "fewest")
MOST_TRIED = 12
"""Among so many locations the fewest parcels are found by trying all groups; beyond that each line chooses by itself."""


def choose(
    demands: Sequence[Demand],
    levels: Sequence[Level],
    *,
    rule: str,
    preferred: Sequence[UUID] = (),
    fallback: Mapping[UUID, UUID] | None = None,
) -> list[Allocation | Shortage]:
    """From where the units of each demand come. `preferred` are the locations of the country of delivery.

    `default`: the default location if it has all of a line, else the fullest. `nearest`: the same among the preferred ones
    where these have all of it. `fullest`: where most is. `fewest`: the smallest group of locations that has everything, the
    default one among them where there are several. `fallback` is where a variant is promised that sells when it is out.
    """
    nearby = frozenset(preferred) if rule == "nearest" else frozenset()
    group = _smallest_group(demands, levels) if rule == "fewest" else None
    of_variant: dict[UUID, list[Level]] = {}
    for level in levels:
        of_variant.setdefault(level.variant_id, []).append(level)
    found: list[Allocation | Shortage] = []
    for demand in demands:
        held = of_variant.get(demand.variant_id, [])
        # What one location promised beyond its stock is owed by all: so whether there is enough is asked of all together.
        whole = allocate(demand, held, (fallback or {}).get(demand.variant_id))
        if isinstance(whole, Shortage):
            found.append(whole)
        elif rule == "fullest":
            found += _fullest(demand, held) or whole
        else:
            chosen = nearby or group
            # There is enough of all together: what one of these owes takes nothing away from what the others have.
            near = [level for level in held if level.location_id in chosen and level.available > 0] if chosen else held
            first = allocate(demand, near, None)
            found += whole if isinstance(first, Shortage) else first
    return found


def _fullest(demand: Demand, held: Sequence[Level]) -> list[Allocation]:
    """One location after the other: the fullest gives first, as far as it goes. Empty where that is not far enough."""
    usable = sorted(
        (level for level in held if level.is_active and level.available > 0),
        key=lambda level: (-level.available, not level.is_default, level.location_id),
    )
    left, parts = demand.quantity, []
    for level in usable:
        if share := min(left, level.available):
            parts.append(Allocation(demand.variant_id, demand.product_id, level.location_id, share))
            left -= share
    return [] if left else parts


def _smallest_group(demands: Sequence[Demand], levels: Sequence[Level]) -> frozenset[UUID] | None:
    """The smallest group of locations that has all that is wanted; of several the one with the default location, then the
    one that has most. None where not even all together have it."""
    units: dict[UUID, dict[UUID, int]] = {}
    default: UUID | None = None
    for level in levels:
        if level.is_active and level.available > 0:
            units.setdefault(level.location_id, {})[level.variant_id] = level.available
            default = level.location_id if level.is_default else default
    places = sorted(units)
    if len(places) > MOST_TRIED:
        return None
    for size in range(1, len(places) + 1):
        able = [group for group in combinations(places, size) if _has_all(demands, [units[place] for place in group])]
        if able:
            ranked = [(default not in group, -_stock(units, group), group) for group in able]
            return frozenset(min(ranked)[2])
    return None


def _stock(units: Mapping[UUID, Mapping[UUID, int]], group: Sequence[UUID]) -> int:
    return sum(sum(units[place].values()) for place in group)


def _has_all(demands: Sequence[Demand], held: Sequence[Mapping[UUID, int]]) -> bool:
    return all(sum(place.get(demand.variant_id, 0) for place in held) >= demand.quantity for demand in demands)
