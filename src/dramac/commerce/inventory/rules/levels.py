"""What there is of a variant at a location, and signed changes of it. Units; values in minor units of the site's currency."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from dramac.kit.settings import Settings

MOST_UNITS = 1_000_000
"""The most units that one change may move; a larger number is a slip of the hand."""

MOST_ON_HAND = 1_000_000_000
"""The most units a location can have of a variant."""

STATES = ("damaged", "quality", "safety")
"""Why units on hand are not for sale: broken, held until they are looked at, or kept back as a cushion (semantics.md, 1)."""


@dataclass(frozen=True, slots=True)
class StockSettings(Settings):
    """How a shop keeps its stock: from `low_at` available units of a variant downwards it is low, from `critical_at` critical.

    These are the shop's own limits; products, variants and locations may have others (commerce/alerts).
    """

    area: ClassVar[str] = "stock"
    low_at: int = 10
    critical_at: int = 3


@dataclass(frozen=True, slots=True)
class Reference:
    """What a movement was made for: an order, an import, a transfer, or a change by hand."""

    type: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """What a location has of a variant, in units, with what a decision needs to know of both.

    `value` is what the units on hand are worth by moving average, `cost` what the catalogue says that one costs, both in
    minor units. `reserved` units are held for a moment by reservations that live until `reserved_until` at the latest.
    `in_batches` units belong to batches, the first of which expires on `spoils_on`; `spoiled` ones are too old to be sold.
    """

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
    oversell_limit: int | None = None
    is_new: bool = False
    damaged: int = 0
    quality: int = 0
    safety: int = 0
    value: int = 0
    cost: int | None = None
    reserved: int = 0
    reserved_until: datetime | None = None
    in_batches: int = 0
    spoils_on: date | None = None
    spoiled: int = 0

    @property
    def can_run_out(self) -> bool:
        """Whether there is an end to what can be sold of the variant."""
        return self.tracks_stock and not (self.sells_when_out and self.oversell_limit is None)

    @property
    def beyond(self) -> int:
        """Units of the variant that may be sold beyond what all locations have, where there is an end to them."""
        return (self.oversell_limit or 0) if self.sells_when_out else 0

    @property
    def unavailable(self) -> int:
        """Units on hand that are not for sale."""
        return self.damaged + self.quality + self.safety

    @property
    def unpromised(self) -> int:
        """Units neither promised nor set aside; what is kept for somebody or too old is among them. May be negative."""
        return self.on_hand - self.committed - self.damaged - self.quality - self.safety

    @property
    def available(self) -> int:
        """Units that can be sold now; negative when more is promised than is there."""
        return self.unpromised - self.reserved - self.spoiled

    @property
    def sendable(self) -> int:
        """Units on hand that may leave for an order, whoever they are promised to."""
        return self.on_hand - self.unavailable - self.spoiled


@dataclass(frozen=True, slots=True)
class Change:
    """Signed units by which a level changes: on hand, promised to orders, on their way, and of those on hand not for sale.

    `unit_cost` is what one unit that comes in has cost, `value` what all of the change is worth where the books know it
    exactly (goods that only change their place, a counter-movement); both in minor units of the site's currency. Without
    either, goods come in at the average of what is there. `batch_id` is the batch they are of.
    """

    variant_id: UUID
    location_id: UUID
    on_hand: int = 0
    committed: int = 0
    incoming: int = 0
    damaged: int = 0
    quality: int = 0
    safety: int = 0
    unit_cost: int | None = None
    batch_id: UUID | None = None
    value: int | None = None

    @property
    def key(self) -> tuple[UUID, UUID]:
        """The level that changes."""
        return self.variant_id, self.location_id

    @property
    def unavailable(self) -> int:
        """Change of the units on hand that are not for sale."""
        return self.damaged + self.quality + self.safety

    @property
    def available(self) -> int:
        """Change of the units that can be sold."""
        return self.on_hand - self.committed - self.damaged - self.quality - self.safety


@dataclass(frozen=True, slots=True)
class Crossing:
    """A variant that ran out (`is_back` false) or can be bought again (`is_back` true)."""

    variant_id: UUID
    product_id: UUID
    is_back: bool
    was_known: bool


def crossings(before: Iterable[Level], changes: Iterable[Change]) -> list[Crossing]:
    """Which variants ran out or came back by the changes, over all active locations together.

    What may be sold beyond stock counts: with its cap exhausted a variant is out. One that is not tracked, or sells when it is
    out without limit, does neither.
    """
    moved: dict[tuple[UUID, UUID], int] = {}
    for change in changes:
        if units := change.available:
            moved[change.key] = moved.get(change.key, 0) + units
    groups: dict[UUID, list[Level]] = {}
    for level in before:
        if level.is_active and level.can_run_out:
            groups.setdefault(level.variant_id, []).append(level)
    found = []
    for variant_id, levels in groups.items():
        was = sum(level.available for level in levels) + levels[0].beyond
        now = was + sum(moved.get((variant_id, level.location_id), 0) for level in levels)
        if (was > 0) != (now > 0):
            known = any(not level.is_new for level in levels)
            found.append(Crossing(variant_id, levels[0].product_id, is_back=now > 0, was_known=known))
    return found
