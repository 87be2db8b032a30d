"""Living through the past: every order told is placed by the shop's own actions, and the books agree in the end."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.importing.records import UNCHANGED
from dramac.commerce.inventory import queries as inventory
from dramac.commerce.orders import queries as orders
from dramac.project.demo import filling, history
from dramac.project.demo.goods import goods
from dramac.project.demo.intentions import Plan, order_intentions, units
from dramac.project.demo.popularity import offers
from dramac.project.demo.shops import KETTLE
from dramac.tenancy.models import Site

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 16, 0, tzinfo=UTC)


def a_past(orders: int = 24) -> tuple[Site, Any, int]:
    """The small shop, opened a hundred days ago, with so many orders told and lived through."""
    wanted = goods(KETTLE.table)
    opened_at = NOW - timedelta(days=100)
    plan = Plan("test", orders, 90, ZoneInfo("America/New_York"), offers(wanted), ("US",), tenders=("manual",))
    told = order_intentions(plan, ending=NOW)
    site = filling._open(KETTLE, opened_at)
    variants = filling._stock_shelves(site, wanted, units(told), opened_at)
    return site, (told, variants), history.live_through(site, KETTLE, told, variants, NOW)


def test_every_order_told_is_placed_at_its_moment_and_the_shelves_hold_at_least_what_the_files_say() -> None:
    site, (told, variants), count = a_past()
    assert count == len(told) == 24
    placed = sorted(orders.index(site).order_by().values_list("placed_at", flat=True))
    assert placed == [intention.at for intention in told]
    levels = inventory.levels(site, variants.values())
    for variant in (variant for good in goods(KETTLE.table) for variant in good.record.variants):
        assert variant.sku is not UNCHANGED
        assert variant.quantity is not UNCHANGED
        assert sum(level.available for level in levels[variants[variant.sku]]) >= variant.quantity


def test_what_became_of_the_orders_is_what_was_told() -> None:
    site, (told, _), _ = a_past()
    states = Counter(orders.index(site).order_by().values_list("state", flat=True))
    kinds = Counter(type(step).__name__ for intention in told for step in intention.steps)
    assert states["cancelled"] == kinds["Cancelled"]
    assert sum(states.values()) == 24


def test_the_categories_of_the_small_shop_say_what_they_hold() -> None:
    site, _, _ = a_past(0)
    filling._introduce(site, KETTLE, NOW)
    node = next(node for node in catalog.category_tree(site) if node.name == "Tea")
    detail = catalog.category_by_id(site, node.id)
    assert detail is not None
    assert detail.description_html == "<p>Loose leaf in tins that close, and the kettle to go with them.</p>"
