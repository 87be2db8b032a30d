"""Units that are kept for somebody for a while."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory import actions, queries
from dramac.commerce.inventory.actions.take import take_within
from dramac.commerce.inventory.models import StockLevel, StockReservation
from dramac.commerce.inventory.rules import Reference
from dramac.commerce.inventory.rules.reserving import LONGEST_HOLD, Errand, SellingSettings
from dramac.commerce.inventory.testing import NOW, STAFF, a_location, assert_ledger_agrees, demand, stocked
from dramac.kit.crowd import at_once
from dramac.kit.settings import written
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
MINUTES = 10
LATER = NOW + timedelta(minutes=MINUTES, seconds=1)


def a_keeping_site(minutes: int = MINUTES) -> Site:
    return a_site(settings={"selling": written(SellingSettings(reserve_minutes=minutes))})


def a_mug(site: Site, units: int, **fields: Any) -> UUID:
    variant: UUID = a_variant(site, **fields).pk
    if units:
        stocked(site, {variant: units})
    return variant


def keep(site: Site, mug: UUID, units: int, holder: str = "ann", now: Any = NOW) -> list[int]:
    """What is left of each thing of which there is too little."""
    short = actions.reserve(site=site, holder=holder, demands=[demand(mug, units)], now=now)
    return [one.left for one in short]


def left(site: Site, mug: UUID, now: Any = NOW, besides: str = "") -> int:
    return queries.availability(site, [mug], now=now, besides=besides)[mug]


def buy(site: Site, mug: UUID, units: int, holder: str = "", now: Any = NOW) -> None:
    order = Reference("order", f"order of {holder}")
    demands = [demand(mug, units)]
    take_within(site=site, demands=demands, reference=order, by=STAFF, now=now, errand=Errand(holder))


def buys(site: Site, mug: UUID, holder: str, now: Any = NOW) -> bool:
    try:
        with transaction.atomic():
            buy(site, mug, 1, holder, now)
    except actions.NotEnough:
        return False
    return True


# Checking out


def test_what_one_cart_is_kept_another_cannot_have_until_it_ends() -> None:
    site = a_keeping_site()
    mug = a_mug(site, 3)
    assert keep(site, mug, 2) == []
    assert [left(site, mug), left(site, mug, besides="ann"), left(site, mug, LATER)] == [1, 3, 3]
    with pytest.raises(actions.NotEnough) as refusal:
        buy(site, mug, 2, "bo")
    assert [(one.wanted, one.left) for one in refusal.value.shortages] == [(2, 1)]
    buy(site, mug, 2, "bo", LATER)


def test_a_cart_buys_what_is_kept_for_it_and_nothing_is_kept_twice() -> None:
    site = a_keeping_site()
    mug = a_mug(site, 3)
    keep(site, mug, 2)
    buy(site, mug, 2, "ann")
    assert left(site, mug) == 1
    assert not StockReservation.objects.exists()
    assert_ledger_agrees(site)


def test_each_step_keeps_it_longer_and_says_anew_how_much() -> None:
    site = a_keeping_site()
    mug = a_mug(site, 5)
    keep(site, mug, 2)
    keep(site, mug, 4, now=NOW + timedelta(minutes=8))
    assert [left(site, mug, NOW + timedelta(minutes=17)), left(site, mug, NOW + timedelta(minutes=19))] == [1, 5]
    assert StockReservation.objects.count() == 1


def test_of_too_little_all_that_is_left_is_kept() -> None:
    site = a_keeping_site()
    mug = a_mug(site, 3)
    keep(site, mug, 2, "ann")
    assert keep(site, mug, 2, "bo") == [1]
    assert keep(site, mug, 1, "cy") == [0]
    assert left(site, mug) == 0


def test_two_lines_of_one_thing_are_kept_together_and_from_several_places() -> None:
    site = a_keeping_site()
    shop, barn = a_location(site, "Shop"), a_location(site, "Barn")
    mug: UUID = a_variant(site).pk
    stocked(site, {mug: 2}, location=shop)
    stocked(site, {mug: 2}, location=barn)
    actions.reserve(site=site, holder="ann", demands=[demand(mug, 1), demand(mug, 2)], now=NOW)
    assert sorted(queries.reserved(site, [mug], NOW).values()) == [1, 2]
    assert left(site, mug) == 1


def test_what_sells_without_stock_or_is_not_tracked_is_not_kept() -> None:
    site = a_keeping_site()
    mug = a_mug(site, 3, sells_when_out=True)
    demands = [demand(mug, 2, sells_when_out=True), demand(a_mug(site, 0), 1, tracks_stock=False)]
    actions.reserve(site=site, holder="ann", demands=demands, now=NOW)
    assert not StockReservation.objects.exists()


def test_a_shop_that_keeps_nothing_is_asked_nothing(django_assert_num_queries: Any) -> None:
    site = a_site()
    mug = a_mug(site, 3)
    with django_assert_num_queries(0):
        keep(site, mug, 2)
    with django_assert_num_queries(1):
        left(site, mug)


def test_given_back_is_free_at_once() -> None:
    site = a_keeping_site()
    mug = a_mug(site, 3)
    keep(site, mug, 3)
    assert [actions.release_reserved(site=site, holder="ann") for _ in range(2)] == [1, 0]
    assert left(site, mug) == 3


def test_another_sites_reservations_keep_nothing_here() -> None:
    site, other = a_keeping_site(), a_keeping_site()
    mug = a_mug(site, 3)
    keep(other, a_mug(other, 3), 3)
    assert left(site, mug) == 3


def test_the_sweep_removes_what_ended_and_nothing_that_lives() -> None:
    site = a_keeping_site()
    mug, bowl = a_mug(site, 3), a_mug(site, 3)
    keep(site, mug, 1, "ann")
    keep(site, bowl, 1, "bo", now=NOW + timedelta(minutes=5))
    assert actions.sweep_reservations(now=LATER) == 1
    assert [left(site, mug, LATER), left(site, bowl, LATER)] == [3, 2]
    assert StockLevel.objects.filter(reserved_until=None).count() == 1


# Holds by staff


def a_hold(
    site: Site, mug: UUID, quantity: int = 2, days: int = 3, location_id: UUID | None = None
) -> StockReservation:
    place = location_id or actions.default_location(site)
    wanted = actions.Hold(mug, place, quantity, NOW + timedelta(days=days), "For Mrs Murray")
    return actions.hold(site=site, hold=wanted, by=STAFF, now=NOW)


def test_staff_keep_units_until_a_day_also_in_a_shop_that_keeps_none_at_checkout() -> None:
    site = a_site()
    mug = a_mug(site, 3)
    row = a_hold(site, mug)
    assert [left(site, mug), left(site, mug, NOW + timedelta(days=4))] == [1, 3]
    with pytest.raises(actions.NotEnough):
        buy(site, mug, 2)
    actions.release_hold(site=site, hold_id=row.pk, by=STAFF, now=NOW)
    buy(site, mug, 2)


@pytest.mark.parametrize(
    ("quantity", "days", "code"),
    [(4, 3, "not_enough"), (0, 3, "not_whole"), (1, -1, "in_the_past"), (1, LONGEST_HOLD.days + 1, "too_long")],
)
def test_a_hold_that_cannot_be_is_refused(quantity: int, days: int, code: str) -> None:
    site = a_site()
    with pytest.raises(actions.CannotHold) as refusal:
        a_hold(site, a_mug(site, 3), quantity, days)
    assert refusal.value.code == code


def test_a_hold_at_another_sites_location_is_refused() -> None:
    site, other = a_site(), a_site()
    elsewhere = a_location(other).pk
    with pytest.raises(actions.CannotHold):
        a_hold(site, a_mug(site, 3), location_id=elsewhere)


# From where


@pytest.mark.parametrize(
    ("rule", "country", "sender"),
    [
        ("default", "IE", "Shop"),
        ("nearest", "DE", "Barn"),
        ("nearest", "", "Shop"),
        ("fullest", "", "Farm"),
        ("fewest", "", "Shop"),
    ],
)
def test_an_order_is_sent_from_where_the_shops_rule_says(rule: str, country: str, sender: str) -> None:
    site = a_site(settings={"selling": written(SellingSettings(ship_from=rule))})
    mug: UUID = a_variant(site).pk
    for name, land, units in (("Shop", "IE", 3), ("Barn", "DE", 4), ("Farm", "FR", 9)):
        details = actions.LocationDetails(name, "", {"country": land})
        place = actions.add_location(site=site, details=details, by=STAFF, now=NOW)
        stocked(site, {mug: units}, location=place)
    order, errand = Reference("order", "1"), Errand("", country)
    taken = take_within(site=site, demands=[demand(mug, 2)], reference=order, by=STAFF, now=NOW, errand=errand)
    names = {one.pk: one.name for one in queries.locations(site)}
    assert [(names[part.location_id], part.quantity) for part in taken.allocations] == [(sender, 2)]
    assert_ledger_agrees(site)


# Many at once


@pytest.mark.django_db(transaction=True)
def test_a_crowd_is_never_kept_more_than_there_is_and_what_ends_lets_the_next_buy() -> None:
    site = a_keeping_site()
    mug = a_mug(site, 5)
    works = [
        partial(actions.reserve, site=site, holder=f"shopper {n}", demands=[demand(mug, 1)], now=NOW) for n in range(20)
    ]
    found = at_once(works)
    assert [one for one in found if isinstance(one, Exception)] == []
    assert sum(not one for one in found) == 5
    assert sum(queries.reserved(site, [mug], NOW).values()) == 5
    early = at_once([partial(buys, site, mug, f"stranger {n}") for n in range(4)])
    assert early == [False] * 4
    late = at_once([partial(buys, site, mug, f"late {n}", LATER) for n in range(12)])
    assert late.count(True) == 5, late
    assert_ledger_agrees(site)


@pytest.mark.django_db(transaction=True)
def test_those_who_are_kept_something_all_get_it_while_others_try() -> None:
    site = a_keeping_site()
    mug = a_mug(site, 6)
    for number in range(3):
        keep(site, mug, 1, f"kept {number}")
    kept = [partial(buys, site, mug, f"kept {number}") for number in range(3)]
    found = at_once([*kept, *[partial(buys, site, mug, f"stranger {number}") for number in range(9)]])
    assert found[:3] == [True, True, True]
    assert found.count(True) == 6, found
    assert_ledger_agrees(site)
