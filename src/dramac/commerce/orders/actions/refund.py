"""Money that goes back: for units of lines, for the delivery, as an amount, or all of it; and what becomes of the goods.

A refund is asked for with a key: the same key again is the same refund. What goes back is worked out of the shares that
were charged, under the order's lock, so that all refunds together never exceed what was paid.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory import actions as inventory
from dramac.commerce.orders.actions.opening import OpenOrder, OrderRefused, close_order, open_order, save_lines
from dramac.commerce.orders.events import OrderRefunded, OrderTold, OrderUpdated
from dramac.commerce.orders.models import Refund, RefundLine
from dramac.commerce.orders.queries.refunding import basis_of
from dramac.commerce.orders.queries.telling import told, units_told
from dramac.commerce.orders.rules.refunds import CannotPlan, RefundPlan, RefundWish, plan
from dramac.commerce.payments import actions as payments
from dramac.commerce.payments.ports import Outcome
from dramac.commerce.payments.registry import is_remote
from dramac.commerce.payments.rules import Kind
from dramac.kit.outbox import publish
from dramac.kit.refusal import Refused
from dramac.kit.text import one_line
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

_OPERATION_OF = UUID("3c7f6b1e-90a5-4d52-8c77-51a0d6e4b0f2")


class KeyRefused(Refused):
    """A refund needs a key of at most eighty characters, so that it cannot be made twice by mistake."""

    code = "key_refused"

    def __init__(self) -> None:
        super().__init__(_("The request to refund has no usable key."), field="key")


@dataclass(frozen=True, slots=True)
class RefundRequest:
    """A refund to make. `key` is the caller's own, made before the first try; `notify` writes to the shopper.

    `seen` is the version of the order that somebody looked at: another one is refused, unless the refund was made already.
    """

    wish: RefundWish
    key: str
    reason: str = ""
    notify: bool = True
    seen: int | None = None


def refund(*, site: Site, order_id: UUID, request: RefundRequest, by: Actor, now: datetime) -> OrderTold:
    """Give money back, once for the request's key. Needs the permission `payments.refund`.

    Units that had not left are cancelled; those that had are returned; both go back on the shelf if the wish says so.
    Raises UnknownOrder, KeyRefused, and OrderRefused with what could still go back.
    """
    if not 0 < len(request.key) <= 80 or not request.key.isprintable():
        raise KeyRefused
    with transaction.atomic():
        opened = open_order(site, order_id, by, now, moves_stock=True)
        if Refund.objects.of(site).filter(order=opened.order, key=request.key).exists():
            return told(opened.order, opened.lines)
        opened.expect(request.seen)
        made = pay_back(opened, request)
        snapshot = close_order(opened)
        tell_refund(opened, made, snapshot, notify=request.notify)
    settle_refund(site=site, refund_id=made.pk, by=by, now=now)
    return snapshot


def pay_back(opened: OpenOrder, request: RefundRequest) -> Refund:
    """Write a refund of an open order: its rows, its stock, its money. Raises OrderRefused."""
    try:
        planned = plan(basis_of(opened.order, opened.lines), request.wish)
    except CannotPlan as refused:
        raise OrderRefused(refused.obstacle, left=refused.left) from None
    made = _write(opened, planned, request)
    _move_goods(opened, planned)
    _count(opened, planned)
    opened.order.refunded_total += planned.amount
    if planned.amount:
        _move_money(opened, made)
    units = sum(line.quantity for line in planned.lines)
    opened.tell("refunded", amount=planned.amount, units=units, reason=made.reason)
    return made


def tell_refund(opened: OpenOrder, made: Refund, snapshot: OrderTold, *, notify: bool) -> None:
    """Publish that money went back."""
    rows = RefundLine.objects.of(opened.site).filter(refund=made).values_list("line_id", "quantity")
    publish(
        OrderRefunded(
            site_id=opened.site.pk,
            occurred_at=opened.now,
            order=snapshot,
            refund_id=made.pk,
            amount=made.amount,
            tax=made.tax,
            units=units_told(opened.lines, dict(rows)),
            reason=made.reason,
            notify=notify,
        )
    )


def settle_refund(*, site: Site, refund_id: UUID, by: Actor, now: datetime) -> None:
    """Ask a remote provider for the money, outside any transaction; a refund it declines is taken back."""
    made = Refund.objects.of(site).select_related("order__payment").get(pk=refund_id)
    if made.amount and is_remote(made.order.payment.provider):
        result = payments.settle(site=site, operation_id=operation_of(made), now=now)
        if result.outcome is Outcome.FAILED:
            refund_failed(site=site, refund_id=refund_id, by=by, now=now)


@transaction.atomic
def refund_failed(*, site: Site, refund_id: UUID, by: Actor, now: datetime) -> None:
    """A provider declined to give the money back: it counts as not refunded. The goods stay where they went."""
    row = Refund.objects.of(site).get(pk=refund_id)
    opened = open_order(site, row.order_id, by, now)
    if not Refund.objects.of(site).filter(pk=refund_id, failed_at=None).update(failed_at=now):
        return
    units = dict(RefundLine.objects.of(site).filter(refund=row).values_list("line_id", "quantity"))
    for line in opened.lines:
        line.refunded -= units.get(line.pk, 0)
    save_lines(opened, "refunded")
    opened.order.refunded_total -= row.amount
    opened.tell("refund_failed", amount=row.amount)
    snapshot = close_order(opened)
    publish(OrderUpdated(site_id=site.pk, occurred_at=now, order=snapshot, what="refund_failed"))


def operation_of(made: Refund) -> UUID:
    """The payment operation of a refund: one for each order and key."""
    return uuid5(_OPERATION_OF, f"{made.order_id}:{made.key}")


def _write(opened: OpenOrder, planned: RefundPlan, request: RefundRequest) -> Refund:
    made = Refund.objects.create(
        site=opened.site,
        order=opened.order,
        amount=planned.amount,
        tax=planned.tax,
        shipping_amount=planned.shipping.total,
        shipping_taxes=list(planned.shipping.taxes),
        other_amount=planned.other,
        reason=one_line(request.reason)[:300],
        key=request.key,
        created_by=opened.by.label[:160],
        created_at=opened.now,
    )
    rows = [
        RefundLine(
            site=opened.site,
            refund=made,
            line_id=line.line_id,
            quantity=line.quantity,
            amount=line.shares.total,
            tax=line.shares.tax,
            taxes=list(line.shares.taxes),
            restocked=line.restock and bool(line.cancelled or line.returned),
        )
        for line in planned.lines
    ]
    RefundLine.objects.bulk_create(rows)
    return made


def _move_goods(opened: OpenOrder, planned: RefundPlan) -> None:
    """Units that will not leave go back for sale or are written off; returned ones go back on the shelf or do not."""
    moves = (
        (inventory.release, {line.line_id: line.cancelled for line in planned.lines if line.restock}),
        (inventory.write_off, {line.line_id: line.cancelled for line in planned.lines if not line.restock}),
        (inventory.take_back, {line.line_id: line.returned for line in planned.lines if line.restock}),
    )
    for move, units in moves:
        if goods := opened.stock_units(units):
            move(site=opened.site, units=goods, reference=opened.reference, by=opened.by, now=opened.now)


def _count(opened: OpenOrder, planned: RefundPlan) -> None:
    back = {line.line_id: line for line in planned.lines}
    for line in opened.lines:
        if line.pk in back:
            line.refunded += back[line.pk].quantity
            line.cancelled += back[line.pk].cancelled
            line.returned += back[line.pk].returned
    save_lines(opened, "refunded", "cancelled", "returned")


def _move_money(opened: OpenOrder, made: Refund) -> None:
    payment = opened.order.payment
    movement = payments.Movement(made.amount, operation_of(made), reason=made.reason)
    if is_remote(payment.provider):
        payments.begin(
            site=opened.site, payment_id=payment.pk, kind=Kind.REFUND, movement=movement, by=opened.by, now=opened.now
        )
    else:
        payments.refund(site=opened.site, payment_id=payment.pk, movement=movement, by=opened.by, now=opened.now)
