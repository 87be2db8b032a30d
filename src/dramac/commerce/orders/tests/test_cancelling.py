"""Orders that will not be carried out."""

from __future__ import annotations

from typing import Any

import pytest

from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.testing import a_stocked_product, available
from dramac.commerce.orders import actions
from dramac.commerce.orders.actions import Cancellation
from dramac.commerce.orders.testing import NOW, STAFF, a_paid_order, an_order, assert_books_agree, detail_of
from dramac.kit.facts import decode
from dramac.kit.models import OutboxEvent
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def cancel(site: Site, order: actions.PlacedOrder, **choices: Any) -> Any:
    return actions.cancel(site=site, order_id=order.id, cancellation=Cancellation(**choices), by=STAFF, now=NOW)


def test_a_cancelled_order_gives_its_goods_back() -> None:
    site = a_site()
    mug = a_stocked_product(site, 5)
    order = an_order(site, [(mug, 5)])
    cancel(site, order, reason="Changed  their mind")
    found = detail_of(site, order)
    assert (found.order.state, found.order.payment_state) == ("cancelled", "voided")
    assert (found.order.close_reason, found.order.closed_at) == ("Changed their mind", NOW)
    assert available(site, [mug.pk]) == [5]
    assert [line.cancelled for line in found.lines] == [5]
    assert_books_agree(site)


def test_a_cancelled_order_gives_the_money_back_too() -> None:
    site = a_site()
    order = a_paid_order(site, [(a_stocked_product(site, price=1000), 2)])
    cancel(site, order)
    found = detail_of(site, order)
    assert (found.order.payment_state, found.order.refunded_total, found.refundable) == ("refunded", 2495, 0)
    assert [entry.kind for entry in found.timeline] == ["placed", "paid", "refunded", "cancelled"]
    names = list(OutboxEvent.objects.filter(name__startswith="Order").order_by("id").values_list("name", flat=True))
    assert names == ["OrderPlaced", "OrderPaid", "OrderCancelled", "OrderRefunded"]
    assert_books_agree(site)


def test_the_money_may_be_kept_and_given_back_later() -> None:
    site = a_site()
    mug = a_stocked_product(site, 5, price=1000)
    order = a_paid_order(site, [(mug, 2)])
    cancel(site, order, refund=False)
    found = detail_of(site, order)
    assert (found.order.payment_state, found.order.refunded_total) == ("paid", 0)
    wish = actions.RefundWish(units={found.lines[0].pk: actions.UnitsBack(1)})
    request = actions.RefundRequest(wish, "k")
    actions.refund(site=site, order_id=order.id, request=request, by=STAFF, now=NOW)
    assert detail_of(site, order).order.refunded_total == 1000
    assert available(site, [mug.pk]) == [5]
    assert_books_agree(site)


def test_goods_that_are_spoiled_are_written_off_instead() -> None:
    site = a_site()
    mug = a_stocked_product(site, 5)
    order = an_order(site, [(mug, 2)])
    cancel(site, order, restock=False)
    (level,) = stock.levels(site, [mug.pk])[mug.pk]
    assert (level.on_hand, level.committed, level.available) == (3, 0, 3)
    assert stock.history(site).movements[0].type == "damage"
    assert_books_agree(site)


def test_what_was_sent_or_is_over_cannot_be_cancelled() -> None:
    site = a_site()
    mug = a_stocked_product(site, 5)
    sent, gone = an_order(site, [(mug, 1)]), an_order(site, [(mug, 1)])
    actions.fulfil(site=site, order_id=sent.id, parcel=actions.Parcel(), by=STAFF, now=NOW)
    cancel(site, gone)
    codes = []
    for order in (sent, gone):
        with pytest.raises(actions.OrderRefused) as refused:
            cancel(site, order)
        codes.append(refused.value.code)
    assert codes == ["has_shipped", "is_cancelled"]
    with pytest.raises(actions.UnknownOrder):
        cancel(a_site(), sent)


def test_the_fact_says_why_and_whether_to_write() -> None:
    site = a_site()
    cancel(site, an_order(site, [(a_stocked_product(site), 1)]), reason="<b>Fraud</b>", notify=False)
    row = OutboxEvent.objects.get(name="OrderCancelled")
    fact: Any = decode(row.name, row.payload)
    assert (fact.reason, fact.is_expired, fact.notify, fact.order.state) == ("<b>Fraud</b>", False, False, "cancelled")


def test_a_note_stands_in_the_story_and_only_there() -> None:
    site = a_site()
    order = an_order(site, [(a_stocked_product(site), 1)])
    actions.note(site=site, order_id=order.id, text=" Ring first.\n", by=STAFF, now=NOW)
    entry = detail_of(site, order).timeline[-1]
    assert (entry.kind, entry.details, entry.actor) == ("note", {"text": "Ring first."}, "Ann Staff")
    for text in ("", "  \n", "x" * 100_000):
        with pytest.raises(actions.OrderRefused):
            actions.note(site=site, order_id=order.id, text=text, by=STAFF, now=NOW)
    with pytest.raises(actions.UnknownOrder):
        actions.note(site=a_site(), order_id=order.id, text="x", by=STAFF, now=NOW)


def test_erasing_a_customer_leaves_the_books_and_takes_the_person() -> None:
    site = a_site()
    order = a_paid_order(site, [(a_stocked_product(site), 1)])
    customer_id = detail_of(site, order).order.customer_id
    assert customer_id is not None
    with pytest.raises(actions.OrderRefused) as refused:
        actions.erase_customer(site=site, customer_id=customer_id, by=STAFF, now=NOW)
    assert refused.value.code == "has_open_orders"
    actions.fulfil(site=site, order_id=order.id, parcel=actions.Parcel(), by=STAFF, now=NOW)
    assert actions.erase_customer(site=site, customer_id=customer_id, by=STAFF, now=NOW) == 1
    found = detail_of(site, order)
    assert (found.order.email, found.order.name, found.order.shipping_address) == ("", "", {"country": "IE"})
    assert found.order.total > 0
    assert_books_agree(site)
