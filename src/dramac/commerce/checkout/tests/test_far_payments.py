"""Orders paid through a company at the other end of a wire: confirmed by its answer, or released as if nothing had been."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils.module_loading import import_string

from dramac.commerce.cart import queries as carts
from dramac.commerce.cart.testing import a_cart
from dramac.commerce.checkout import actions
from dramac.commerce.checkout.testing import NOW, SHOPPER, the_form
from dramac.commerce.inventory.testing import a_stocked_product, available
from dramac.commerce.orders import actions as order_actions
from dramac.commerce.orders import queries as orders
from dramac.commerce.orders.actions import Cancellation, RefundRequest, RefundWish
from dramac.commerce.orders.testing import STAFF, assert_books_agree
from dramac.commerce.payments import actions as payments
from dramac.commerce.payments.ports import OperationResult, Outcome, Started, StartStatus
from dramac.commerce.payments.testing import FarProvider, a_payment_method, connected
from dramac.commerce.shipping.testing import a_shipping_method
from dramac.kit.facts import decode
from dramac.kit.models import OutboxEvent
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db(transaction=True)
HELD = Started(StartStatus.AUTHORIZED, "far-1")
TAKEN = Started(StartStatus.CAPTURED, "far-1")
LATER = NOW + timedelta(minutes=6)


@pytest.fixture
def far() -> Iterator[FarProvider]:
    provider = FarProvider()
    with connected(provider):
        yield provider


def a_form(site: Site, variant: Any) -> actions.PlaceOrder:
    a_shipping_method(site)
    a_payment_method(site, "far", name="Card")
    return the_form(site, a_cart(site, [(variant, 2)]))


def place(site: Site, form: actions.PlaceOrder) -> actions.Placement:
    return actions.place(site=site, order=form, by=SHOPPER, now=NOW)


def only_order(site: Site) -> orders.OrderDetail:
    found = orders.detail(site, orders.index(site).get().pk)
    assert found is not None
    return found


def hear_what_was_concluded() -> None:
    listener = import_string("dramac.commerce.orders.listeners.payment_concluded")
    for row in OutboxEvent.objects.filter(name="PaymentConcluded").order_by("id"):
        for _ in range(2):  # at least once may be twice
            listener(decode(row.name, row.payload), row.pk)


def test_money_that_is_held_keeps_the_order_from_running_out(far: FarProvider) -> None:
    site = a_site()
    far.answers = [HELD]
    placed = place(site, a_form(site, a_stocked_product(site, price=1000)))
    assert placed.started == HELD
    order = only_order(site).order
    assert (order.payment_state, order.payment.authorized, order.payment.captured) == ("pending", 2495, 0)
    assert [entry.kind for entry in only_order(site).timeline] == ["placed", "authorized"]
    assert order_actions.capture(site=site, order_id=order.pk, by=STAFF, now=NOW) == "paid"
    with pytest.raises(order_actions.OrderRefused):
        order_actions.capture(site=site, order_id=order.pk, by=STAFF, now=NOW)
    assert_books_agree(site)


def test_money_that_is_taken_pays_the_order_at_once(far: FarProvider) -> None:
    site = a_site()
    far.answers = [TAKEN]
    placed = place(site, a_form(site, a_stocked_product(site, price=1000)))
    assert placed.order.payment_state == "paid"
    assert OutboxEvent.objects.filter(name="OrderPaid").count() == 1
    hear_what_was_concluded()
    assert OutboxEvent.objects.filter(name="OrderPaid").count() == 1
    assert_books_agree(site)


def test_a_declined_payment_gives_everything_back_and_leaves_the_cart_to_try_again(far: FarProvider) -> None:
    site = a_site()
    mug = a_stocked_product(site, 2)
    form = a_form(site, mug)
    far.answers = [Started(StartStatus.DECLINED, message="Card expired"), TAKEN]
    with pytest.raises(actions.PaymentDeclined) as refused:
        place(site, form)
    assert str(refused.value) == "Card expired"
    dead = only_order(site)
    assert (dead.order.state, dead.order.payment_state, dead.order.number) == ("cancelled", "voided", 1001)
    assert available(site, [mug.pk]) == [2]
    cart = carts.by_id(site, form.cart_id)
    assert cart is not None
    assert cart.is_open
    hear_what_was_concluded()
    again = place(site, form)
    assert (again.order.number, again.order.payment_state) == (1002, "paid")
    assert available(site, [mug.pk]) == [0]
    assert_books_agree(site)


def test_silence_is_concluded_later_either_way(far: FarProvider) -> None:
    for answer, state in ((Outcome.DONE, "open"), (Outcome.FAILED, "cancelled")):
        site = a_site()
        mug = a_stocked_product(site, 2)
        far.answers = [TimeoutError("silence"), OperationResult(answer, "far-9")]
        placed = place(site, a_form(site, mug))
        assert placed.started.status is StartStatus.UNKNOWN
        assert available(site, [mug.pk]) == [0]
        assert payments.reconcile(now=LATER) == 1
        hear_what_was_concluded()
        found = only_order(site)
        assert found.order.state == state
        assert available(site, [mug.pk]) == [0 if state == "open" else 2]
        assert_books_agree(site)


def test_an_order_whose_payment_is_being_asked_about_is_not_marked_paid_by_hand(far: FarProvider) -> None:
    site = a_site()
    far.answers = [HELD]
    placed = place(site, a_form(site, a_stocked_product(site)))
    money = order_actions.MoneyIn()
    with pytest.raises(order_actions.OrderRefused) as refused:
        order_actions.mark_paid(site=site, order_id=placed.order.id, money=money, by=STAFF, now=NOW)
    assert refused.value.code == "provider_collects"


def test_cancelling_lets_held_money_go_and_gives_taken_money_back(far: FarProvider) -> None:
    for answer, verbs in ((HELD, ["start", "void"]), (TAKEN, ["start", "refund"])):
        site = a_site()
        far.answers, far.asked = [answer], []
        placed = place(site, a_form(site, a_stocked_product(site)))
        cancellation = Cancellation()
        order_actions.cancel(site=site, order_id=placed.order.id, cancellation=cancellation, by=STAFF, now=NOW)
        assert [verb for verb, _key in far.asked] == verbs
        assert_books_agree(site)


def test_a_refund_that_the_provider_declines_counts_as_not_made(far: FarProvider) -> None:
    site = a_site()
    far.answers = [TAKEN, OperationResult(Outcome.FAILED, message="Account closed")]
    placed = place(site, a_form(site, a_stocked_product(site, price=1000)))
    request = RefundRequest(RefundWish(amount=700), "k-1")
    order_actions.refund(site=site, order_id=placed.order.id, request=request, by=STAFF, now=NOW)
    hear_what_was_concluded()
    found = only_order(site)
    assert (found.order.refunded_total, found.order.payment_state, found.refundable) == (0, "paid", 2495)
    assert [entry.kind for entry in found.timeline][-2:] == ["refunded", "refund_failed"]
    request = RefundRequest(RefundWish(whole=True), "k-2")
    order_actions.refund(site=site, order_id=placed.order.id, request=request, by=STAFF, now=NOW)
    assert only_order(site).refundable == 0
    assert_books_agree(site)


def test_a_provider_that_answers_late_is_asked_for_the_same_refund_and_no_other(far: FarProvider) -> None:
    site = a_site()
    far.answers = [TAKEN, TimeoutError("silence"), OperationResult(Outcome.FAILED)]
    placed = place(site, a_form(site, a_stocked_product(site, price=1000)))
    request = RefundRequest(RefundWish(amount=700), "k-1")
    for _ in range(2):
        order_actions.refund(site=site, order_id=placed.order.id, request=request, by=STAFF, now=NOW)
    assert only_order(site).order.refunded_total == 700
    assert payments.reconcile(now=LATER) == 1
    hear_what_was_concluded()
    assert only_order(site).order.refunded_total == 0
    (_start, refund, retrieve) = far.asked
    assert refund[1] == retrieve[1]
    assert_books_agree(site)
