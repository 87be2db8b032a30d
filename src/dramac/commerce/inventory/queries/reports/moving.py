"""What moved in a time: opening, what came and went by its cause, closing, by day, week, month or location."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final, Literal
from uuid import UUID

from dramac.commerce.inventory.queries.reports.asof import levels_at
from dramac.commerce.inventory.queries.reports.filters import ReportFilter, Window, goods, window
from dramac.kit import sql
from dramac.kit.money import Minor
from dramac.kit.statements import key_out
from dramac.tenancy.models import Site

By = Literal["day", "week", "month", "location"]
KINDS: Final = ("received", "returned", "transferred_in", "found", "sold", "transferred_out", "damaged", "lost")
"""Why units came (the first four) or went. `found` and `lost` are counts and corrections, `damaged` is broken or expired."""

MOST_PERIODS = 400
_KIND = """CASE
  WHEN m.cause = 'shipped' THEN 'sold' WHEN m.type = 'return' THEN 'returned'
  WHEN m.type = 'transfer' THEN CASE WHEN m.quantity > 0 THEN 'transferred_in' ELSE 'transferred_out' END
  WHEN m.type IN ('damage', 'expired') THEN 'damaged'
  WHEN m.cause = 'received' AND m.quantity > 0 THEN 'received'
  WHEN m.quantity > 0 THEN 'found' ELSE 'lost' END"""
_BY_PERIOD = f"""
SELECT d.column1, {_KIND}, SUM(m.quantity), SUM(m.value_change)
FROM (VALUES :rows) AS d
JOIN mod_ecommod01_inventory_movements m ON m.created_at >= d.column2 AND m.created_at < d.column3
WHERE m.site_id = %s AND (m.quantity <> 0 OR m.value_change <> 0){{goods}} GROUP BY 1, 2
"""
_BY_PLACE = f"""
SELECT m.location_id, {_KIND}, SUM(m.quantity), SUM(m.value_change)
FROM mod_ecommod01_inventory_movements m
WHERE m.site_id = %s AND m.created_at >= %s AND m.created_at < %s AND (m.quantity <> 0 OR m.value_change <> 0){{goods}}
GROUP BY 1, 2
"""
_REASONS = """
SELECT m.type, m.cause, m.reason_code, COUNT(*), SUM(CASE WHEN m.quantity > 0 THEN m.quantity ELSE 0 END),
       SUM(CASE WHEN m.quantity < 0 THEN -m.quantity ELSE 0 END), SUM(m.value_change)
FROM mod_ecommod01_inventory_movements m
WHERE m.site_id = %s AND m.created_at >= %s AND m.created_at < %s{goods}
GROUP BY m.type, m.cause, m.reason_code ORDER BY m.type, m.cause, m.reason_code
"""


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A period or a location: units on hand before, what came and went by kind (signed), and the same in value.

    `key` is the first day of the period or the location.
    """

    key: date | UUID
    opening: int
    opening_value: Minor
    units: Mapping[str, int]
    value_change: Minor
    last: date | None = None

    @property
    def pk(self) -> str:
        """Its key."""
        return str(self.key)

    @property
    def closing(self) -> int:
        """Units on hand afterwards: opening and all that moved."""
        return self.opening + sum(self.units.values())

    @property
    def closing_value(self) -> Minor:
        """What they were worth."""
        return self.opening_value + self.value_change

    @property
    def came(self) -> int:
        """Units that came, whatever for."""
        return sum(count for count in self.units.values() if count > 0)

    @property
    def went(self) -> int:
        """Units that went."""
        return -sum(count for count in self.units.values() if count < 0)


@dataclass(frozen=True, slots=True)
class MovementReport:
    """What moved in a time, row by row; every row's closing is its opening and what moved, and the next row's opening."""

    when: Window
    by: By
    rows: list[MovedRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """Movements of one type, cause and reason: how many, units in and out, and by how much they changed the value."""

    type: str
    cause: str
    reason_code: str
    movements: int
    came: int
    went: int
    value_change: Minor

    @property
    def pk(self) -> str:
        """Its key."""
        return f"{self.type}-{self.cause}-{self.reason_code}"


def get_stock_movement_report(
    site: Site, when: Window, now: datetime, wanted: ReportFilter | None = None, by: By = "day"
) -> MovementReport:
    """Opening, what came and went by its cause, and closing. Three statements, over the movements of the time alone."""
    wanted = wanted or ReportFilter()
    rows = _places(site, when, now, wanted) if by == "location" else _periods(site, when, now, wanted, by)
    return MovementReport(when, by, rows)


def reasons_moved(site: Site, when: Window, wanted: ReportFilter | None = None) -> list[ReasonRow]:
    """The movements of a time by type, cause and reason. One statement."""
    which = goods(site, wanted or ReportFilter())
    found = sql.rows(_REASONS.format(goods=which.sql), [site.pk, when.since, when.until, *which.values])
    return [ReasonRow(row[0], row[1], row[2], *(int(number) for number in row[3:])) for row in found]


def periods(site: Site, when: Window, by: By) -> list[Window]:
    """The days, weeks from Monday or months of a time, cut at its ends; of more than 400 days their weeks."""
    step = "week" if by == "day" and when.days > MOST_PERIODS else by
    found, first = [], when.first
    while first <= when.last:
        last = min(_last_of(first, step), when.last)
        found.append(window(site, first, last))
        first = last + timedelta(days=1)
    return found


def _last_of(day: date, step: str) -> date:
    if step == "week":
        return day + timedelta(days=6 - day.weekday())
    if step == "month":
        return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return day


def _periods(site: Site, when: Window, now: datetime, wanted: ReportFilter, by: By) -> list[MovedRow]:
    parts = periods(site, when, by)
    which = goods(site, wanted)
    many: list[sql.Row] = [(number, part.since, part.until) for number, part in enumerate(parts)]
    sums: dict[int, dict[str, int]] = {}
    values: dict[int, int] = {}
    for number, kind, units, value in sql.rows(
        _BY_PERIOD.format(goods=which.sql), many=many, after=[site.pk, *which.values]
    ):
        sums.setdefault(number, {})[kind] = int(units)
        values[number] = values.get(number, 0) + int(value)
    levels = levels_at(site, when.since, now, wanted).values()
    opening, worth = sum(one.on_hand for one in levels), sum(one.value for one in levels)
    found = []
    for number, part in enumerate(parts):
        row = MovedRow(part.first, opening, worth, sums.get(number, {}), values.get(number, 0), part.last)
        found.append(row)
        opening, worth = row.closing, row.closing_value
    return found


def _places(site: Site, when: Window, now: datetime, wanted: ReportFilter) -> list[MovedRow]:
    which = goods(site, wanted)
    sums: dict[UUID, dict[str, int]] = {}
    values: dict[UUID, int] = {}
    found = sql.rows(_BY_PLACE.format(goods=which.sql), [site.pk, when.since, when.until, *which.values])
    for key, kind, units, value in found:
        place = key_out(key)
        sums.setdefault(place, {})[kind] = int(units)
        values[place] = values.get(place, 0) + int(value)
    opening: dict[UUID, list[int]] = {}
    for (_variant, place), one in levels_at(site, when.since, now, wanted).items():
        before = opening.setdefault(place, [0, 0])
        before[0] += one.on_hand
        before[1] += one.value
    for place in sums:
        opening.setdefault(place, [0, 0])
    return [
        MovedRow(place, opening[place][0], opening[place][1], sums.get(place, {}), values.get(place, 0))
        for place in opening
    ]
