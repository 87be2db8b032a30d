"""How long goods have been lying: units and value by the age of their FIFO layers, and what nobody has bought for long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from dramac.commerce.inventory.queries.reports.asof import levels_at
from dramac.commerce.inventory.queries.reports.filters import ReportFilter, goods
from dramac.commerce.inventory.queries.reports.layers import layers_at
from dramac.commerce.inventory.rules.reports import AGES, Layer, band
from dramac.kit import sql
from dramac.kit.money import Minor
from dramac.kit.statements import key_out
from dramac.tenancy.models import Site

BANDS = len(AGES) + 1
_SOLD_SINCE = """
SELECT DISTINCT m.variant_id FROM mod_ecommod01_inventory_movements m
WHERE m.site_id = %s AND m.created_at >= %s AND m.created_at < %s AND m.cause IN ('allocated', 'shipped'){goods}
"""


@dataclass(frozen=True, slots=True)
class AgeingRow:
    """A variant: its units on hand and their FIFO value in each age band, youngest first."""

    variant_id: UUID
    units: tuple[int, ...]
    values: tuple[Minor, ...]

    @property
    def pk(self) -> UUID:
        """Its key."""
        return self.variant_id

    @property
    def on_hand(self) -> int:
        """Units on hand."""
        return sum(self.units)

    @property
    def value(self) -> Minor:
        """What they are worth."""
        return sum(self.values)


@dataclass(frozen=True, slots=True)
class DeadRow:
    """A variant that lies: units on hand and their value by moving average."""

    variant_id: UUID
    on_hand: int
    value: Minor

    @property
    def pk(self) -> UUID:
        """Its key."""
        return self.variant_id


def ageing(site: Site, moment: datetime, now: datetime, wanted: ReportFilter | None = None) -> list[AgeingRow]:
    """Units and value on hand at a moment by age in days of the site. Units that never came in count as the oldest.

    Layers are of a variant across the shop; at one location its units are the newest of them. Some four statements.
    """
    units: dict[UUID, int] = {}
    for (variant, _place), stand in levels_at(site, moment, now, wanted).items():
        units[variant] = units.get(variant, 0) + stand.on_hand
    held = {key: count for key, count in units.items() if count > 0}
    layers = layers_at(site, moment, held)
    last = (moment - timedelta(microseconds=1)).astimezone(site.zone).date()
    return [_aged(key, count, layers.get(key, []), last, site) for key, count in held.items()]


def _aged(variant_id: UUID, count: int, layers: list[Layer], last: date, site: Site) -> AgeingRow:
    units, values = [0] * BANDS, [0] * BANDS
    for layer in layers:
        place = band((last - layer.came_at.astimezone(site.zone).date()).days)
        units[place] += layer.units
        values[place] += layer.value
    units[-1] += count - sum(units)
    return AgeingRow(variant_id, tuple(units), tuple(values))


def dead_stock(site: Site, days: int, now: datetime, wanted: ReportFilter | None = None) -> list[DeadRow]:
    """What is on hand, was on hand so many days ago already, and was not sold since. Some four statements."""
    wanted = wanted or ReportFilter()
    since = now - timedelta(days=days)
    which = goods(site, wanted)
    sold = {
        key_out(row[0]) for row in sql.rows(_SOLD_SINCE.format(goods=which.sql), [site.pk, since, now, *which.values])
    }
    before = {variant for (variant, _place), stand in levels_at(site, since, now, wanted).items() if stand.on_hand > 0}
    found: dict[UUID, DeadRow] = {}
    for (variant, _place), stand in levels_at(site, now, now, wanted).items():
        if variant in before and variant not in sold:
            known = found.get(variant, DeadRow(variant, 0, 0))
            found[variant] = DeadRow(variant, known.on_hand + stand.on_hand, known.value + stand.value)
    return [row for row in found.values() if row.on_hand > 0]
