"""What stock is worth at a moment: by moving average, and by FIFO from the same ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.inventory.models_snapshots import MonthEnd
from dramac.commerce.inventory.queries.reports.asof import first_key, levels_at
from dramac.commerce.inventory.queries.reports.filters import ReportFilter, goods
from dramac.commerce.inventory.queries.reports.layers import OnTheWay, layers_at, on_hand_of, on_the_way
from dramac.commerce.inventory.rules.reports import spread_value
from dramac.kit import sql
from dramac.kit.money import Minor, divide_half_up
from dramac.kit.statements import key_out
from dramac.tenancy.models import Site

_BY_MONTH = """
SELECT m.month_end_id, SUM(m.on_hand), SUM(m.value) FROM mod_ecommod01_stock_snapshots m
WHERE m.site_id = %s AND m.month_end_id IN (:keys){goods} GROUP BY m.month_end_id
"""
_LATE = """
SELECT d.column1, SUM(m.quantity), SUM(m.value_change)
FROM (VALUES :rows) AS d JOIN mod_ecommod01_inventory_movements m ON m.created_at < d.column2 AND m.id >= d.column3
WHERE m.site_id = %s{goods} GROUP BY d.column1
"""


@dataclass(frozen=True, slots=True)
class ValuedRow:
    """A variant: units on hand, and what they are worth by moving average and by FIFO."""

    variant_id: UUID
    on_hand: int
    average: Minor
    fifo: Minor

    @property
    def pk(self) -> UUID:
        """Its key."""
        return self.variant_id

    @property
    def unit_value(self) -> Minor | None:
        """What one unit is worth by moving average, rounded half up; None where there are none."""
        return divide_half_up(self.average, self.on_hand) if self.on_hand > 0 else None


@dataclass(frozen=True, slots=True)
class ValuedPlace:
    """A location or a category: units on hand and what they are worth."""

    key: UUID | None
    on_hand: int = 0
    average: Minor = 0
    fifo: Minor = 0


@dataclass(frozen=True, slots=True)
class Valuation:
    """What stock was worth at a moment. The rows, and the places, add up to the totals; on the way is told apart."""

    moment: datetime
    rows: list[ValuedRow] = field(default_factory=list)
    places: list[ValuedPlace] = field(default_factory=list)
    on_the_way: OnTheWay = field(default_factory=OnTheWay)

    @property
    def on_hand(self) -> int:
        """Units on hand."""
        return sum(row.on_hand for row in self.rows)

    @property
    def average(self) -> Minor:
        """What they are worth by moving average: the sum of the values of all movements before the moment."""
        return sum(row.average for row in self.rows)

    @property
    def fifo(self) -> Minor:
        """What they are worth by FIFO."""
        return sum(row.fifo for row in self.rows)


def get_stock_valuation(site: Site, moment: datetime, now: datetime, wanted: ReportFilter | None = None) -> Valuation:
    """What stock was worth at a moment, by variant and by location. Some six statements.

    FIFO is of a variant across the shop; what it gives is shared by the locations' units on hand.
    """
    wanted = wanted or ReportFilter()
    levels = levels_at(site, moment, now, ReportFilter(None, *_goods_of(wanted)))
    way = on_the_way(site, moment, wanted)
    fifo = _fifo(site, moment, on_hand_of(levels), way)
    at: dict[UUID, dict[UUID, int]] = defaultdict(dict)
    for (variant, place), stand in levels.items():
        at[variant][place] = stand.on_hand
    rows: dict[UUID, list[int]] = defaultdict(lambda: [0, 0, 0])
    places: dict[UUID, list[int]] = defaultdict(lambda: [0, 0, 0])
    shares = {variant: spread_value(fifo.get(variant, 0), units) for variant, units in at.items()}
    for (variant, place), stand in levels.items():
        if wanted.location_id in (None, place) and (stand.on_hand or stand.value):
            for sums in (rows[variant], places[place]):
                sums[0] += stand.on_hand
                sums[1] += stand.value
                sums[2] += shares[variant][place]
    return Valuation(
        moment,
        [ValuedRow(key, *sums) for key, sums in rows.items()],
        [ValuedPlace(key, *sums) for key, sums in places.items()],
        OnTheWay(sum(one.units for one in way.values()), sum(one.value for one in way.values())),
    )


def categories_valued(site: Site, rows: Iterable[ValuedRow]) -> list[ValuedPlace]:
    """What the goods of each category are worth; each counts in the first category of its product only, so that it adds up.

    One statement for a few thousand variants.
    """
    rows = list(rows)
    found = catalog.first_categories(site, [row.variant_id for row in rows])
    sums: dict[UUID | None, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in rows:
        summed = sums[found.get(row.variant_id)]
        for place, number in enumerate((row.on_hand, row.average, row.fifo)):
            summed[place] += number
    return [ValuedPlace(key, *numbers) for key, numbers in sums.items()]


def month_ends(
    site: Site, since: datetime, until: datetime, wanted: ReportFilter | None = None
) -> list[tuple[datetime, int, Minor]]:
    """The month ends that were kept: moment, units on hand, value by moving average. Three statements."""
    rows = (
        MonthEnd.objects.of(site).filter(taken_at__gte=since, taken_at__lt=until).order_by("taken_at", "checked_until")
    )
    ends = {row.taken_at: row for row in rows}
    if not ends:
        return []
    which = goods(site, wanted or ReportFilter())
    found = sql.rows(
        _BY_MONTH.format(goods=which.sql), [site.pk], sql.keys(row.pk for row in ends.values()), which.values
    )
    late: list[sql.Row] = [(row.pk, row.taken_at, first_key(row.checked_until)) for row in ends.values()]
    found += sql.rows(_LATE.format(goods=which.sql), many=late, after=[site.pk, *which.values])
    sums: dict[UUID, list[int]] = defaultdict(lambda: [0, 0])
    for key, units, value in found:
        sums[key_out(key)][0] += int(units)
        sums[key_out(key)][1] += int(value)
    return [(moment, sums[row.pk][0], sums[row.pk][1]) for moment, row in ends.items()]


def _goods_of(wanted: ReportFilter) -> tuple[UUID | None, str, str, str]:
    return wanted.category_id, wanted.vendor, wanted.tag, wanted.text


def _fifo(site: Site, moment: datetime, units: dict[UUID, int], way: dict[UUID, OnTheWay]) -> dict[UUID, Minor]:
    """The value of the layers of each variant that are on hand; those on the way are left to themselves."""
    held = {key: max(units.get(key, 0), 0) + (way[key].units if key in way else 0) for key in {*units, *way}}
    found = {}
    for key, layers in layers_at(site, moment, held).items():
        value, here = sum(one.value for one in layers), max(units.get(key, 0), 0)
        found[key] = divide_half_up(value * here, held[key])
    return found
