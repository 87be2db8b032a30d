"""What orders do when a payment provider answered late."""

from __future__ import annotations

from uuid import UUID

from dramac.commerce.orders import actions
from dramac.commerce.orders.actions.refund import operation_of
from dramac.commerce.orders.models import Order, Refund
from dramac.commerce.payments.events import PaymentConcluded
from dramac.kit.facts import Event
from dramac.tenancy import queries as tenancy
from dramac.tenancy.actors import SYSTEM


def payment_concluded(event: Event, _key: UUID) -> None:
    """An order follows its payment: paid when the money is there, cancelled when it will not come. Safe to repeat."""
    if not isinstance(event, PaymentConcluded):
        return
    site = tenancy.site_by_id(event.site_id)
    order = Order.objects.of(site).filter(payment_id=event.payment_id).first()
    if order is None:
        return
    failed = event.outcome == "failed"
    if event.kind == "refund" and failed:
        for made in Refund.objects.of(site).filter(order=order, failed_at=None):
            if operation_of(made) == event.operation_id:
                actions.refund_failed(site=site, refund_id=made.pk, by=SYSTEM, now=event.occurred_at)
    elif event.kind == "authorize" and failed:
        actions.payment_failed(site=site, order_id=order.pk, by=SYSTEM, now=event.occurred_at)
    elif not failed:
        actions.sync_payment(site=site, payment_id=event.payment_id, by=SYSTEM, now=event.occurred_at)
