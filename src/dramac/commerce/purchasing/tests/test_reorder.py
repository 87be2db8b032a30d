"""The reorder list on the real database: what the ledger says that must be ordered, in a few statements."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dramac.commerce.alerts.testing import a_limit
from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory.rules import Reference
from dramac.commerce.inventory.testing import came, demand, keeping_batches, stocked
from dramac.commerce.purchasing import queries
from dramac.commerce.purchasing.queries import ReorderRow
from dramac.commerce.purchasing.testing import NOW, STAFF, a_supplier, an_item, an_order
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def sold(site: Site, variant: Any, units: int, days_ago: int) -> Reference:
    """An order took so many units, so many days ago."""
    reference = Reference("order", f"{variant.pk.hex}{days_ago}")
    at = NOW - timedelta(days=days_ago)
    inventory.take(site=site, demands=[demand(variant.pk, units)], reference=reference, by=STAFF, now=at)
    return reference


def rows(site: Site) -> dict[str, ReorderRow]:
    return {row.product: row for row in queries.reorder_list(site, NOW)}


def test_what_sold_in_the_window_makes_the_demand_and_todays_orders_do_not_count() -> None:
    site, mug = (site := a_site()), a_variant(site, "Mug")
    stocked(site, {mug.pk: 100})
    for days in (1, 5, 28):
        sold(site, mug, 14, days)
    sold(site, mug, 10, 0)
    sold(site, mug, 10, 29)
    row = rows(site)["Mug"]
    assert row.demand.mean == Decimal(42) / 28
    assert row.available == 100 - 62


def test_cancelled_orders_do_not_count() -> None:
    site, mug = (site := a_site()), a_variant(site, "Mug")
    stocked(site, {mug.pk: 100})
    reference = sold(site, mug, 28, 3)
    assert rows(site)["Mug"].demand.mean == 1
    at = NOW - timedelta(days=2)
    inventory.release(site=site, units={mug.pk: 28}, reference=reference, by=STAFF, now=at)
    assert rows(site)["Mug"].demand.mean == 0


def test_what_is_below_its_point_comes_first_with_the_suppliers_terms() -> None:
    site = a_site()
    mug, jug, bowl = (a_variant(site, name) for name in ("Mug", "Jug", "Bowl"))
    stocked(site, {mug.pk: 30, jug.pk: 500, bowl.pk: 29})
    for variant in (mug, jug, bowl):
        for days in range(1, 29):
            if days != 1 or variant is not bowl:
                sold(site, variant, 1, days)
    an_item(site, a_supplier(site, "North", lead_time_days=10), mug, unit_cost=400, pack_size=12, minimum_lot=24)
    found = queries.reorder_list(site, NOW)
    assert [row.product for row in found] == ["Mug", "Bowl", "Jug"]
    row = found[0]
    assert (row.supplier, row.terms.lead_time, row.advice.point) == ("North", 10, 10)
    assert row.advice.quantity == 36  # 10 + 28 − 2, in twelves
    assert row.cost is not None
    assert (row.cost.minor, row.cost.currency) == (36 * 400, site.currency)
    assert [one.advice.is_due for one in found] == [True, True, False]


def test_what_is_on_its_way_is_not_ordered_again() -> None:
    site, mug = (site := a_site()), a_variant(site, "Mug")
    stocked(site, {mug.pk: 28})
    for days in range(1, 29):
        sold(site, mug, 1, days)
    assert rows(site)["Mug"].advice.is_due
    an_order(site, [(mug, 60)])
    row = rows(site)["Mug"]
    assert (row.incoming, row.advice.is_due) == (60, False)


def test_what_is_kept_for_somebody_or_too_old_to_be_sold_is_ordered_anew() -> None:
    site = keeping_batches(a_site())
    mug = a_variant(site, "Mug")
    came(site, mug.pk, 5)
    came(site, mug.pk, 3, "OLD", NOW.date())
    kept = inventory.Hold(mug.pk, inventory.default_location(site), 2, NOW + timedelta(days=3), "For Mrs Murray")
    inventory.hold(site=site, hold=kept, by=STAFF, now=NOW)
    assert rows(site)["Mug"].available == 3
    assert {row.name: row.available for row in queries.reorder_list(site, NOW + timedelta(days=4))} == {"Mug": 5}


def test_another_sites_goods_and_sales_are_not_seen() -> None:
    site, other = a_site(), a_site()
    stocked(other, {(mug := a_variant(other, "Mug")).pk: 10})
    sold(other, mug, 5, 2)
    a_variant(site, "Own")
    a_variant(site, "Untracked", tracks_stock=False)
    assert list(rows(site)) == ["Own"]


RULES: tuple[dict[str, Any], ...] = ({}, {"reorder_point": 12}, {"safety_stock": 9}, {"reorder_quantity": 5})


def test_what_is_due_today_is_what_the_whole_list_calls_due() -> None:
    site = a_site()
    for rule, own, taken, units in product(RULES, (True, False), (0, 7), (0, 10, 60)):
        mug = a_variant(site, f"Mug {rule} {own} {taken} {units}", sells_when_out=True)
        stocked(site, {mug.pk: units})
        if rule:
            of = {"variant": mug.pk} if own else {"product": mug.product_id}
            a_limit(site, **of, **rule)
        if taken:
            sold(site, mug, taken, days_ago=0 if own else 3)
    a_variant(site, "Never stocked")
    whole = queries.reorder_list(site, NOW)
    due = queries.due_today(site, NOW)
    assert 0 < len(due) < len(whole)
    assert due == [row for row in whole if row.advice.is_due]
    some = {row.pk for row in whole[::3]}
    assert queries.reorder_list(site, NOW, some) == [row for row in whole if row.pk in some]


def test_what_is_due_today_takes_as_many_statements_however_many_there_are() -> None:
    site = a_site()
    found = []
    for number in range(3):
        mug = a_variant(site, f"Mug {number}")
        stocked(site, {mug.pk: 8, a_variant(site, f"Shelf warmer {number}").pk: 5})
        sold(site, mug, 7, 3)
        with CaptureQueriesContext(connection) as seen:
            assert len(queries.due_today(site, NOW)) == number + 1
        found.append(len(seen))
    assert found == [8, 8, 8]


def test_the_list_takes_five_statements_however_many_variants_there_are() -> None:
    site = a_site()
    for number in range(3):
        a_variant(site, f"Mug {number}")
    with CaptureQueriesContext(connection) as few:
        queries.reorder_list(site, NOW)
    for number in range(9):
        an_item(site, a_supplier(site), a_variant(site, f"Jug {number}"))
    with CaptureQueriesContext(connection) as many:
        assert len(queries.reorder_list(site, NOW)) == 12
    assert len(few) == len(many) == 5
