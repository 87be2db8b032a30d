"""Orders take, ship, give back and return units; the ledger tells all of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from dramac.commerce.catalog.testing import a_variant, many_variants
from dramac.commerce.inventory import actions, queries
from dramac.commerce.inventory.models import Movement, StockLevel
from dramac.commerce.inventory.rules import Reference, Shortage
from dramac.commerce.inventory.testing import (
    NOW,
    STAFF,
    a_location,
    assert_ledger_agrees,
    available,
    demand,
    stocked,
)
from dramac.kit.models import OutboxEvent
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
ORDER = Reference("order", "o-1")


def told() -> list[str]:
    return list(OutboxEvent.objects.order_by("id").values_list("name", flat=True))


def test_taking_promises_units_and_leaves_them_on_hand() -> None:
    site = a_site()
    mug = a_variant(site)
    stocked(site, {mug.pk: 10})
    actions.take(site=site, demands=[demand(mug.pk, 4)], reference=ORDER, by=STAFF, now=NOW)
    level = StockLevel.objects.get()
    assert (level.on_hand, level.committed, level.available) == (10, 4, 6)
    moved = Movement.objects.get(cause="allocated")
    assert (moved.type, moved.quantity, moved.committed_change) == ("sale", 0, 4)
    assert (moved.previous_stock, moved.new_stock, moved.committed_after) == (10, 10, 4)
    assert (moved.reference_type, moved.reference_id, moved.created_by) == ("order", "o-1", "Ann Staff")
    assert moved.product_id == mug.product_id
    assert_ledger_agrees(site)


def test_taking_costs_four_statements_however_many_lines(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    site = a_site()
    variants = [a_variant(site) for _ in range(5)]
    stocked(site, {variant.pk: 10 for variant in variants})
    wanted = [demand(variant.pk, 1) for variant in variants]
    with django_assert_num_queries(6):  # of which two are the savepoint's
        actions.take(site=site, demands=wanted, reference=ORDER, by=STAFF, now=NOW)
    assert available(site, [variant.pk for variant in variants]) == [9] * 5


def test_nothing_is_taken_when_one_of_several_is_short() -> None:
    site = a_site()
    mug, cup = a_variant(site), a_variant(site)
    stocked(site, {mug.pk: 10, cup.pk: 1})
    with pytest.raises(actions.NotEnough) as refused:
        actions.take(site=site, demands=[demand(mug.pk, 1), demand(cup.pk, 2)], reference=ORDER, by=STAFF, now=NOW)
    assert refused.value.shortages == (Shortage(cup.pk, 2, 1),)
    assert available(site, [mug.pk, cup.pk]) == [10, 1]
    assert not Movement.objects.filter(cause="allocated").exists()


def test_two_lines_of_one_variant_cannot_oversell_together() -> None:
    site = a_site()
    mug = a_variant(site)
    stocked(site, {mug.pk: 3})
    with pytest.raises(actions.NotEnough) as refused:
        actions.take(site=site, demands=[demand(mug.pk, 2), demand(mug.pk, 2)], reference=ORDER, by=STAFF, now=NOW)
    assert refused.value.shortages == (Shortage(mug.pk, 4, 3),)


def test_what_was_never_stocked_is_short() -> None:
    site = a_site()
    mug = a_variant(site)
    with pytest.raises(actions.NotEnough):
        actions.take(site=site, demands=[demand(mug.pk, 1)], reference=ORDER, by=STAFF, now=NOW)


def test_another_sites_stock_is_never_taken() -> None:
    here, there = a_site(), a_site()
    theirs = a_variant(there)
    stocked(there, {theirs.pk: 5})
    with pytest.raises(actions.NotEnough):
        actions.take(site=here, demands=[demand(theirs.pk, 1)], reference=ORDER, by=STAFF, now=NOW)
    assert available(there, [theirs.pk]) == [5]


def test_goods_that_sell_when_out_go_below_zero_available() -> None:
    site = a_site()
    mug = a_variant(site, sells_when_out=True)
    wanted = [demand(mug.pk, 3, sells_when_out=True)]
    actions.take(site=site, demands=wanted, reference=ORDER, by=STAFF, now=NOW)
    assert available(site, [mug.pk]) == [-3]
    assert_ledger_agrees(site)


def test_the_row_in_the_database_decides_whether_it_sells_when_out() -> None:
    site = a_site()
    mug = a_variant(site, sells_when_out=False)
    stocked(site, {mug.pk: 1})
    with pytest.raises(actions.NotEnough):
        actions.take(site=site, demands=[demand(mug.pk, 2, sells_when_out=True)], reference=ORDER, by=STAFF, now=NOW)


def test_goods_without_tracked_stock_come_from_nowhere() -> None:
    site = a_site()
    mug = a_variant(site, tracks_stock=False)
    wanted = [demand(mug.pk, 900, tracks_stock=False)]
    assert actions.take(site=site, demands=wanted, reference=ORDER, by=STAFF, now=NOW) == []
    assert not Movement.objects.exists()


def test_several_locations_fill_an_order_together_and_each_ships_its_own() -> None:
    site = a_site()
    shop, barn = a_location(site, "Shop"), a_location(site, "Barn")
    mug = a_variant(site)
    stocked(site, {mug.pk: 2}, location=shop)
    stocked(site, {mug.pk: 3}, location=barn)
    actions.take(site=site, demands=[demand(mug.pk, 5)], reference=ORDER, by=STAFF, now=NOW)
    assert queries.held(site, ORDER) == {mug.pk: {shop.pk: 2, barn.pk: 3}}
    actions.ship(site=site, units={mug.pk: 4}, reference=ORDER, by=STAFF, now=NOW)
    assert queries.held(site, ORDER) == {mug.pk: {shop.pk: 1}}
    assert queries.shipped(site, ORDER) == {mug.pk: {shop.pk: 1, barn.pk: 3}}
    assert_ledger_agrees(site)


def test_shipping_takes_units_off_hand_and_off_the_promise() -> None:
    site = a_site()
    mug = a_variant(site)
    stocked(site, {mug.pk: 10})
    actions.take(site=site, demands=[demand(mug.pk, 4)], reference=ORDER, by=STAFF, now=NOW)
    actions.ship(site=site, units={mug.pk: 3}, reference=ORDER, by=STAFF, now=NOW)
    level = StockLevel.objects.get()
    assert (level.on_hand, level.committed, level.available) == (7, 1, 6)
    moved = Movement.objects.get(cause="shipped")
    assert (moved.previous_stock, moved.new_stock, moved.quantity, moved.committed_change) == (10, 7, -3, -3)


def test_released_units_can_be_sold_again_and_only_once() -> None:
    site = a_site()
    mug = a_variant(site)
    stocked(site, {mug.pk: 10})
    actions.take(site=site, demands=[demand(mug.pk, 4)], reference=ORDER, by=STAFF, now=NOW)
    actions.release(site=site, units={mug.pk: 4}, reference=ORDER, by=STAFF, now=NOW)
    assert available(site, [mug.pk]) == [10]
    with pytest.raises(actions.NotHeld):
        actions.release(site=site, units={mug.pk: 1}, reference=ORDER, by=STAFF, now=NOW)
    with pytest.raises(actions.NotHeld):
        actions.ship(site=site, units={mug.pk: 1}, reference=ORDER, by=STAFF, now=NOW)
    assert_ledger_agrees(site)


def test_returned_units_go_back_on_hand_where_they_left_from() -> None:
    site = a_site()
    a_location(site, "Shop")
    barn = a_location(site, "Barn")
    mug = a_variant(site)
    stocked(site, {mug.pk: 5}, location=barn)
    actions.take(site=site, demands=[demand(mug.pk, 4)], reference=ORDER, by=STAFF, now=NOW)
    actions.ship(site=site, units={mug.pk: 4}, reference=ORDER, by=STAFF, now=NOW)
    actions.take_back(site=site, units={mug.pk: 1}, reference=ORDER, by=STAFF, now=NOW)
    assert [(level.location_id, level.on_hand) for level in queries.levels(site, [mug.pk])[mug.pk]] == [(barn.pk, 2)]
    assert Movement.objects.get(cause="received").type == "return"
    with pytest.raises(actions.NotHeld):
        actions.take_back(site=site, units={mug.pk: 4}, reference=ORDER, by=STAFF, now=NOW)


def test_running_out_and_coming_back_are_told_once() -> None:
    site = a_site()
    mug = a_variant(site)
    stocked(site, {mug.pk: 2})
    before = len(told())
    actions.take(site=site, demands=[demand(mug.pk, 1)], reference=ORDER, by=STAFF, now=NOW)
    actions.take(site=site, demands=[demand(mug.pk, 1)], reference=ORDER, by=STAFF, now=NOW)
    actions.release(site=site, units={mug.pk: 2}, reference=ORDER, by=STAFF, now=NOW)
    assert told()[before:] == ["StockMoved", "StockMoved", "StockRanOut", "StockMoved", "BackInStock"]


def test_an_order_of_many_things_takes_and_ships_each_of_them_and_none_too_many() -> None:
    site = a_site()
    goods = [variant.pk for variant in many_variants(site, 30)]
    stocked(site, dict.fromkeys(goods, 2))
    wanted = [demand(key, 1 + place % 2) for place, key in enumerate(goods)]
    actions.take(site=site, demands=wanted, reference=ORDER, by=STAFF, now=NOW)
    assert available(site, goods) == [2 - one.quantity for one in wanted]
    with pytest.raises(actions.NotEnough):
        actions.take(site=site, demands=wanted, reference=Reference("order", "o-2"), by=STAFF, now=NOW)
    actions.ship(site=site, units={one.variant_id: one.quantity for one in wanted}, reference=ORDER, by=STAFF, now=NOW)
    assert set(StockLevel.objects.of(site).values_list("committed", flat=True)) == {0}
    assert_ledger_agrees(site)


def test_what_an_order_has_is_found_by_its_reference_however_long_the_ledger_is() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL knows its tables, and reads small ones as a whole.")
    asked: list[tuple[str, Any]] = []

    def watch(execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        asked.append((sql, parameters))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(watch):
        queries.held(a_site(), ORDER)
        queries.shipped(a_site(), ORDER)
    of_movements = [one for one in asked if "SELECT" in one[0] and "inventory_movements" in one[0]]
    assert len(of_movements) == 2
    for sql, parameters in of_movements:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)
            plan = " ".join(str(row[3]) for row in cursor.fetchall())
        assert "inventory_movement_reference (site_id=? AND reference_type=? AND reference_id=?)" in plan
