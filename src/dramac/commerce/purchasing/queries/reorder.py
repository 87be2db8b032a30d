"""What must be ordered today: one row for each variant whose stock is tracked, in a few statements however many there are.

Demand is what orders took, day by day of the site's time zone, over the whole days before today: promised, less what was
given back by cancelled orders, and what left without having been promised. Days without stock are not left out. What is kept for
somebody, and what is too old to be sold, is not available.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from dramac.commerce.alerts import queries as alerts
from dramac.commerce.alerts.queries.limits import ReorderRule
from dramac.commerce.inventory.queries.availability import LEFT_OF_LEVEL, left_of_level
from dramac.commerce.purchasing.rules import Advice, Demand, Needs, ReorderSettings, Terms, advise, demand_of
from dramac.kit import sql
from dramac.kit.money import Minor, Money
from dramac.kit.settings import read
from dramac.kit.statements import amount_out, key_out
from dramac.tenancy.models import Site

NO_RULE = (None, None, None)
FURTHEST = 100_000
_STOCK = f"""
SELECT v.id, v.product_id, p.title, v.option1, v.option2, v.option3, v.sku, v.barcode, v.cost,
       COALESCE(SUM(CASE WHEN o.id IS NULL THEN 0 ELSE {LEFT_OF_LEVEL} END), 0),
       COALESCE(SUM(CASE WHEN o.id IS NULL THEN 0 ELSE l.incoming END), 0)
FROM mod_ecommod01_variants v
JOIN mod_ecommod01_products p ON p.site_id = v.site_id AND p.id = v.product_id AND p.status <> 'archived'
LEFT JOIN mod_ecommod01_stock_levels l ON l.site_id = v.site_id AND l.variant_id = v.id
LEFT JOIN mod_ecommod01_inventory_locations o ON o.site_id = l.site_id AND o.id = l.location_id AND o.is_active
WHERE v.site_id = %s AND NOT v.is_archived AND v.tracks_stock{{which}}
GROUP BY v.id, v.product_id, p.title, v.option1, v.option2, v.option3, v.sku, v.barcode, v.cost
"""
_OWED = f"""
SELECT DISTINCT l.variant_id
FROM mod_ecommod01_stock_levels l
JOIN mod_ecommod01_inventory_locations o ON o.site_id = l.site_id AND o.id = l.location_id AND o.is_active
WHERE {LEFT_OF_LEVEL} + l.incoming < 0 AND l.site_id = %s
"""
_SOLD = """
SELECT t.variant_id, SUM(t.units), SUM(t.units * t.units) FROM (
  SELECT m.variant_id, d.column1 AS day,
    SUM(CASE WHEN m.cause = 'shipped' THEN m.committed_change - m.quantity ELSE m.committed_change END) AS units
  FROM (VALUES :rows) AS d
  JOIN mod_ecommod01_inventory_movements m
    ON m.site_id = %s AND m.created_at >= d.column2 AND m.created_at < d.column3 AND m.type = 'sale'
  GROUP BY m.variant_id, d.column1
) t GROUP BY t.variant_id
"""
_SUPPLIED = """
SELECT i.variant_id, s.id, s.name, s.currency, i.unit_cost, i.minimum_lot, i.pack_size, i.supplier_sku,
       COALESCE(i.lead_time_days, s.lead_time_days)
