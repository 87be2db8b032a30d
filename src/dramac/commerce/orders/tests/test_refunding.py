"""Money that goes back, and what becomes of the goods."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.testing import a_stocked_product
from dramac.commerce.orders import actions, queries
from dramac.commerce.orders.actions import RefundRequest, RefundWish, UnitsBack
from dramac.commerce.orders.models import Refund
from dramac.commerce.orders.testing import NOW, STAFF, a_paid_order, an_order, assert_books_agree, detail_of
from dramac.commerce.tax.testing import a_tax_rate
from dramac.kit.facts import decode
from dramac.kit.models import OutboxEvent
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def refund(site: Site, order: actions.PlacedOrder, key: str = "k-1", **wish: Any) -> Any:
    request = RefundRequest(RefundWish(**wish), key, "Broken")
    return actions.refund(site=site, order_id=order.id, request=request, by=STAFF, now=NOW)


def send(site: Site, order: actions.PlacedOrder, units: dict[UUID, int] | None = None) -> None:
    actions.fulfil(site=site, order_id=order.id, parcel=actions.Parcel(units), by=STAFF, now=NOW)


def level(site: Site, variant: Any) -> tuple[int, int]:
    (found,) = stock.levels(site, [variant.pk])[variant.pk]
    return found.on_hand, found.committed


def test_a_whole_refund_gives_back_what_was_paid_to_the_cent() -> None:
    site = a_site()
    a_tax_rate(site, "23")
    mug = a_stocked_product(site, 10, price=333)
    order = a_paid_order(site, [(mug, 7)])
    refund(site, order, whole=True)
    found = detail_of(site, order)
    assert (found.order.refunded_total, found.refundable) == (found.order.total, 0)
    assert (found.order.state, found.order.payment_state) == ("cancelled", "refunded")
    assert level(site, mug) == (10, 0)
    assert_books_agree(site)


def test_units_one_by_one_and_the_delivery_last_give_back_everything() -> None:
    site = a_site(prices_include_tax=False)
    a_tax_rate(site, "23")
    mug = a_stocked_product(site, 10, price=333)
    order = a_paid_order(site, [(mug, 3)])
    line = detail_of(site, order).lines[0]
    send(site, order)
    for number in range(3):
        refund(site, order, f"unit-{number}", units={line.pk: UnitsBack(1)})
    found = detail_of(site, order)
    delivery = found.order.total - found.order.refunded_total
    refund(site, order, "delivery", shipping=delivery)
    found = detail_of(site, order)
    assert found.order.refunded_total == found.order.total
    assert (found.order.state, found.order.payment_state) == ("completed", "refunded")
    assert [line.returned for line in found.lines] == [3]
    assert level(site, mug) == (10, 0)
    assert_books_agree(site)


def test_a_returned_unit_goes_back_on_the_shelf_or_does_not() -> None:
    site = a_site()
    mug = a_stocked_product(site, 10)
    order = a_paid_order(site, [(mug, 3)])
    line = detail_of(site, order).lines[0]
    send(site, order)
    assert level(site, mug) == (7, 0)
    refund(site, order, "a", units={line.pk: UnitsBack(1, restock=True)})
    assert level(site, mug) == (8, 0)
    refund(site, order, "b", units={line.pk: UnitsBack(1, restock=False)})
    assert level(site, mug) == (8, 0)
    assert [row.lines[0].restocked for row in detail_of(site, order).refunds] == [True, False]
    assert stock.history(site).movements[0].type == "return"


def test_a_unit_that_had_not_left_is_cancelled_and_the_rest_can_still_be_sent() -> None:
    site = a_site()
    mug = a_stocked_product(site, 10)
    order = a_paid_order(site, [(mug, 3)])
    line = detail_of(site, order).lines[0]
    refund(site, order, "a", units={line.pk: UnitsBack(1)})
    assert level(site, mug) == (10, 2)
    refund(site, order, "b", units={line.pk: UnitsBack(1, restock=False)})
    assert level(site, mug) == (9, 1)
    assert detail_of(site, order).units_to_fulfil == 1
    send(site, order)
    found = detail_of(site, order)
    assert (found.order.state, found.order.payment_state) == ("completed", "partly_refunded")
    assert level(site, mug) == (8, 0)
    assert_books_agree(site)


def test_the_caller_says_whether_a_sent_unit_came_back_while_others_wait() -> None:
    site = a_site()
    mug = a_stocked_product(site, 10)
    order = a_paid_order(site, [(mug, 3)])
    line = detail_of(site, order).lines[0]
    send(site, order, {line.pk: 1})
    refund(site, order, units={line.pk: UnitsBack(1, from_shipped=True)})
    assert level(site, mug) == (10, 2)
    assert detail_of(site, order).units_to_fulfil == 2


def test_an_amount_goes_back_without_any_goods() -> None:
    site = a_site()
    a_tax_rate(site, "23")
    mug = a_stocked_product(site, 10, price=1000)
    order = a_paid_order(site, [(mug, 2)])
    refund(site, order, amount=500)
    found = detail_of(site, order)
    (done,) = found.refunds
    assert (done.refund.amount, done.refund.other_amount) == (500, 500)
    assert [row.quantity for row in done.lines] == [0]
    assert level(site, mug) == (10, 2)
    refund(site, order, "rest", whole=True)
    assert detail_of(site, order).refundable == 0
    assert_books_agree(site)


def test_the_same_key_is_the_same_refund() -> None:
    site = a_site()
    order = a_paid_order(site, [(a_stocked_product(site, price=1000), 2)])
    first = refund(site, order, amount=500)
    again = refund(site, order, amount=500)
    other = refund(site, order, amount=700)
    assert first.refunded_total == again.refunded_total == other.refunded_total == 500
    assert Refund.objects.count() == 1
    assert OutboxEvent.objects.filter(name="OrderRefunded").count() == 1


@pytest.mark.parametrize("key", ["", "x" * 81])
def test_a_refund_needs_a_key(key: str) -> None:
    site = a_site()
    order = a_paid_order(site, [(a_stocked_product(site), 1)])
    with pytest.raises(actions.KeyRefused):
        refund(site, order, key, amount=1)


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({}, "nothing_to_refund"),
        ({"amount": 2496}, "more_than_paid"),
        ({"amount": -5}, "not_whole"),
        ({"amount": 1.5}, "not_whole"),
        ({"amount": 10**30}, "more_than_paid"),
        ({"shipping": 496}, "more_than_shipping"),
        ({"units": {UUID(int=5): UnitsBack(1)}}, "unknown_line"),
    ],
)
def test_what_cannot_go_back_is_refused_and_nothing_is_written(wish: dict[str, Any], code: str) -> None:
    site = a_site()
    order = a_paid_order(site, [(a_stocked_product(site, price=1000), 2)])
    with pytest.raises(actions.OrderRefused) as refused:
        refund(site, order, **wish)
    assert refused.value.code == code
    assert not Refund.objects.exists()
    assert detail_of(site, order).order.version == 2


def test_an_unpaid_order_has_nothing_to_give_back() -> None:
    site = a_site()
    order = an_order(site, [(a_stocked_product(site), 1)])
    with pytest.raises(actions.OrderRefused) as refused:
        refund(site, order, whole=True)
    assert refused.value.code == "nothing_paid"
    with pytest.raises(actions.UnknownOrder):
        refund(a_site(), order, whole=True)


def test_of_an_order_paid_in_part_that_part_goes_back() -> None:
    site = a_site()
    order = an_order(site, [(a_stocked_product(site, price=1000), 2)])
    actions.mark_paid(site=site, order_id=order.id, money=actions.MoneyIn(700), by=STAFF, now=NOW)
    refund(site, order, whole=True)
    found = detail_of(site, order)
    assert (found.order.refunded_total, found.order.payment_state) == (700, "refunded")
    assert_books_agree(site)


def test_a_refund_can_be_looked_at_before_it_is_made() -> None:
    site = a_site()
    order = a_paid_order(site, [(a_stocked_product(site, price=1000), 2)])
    line = detail_of(site, order).lines[0]
    shown = queries.preview_refund(site, order.id, RefundWish(units={line.pk: UnitsBack(1)}, shipping=495))
    assert shown is not None
    assert shown.amount == 1495
    assert not Refund.objects.exists()
    assert queries.preview_refund(a_site(), order.id, RefundWish(whole=True)) is None


def test_the_fact_tells_what_went_back() -> None:
    site = a_site()
    a_tax_rate(site, "23")
    order = a_paid_order(site, [(a_stocked_product(site, price=1230, title="Blue mug"), 2)])
    line = detail_of(site, order).lines[0]
    refund(site, order, units={line.pk: UnitsBack(1)})
    row = OutboxEvent.objects.get(name="OrderRefunded")
    fact: Any = decode(row.name, row.payload)
    assert (fact.amount, fact.tax, fact.reason) == (1230, 230, "Broken")
    assert [(one.title, one.quantity) for one in fact.units] == [("Blue mug", 1)]
    assert (fact.order.refunded_total, fact.order.payment_state) == (1230, "partly_refunded")


def test_text_that_no_database_keeps_does_no_harm() -> None:
    site = a_site()
    order = an_order(site, [(a_stocked_product(site, price=1000), 2)])
    money = actions.MoneyIn(reference="TRX\x00 1\ud800" + "x" * 100_000, reason="\x00")
    actions.mark_paid(site=site, order_id=order.id, money=money, by=STAFF, now=NOW)
    request = RefundRequest(RefundWish(amount=1), "k", "\x00Broken\ud800")
    actions.refund(site=site, order_id=order.id, request=request, by=STAFF, now=NOW)
    assert detail_of(site, order).refunds[0].refund.reason == "Broken"
    with pytest.raises(actions.KeyRefused):
        refund(site, order, "k\x00", amount=1)
