"""Purchase orders: begun, sent, received, ended."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

import pydantic
from ninja import Query

from dramac.api import idempotency
from dramac.api.bodies import Json, MaybeJson
from dramac.api.endpoints import Endpoints
from dramac.api.errors import conflicts, found
from dramac.api.paging import Paging, page_of
from dramac.api.requests import ApiRequest
from dramac.api.shapes import Page
from dramac.commerce.purchasing import actions, permissions, queries
from dramac.commerce.purchasing.api import shapes
from dramac.commerce.purchasing.api.sent import (
    EndingBody,
    PlacementBody,
    PurchaseOrderBody,
    PurchaseOrderTerms,
    ReceiptBody,
)
from dramac.commerce.purchasing.api.shapes import PurchaseOrder, PurchaseOrderSummary, State
from dramac.tenancy.models import Site

router = Endpoints("Purchase orders")
conflicts(
    "not_a_draft", "not_open", "is_cancelled", "not_just_ordered", "nothing_came", "something_came", "not_the_latest"
)


class PurchaseOrdersWanted(Paging):
    """Which orders are asked for; every part narrows."""

    state: Annotated[tuple[State, ...], pydantic.Field(max_length=5, description="Repeat for several.")] = ()
    supplier_id: UUID | None = None


@router.get("/purchase-orders", permissions.VIEW)
def list_purchase_orders(request: ApiRequest, wanted: Query[PurchaseOrdersWanted]) -> Page[PurchaseOrderSummary]:
    """List purchase orders, newest first."""
    rows = queries.orders(request.site)
    if wanted.state:
        rows = rows.filter(state__in=wanted.state)
    if wanted.supplier_id:
        rows = rows.filter(supplier_id=wanted.supplier_id)
    return page_of(rows, wanted, name="purchase-orders", order=("-created_at", "id"), show=shapes.summary)


@router.get("/purchase-orders/{purchase_order_id}", permissions.VIEW)
def get_purchase_order(request: ApiRequest, purchase_order_id: UUID) -> PurchaseOrder:
    """Read a purchase order with its lines and deliveries."""
    return _read(request.site, purchase_order_id)


@router.post("/purchase-orders", permissions.EDIT, status=201, located=True)
def create_purchase_order(request: ApiRequest, body: Json[PurchaseOrderBody]) -> PurchaseOrder:
    """Begin a purchase order. Nothing is on its way until it is placed."""
    told: dict[str, Any] = {"lines": body.wishes(), "details": body.details(), "by": request.actor, "now": request.now}
    made = actions.create_order(site=request.site, supplier_id=body.supplier_id, **told)
    return _read(request.site, made.pk)


@router.put("/purchase-orders/{purchase_order_id}", permissions.EDIT)
def replace_purchase_order(
    request: ApiRequest, purchase_order_id: UUID, body: Json[PurchaseOrderTerms]
) -> PurchaseOrder:
    """Replace what a draft orders and says."""
    told: dict[str, Any] = {"lines": body.wishes(), "details": body.details(), "by": request.actor, "now": request.now}
    actions.edit_order(site=request.site, order_id=purchase_order_id, **told)
    return _read(request.site, purchase_order_id)


@router.post("/purchase-orders/{purchase_order_id}/placement", permissions.ORDER)
def place_purchase_order(
    request: ApiRequest, purchase_order_id: UUID, body: MaybeJson[PlacementBody | None]
) -> PurchaseOrder:
    """Send a purchase order. Its goods are incoming, and what they cost is frozen."""
    notify = bool(body and body.notify)
    told: dict[str, Any] = {"notify": notify, "by": request.actor, "now": request.now}
    actions.place_order(site=request.site, order_id=purchase_order_id, **told)
    return _read(request.site, purchase_order_id)


@router.post("/purchase-orders/{purchase_order_id}/receipts", permissions.RECEIVE, status=201)
def receive_purchase_order(request: ApiRequest, purchase_order_id: UUID, body: Json[ReceiptBody]) -> PurchaseOrder:
    """Take goods in, whole or in part, at what they cost. The request's idempotency key names the delivery."""
    delivery = body.delivery(idempotency.own_key(request) or "")
    told: dict[str, Any] = {"delivery": delivery, "by": request.actor, "now": request.now}
    actions.receive(site=request.site, order_id=purchase_order_id, **told)
    return _read(request.site, purchase_order_id)


@router.post("/purchase-orders/{purchase_order_id}/receipts/{receipt_id}/reversal", permissions.RECEIVE)
def reverse_purchase_receipt(request: ApiRequest, purchase_order_id: UUID, receipt_id: UUID) -> PurchaseOrder:
    """Take the latest delivery back, as if it had never come."""
    told: dict[str, Any] = {"receipt_id": receipt_id, "by": request.actor, "now": request.now}
    actions.reverse_receipt(site=request.site, order_id=purchase_order_id, **told)
    return _read(request.site, purchase_order_id)


@router.post("/purchase-orders/{purchase_order_id}/closure", permissions.ORDER)
def close_purchase_order(
    request: ApiRequest, purchase_order_id: UUID, body: MaybeJson[EndingBody | None]
) -> PurchaseOrder:
    """Wait for nothing more of an order of which a part came."""
    told: dict[str, Any] = {"reason": body.reason if body else "", "by": request.actor, "now": request.now}
    actions.close_order(site=request.site, order_id=purchase_order_id, **told)
    return _read(request.site, purchase_order_id)


@router.post("/purchase-orders/{purchase_order_id}/cancellation", permissions.ORDER)
def cancel_purchase_order(
    request: ApiRequest, purchase_order_id: UUID, body: MaybeJson[EndingBody | None]
) -> PurchaseOrder:
    """Cancel an order of which nothing came."""
    told: dict[str, Any] = {"reason": body.reason if body else "", "by": request.actor, "now": request.now}
    actions.cancel_order(site=request.site, order_id=purchase_order_id, **told)
    return _read(request.site, purchase_order_id)


def _read(site: Site, order_id: UUID) -> PurchaseOrder:
    return shapes.order(found(queries.detail(site, order_id)), site.currency)
