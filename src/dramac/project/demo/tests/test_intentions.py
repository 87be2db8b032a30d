"""The past that is made up: always the same, within its promises, and lived at a human rhythm."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from dramac.commerce.customers.rules import check_address, clean_address
from dramac.project.demo.fates import Cancelled, Paid, Refunded, Sent
from dramac.project.demo.intentions import Offer, OrderIntention, Plan, order_intentions, units
from dramac.project.demo.people import LANDS, shopper

ENDING = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)
SHELF = tuple(Offer(f"SKU-{number}", 1 / number) for number in range(1, 41))


def a_plan(orders: int = 1200, days: int = 90, seed: str = "shop", shelf: tuple[Offer, ...] = SHELF) -> Plan:
    return Plan(
        seed=seed,
        orders=orders,
        days=days,
        zone=ZoneInfo("Europe/Dublin"),
        shelf=shelf,
        countries=("IE", "IE", "DE", "GB"),
        deliveries=("standard", "standard", "express", "collect"),
        tenders=("bank_transfer", "cash_on_delivery", "manual"),
    )


@cache
def told() -> tuple[OrderIntention, ...]:
    """Ninety days of the usual shop."""
    return order_intentions(a_plan(), ending=ENDING)


def share(count: int) -> float:
    return count / len(told())


def test_the_same_plan_tells_the_same_story_and_another_seed_another() -> None:
    assert order_intentions(a_plan(), ending=ENDING) == told()
    assert order_intentions(a_plan(seed="other"), ending=ENDING) != told()


def test_as_many_orders_as_planned_come_in_order_within_the_days() -> None:
    moments = [order.at for order in told()]
    assert len(moments) == 1200
    assert moments == sorted(moments)
    assert moments[0] >= ENDING - timedelta(days=90)
    assert moments[-1] < ENDING
    assert [order.number for order in told()] == list(range(1, 1201))


def test_sundays_are_busier_than_tuesdays_evenings_than_nights_and_the_end_than_the_beginning() -> None:
    zone = ZoneInfo("Europe/Dublin")
    days = Counter(order.at.astimezone(zone).weekday() for order in told())
    hours = Counter(order.at.astimezone(zone).hour for order in told())
    assert days[6] > 1.3 * days[1]
    assert sum(hours[hour] for hour in (20, 21, 22)) > 20 * sum(hours[hour] for hour in (2, 3, 4))
    middle = ENDING - timedelta(days=45)
    assert sum(order.at >= middle for order in told()) > 1.1 * sum(order.at < middle for order in told())


def test_one_weekend_stands_out() -> None:
    weekends = Counter(order.at.isocalendar()[:2] for order in told() if order.at.weekday() >= 4)
    (_, best), (_, second) = weekends.most_common(2)
    assert best > 1.4 * second


def test_a_third_of_the_orders_come_from_people_who_had_bought_before() -> None:
    people = Counter(order.shopper.email for order in told())
    assert 0.25 < 1 - len(people) / len(told()) < 0.45
    assert max(people.values()) >= 4


def test_nothing_happens_before_the_order_or_after_the_end_and_everything_in_order() -> None:
    for order in told():
        moments = [step.at for step in order.steps]
        assert moments == sorted(moments)
        assert all(order.at < moment < ENDING for moment in moments)


def test_some_orders_are_cancelled_some_forgotten_some_sent_twice_and_some_paid_back() -> None:
    cancelled = sum(any(isinstance(step, Cancelled) for step in order.steps) for order in told())
    twice = sum(sum(isinstance(step, Sent) for step in order.steps) == 2 for order in told())
    old = [order for order in told() if order.at < ENDING - timedelta(days=8)]
    forgotten = sum(order.tender == "bank_transfer" and not order.steps for order in old)
    kinds = Counter(step.kind for order in told() for step in order.steps if isinstance(step, Refunded))
    assert 0.01 < share(cancelled) < 0.06
    assert 0.04 < share(twice) < 0.16
    assert 4 <= forgotten <= 60
    assert set(kinds) == {"whole", "units", "share"}
    assert 0.02 < share(kinds.total()) < 0.11


def test_money_is_given_back_only_after_it_came_and_goods_sent_only_once_or_in_two_parts() -> None:
    for order in told():
        paid = [step.at for step in order.steps if isinstance(step, Paid)]
        back = [step.at for step in order.steps if isinstance(step, Refunded)]
        parcels = [step for step in order.steps if isinstance(step, Sent)]
        assert len(paid) <= 1
        assert all(paid and moment > paid[0] for moment in back)
        assert [bool(parcel.units) for parcel in parcels] in ([], [False], [True], [True, False])


def test_who_pays_by_transfer_is_sent_nothing_before_and_who_collects_pays_nobody_at_the_door() -> None:
    for order in told():
        first = next((step for step in order.steps if isinstance(step, Paid | Sent)), None)
        if order.tender == "bank_transfer":
            assert not isinstance(first, Sent)
        if order.delivery == "collect":
            assert order.tender != "cash_on_delivery"
            assert order.shopper.country == "IE"


def test_units_are_the_sum_of_all_baskets() -> None:
    total = sum(line.quantity for order in told() for line in order.lines)
    assert sum(units(told()).values()) == total
    assert set(units(told())) <= {offer.sku for offer in SHELF}


def test_what_is_wanted_more_sells_more() -> None:
    sold = units(told())
    assert sold["SKU-1"] > sold["SKU-10"] > sold["SKU-40"]


def test_an_empty_shelf_sells_nothing() -> None:
    assert order_intentions(a_plan(shelf=()), ending=ENDING) == ()


@given(orders=st.integers(0, 60), days=st.integers(1, 120), seed=st.text(max_size=8))
def test_every_plan_keeps_its_promises(orders: int, days: int, seed: str) -> None:
    found = order_intentions(a_plan(orders, days, seed), ending=ENDING)
    assert len(found) == orders
    assert all(ENDING - timedelta(days=days) <= order.at < ENDING for order in found)
    assert all(order.lines and len({line.sku for line in order.lines}) == len(order.lines) for order in found)


def test_every_made_up_home_can_be_delivered_to_and_nobody_can_be_reached() -> None:
    for country in LANDS:
        for number in range(120):
            who = shopper(number, (country,))
            assert check_address(clean_address(who.address())) == []
            assert who.email.partition("@")[2] in {"example.com", "example.org", "example.net"}
            assert who.email.isascii()


def test_a_shopper_is_always_the_same_person_and_no_two_share_an_address_for_mail() -> None:
    assert shopper(7, ("IE", "FR")) == shopper(7, ("IE", "FR"))
    assert len({shopper(number, tuple(LANDS)).email for number in range(3000)}) == 3000
