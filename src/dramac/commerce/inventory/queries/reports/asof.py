"""What every level was at a moment: the nearest known stand, and the movements between it and the moment.

Known are the levels as they are now, the month ends that were kept, and that there was nothing before the first movement.
Whichever lies nearest is taken, so that a report on any day of ten million movements reads some weeks of them. The result
is the sum of all movements before the moment, to the unit and to the cent, whatever was kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from dramac.commerce.inventory.models_snapshots import MonthEnd
from dramac.commerce.inventory.queries.reports.filters import EVERYTHING, Goods, ReportFilter, goods
from dramac.kit import sql
from dramac.kit.money import Minor
from dramac.kit.statements import key_out
from dramac.tenancy.models import Site

_LEVELS = """
SELECT m.variant_id, m.location_id, m.on_hand, m.committed, m.damaged + m.quality + m.safety AS unavailable, m.incoming, m.value
FROM mod_ecommod01_stock_levels m WHERE m.site_id = %s"""
_KEPT = """
SELECT m.variant_id, m.location_id, m.on_hand, m.committed, m.unavailable, m.incoming, m.value
FROM mod_ecommod01_stock_snapshots m WHERE m.site_id = %s AND m.month_end_id = %s"""
_MOVED = """
SELECT m.variant_id, m.location_id, {sign}SUM(m.quantity), {sign}SUM(m.committed_change),
       {sign}SUM(m.damaged_change + m.quality_change + m.safety_change), {sign}SUM(m.incoming_change),
       {sign}SUM(m.value_change)
FROM mod_ecommod01_inventory_movements m WHERE m.site_id = %s AND {when}"""
_GROUPED = " GROUP BY m.variant_id, m.location_id"
_SUMMED = """
SELECT variant_id, location_id, SUM(on_hand) AS on_hand, SUM(committed) AS committed, SUM(unavailable) AS unavailable,
       SUM(incoming) AS incoming, SUM(value) AS value
FROM ({parts}) AS parts GROUP BY variant_id, location_id
HAVING SUM(on_hand) <> 0 OR SUM(committed) <> 0 OR SUM(unavailable) <> 0 OR SUM(incoming) <> 0 OR SUM(value) <> 0"""
Key = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Stand:
    """A level at a moment, in units; `value` is what is on hand, in minor units, by moving average."""

    on_hand: int = 0
    committed: int = 0
    unavailable: int = 0
    incoming: int = 0
    value: Minor = 0

    @property
    def available(self) -> int:
        """Units that could be sold, reservations aside."""
        return self.on_hand - self.committed - self.unavailable


@dataclass(frozen=True, slots=True)
class Statement:
    """A piece of SQL with its values."""

    text: str
    values: tuple[Any, ...]


def levels_at(site: Site, moment: datetime, now: datetime, wanted: ReportFilter | None = None) -> dict[Key, Stand]:
    """Every level that was not nothing at a moment, by variant and location. Two statements, one of them small."""
    statement = stand_at(site, moment, now, goods(site, wanted or ReportFilter()))
    return {
        (key_out(row[0]), key_out(row[1])): Stand(*(int(number) for number in row[2:]))
        for row in sql.rows(statement.text, statement.values)
    }


def stand_at(
    site: Site, moment: datetime, now: datetime, which: Goods = EVERYTHING, *, without: datetime | None = None
) -> Statement:
    """The statement that gives every level at a moment: variant, location, and the numbers of a Stand in their order.

    `without` leaves out what was written at that time or later, whatever time it bears.
    """
    parts = _parts(site, moment, _base(site, moment, now), which)
    if without:
        late = "m.created_at < %s AND m.id >= %s"
        parts.append(moved("-", late, (site.pk, moment, first_key(without), *which.values), which))
    text = " UNION ALL ".join(part.text for part in parts)
    return Statement(_SUMMED.format(parts=text), tuple(value for part in parts for value in part.values))


def _base(site: Site, moment: datetime, now: datetime) -> MonthEnd | None:
    """The month end nearest to the moment; None where what there is now lies nearer."""
    found = list(MonthEnd.objects.of(site).order_by("-checked_until"))
    nearest = min(found, key=lambda one: abs(one.taken_at - moment), default=None)
    return nearest if nearest and abs(nearest.taken_at - moment) < abs(now - moment) else None


def _parts(site: Site, moment: datetime, base: MonthEnd | None, which: Goods) -> list[Statement]:
    here = (site.pk,)
    if base is None:
        levels = Statement(_LEVELS + which.sql, (*here, *which.values))
        return [levels, moved("-", "m.created_at >= %s", (*here, moment, *which.values), which)]
    kept = Statement(_KEPT + which.sql, (*here, base.pk, *which.values))
    late = (*here, base.taken_at, first_key(base.checked_until), *which.values)
    parts = [kept, moved("", "m.created_at < %s AND m.id >= %s", late, which)]
    between = "m.created_at >= %s AND m.created_at < %s"
    if moment > base.taken_at:
        parts.append(moved("", between, (*here, base.taken_at, moment, *which.values), which))
    elif moment < base.taken_at:
        parts.append(moved("-", between, (*here, moment, base.taken_at, *which.values), which))
    return parts


def moved(sign: str, when: str, values: tuple[Any, ...], which: Goods = EVERYTHING) -> Statement:
    """The sums of the movements of a time, by level; turned round by the sign `-`."""
    return Statement(_MOVED.format(sign=sign, when=when) + which.sql + _GROUPED, values)


def first_key(moment: datetime) -> UUID:
    """The smallest key that a row written at a moment can have: keys begin with the time in milliseconds (RFC 9562)."""
    return UUID(int=(int(moment.timestamp() * 1000) & ((1 << 48) - 1)) << 80)