FROM mod_ecommod01_supplier_items i
JOIN mod_ecommod01_suppliers s ON s.site_id = i.site_id AND s.id = i.supplier_id AND s.is_active
WHERE i.site_id = %s AND i.is_preferred
"""


@dataclass(frozen=True, slots=True)
class ReorderRow:
    """A variant with its stock, demand and supplier, and what to do. `unit_cost` is in `currency`, None where unknown."""

    variant_id: UUID
    product_id: UUID
    product: str
    variant: str
    sku: str
    barcode: str
    available: int
    incoming: int
    demand: Demand
    terms: Terms
    advice: Advice
    supplier_id: UUID | None
    supplier: str
    supplier_sku: str
    currency: str
    unit_cost: Minor | None
    rank: tuple[bool, bool, str, int, str]

    @property
    def pk(self) -> UUID:
        """Its key."""
        return self.variant_id

    @property
    def name(self) -> str:
        """Product and option values."""
        return " ".join(part for part in (self.product, self.variant) if part)

    @property
    def cost(self) -> Money | None:
        """What the suggested units cost, in the supplier's currency."""
        return None if self.unit_cost is None else Money(self.unit_cost * self.advice.quantity, self.currency)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What holds for all rows."""

    site: Site
    settings: ReorderSettings
    today: date
    sold: dict[UUID, Demand]


def reorder_list(site: Site, now: datetime, variant_ids: Iterable[UUID] | None = None) -> list[ReorderRow]:
    """Every variant that is tracked, or of some those that are: those to be ordered first, by supplier, the most urgent first.
    Three statements, and two for each five thousand variants."""
    return _listed(_seen(site, now), now, None if variant_ids is None else set(variant_ids))


def due_today(site: Site, now: datetime) -> list[ReorderRow]:
    """Those of the list that must be ordered today. Nothing is read of what neither sold, nor has a rule of its own, nor is owed.

    Five statements, and three for each five thousand of the others.
    """
    seen = _seen(site, now)
    owed = {key_out(row[0]) for row in sql.rows(_OWED, [*left_of_level(site, now), site.pk])}
    return due(_listed(seen, now, owed | seen.sold.keys() | alerts.with_reorder_rules(site)))


def _seen(site: Site, now: datetime) -> _Seen:
    settings = read(ReorderSettings, site.settings)
    today = now.astimezone(site.zone).date()
    return _Seen(site, settings, today, days_of_demand(site, settings.window_days, today))


def _listed(seen: _Seen, now: datetime, wanted: Collection[UUID] | None) -> list[ReorderRow]:
    site = seen.site
    keyed = [(key_out(row[0]), row) for row in _stock(site, now, wanted)]
    supplied = {key_out(row[0]): row for row in sql.rows(_SUPPLIED, [site.pk])}
    rules = alerts.reorder_rules(site, [key for key, _row in keyed])
    found = [_row(seen, row, supplied.get(key), rules.get(key, NO_RULE)) for key, row in keyed]
    return sorted(found, key=lambda one: one.rank)


def _stock(site: Site, now: datetime, wanted: Collection[UUID] | None) -> list[tuple[Any, ...]]:
    values = [*left_of_level(site, now), site.pk]
    if wanted is None:
        return list(sql.rows(_STOCK.format(which=""), values))
    statement = _STOCK.format(which=" AND v.id IN (:keys)")
    return [row for part in sql.portions(sql.keys(sorted(wanted))) for row in sql.rows(statement, values, part)]


def due(rows: Iterable[ReorderRow]) -> list[ReorderRow]:
    """Those to be ordered today."""
    return [row for row in rows if row.advice.is_due]


def days_of_demand(site: Site, window: int, today: date) -> dict[UUID, Demand]:
    """What sold a day of each variant, over so many whole days before today. One statement."""
    days = [_day(site, today - timedelta(days=back)) for back in range(1, window + 1)]
    spans = [(number, first, after) for number, (first, after) in enumerate(days)]
    return {
        key_out(key): demand_of(int(units), int(squares), window)
        for key, units, squares in (sql.rows(_SOLD, many=spans, after=[site.pk]) if spans else ())
    }


def _day(site: Site, day: date) -> tuple[datetime, datetime]:
    after = day + timedelta(days=1)
    return datetime.combine(day, time.min, tzinfo=site.zone), datetime.combine(after, time.min, tzinfo=site.zone)


def _row(seen: _Seen, row: tuple[Any, ...], supplied: tuple[Any, ...] | None, rule: ReorderRule) -> ReorderRow:
    key, available, incoming = key_out(row[0]), int(row[9]), int(row[10])
    title = " / ".join(value for value in row[3:6] if value)
    demand = seen.sold.get(key, Demand())
    terms, own = Terms(seen.settings.lead_time_days), seen.site.currency
    cost, currency = amount_out(row[8]), own
    if supplied is not None:
        lead = seen.settings.lead_time_days if supplied[8] is None else int(supplied[8])
        terms, currency = Terms(lead, supplied[5], supplied[6]), supplied[3]
        asked = amount_out(supplied[4])
        cost = asked if asked is not None else cost if currency == own else None
    point, quantity, safety = rule
    advice = advise(Needs(available, incoming, point, quantity, safety), demand, terms, seen.settings, seen.today)
    who = supplied[2] if supplied is not None else ""
    days = FURTHEST if advice.days_left is None else advice.days_left
    return ReorderRow(
        variant_id=key,
        product_id=key_out(row[1]),
        product=row[2],
        variant=title,
        sku=row[6],
        barcode=row[7],
        available=available,
        incoming=incoming,
        demand=demand,
        terms=terms,
        advice=advice,
        supplier_id=key_out(supplied[1]) if supplied is not None else None,
        supplier=who,
        supplier_sku=supplied[7] if supplied is not None else "",
        currency=currency,
        unit_cost=cost,
        rank=(not advice.is_due, not who, who.casefold(), days, f"{row[2]} {title}".casefold()),
    )
