"""Why a number of units is what it is: what it is made of, how it came about line by line, and how it went day by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, Sum
from django.db.models.functions import TruncDate

from dramac.commerce.inventory.models import Movement, StockLevel
from dramac.commerce.inventory.queries.history import HistoryFilter, Point, history
from dramac.commerce.inventory.rules import Reference
from dramac.kit.money import Minor
from dramac.tenancy.models import Site


@dataclass(frozen=True, slots=True)
class Units:
    """Units in each state: on hand with what of it is promised or set aside, and what is on its way."""

    on_hand: int = 0
    committed: int = 0
    damaged: int = 0
    quality: int = 0
    safety: int = 0
    incoming: int = 0

    @property
    def unavailable(self) -> int:
        """What is on hand and not for sale."""
        return self.damaged + self.quality + self.safety

    @property
    def available(self) -> int:
        """What is on hand, neither promised nor set aside."""
        return self.on_hand - self.committed - self.unavailable

    def before(self, row: Movement) -> Units:
        """What there was before a movement that led to these."""
        return Units(
            self.on_hand - row.quantity,
            self.committed - row.committed_change,
            self.damaged - row.damaged_change,
            self.quality - row.quality_change,
            self.safety - row.safety_change,
            self.incoming - row.incoming_change,
        )

    def less(self, other: Units) -> Units:
        """The difference, state by state."""
        return Units(
            self.on_hand - other.on_hand,
            self.committed - other.committed,
            self.damaged - other.damaged,
            self.quality - other.quality,
            self.safety - other.safety,
            self.incoming - other.incoming,
        )


@dataclass(frozen=True, slots=True)
class Part:
    """Units on hand that one kind of movement added up to; `code` is the reason code, blank where there is none."""

    type: str
    cause: str
    code: str
    reference_type: str
    on_hand: int


@dataclass(frozen=True, slots=True)
class Holder:
    """What promised units are held for, such as an order, and how many."""

    reference: Reference
    units: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a number of units is what it is: on hand is the sum of the parts, committed the sum of the holders.

    `value` is what is on hand in minor units, by moving average.
    """

    units: Units
    value: Minor
    parts: list[Part]
    holders: list[Holder]

    @property
    def on_hand(self) -> int:
        """Units in the building."""
        return self.units.on_hand

    @property
    def committed(self) -> int:
        """Units promised to orders."""
        return self.units.committed

    @property
    def available(self) -> int:
        """Units neither promised nor set aside."""
        return self.units.available

    @property
    def incoming(self) -> int:
        """Units on their way."""
        return self.units.incoming


@dataclass(frozen=True, slots=True)
class Line:
    """One movement and what there was after it, at the location asked for or at all together."""

    movement: Movement
    after: Units


@dataclass(frozen=True, slots=True)
class Story:
    """A page of lines, newest first, and where the next begins; None at the end."""

    lines: list[Line]
    next: Point | None


_STATES = ("on_hand", "committed", "damaged", "quality", "safety", "incoming")
_CHANGES = (
    "quantity",
    "committed_change",
    "damaged_change",
    "quality_change",
    "safety_change",
    "incoming_change",
)


def _at(variant_id: UUID, location_id: UUID | None) -> dict[str, UUID]:
    return {"variant_id": variant_id} | ({"location_id": location_id} if location_id else {})


def units_now(site: Site, variant_id: UUID, location_id: UUID | None = None) -> Units:
    """What there is of a variant at a location, or at all. One statement."""
    sums = StockLevel.objects.of(site).filter(**_at(variant_id, location_id)).aggregate(**_sums(_STATES))
    return Units(*(sums[f"sum_{name}"] or 0 for name in _STATES))


def why(site: Site, variant_id: UUID, location_id: UUID | None = None) -> Explanation:
    """Today's numbers of a variant, at a location or at all, explained by what moved them. Three statements."""
    at = _at(variant_id, location_id)
    level = StockLevel.objects.of(site).filter(**at).aggregate(**_sums((*_STATES, "value")))
    moved = Movement.objects.of(site).filter(**at).order_by()
    parts = moved.values_list("type", "cause", "reason_code", "reference_type").annotate(units=Sum("quantity"))
    holders = moved.values_list("reference_type", "reference_id").annotate(units=Sum("committed_change"))
    return Explanation(
        units=Units(*(level[f"sum_{name}"] or 0 for name in _STATES)),
        value=level["sum_value"] or 0,
        parts=[Part(*row) for row in parts.exclude(units=0)],
        holders=[Holder(Reference(kind, key), units) for kind, key, units in holders.exclude(units=0)],
    )


def story(
    site: Site, variant_id: UUID, location_id: UUID | None = None, *, after: Point | None = None, limit: int = 50
) -> Story:
    """How a number came about, newest first, with what there was after each line. Two statements; three for older pages,
    of which one adds up what is newer."""
    at = HistoryFilter(variant_id=variant_id, location_id=location_id)
    shown = history(site, at, after=after, limit=limit)
    units = units_now(site, variant_id, location_id)
    if after:
        units = units.less(_moved_since(site, at, after))
    lines = []
    for row in shown.movements:
        lines.append(Line(row, units))
        units = units.before(row)
    return Story(lines, shown.next)


def _moved_since(site: Site, at: HistoryFilter, point: Point) -> Units:
    """What the movements at and after a place in the history add up to."""
    newer = Q(created_at__gt=point.created_at) | Q(created_at=point.created_at, id__gte=point.id)
    sums = Movement.objects.of(site).filter(at.as_q(), newer).aggregate(**_sums(_CHANGES))
    return Units(*(sums[f"sum_{name}"] or 0 for name in _CHANGES))


def closing_levels(
    site: Site, variant_id: UUID, location_id: UUID | None = None, *, until: date, days: int = 90
) -> list[int]:
    """Units on hand at the end of each of so many days, the last being `until`, by the site's clock. Two statements."""
    first = until - timedelta(days=days - 1)
    since = datetime.combine(first, time.min, tzinfo=site.zone)
    moved: dict[date, int] = dict(
        Movement.objects.of(site)
        .filter(**_at(variant_id, location_id), created_at__gte=since)
        .exclude(quantity=0)
        .order_by()
        .annotate(day=TruncDate("created_at", tzinfo=site.zone))
        .values_list("day")
        .annotate(units=Sum("quantity"))
    )
    return walk_back(units_now(site, variant_id, location_id).on_hand, [
        moved.get(first + timedelta(days=number), 0) for number in range(days)
    ])  # fmt: skip


def walk_back(today: int, moved: Sequence[int]) -> list[int]:
    """What there was at the end of each day, from what there is and what moved on each, the oldest first."""
    found = []
    for change in reversed(moved):
        found.append(today)
        today -= change
    return found[::-1]


def _sums(names: Sequence[str]) -> dict[str, Any]:
    return {f"sum_{name}": Sum(name) for name in names}
