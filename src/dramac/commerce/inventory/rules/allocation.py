"""Who gets units from where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from dramac.commerce.inventory.rules.levels import Level


@dataclass(frozen=True, slots=True)
class Demand:
    """Units of a variant that an order wants. Stock that is not tracked is never short; what sells when out is from
    `oversell_limit` units beyond what there is (None: never)."""

    variant_id: UUID
    product_id: UUID
    quantity: int
    tracks_stock: bool = True
    sells_when_out: bool = False
    oversell_limit: int | None = None


@dataclass(frozen=True, slots=True)
class Allocation:
    """Units of a variant promised from a location."""

    variant_id: UUID
    product_id: UUID
    location_id: UUID
    quantity: int


@dataclass(frozen=True, slots=True)
class Shortage:
    """A variant of which less is left than is wanted; `left` is never below zero."""

    variant_id: UUID
    wanted: int
    left: int


def merge(demands: Iterable[Demand]) -> list[Demand]:
    """Demands summed per variant, in the order of their keys, so that two lines of one thing are checked together."""
    summed: dict[UUID, Demand] = {}
    for demand in demands:
        known = summed.get(demand.variant_id)
        summed[demand.variant_id] = replace(demand, quantity=demand.quantity + known.quantity) if known else demand
    return [summed[key] for key in sorted(summed)]


def allocate(demand: Demand, levels: Sequence[Level], fallback: UUID | None) -> list[Allocation] | Shortage:
    """From where the units come: the default location if it has all, else the fullest; from several only if no one has all.

    What is sold beyond stock is promised at `fallback`, the default location. Without enough, a Shortage.
    """
    open_levels = [level for level in levels if level.is_active and level.available > 0]
    total = sum(level.available for level in levels if level.is_active)
    most = _most(demand, total) if fallback else total
    if most is not None and demand.quantity > most:
        return Shortage(demand.variant_id, demand.quantity, max(most, 0))
    ranked = sorted(open_levels, key=lambda level: _preference(level, demand.quantity))
    shares: dict[UUID, int] = {}
    left = demand.quantity
    for level in ranked:
        if share := min(left, level.available):
            shares[level.location_id] = share
            left -= share
    if left and fallback:
        shares[fallback] = shares.get(fallback, 0) + left
    return [Allocation(demand.variant_id, demand.product_id, place, share) for place, share in shares.items()]


def waiting(quantity: int, total: int) -> int:
    """How many of so many units wait for goods, where `total` was available before (below zero: others wait, too)."""
    return max(quantity - max(total, 0), 0)


def _most(demand: Demand, total: int) -> int | None:
    if not demand.sells_when_out:
        return total
    return None if demand.oversell_limit is None else total + demand.oversell_limit


def _preference(level: Level, wanted: int) -> tuple[bool, bool, int, bool, UUID]:
    has_all = level.available >= wanted
    return (not has_all, not (has_all and level.is_default), -level.available, not level.is_default, level.location_id)


def spread(held: Mapping[UUID, int], quantity: int, *, first: UUID | None = None) -> dict[UUID, int] | None:
    """Units to move per location out of what is held there, `first` before the others; None when less is held."""
    left = quantity
    moved: dict[UUID, int] = {}
    for place in sorted(held, key=lambda key: (key != first, -held[key], key)):
        if share := min(left, held[place]):
            moved[place] = share
            left -= share
    return None if left else moved


def differing(units: int, held: Mapping[UUID, int], home: UUID) -> dict[UUID, int]:
    """By how much each location's units change where all together are to have so many.

    `home` takes the difference; where it has too few to give, the others give the rest, the fullest first.
    """
    left = units - sum(held.values())
    found: dict[UUID, int] = {}
    for place in sorted(held, key=lambda place: (place != home, -held[place], place)):
        found[place] = left if left > 0 else max(left, min(-held[place], 0))
        left -= found[place]
    return {place: change for place, change in found.items() if change}
