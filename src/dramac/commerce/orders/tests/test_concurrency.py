"""Two people at one order, in the same moment: one of them is told that it was done."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from random import Random
from typing import Any

import pytest

from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory.rules import Reference
from dramac.commerce.inventory.testing import a_stocked_product, available, demand
from dramac.commerce.orders import actions
from dramac.commerce.orders.actions import Cancellation, MoneyIn, Parcel, RefundRequest, RefundWish
from dramac.commerce.orders.models import Refund
from dramac.commerce.orders.testing import (
    NOW,
    STAFF,
    a_paid_order,
    an_order,
    assert_books_agree,
    detail_of,
)
from dramac.kit.crowd import at_once
from dramac.kit.models import OutboxEvent
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def refunding(site: Site, order: actions.PlacedOrder, key: str, **wish: Any) -> Any:
    request = RefundRequest(RefundWish(**wish), key)
    return partial(actions.refund, site=site, order_id=order.id, request=request, by=STAFF, now=NOW)


def done(found: list[Any]) -> int:
    """How many got through; everybody else was refused in words."""
    assert all(not isinstance(one, Exception) or isinstance(one, actions.OrderRefused) for one in found), found
    return sum(not isinstance(one, Exception) for one in found)


def test_two_whole_refunds_at_once_give_the_money_back_once() -> None:
    site = a_site()
    order = a_paid_order(site, [(a_stocked_product(site, 10, price=1000), 2)])
    found = at_once([refunding(site, order, f"k{number}", whole=True) for number in range(4)])
    assert done(found) == 1
    assert detail_of(site, order).order.refunded_total == 2495
    assert_books_agree(site)


def test_one_refund_asked_for_twice_at_once_is_made_once() -> None:
    site = a_site()
    order = a_paid_order(site, [(a_stocked_product(site, 10, price=1000), 2)])
    assert done(at_once([refunding(site, order, "same", amount=700) for _ in range(4)])) == 4
    assert Refund.objects.get().amount == 700
    assert OutboxEvent.objects.filter(name="OrderRefunded").count() == 1
    assert_books_agree(site)


def test_many_small_refunds_at_once_never_exceed_what_was_paid() -> None:
    site = a_site()
    order = a_paid_order(site, [(a_stocked_product(site, 10, price=1000), 2)])
    assert done(at_once([refunding(site, order, f"k{number}", amount=700) for number in range(6)])) == 3
    assert detail_of(site, order).order.refunded_total == 2100
    assert_books_agree(site)


def test_a_refund_and_a_cancellation_at_once_give_the_money_back_once() -> None:
    site = a_site()
    for _ in range(4):
        mug = a_stocked_product(site, 10, price=1000)
        order = a_paid_order(site, [(mug, 2)])
        cancel = partial(actions.cancel, site=site, order_id=order.id, cancellation=Cancellation(), by=STAFF, now=NOW)
        works: list[Any] = [cancel, refunding(site, order, "k", whole=True)]
        assert done(at_once(works)) == 1
        found = detail_of(site, order)
        assert (found.order.refunded_total, found.order.state) == (2495, "cancelled")
        assert available(site, [mug.pk]) == [10]
    assert_books_agree(site)


def test_an_order_is_paid_or_runs_out_but_not_both() -> None:
    site = a_site()
    mug = a_stocked_product(site, 10)
    due = NOW + timedelta(hours=1)
    for _ in range(4):
        order = an_order(site, [(mug, 2)], expires_at=due)
        pay = partial(actions.mark_paid, site=site, order_id=order.id, money=MoneyIn(), by=STAFF, now=due)
        works: list[Any] = [pay, partial(actions.expire_unpaid, now=due)]
        paid, expired = at_once(works)
        found = detail_of(site, order)
        if isinstance(paid, Exception):
            assert isinstance(paid, actions.OrderRefused)
            assert (expired, found.order.state, found.paid) == (1, "expired", 0)
        else:
            assert (expired, found.order.state, found.order.payment_state) == (0, "open", "paid")
    assert_books_agree(site)


def test_two_workers_expire_an_order_once() -> None:
    site = a_site()
    mug = a_stocked_product(site, 10)
    for _ in range(5):
        an_order(site, [(mug, 2)], expires_at=NOW)
    found: list[Any] = at_once([partial(actions.expire_unpaid, now=NOW) for _ in range(3)])
    assert sum(found) == 5
    assert OutboxEvent.objects.filter(name="OrderCancelled").count() == 5
    assert available(site, [mug.pk]) == [10]
    assert_books_agree(site)


def test_a_parcel_sent_twice_at_once_leaves_once() -> None:
    site = a_site()
    order = a_paid_order(site, [(a_stocked_product(site, 10), 3)])
    send = partial(actions.fulfil, site=site, order_id=order.id, parcel=Parcel(), by=STAFF, now=NOW)
    cancel = partial(actions.cancel, site=site, order_id=order.id, cancellation=Cancellation(), by=STAFF, now=NOW)
    works: list[Any] = [send, send, cancel]
    assert done(at_once(works)) == 1
    assert_books_agree(site)


def test_money_recorded_twice_at_once_is_recorded_once() -> None:
    site = a_site()
    order = an_order(site, [(a_stocked_product(site, 10, price=1000), 2)])
    pay = partial(actions.mark_paid, site=site, order_id=order.id, by=STAFF, now=NOW)
    assert done(at_once([partial(pay, money=MoneyIn()) for _ in range(4)])) == 1
    assert detail_of(site, order).paid == 2495
    assert_books_agree(site)


def test_stock_taken_shipped_and_counted_at_once_still_adds_up() -> None:
    site = a_site()
    goods = [a_stocked_product(site, 60) for _ in range(5)]
    dice = Random(3)

    def take(number: int) -> Any:
        demands = [demand(one.pk, dice.randint(1, 4)) for one in dice.sample(goods, 3)]
        reference = Reference("order", f"o-{number}")
        return partial(inventory.take, site=site, demands=demands, reference=reference, by=STAFF, now=NOW)

    def adjust(_number: int) -> Any:
        changes = [inventory.Adjustment(one.pk, dice.randint(1, 9)) for one in dice.sample(goods, 3)]
        why = inventory.Why("restock")
        return partial(inventory.adjust, site=site, changes=changes, why=why, by=STAFF, now=NOW)

    found = at_once([(adjust if number % 3 == 0 else take)(number) for number in range(30)])
    assert [one for one in found if isinstance(one, Exception) and not isinstance(one, inventory.NotEnough)] == []
    assert all(left >= 0 for left in available(site, [one.pk for one in goods]))
    assert_books_agree(site)
