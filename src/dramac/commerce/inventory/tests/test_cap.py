"""Goods that sell when out are sold up to their cap, counted over all locations and lines, and never beyond."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from dramac.commerce.catalog.models import Product, Variant
from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory import actions
from dramac.commerce.inventory.actions.reserve import Hold
from dramac.commerce.inventory.actions.take import take_within
from dramac.commerce.inventory.rules import Demand, Reference, Shortage, allocate, waiting
from dramac.commerce.inventory.testing import NOW, STAFF, a_location, assert_ledger_agrees, available, stocked
from dramac.kit.ids import new_id
from dramac.kit.models import OutboxEvent
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("order"), st.lists(st.integers(1, 6), min_size=1, max_size=2)),
        st.tuples(st.just("cancel"), st.integers(0, 9)),
        st.tuples(st.just("count"), st.integers(0, 9)),
        st.tuples(st.just("cap"), st.integers(0, 6)),
    ),
    max_size=12,
)


def wanted(variant: Variant, units: int) -> Demand:
    return Demand(variant.pk, variant.product_id, units, True, variant.sells_when_out, variant.oversell_limit)


def order(site: Site, variant: Variant, *units: int) -> Reference:
    reference = Reference("order", str(new_id()))
    actions.take(site=site, demands=[wanted(variant, one) for one in units], reference=reference, by=STAFF, now=NOW)
    return reference


def back(site: Site, variant: Variant, units: int, reference: Reference) -> None:
    actions.release(site=site, units={variant.pk: units}, reference=reference, by=STAFF, now=NOW)


@given(st.integers(0, 30), st.integers(-20, 20))
def test_what_waits_is_what_is_not_there(units: int, total: int) -> None:
    waits = waiting(units, total)
    assert 0 <= waits <= units
    assert units - waits == min(units, max(total, 0))


def test_the_cap_needs_a_place_where_the_goods_will_be() -> None:
    key = new_id()
    capped = Demand(key, key, 3, True, True, 2)
    assert allocate(capped, [], new_id()) == Shortage(key, 3, 2)
    assert allocate(capped, [], None) == Shortage(key, 3, 0)


@pytest.mark.django_db
def test_the_cap_is_counted_over_all_locations_and_lines() -> None:
    site = a_site()
    shop, barn = a_location(site, "Shop"), a_location(site, "Barn")
    mug = a_variant(site, sells_when_out=True, oversell_limit=5)
    stocked(site, {mug.pk: 4}, location=shop)
    stocked(site, {mug.pk: 6}, location=barn)
    with pytest.raises(actions.NotEnough) as refused:
        order(site, mug, 8, 8)
    assert refused.value.shortages == (Shortage(mug.pk, 16, 15),)
    first = order(site, mug, 8, 7)
    assert available(site, [mug.pk]) == [-5]
    with pytest.raises(actions.NotEnough) as refused:
        order(site, mug, 1)
    assert refused.value.shortages == (Shortage(mug.pk, 1, 0),)
    back(site, mug, 2, first)
    order(site, mug, 2)
    assert_ledger_agrees(site)


@pytest.mark.django_db
def test_a_location_that_is_closed_gives_nothing_to_the_cap() -> None:
    site = a_site()
    a_location(site, "Shop")
    barn = a_location(site, "Barn")
    mug = a_variant(site, sells_when_out=True, oversell_limit=2)
    stocked(site, {mug.pk: 9}, location=barn)
    type(barn).objects.filter(pk=barn.pk).update(is_active=False)
    with pytest.raises(actions.NotEnough) as refused:
        order(site, mug, 3)
    assert refused.value.shortages == (Shortage(mug.pk, 3, 2),)
    order(site, mug, 2)


@pytest.mark.django_db
def test_what_is_kept_for_somebody_is_not_sold_beyond_the_cap() -> None:
    site = a_site()
    shop = a_location(site, "Shop")
    mug = a_variant(site, sells_when_out=True, oversell_limit=1)
    stocked(site, {mug.pk: 4})
    actions.hold(site=site, hold=Hold(mug.pk, shop.pk, 3, NOW.replace(year=NOW.year + 1, month=1)), by=STAFF, now=NOW)
    with pytest.raises(actions.NotEnough) as refused:
        order(site, mug, 3)
    assert refused.value.shortages == (Shortage(mug.pk, 3, 2),)
    order(site, mug, 2)


@pytest.mark.django_db
def test_an_order_knows_how_many_units_wait() -> None:
    site = a_site()
    mug = a_variant(site, sells_when_out=True)
    stocked(site, {mug.pk: 2})
    for units, waits in ((5, {mug.pk: 3}), (1, {mug.pk: 1})):
        taken = take_within(
            site=site, demands=[wanted(mug, units)], reference=Reference("order", str(units)), by=STAFF, now=NOW
        )
        assert taken.waits == waits


@pytest.mark.django_db
def test_the_last_unit_of_the_cap_runs_out_and_one_given_back_returns() -> None:
    site = a_site()
    mug = a_variant(site, sells_when_out=True, oversell_limit=2)
    stocked(site, {mug.pk: 1})
    actions.refresh_availability(site=site, product_ids=[mug.product_id], now=NOW)
    in_stock = Product.objects.of(site).values_list("is_in_stock", flat=True)
    names = OutboxEvent.objects.filter(name__in=["StockRanOut", "BackInStock"]).order_by("id")
    before = names.count()
    order(site, mug, 2)
    assert (list(names.values_list("name", flat=True))[before:], in_stock.get()) == ([], True)
    last = order(site, mug, 1)
    assert (list(names.values_list("name", flat=True))[before:], in_stock.get()) == (["StockRanOut"], False)
    back(site, mug, 1, last)
    assert (list(names.values_list("name", flat=True))[before:], in_stock.get()) == (
        ["StockRanOut", "BackInStock"],
        True,
    )


@pytest.mark.django_db
def test_a_cap_costs_no_further_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    site = a_site()
    mug = a_variant(site, sells_when_out=True, oversell_limit=9)
    stocked(site, {mug.pk: 1})
    with django_assert_num_queries(
        8
    ):  # of which two are the savepoint's, and two ask for the place of what is not there
        order(site, mug, 2)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_happens_no_more_is_sold_than_there_is_and_may_be_beyond(steps: list[tuple[str, Any]]) -> None:
    site = a_site()
    place = a_location(site, "Shop").pk
    mug = a_variant(site, sells_when_out=True, oversell_limit=3)
    why = actions.Why("adjustment", "Counted")
    held: list[tuple[Reference, int]] = []
    for step, what in steps:
        mug.refresh_from_db()
        (left,) = available(site, [mug.pk])
        if step == "order":
            most = max(left + (mug.oversell_limit or 0), 0)
            if sum(what) <= most:
                held.append((order(site, mug, *what), sum(what)))
            else:
                with pytest.raises(actions.NotEnough) as refused:
                    order(site, mug, *what)
                assert refused.value.shortages[0].left == most
        elif step == "cancel" and held:
            reference, units = held.pop(what % len(held))
            back(site, mug, units, reference)
        elif step == "count" and what >= sum(units for _reference, units in held):
            actions.set_on_hand(site=site, counted={mug.pk: what}, why=why, by=STAFF, now=NOW, location_id=place)
        elif step == "cap":
            Variant.objects.filter(pk=mug.pk).update(oversell_limit=what)
    assert_ledger_agrees(site)
