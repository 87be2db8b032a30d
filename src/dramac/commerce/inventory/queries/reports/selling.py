"""How goods sell: what of them was sold in a time, how long the rest lasts, how often stock was turned over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from dramac.commerce.inventory.queries.reports.asof import Key, Stand, levels_at
from dramac.commerce.inventory.queries.reports.filters import ReportFilter, Window, goods, today
from dramac.commerce.inventory.rules import reports
from dramac.kit import sql
from dramac.kit.money import Minor
from dramac.kit.statements import key_out, moment_out
from dramac.tenancy.models import Site

_MOVED = """
SELECT m.variant_id,
  SUM(CASE WHEN m.cause = 'shipped' THEN m.committed_change - m.quantity ELSE m.committed_change END),
  SUM(CASE WHEN m.type = 'return' THEN m.quantity ELSE 0 END),
  SUM(CASE WHEN m.quantity > 0 AND m.type NOT IN ({came_not}) THEN m.quantity ELSE 0 END),
  SUM(CASE WHEN m.cause = 'shipped' OR m.type = 'return' THEN -m.value_change ELSE 0 END)
FROM mod_ecommod01_inventory_movements m
WHERE m.site_id = %s AND m.created_at >= %s AND m.created_at < %s{goods} GROUP BY m.variant_id
"""
_LAST_SOLD = """
SELECT m.variant_id, MAX(m.created_at) FROM mod_ecommod01_inventory_movements m
WHERE m.site_id = %s AND m.variant_id IN (:keys) AND m.cause IN ('allocated', 'shipped') GROUP BY m.variant_id
"""


@dataclass(frozen=True, slots=True)
class SellingRow:
    """A variant in a time: units to begin with, received, sold and returned; what is left, and what was turned over.

    `starting` and `available` are units on hand that are not promised; `cost` is what sold goods were worth when they left.
    """

    variant_id: UUID
    starting: int
    received: int
    sold: int
    returned: int
    available: int
    cost: Minor
    opening_value: Minor
    closing_value: Minor
    days: int

    @property
    def pk(self) -> UUID:
        """Its key."""
        return self.variant_id

    @property
    def sell_through(self) -> Decimal | None:
        """Sold ÷ (starting + received)."""
        return reports.sell_through(self.sold, self.starting, self.received)

    @property
    def days_left(self) -> Decimal | None:
        """Available at the end ÷ mean units sold a day."""
        return reports.days_left(self.available, self.sold, self.days)

    @property
    def turnover(self) -> Decimal | None:
        """Cost of goods sold ÷ mean of the values at the beginning and the end."""
        return reports.turnover(self.cost, self.opening_value, self.closing_value)


def selling(site: Site, when: Window, now: datetime, wanted: ReportFilter | None = None) -> list[SellingRow]:
    """What was there, came, was sold and is left of every variant of which there was any in the time. Five statements.

    Sold are units that orders took less those they gave back before they left; returns are told beside and not taken off.
    Received is what came on hand otherwise, counts upwards included; at one location by transfer, too.
    """
    wanted = wanted or ReportFilter()
    which = goods(site, wanted)
    until = min(when.until, now)
    came_not = "'return'" if wanted.location_id else "'return', 'transfer'"
    moved = {
        key_out(row[0]): [int(number) for number in row[1:]]
        for row in sql.rows(
            _MOVED.format(came_not=came_not, goods=which.sql), [site.pk, when.since, when.until, *which.values]
        )
    }
    opening = _by_variant(levels_at(site, min(when.since, now), now, wanted))
    closing = _by_variant(levels_at(site, until, now, wanted))
    days = min(when.days, max((today(site, now) - when.first).days + 1, 1))
    found = []
    for key in {*moved, *opening, *closing}:
        sold, returned, received, cost = moved.get(key, (0, 0, 0, 0))
        first, last = opening.get(key, Stand()), closing.get(key, Stand())
        starting = first.on_hand - first.committed
        row = SellingRow(key, starting, received, sold, returned, last.available, cost, first.value, last.value, days)
        if starting or received or sold or returned or last.available:
            found.append(row)
    return found


def last_sold(site: Site, variant_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """When each variant was last ordered; those that never were are left out. One statement for a few thousand."""
    found = {}
    for part in sql.portions(sql.keys(sorted(variant_ids))):
        for key, moment in sql.rows(_LAST_SOLD, [site.pk], part):
            found[key_out(key)] = moment_out(moment)
    return found


def _by_variant(levels: dict[Key, Stand]) -> dict[UUID, Stand]:
    found: dict[UUID, Stand] = {}
    for (variant, _place), one in levels.items():
        known = found.get(variant, Stand())
        found[variant] = Stand(
            known.on_hand + one.on_hand,
            known.committed + one.committed,
            known.unavailable + one.unavailable,
            known.incoming + one.incoming,
            known.value + one.value,
        )
    return found
