"""Decisions about stock: who gets units from where, what may be adjusted, and when something ran out. Values in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from dramac.kit.settings import Settings

MANUAL, REVERSAL = "manual", "reversal"
"""What changes by hand are made for: themselves, or the change that they take back."""

MOST_UNITS = 1_000_000
"""The most units that one change may move; a larger number is a slip of the hand."""

MOST_ON_HAND = 1_000_000_000
"""The most units a location can have of a variant."""

LOWERING = frozenset({"damage", "expired"})
RAISING = frozenset({"return", "restock"})
BY_HAND = frozenset({"adjustment", "transfer"}) | LOWERING | RAISING
"""The kinds of movement that people record; sales are recorded by orders."""


@dataclass(frozen=True, slots=True)
class StockSettings(Settings):
    """How a shop keeps its stock: from `low_at` available units of a variant downwards it is low."""

    area: ClassVar[str] = "stock"
    low_at: int = 5


@dataclass(frozen=True, slots=True)
class Reference:
    """What a movement was made for: an order, an import, or a change by hand."""

    type: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Demand:
    """Units of a variant that an order wants. Stock that is not tracked is never short."""

    variant_id: UUID
    product_id: UUID
    quantity: int
    tracks_stock: bool = True
    sells_when_out: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """What a location has of a variant, in units, with what a decision needs to know of both."""

    variant_id: UUID
    product_id: UUID
    location_id: UUID
    on_hand: int = 0
    committed: int = 0
    incoming: int = 0
    is_default: bool = False
    is_active: bool = True
    tracks_stock: bool = True
    sells_when_out: bool = False
    is_new: bool = False

    @property
    def available(self) -> int:
        """Units that can be sold now; negative when more is promised than is there."""
        return self.on_hand - self.committed


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


@dataclass(frozen=True, slots=True)
class Change:
    """Signed units by which a level changes: on hand, promised to orders, and on their way."""

    variant_id: UUID
    location_id: UUID
    on_hand: int = 0
    committed: int = 0
    incoming: int = 0


@dataclass(frozen=True, slots=True)
class Crossing:
    """A variant that ran out (`is_back` false) or can be bought again (`is_back` true)."""

    variant_id: UUID
    product_id: UUID
    is_back: bool
    was_known: bool


class AdjustmentFault(StrEnum):
    """Why a change by hand cannot be made."""

    NOTHING = "nothing_to_change"
    TOO_MANY = "too_many_units"
    MUST_LOWER = "must_lower"
    MUST_RAISE = "must_raise"
    NEEDS_REASON = "needs_reason"
    NOT_WHOLE = "not_whole"
    UNKNOWN_TYPE = "unknown_type"
    NOT_BALANCED = "transfer_not_balanced"


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
    if demand.quantity > total and not (demand.sells_when_out and fallback):
        return Shortage(demand.variant_id, demand.quantity, max(total, 0))
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


def fault_of(changes: Sequence[Change], kind: str, reason: str) -> AdjustmentFault | None:
    """Why changes by hand of a kind cannot be made, or None when they can."""
    if kind not in BY_HAND:
        return AdjustmentFault.UNKNOWN_TYPE
    if any(type(change.on_hand) is not int for change in changes):
        return AdjustmentFault.NOT_WHOLE
    if not changes or any(change.on_hand == 0 for change in changes):
        return AdjustmentFault.NOTHING
    if any(abs(change.on_hand) > MOST_UNITS for change in changes):
        return AdjustmentFault.TOO_MANY
    if kind in LOWERING and any(change.on_hand > 0 for change in changes):
        return AdjustmentFault.MUST_LOWER
    if kind in RAISING and any(change.on_hand < 0 for change in changes):
        return AdjustmentFault.MUST_RAISE
    if kind == "transfer" and any(_totals(changes).values()):
        return AdjustmentFault.NOT_BALANCED
    if kind not in RAISING and not reason.strip():
        return AdjustmentFault.NEEDS_REASON
    return None


def is_reversible(quantity: int, made_for: Sequence[str]) -> bool:
    """Whether a movement of what is on hand may be taken back; `made_for` is what it was made for, then what that was.

    A change by hand may, and once a taking back of one; the second taking back is where it ends.
    """
    return quantity != 0 and list(made_for) in ([MANUAL], [REVERSAL, MANUAL])


def _totals(changes: Iterable[Change]) -> dict[UUID, int]:
    totals: dict[UUID, int] = {}
    for change in changes:
        totals[change.variant_id] = totals.get(change.variant_id, 0) + change.on_hand
    return totals


def crossings(before: Iterable[Level], changes: Iterable[Change]) -> list[Crossing]:
    """Which variants ran out or came back by the changes, over all active locations together.

    A variant that is not tracked, or sells when it is out, does neither.
    """
    moved: dict[tuple[UUID, UUID], int] = {}
    for change in changes:
        key = (change.variant_id, change.location_id)
        moved[key] = moved.get(key, 0) + change.on_hand - change.committed
    groups: dict[UUID, list[Level]] = {}
    for level in before:
        if level.is_active and level.tracks_stock and not level.sells_when_out:
            groups.setdefault(level.variant_id, []).append(level)
    found = []
    for variant_id, levels in groups.items():
        was = sum(level.available for level in levels)
        now = was + sum(moved.get((variant_id, level.location_id), 0) for level in levels)
        if (was > 0) != (now > 0):
            known = any(not level.is_new for level in levels)
            found.append(Crossing(variant_id, levels[0].product_id, is_back=now > 0, was_known=known))
    return found
