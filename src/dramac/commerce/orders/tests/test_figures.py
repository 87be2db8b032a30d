"""What orders add up to, and how they are listed and found."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from dramac.commerce.inventory.testing import a_stocked_product
from dramac.commerce.orders import actions, queries
from dramac.commerce.orders.actions import Cancellation, RefundRequest, RefundWish
from dramac.commerce.orders.queries import DayFigures, OrderFilter
from dramac.commerce.orders.testing import NOW, STAFF, a_paid_order, an_order, detail_of
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def ordered(site: Site, variant: Any, now: datetime, units: int = 1, *, paid: bool = False) -> actions.PlacedOrder:
    make = a_paid_order if paid else an_order
    return make(site, [(variant, units)], now=now, shipping=None)


def test_sales_are_what_was_ordered_less_reversals_each_on_its_own_day(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    site = a_site()
    mug = a_stocked_product(site, 100, price=1000)
    yesterday, last_week = NOW - timedelta(days=1), NOW - timedelta(days=8)
    ordered(site, mug, NOW)
    refunded = ordered(site, mug, yesterday, 3, paid=True)
    cancelled = ordered(site, mug, last_week, 2)
    request = RefundRequest(RefundWish(amount=500), "k")
    actions.refund(site=site, order_id=refunded.id, request=request, by=STAFF, now=NOW)
    actions.cancel(site=site, order_id=cancelled.id, cancellation=Cancellation(), by=STAFF, now=NOW)
    with django_assert_num_queries(3):
        found = queries.home_figures(site, NOW + timedelta(minutes=1))
    assert found.today == DayFigures(1, 1, 1000, 2500)
    assert found.today.sales == -1500
    assert found.yesterday == DayFigures(1, 3, 3000, 0)
    assert found.week == DayFigures(2, 4, 4000, 2500)
    assert (found.week_before, found.week_before.average) == (DayFigures(1, 2, 2000, 0), 2000)


def test_days_are_those_of_the_sites_time_zone() -> None:
    site = a_site(time_zone="Pacific/Auckland")
    mug = a_stocked_product(site, 10, price=1000)
    ordered(site, mug, datetime(2026, 3, 2, 10, 59, tzinfo=UTC))
    ordered(site, mug, datetime(2026, 3, 2, 11, 0, tzinfo=UTC))
    found = queries.daily(site, date(2026, 3, 2), date(2026, 3, 3))
    assert [(day.isoformat(), figures.orders) for day, figures in found] == [("2026-03-02", 1), ("2026-03-03", 1)]


def test_a_day_of_the_clock_change_has_its_own_length() -> None:
    site = a_site(time_zone="Europe/Dublin")
    mug = a_stocked_product(site, 10, price=1000)
    ordered(site, mug, datetime(2026, 3, 29, 22, 30, tzinfo=UTC))
    found = queries.daily(site, date(2026, 3, 29), date(2026, 3, 30))
    assert [figures.orders for _day, figures in found] == [1, 0]


def test_yesterday_so_far_ends_at_the_same_hour() -> None:
    site = a_site()
    mug = a_stocked_product(site, 10, price=1000)
    ordered(site, mug, NOW - timedelta(days=1, hours=1))
    ordered(site, mug, NOW - timedelta(hours=23))
    found = queries.home_figures(site, NOW)
    assert (found.yesterday.orders, found.yesterday_so_far.orders) == (2, 1)


def test_a_years_days_are_three_statements(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    site = a_site()
    with django_assert_num_queries(3):
        assert len(queries.daily(site, date(2025, 1, 1), date(2030, 1, 1))) == 366
    assert queries.daily(site, date(2026, 1, 2), date(2026, 1, 1)) == []


def test_what_waits_for_whom() -> None:
    site = a_site()
    mug = a_stocked_product(site, 100)
    ordered(site, mug, NOW)
    ordered(site, mug, NOW, paid=True)
    done = ordered(site, mug, NOW, paid=True)
    actions.fulfil(site=site, order_id=done.id, parcel=actions.Parcel(), by=STAFF, now=NOW)
    found = queries.waiting(site)
    assert (found.open, found.unpaid, found.to_ship) == (2, 1, 2)


def test_a_customers_spend_leaves_out_what_was_reversed() -> None:
    site = a_site()
    mug = a_stocked_product(site, 100, price=1000)
    kept, back, dead = (ordered(site, mug, NOW, paid=True) for _ in range(3))
    actions.refund(site=site, order_id=back.id, request=RefundRequest(RefundWish(amount=300), "k"), by=STAFF, now=NOW)
    actions.cancel(site=site, order_id=dead.id, cancellation=Cancellation(refund=False), by=STAFF, now=NOW)
    customer_id = detail_of(site, kept).order.customer_id
    assert customer_id is not None
    found = queries.spend_of(site, [customer_id])[customer_id]
    assert (found.orders, found.total, found.last_at) == (3, 1700, NOW)
    assert queries.spend_of(site, []) == {}
    assert queries.spend_of(a_site(), [customer_id]) == {}


def numbers(site: Site, **wanted: Any) -> list[int]:
    return [order.number for order in queries.index(site, OrderFilter(**wanted))]


def test_orders_are_listed_newest_first_and_found_by_what_people_know() -> None:
    site = a_site()
    mug = a_stocked_product(site, 100, price=1000)
    an_order(site, [(mug, 1)], now=NOW, email="ann@example.com")
    an_order(site, [(mug, 2)], now=NOW + timedelta(hours=1), email="bob@example.com")
    a_paid_order(site, [(mug, 3)], now=NOW + timedelta(hours=2), email="bob@example.com")
    assert numbers(site) == [1003, 1002, 1001]
    assert numbers(site, text="#1002") == [1002]
    assert numbers(site, text="bob@") == [1003, 1002]
    assert numbers(site, text="grace BOB") == [1003, 1002]
    assert numbers(site, text="99999999999999999999") == []
    assert numbers(site, text="%") == []
    assert numbers(site, payment_states=["paid"]) == [1003]
    assert numbers(site, fulfilment_states=["fulfilled"]) == []
    assert numbers(site, since=NOW + timedelta(hours=1), until=NOW + timedelta(hours=2)) == [1002]
    assert numbers(site, total_from=2000, total_to=2999) == [1002]
    assert [order.number for order in queries.search(site, "1001")] == [1001]
    assert queries.search(site, " ") == []
    assert [order.number for order in queries.recent(site, limit=2)] == [1003, 1002]
    assert numbers(a_site()) == []


def test_an_order_is_read_whole_in_eight_statements(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    site = a_site()
    order = a_paid_order(site, [(a_stocked_product(site, 100), 3) for _ in range(4)])
    lines = detail_of(site, order).lines
    for line in lines[:2]:
        actions.fulfil(site=site, order_id=order.id, parcel=actions.Parcel({line.pk: 1}), by=STAFF, now=NOW)
    for number in range(3):
        request = RefundRequest(RefundWish(units={lines[3].pk: actions.UnitsBack(1)}), f"k{number}")
        actions.refund(site=site, order_id=order.id, request=request, by=STAFF, now=NOW)
    with django_assert_num_queries(8):
        found = queries.detail(site, order.id)
        assert found is not None
        assert (len(found.fulfilments), len(found.refunds), len(found.ledger)) == (2, 3, 5)
        assert found.units_to_fulfil == 7
        assert found.payment_instructions == ""
        assert found.obstacle_to_cancel() == "has_shipped"
        assert found.obstacle_to_pay() == "is_paid"


@pytest.mark.parametrize("token", ["", "guess", "x" * 100_000, "\x00"])
def test_a_status_link_that_is_guessed_shows_nothing(token: str) -> None:
    site = a_site()
    an_order(site, [(a_stocked_product(site), 1)])
    assert queries.by_token(site, token) is None


def test_an_order_is_found_by_its_link_its_number_and_its_customer() -> None:
    site = a_site()
    order = an_order(site, [(a_stocked_product(site), 1)])
    found = queries.by_token(site, order.token)
    assert found is not None
    assert order.token not in str(type(found.order).objects.values().get())
    customer_id = found.order.customer_id
    assert customer_id is not None
    for again in (queries.by_number(site, 1001), queries.order_of(site, customer_id, 1001)):
        assert again is not None
        assert again.order.pk == order.id
    assert queries.by_number(site, 10**12) is None
    assert queries.order_of(site, order.id, 1001) is None
    assert [row.pk for row in queries.of_customer(site, customer_id)] == [order.id]
