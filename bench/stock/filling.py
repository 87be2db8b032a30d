"""A shop with a long history of stock: movements copied by the database itself, with levels that are their sums."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from bench import growing
from bench.filling import product
from bench.rows import fill, settle, trust
from bench.shop import SMALL
from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog.models import Variant
from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory.actions.month_ends import keep_month_ends
from dramac.commerce.inventory.models import StockLevel
from dramac.commerce.inventory.models_snapshots import MonthEnd
from dramac.kit.clock import utc_now
from dramac.kit.ids import new_id
from dramac.project import preparing
from dramac.tenancy.actions import NewSite
from dramac.tenancy.actors import SYSTEM
from dramac.tenancy.models import Site

NOW = utc_now().replace(microsecond=0)
BEGAN = NOW - timedelta(days=730)
COST = 100
VARIANTS = 3
"""Of each product."""

# Keys as they would be: first the moment, then what tells the levels apart, which begin with the number of their copy.

_SQLITE_KEY = "PRINTF('%%012x', %s + c.k * 1000) || SUBSTR(l.id, 1, 5) || SUBSTR(l.id, 18)"
_POSTGRESQL_KEY = (
    "CAST(LPAD(TO_HEX(%s + c.k * 1000), 12, '0') || SUBSTR(REPLACE(CAST(l.id AS text), '-', ''), 1, 5)"
    " || SUBSTR(REPLACE(CAST(l.id AS text), '-', ''), 18) AS uuid)"
)
_SQLITE_TIME = "STRFTIME('%%Y-%%m-%%d %%H:%%M:%%S', %s + c.k * %s + ABS(l.rowid %% 3600), 'unixepoch')"
_POSTGRESQL_TIME = "TO_TIMESTAMP(%s + c.k * %s + ABS(HASHTEXT(CAST(l.id AS text))) %% 3600)"
_MOVEMENTS = """
WITH RECURSIVE c(k) AS (SELECT CAST(%s AS integer) UNION ALL SELECT k + 1 FROM c WHERE k + 1 < %s)
INSERT INTO mod_ecommod01_inventory_movements (
  site_id, id, product_id, variant_id, location_id, type, cause, quantity, committed_change, incoming_change,
  previous_stock, new_stock, committed_after, reason, reference_type, reference_id, created_by, unit_cost, value_change,
  reason_code, created_at)
SELECT l.site_id, {key}, v.product_id, l.variant_id, l.location_id,
  CASE WHEN c.k %% 2 = 0 THEN 'restock' ELSE 'sale' END, CASE WHEN c.k %% 2 = 0 THEN 'received' ELSE 'shipped' END,
  CASE WHEN c.k %% 2 = 0 THEN 3 ELSE -2 END, 0, 0,
  c.k / 2 + CASE WHEN c.k %% 2 = 0 THEN 0 ELSE 3 END, c.k / 2 + CASE WHEN c.k %% 2 = 0 THEN 3 ELSE 1 END, 0, '',
  CASE WHEN c.k %% 2 = 0 THEN 'purchase_order' ELSE 'order' END, 'o-' || c.k, 'Ann Staff',
  CASE WHEN c.k %% 2 = 0 THEN {cost} END, CASE WHEN c.k %% 2 = 0 THEN {came} ELSE {went} END,
  CASE WHEN c.k %% 2 = 0 THEN 'received' ELSE '' END, {time}
FROM c CROSS JOIN mod_ecommod01_stock_levels l
JOIN mod_ecommod01_variants v ON v.site_id = l.site_id AND v.id = l.variant_id
"""
"""Goods come in threes and leave in twos, at one cost."""


def a_shop(thousands: int) -> Site:
    """A shop with so many thousand products of three variants, of which nothing was ever on hand."""
    preparing.prepare(say=lambda words: None)
    plan = NewSite("bench", "Bench", domain="bench.example")
    site = preparing.create_site(plan, owner="owner@example.com", say=lambda words: None)
    catalog.load(site, [product(number) for number in range(SMALL)], by=SYSTEM, now=NOW)
    place = inventory.default_location(site)
    trust()
    variants = Variant.objects.of(site).values_list("pk", flat=True)
    fill(
        StockLevel, ({"site_id": site.pk, "id": new_id(), "variant_id": key, "location_id": place} for key in variants)
    )
    growing.products(thousands)
    settle()
    return site


def remember(site: Site, since: int, until: int) -> None:
    """Movements number `since` to `until` of every level, spread over two years, and levels that are their sums; with the month
    ends that the worker would have kept meanwhile."""
    MonthEnd.objects.of(site).delete()
    trust()
    start, apart = int(BEGAN.timestamp()), int(timedelta(days=729).total_seconds()) // max(until, 100)
    is_sqlite = connection.vendor == "sqlite"
    statement = _MOVEMENTS.format(
        key=_SQLITE_KEY if is_sqlite else _POSTGRESQL_KEY,
        time=_SQLITE_TIME if is_sqlite else _POSTGRESQL_TIME,
        cost=COST,
        came=3 * COST,
        went=-2 * COST,
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [since, until, start * 1000, start, apart])
        on_hand = until // 2 + (3 if until % 2 else 0)
        cursor.execute("UPDATE mod_ecommod01_stock_levels SET on_hand = %s, value = %s", [on_hand, on_hand * COST])
    settle()
    while keep_month_ends(site=site, now=utc_now()):
        pass
    settle()


def some_variants(site: Site, count: int) -> list[UUID]:
    """The first of the shop's variants."""
    return list(Variant.objects.of(site).order_by("pk").values_list("pk", flat=True)[:count])


def middle() -> datetime:
    """A moment in the midst of the history."""
    return BEGAN + (NOW - BEGAN) / 2
