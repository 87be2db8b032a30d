"""Money that came in for an order, recorded by people or told by a provider."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from dramac.commerce.cart.actions.ordering import reopen as reopen_cart
from dramac.commerce.inventory import actions as inventory
from dramac.commerce.orders.actions.opening import OpenOrder, OrderRefused, close_order, open_order, save_lines
from dramac.commerce.orders.events import OrderCancelled, OrderPaid, OrderTold, OrderUpdated
from dramac.commerce.orders.models import Order, TimelineEntry
from dramac.commerce.orders.queries.telling import told
from dramac.commerce.orders.rules import obstacles
from dramac.commerce.orders.rules.obstacles import Obstacle
from dramac.commerce.orders.rules.states import OVER, PaymentState, State
from dramac.commerce.payments import actions as payments
from dramac.commerce.payments import queries as payment_queries
from dramac.commerce.payments.registry import is_remote
from dramac.commerce.payments.rules import Kind
from dramac.kit.ids import new_id
from dramac.kit.money import Minor
from dramac.kit.outbox import publish
from dramac.kit.text import one_line
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


@dataclass(frozen=True, slots=True)
class MoneyIn:
    """Money that came: minor units of the order's currency, all that is due when None. One `operation_id` counts once.

    `seen` is the version of the order that somebody looked at: another one is refused, unless the money was recorded.
    """

    amount: Minor | None = None
    reference: str = ""
    reason: str = ""
    operation_id: UUID = field(default_factory=new_id)
    seen: int | None = None


@transaction.atomic
def mark_paid(*, site: Site, order_id: UUID, money: MoneyIn, by: Actor, now: datetime) -> OrderTold:
    """Staff record that money came, all of it or a part; asked for twice with one operation id it is recorded once.

    Needs the permission `payments.capture`. Raises UnknownOrder, OrderRefused, payments.AmountRefused for more than is
    due, payments.OperationReused.
    """
    opened = open_order(site, order_id, by, now)
    payment = opened.order.payment
    if payment_queries.is_done(site, money.operation_id):
        return told(opened.order, opened.lines)
    opened.expect(money.seen)
    if is_remote(payment.provider):
        raise OrderRefused(Obstacle.PROVIDER_COLLECTS)
    if obstacle := obstacles.to_pay(opened.state, opened.due):
        raise OrderRefused(obstacle)
    amount = opened.due if money.amount is None else money.amount
    movement = payments.Movement(amount, money.operation_id, money.reference, money.reason)
    payments.receive(site=site, payment_id=payment.pk, movement=movement, by=by, now=now)
    return _after_payment(opened, amount, one_line(money.reference)[:200])


def capture(*, site: Site, order_id: UUID, by: Actor, now: datetime, amount: Minor | None = None) -> str:
    """Take money that a provider holds for an order, all of it or a part; returns the payment state after it.

    Never called inside a transaction. Needs the permission `payments.capture`. Raises UnknownOrder, OrderRefused.
    """
    with transaction.atomic():
        opened = open_order(site, order_id, by, now)
        payment = opened.order.payment
        held = payment.authorized - payment.captured
        if opened.state in OVER or not is_remote(payment.provider) or held <= 0:
            raise OrderRefused(Obstacle.NOTHING_HELD)
        if amount is not None and not 0 < amount <= held:
            raise OrderRefused(Obstacle.MORE_THAN_HELD, left=held, field="amount")
        movement = payments.Movement(held if amount is None else amount)
        payments.begin(site=site, payment_id=payment.pk, kind=Kind.CAPTURE, movement=movement, by=by, now=now)
    payments.settle(site=site, operation_id=movement.operation_id, now=now)
    return sync_payment(site=site, payment_id=payment.pk, by=by, now=now)


@transaction.atomic
def sync_payment(*, site: Site, payment_id: UUID, by: Actor, now: datetime) -> str:
    """An order follows its payment ledger, as after a provider answered; returns its payment state. Safe to repeat.

    Raises UnknownOrder.
    """
    order_id = Order.objects.of(site).filter(payment_id=payment_id).values_list("pk", flat=True).first()
    opened = open_order(site, order_id or payment_id, by, now)
    order = opened.order
    story = TimelineEntry.objects.of(site).filter(order=order, kind__in=["paid", "authorized"])
    told_before = list(story.values_list("kind", "details"))
    came = order.payment.captured - sum(int(details["amount"]) for kind, details in told_before if kind == "paid")
    if came > 0:
        _after_payment(opened, came, "")
    elif order.payment.authorized and not told_before:
        opened.tell("authorized", amount=order.payment.authorized)
        order.expires_at = None
        close_order(opened)
    return order.payment_state


@transaction.atomic
def payment_failed(*, site: Site, order_id: UUID, by: Actor, now: datetime) -> None:
    """The provider declined: the order is cancelled, its goods are given back, and its cart can be ordered again.

    An order that is over, or that money came for, is left as it is. Raises UnknownOrder.
    """
    opened = open_order(site, order_id, by, now, moves_stock=True)
    order = opened.order
    if opened.state in OVER or order.payment.captured or any(line.fulfilled for line in opened.lines):
        return
    units = opened.stock_units({line.pk: line.quantity - line.cancelled for line in opened.lines})
    inventory.release(site=site, units=units, reference=opened.reference, by=by, now=now)
    for line in opened.lines:
        line.cancelled = line.quantity
    save_lines(opened, "cancelled")
    order.state, order.closed_at, order.close_reason = State.CANCELLED.value, now, "payment_failed"
    order.expires_at, order.key = None, ""
    cart_id, order.cart_id = order.cart_id, None
    opened.tell("payment_failed")
    snapshot = close_order(opened)
    if cart_id:
        reopen_cart(site, cart_id, now)
    publish(OrderCancelled(site_id=site.pk, occurred_at=now, order=snapshot, reason="payment_failed", notify=False))


def _after_payment(opened: OpenOrder, came: Minor, reference: str) -> OrderTold:
    """Tell of money that came. An order for which some came no longer runs out."""
    site, now = opened.site, opened.now
    was_paid = opened.order.payment_state == PaymentState.PAID
    opened.tell("paid", amount=came, reference=reference)
    opened.order.expires_at = None
    snapshot = close_order(opened)
    if snapshot.payment_state == PaymentState.PAID and not was_paid:
        publish(OrderPaid(site_id=site.pk, occurred_at=now, order=snapshot, amount=came))
    else:
        publish(OrderUpdated(site_id=site.pk, occurred_at=now, order=snapshot, what="payment"))
    return snapshot
