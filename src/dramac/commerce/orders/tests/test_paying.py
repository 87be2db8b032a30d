"""Money that comes in for an order."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from dramac.commerce.inventory.testing import a_stocked_product
from dramac.commerce.orders import actions, queries
from dramac.commerce.orders.actions import MoneyIn
from dramac.commerce.orders.testing import NOW, STAFF, a_paid_order, an_order, assert_books_agree, detail_of
from dramac.commerce.payments.actions import AmountRefused
from dramac.commerce.tax.testing import a_tax_rate
from dramac.kit.facts import decode
from dramac.kit.models import OutboxEvent
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def told(*names: str) -> list[Any]:
    rows = OutboxEvent.objects.filter(name__startswith="Order").order_by("id")
    return [decode(row.name, row.payload) for row in rows if not names or row.name in names]


def pay(site: Site, order: actions.PlacedOrder, amount: Any = None, **more: Any) -> Any:
    return actions.mark_paid(site=site, order_id=order.id, money=MoneyIn(amount, **more), by=STAFF, now=NOW)


def test_a_new_order_waits_for_its_money() -> None:
    site = a_site()
    a_tax_rate(site)
    mug = a_stocked_product(site, price=1000)
    order = an_order(site, [(mug, 2)])
    found = detail_of(site, order)
    assert (found.order.number, found.order.state, found.order.payment_state) == (1001, "open", "pending")
    assert (found.order.total, found.due, found.order.item_count) == (2495, 2495, 2)
    assert [entry.kind for entry in found.timeline] == ["placed"]
    assert_books_agree(site)


def test_money_in_full_pays_the_order_and_is_told_once() -> None:
    site = a_site()
    order = an_order(site, [(a_stocked_product(site, price=1000), 2)])
    pay(site, order, reference="TRX 77")
    found = detail_of(site, order)
    assert (found.order.payment_state, found.due, found.paid) == ("paid", 0, 2495)
    assert [(entry.kind, entry.details.get("reference")) for entry in found.timeline][1:] == [("paid", "TRX 77")]
    (fact,) = told("OrderPaid")
    assert (fact.amount, fact.order.paid_total, fact.order.payment_state) == (2495, 2495, "paid")
    with pytest.raises(actions.OrderRefused) as refused:
        pay(site, order)
    assert refused.value.code == "is_paid"
    assert_books_agree(site)


def test_money_in_parts_pays_the_order_with_the_last() -> None:
    site = a_site()
    order = an_order(site, [(a_stocked_product(site, price=1000), 2)], expires_at=NOW + timedelta(days=7))
    pay(site, order, 1000)
    half = detail_of(site, order)
    assert (half.order.payment_state, half.due, half.order.expires_at) == ("partly_paid", 1495, None)
    pay(site, order)
    assert detail_of(site, order).order.payment_state == "paid"
    assert [type(fact).__name__ for fact in told()] == ["OrderPlaced", "OrderUpdated", "OrderPaid"]


def test_the_same_payment_recorded_twice_counts_once() -> None:
    site = a_site()
    order = an_order(site, [(a_stocked_product(site, price=1000), 2)])
    operation = uuid4()
    for _ in range(2):
        pay(site, order, 1000, operation_id=operation)
    assert detail_of(site, order).paid == 1000
    pay(site, order)
    assert pay(site, order, 1000, operation_id=operation).paid_total == 2495
    assert len([entry for entry in detail_of(site, order).timeline if entry.kind == "paid"]) == 2


@pytest.mark.parametrize("amount", [0, -1, 2496, 1.5, True, "100", 10**30])
def test_what_is_not_due_is_refused(amount: Any) -> None:
    site = a_site()
    order = an_order(site, [(a_stocked_product(site, price=1000), 2)])
    with pytest.raises(AmountRefused):
        pay(site, order, amount)
    assert detail_of(site, order).order.version == 1


def test_what_costs_nothing_is_paid_at_once() -> None:
    site = a_site()
    order = an_order(site, [(a_stocked_product(site, price=0), 1)], shipping=None)
    assert detail_of(site, order).order.payment_state == "paid"
    assert order.payment_state == "paid"


def test_an_order_of_another_site_is_unknown_here() -> None:
    here, there = a_site(), a_site()
    theirs = an_order(there, [(a_stocked_product(there), 1)])
    with pytest.raises(actions.UnknownOrder):
        pay(here, theirs)
    assert queries.detail(here, theirs.id) is None
    assert queries.by_token(here, theirs.token) is None


def test_an_order_that_nobody_paid_runs_out_and_gives_its_goods_back() -> None:
    site = a_site()
    mug = a_stocked_product(site, 5)
    due = NOW + timedelta(hours=48)
    order = an_order(site, [(mug, 5)], expires_at=due)
    assert actions.expire_unpaid(now=due - timedelta(seconds=1)) == 0
    assert actions.expire_unpaid(now=due) == 1
    assert actions.expire_unpaid(now=due) == 0
    found = detail_of(site, order)
    assert (found.order.state, found.order.payment_state, found.order.closed_at) == ("expired", "voided", due)
    assert found.due == 0
    (fact,) = told("OrderCancelled")
    assert (fact.is_expired, fact.order.state) == (True, "expired")
    an_order(site, [(mug, 5)])
    assert_books_agree(site)
    with pytest.raises(actions.OrderRefused) as refused:
        pay(site, order)
    assert refused.value.code == "is_expired"


def test_orders_that_are_paid_or_on_their_way_never_run_out() -> None:
    site = a_site()
    due = NOW + timedelta(hours=48)
    mug = a_stocked_product(site, 50)
    a_paid_order(site, [(mug, 1)], expires_at=due)
    part = an_order(site, [(mug, 1)], expires_at=due)
    pay(site, part, 100)
    sent = an_order(site, [(mug, 1)], expires_at=due)
    actions.fulfil(site=site, order_id=sent.id, parcel=actions.Parcel(), by=STAFF, now=NOW)
    an_order(site, [(mug, 1)])
    assert actions.expire_unpaid(now=due + timedelta(days=999)) == 0
