"""An order that will not be carried out: cancelled by somebody, or run out because nobody paid."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from dramac.commerce.inventory import actions as inventory
from dramac.commerce.orders.actions.opening import OpenOrder, OrderRefused, close_order, open_order, save_lines
from dramac.commerce.orders.actions.refund import RefundRequest, pay_back, settle_refund, tell_refund
from dramac.commerce.orders.events import OrderCancelled, OrderTold
from dramac.commerce.orders.models import Order, Refund
from dramac.commerce.orders.rules import obstacles
from dramac.commerce.orders.rules.refunds import RefundWish
from dramac.commerce.orders.rules.states import State
from dramac.commerce.payments import actions as payments
from dramac.commerce.payments.registry import is_remote
from dramac.commerce.payments.rules import Kind
from dramac.kit.outbox import publish
from dramac.kit.text import one_line
from dramac.tenancy.actors import SYSTEM, Actor
from dramac.tenancy.models import Site

log = logging.getLogger("dramac.orders")


@dataclass(frozen=True, slots=True)
class Cancellation:
    """Why an order is cancelled. `restock` gives its goods back for sale, else they are written off; `refund` gives back
    what was paid, else it is kept; `notify` writes to the shopper. `seen` is the version of the order that somebody
    looked at: another one is refused."""

    reason: str = ""
    restock: bool = True
    refund: bool = True
    notify: bool = True
    seen: int | None = None


def cancel(*, site: Site, order_id: UUID, cancellation: Cancellation, by: Actor, now: datetime) -> OrderTold:
    """Carry an order out no further. Not when something of it has left: that is refunded.

    Needs the permission `orders.cancel`, and `payments.refund` when money goes back. Raises UnknownOrder, OrderRefused.
    """
    with transaction.atomic():
        opened = open_order(site, order_id, by, now, moves_stock=True)
        opened.expect(cancellation.seen)
        if obstacle := obstacles.to_cancel(opened.state, opened.facts):
            raise OrderRefused(obstacle)
        _let_goods_go(opened, cancellation.restock)
        _close(opened, State.CANCELLED, one_line(cancellation.reason)[:300])
        made = _pay_back(opened, cancellation)
        operation_id = _let_money_go(opened)
        opened.tell("cancelled", reason=opened.order.close_reason, restocked=cancellation.restock)
        snapshot = close_order(opened)
        publish(
            OrderCancelled(
                site_id=site.pk,
                occurred_at=now,
                order=snapshot,
                reason=opened.order.close_reason,
                notify=cancellation.notify,
            )
        )
        if made:
            tell_refund(opened, made, snapshot, notify=False)
    if operation_id:
        payments.settle(site=site, operation_id=operation_id, now=now)
    if made:
        settle_refund(site=site, refund_id=made.pk, by=by, now=now)
    return snapshot


def expire_unpaid(*, now: datetime, most: int = 500) -> int:
    """Orders that nobody paid in time run out and give their goods back; returns how many did. Scheduled.

    Each is looked at again under its own lock, so that one which is being paid at this moment is left alone. Safe to run
    in several workers at once.
    """
    due = Order.objects.filter(
        expires_at__lte=now, state=Order.State.OPEN, payment_state=Order.PaymentState.PENDING
    ).select_related("site")
    expired = 0
    for order in due.order_by("expires_at")[:most]:
        try:
            expired += _expire(order.site, order.pk, now)
        except Exception:  # one order that cannot be closed must not keep the others' goods
            log.exception("An order could not expire", extra={"order": str(order.pk)})
    return expired


@transaction.atomic
def _expire(site: Site, order_id: UUID, now: datetime) -> bool:
    opened = open_order(site, order_id, SYSTEM, now, moves_stock=True)
    order = opened.order
    is_due = order.expires_at is not None and order.expires_at <= now and opened.state is State.OPEN
    if not is_due or order.payment.authorized or any(line.fulfilled for line in opened.lines):
        return False
    _let_goods_go(opened, restock=True)
    _close(opened, State.EXPIRED, "expired")
    opened.tell("expired")
    snapshot = close_order(opened)
    publish(OrderCancelled(site_id=site.pk, occurred_at=now, order=snapshot, reason="expired", is_expired=True))
    return True


def _let_goods_go(opened: OpenOrder, restock: bool) -> None:
    """What the order holds goes back for sale, or is written off."""
    units = opened.stock_units({line.id: line.to_fulfil for line in opened.facts})
    move = inventory.release if restock else inventory.write_off
    move(site=opened.site, units=units, reference=opened.reference, by=opened.by, now=opened.now)
    for line in opened.lines:
        line.cancelled = line.quantity - line.fulfilled
    save_lines(opened, "cancelled")


def _pay_back(opened: OpenOrder, cancellation: Cancellation) -> Refund | None:
    """What was paid goes back, if it is to."""
    payment = opened.order.payment
    if not cancellation.refund or payment.captured <= opened.order.refunded_total:
        return None
    wish = RefundWish(whole=True, restock=cancellation.restock)
    key = f"cancellation-{opened.order.pk.hex}"
    return pay_back(opened, RefundRequest(wish, key, cancellation.reason))


def _let_money_go(opened: OpenOrder) -> UUID | None:
    """Money that is held and was not taken is let go; the operation to ask a provider for, if one holds it."""
    payment = opened.order.payment
    held = payment.authorized - payment.captured
    if held <= 0:
        return None
    movement = payments.Movement(held)
    if is_remote(payment.provider):
        payments.begin(
            site=opened.site, payment_id=payment.pk, kind=Kind.VOID, movement=movement, by=opened.by, now=opened.now
        )
        return movement.operation_id
    payments.void(site=opened.site, payment_id=payment.pk, movement=movement, by=opened.by, now=opened.now)
    return None


def _close(opened: OpenOrder, state: State, reason: str) -> None:
    opened.order.state = state.value
    opened.order.closed_at = opened.now
    opened.order.close_reason = reason
    opened.order.expires_at = None
