"""What staff do with orders: money recorded, goods sent, orders cancelled, money given back, comments written."""

from __future__ import annotations

from uuid import UUID

from dramac.api import idempotency
from dramac.api.bodies import Json, MaybeJson
from dramac.api.endpoints import Endpoints
from dramac.api.errors import conflicts, found, missing
from dramac.api.fields import maybe_minor
from dramac.api.gate import require
from dramac.api.requests import ApiRequest
from dramac.commerce.customers import permissions as customers
from dramac.commerce.orders import actions, permissions, queries
from dramac.commerce.orders.api import shapes
from dramac.commerce.orders.api.reading import read
from dramac.commerce.orders.api.sent import (
    CancellationBody,
    CaptureBody,
    FulfilmentBody,
    NoteBody,
    PaymentBody,
    RefundBody,
    TrackingBody,
)
from dramac.commerce.orders.api.shapes import Order, RefundPreview
from dramac.commerce.orders.rules.obstacles import Obstacle
from dramac.commerce.orders.rules.refunds import CannotPlan
from dramac.commerce.payments import permissions as payments
from dramac.kit.ids import new_id

router = Endpoints("Order changes")
conflicts(
    *(Obstacle.IS_CANCELLED, Obstacle.IS_EXPIRED, Obstacle.HAS_SHIPPED, Obstacle.IS_PAID, Obstacle.NOTHING_PAID),
    *(Obstacle.PROVIDER_COLLECTS, Obstacle.NOTHING_HELD, Obstacle.HAS_OPEN_ORDERS),
)
missing(Obstacle.UNKNOWN_PARCEL)


@router.post("/orders/{order_id}/payments", payments.CAPTURE)
def record_payment(request: ApiRequest, order_id: UUID, body: MaybeJson[PaymentBody | None]) -> Order:
    """Record money that came: all that is due, or an amount."""
    site, actor, now = request.site, request.actor, request.now
    actions.mark_paid(site=site, order_id=order_id, money=(body or PaymentBody()).money(site), by=actor, now=now)
    return read(site, order_id)


@router.post("/orders/{order_id}/captures", payments.CAPTURE, in_one=False)
def capture_payment(request: ApiRequest, order_id: UUID, body: MaybeJson[CaptureBody | None]) -> Order:
    """Take money that a payment provider holds: all of it, or an amount."""
    site, actor, now = request.site, request.actor, request.now
    wanted = maybe_minor(site, body.amount, "amount") if body else None
    actions.capture(site=site, order_id=order_id, by=actor, now=now, amount=wanted)
    return read(site, order_id)


@router.post("/orders/{order_id}/fulfilments", permissions.FULFIL, status=201)
def fulfil_order(request: ApiRequest, order_id: UUID, body: MaybeJson[FulfilmentBody | None]) -> Order:
    """Send goods: everything that is still to leave, or units of lines."""
    parcel = (body or FulfilmentBody()).parcel()
    actions.fulfil(site=request.site, order_id=order_id, parcel=parcel, by=request.actor, now=request.now)
    return read(request.site, order_id)


@router.put("/fulfilments/{fulfilment_id}/tracking", permissions.FULFIL)
def track_fulfilment(request: ApiRequest, fulfilment_id: UUID, body: Json[TrackingBody]) -> Order:
    """Replace how a parcel is followed on its way."""
    site, actor, now = request.site, request.actor, request.now
    told = actions.edit_tracking(site=site, fulfilment_id=fulfilment_id, tracking=body.tracking(), by=actor, now=now)
    return read(site, told.id)


@router.post("/orders/{order_id}/cancellation", permissions.CANCEL, in_one=False)
def cancel_order(request: ApiRequest, order_id: UUID, body: MaybeJson[CancellationBody | None]) -> Order:
    """Cancel an order of which nothing has left. Giving money back needs the scope `payments.refund` as well."""
    wanted = (body or CancellationBody()).cancellation()
    if wanted.refund:
        require(request, payments.REFUND)
    actions.cancel(site=request.site, order_id=order_id, cancellation=wanted, by=request.actor, now=request.now)
    return read(request.site, order_id)


@router.post("/orders/{order_id}/refunds", payments.REFUND, status=201, in_one=False)
def refund_order(request: ApiRequest, order_id: UUID, body: Json[RefundBody]) -> Order:
    """Give money back: for units of lines, for the delivery, as an amount, or all of it."""
    site, key = request.site, idempotency.own_key(request) or new_id().hex
    wanted = actions.RefundRequest(body.wish(site), key, body.reason, body.notify)
    actions.refund(site=site, order_id=order_id, request=wanted, by=request.actor, now=request.now)
    return read(site, order_id)


@router.post("/orders/{order_id}/refund-preview", permissions.VIEW)
def preview_refund(request: ApiRequest, order_id: UUID, body: Json[RefundBody]) -> RefundPreview:
    """Work out what a refund would give back, without giving it."""
    site = request.site
    currency = found(queries.get(site, order_id)).currency
    try:
        plan = queries.preview_refund(site, order_id, body.wish(site))
    except CannotPlan as refused:
        raise actions.OrderRefused(refused.obstacle, left=refused.left) from refused
    return shapes.preview(found(plan), currency)


@router.post("/orders/{order_id}/notes", permissions.NOTE, status=201)
def note_order(request: ApiRequest, order_id: UUID, body: Json[NoteBody]) -> Order:
    """Write a comment into the order's story, which only staff see."""
    actions.note(site=request.site, order_id=order_id, text=body.text, by=request.actor, now=request.now)
    return read(request.site, order_id)


@router.post("/customers/{customer_id}/erasure", customers.ERASE)
def erase_customer(request: ApiRequest, customer_id: UUID) -> None:
    """Erase everything that tells who a customer is, from their orders too. Amounts, goods and countries stay."""
    actions.erase_customer(site=request.site, customer_id=customer_id, by=request.actor, now=request.now)
