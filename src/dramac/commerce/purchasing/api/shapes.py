"""What the API tells of buying. Amounts of suppliers and purchase orders are in their own currency."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec

from dramac.api.addresses import PostalAddress, postal_address
from dramac.api.shapes import Amount, Id, Moment, Shape, amount, maybe_amount, shaped
from dramac.commerce.purchasing import models
from dramac.commerce.purchasing.queries import OrderDetail, ReorderRow

State = Literal["draft", "ordered", "partly_received", "received", "cancelled"]


class Supplier(Shape, frozen=True, kw_only=True):
    """Someone who sells to the shop."""

    id: Id
    name: Annotated[str, msgspec.Meta(examples=["Harbour Mill"])]
    contact: str
    email: str
    phone: str
    currency: Annotated[str, msgspec.Meta(examples=["EUR"])]
    address: PostalAddress
    lead_time_days: int | None
    minimum_order: Amount | None
    notes: str
    is_active: bool
    created_at: Moment
    updated_at: Moment


class SupplierItem(Shape, frozen=True, kw_only=True):
    """A variant as a supplier sells it."""

    supplier_id: Id
    variant_id: Id
    supplier_sku: str
    unit_cost: Amount | None
    minimum_lot: int
    pack_size: int
    lead_time_days: int | None
    is_preferred: bool


class PurchaseOrderLine(Shape, frozen=True, kw_only=True):
    """Units of a variant on a purchase order. `landed_total` is what they cost with their part of the other costs."""

    id: Id
    variant_id: Id
    title: str
    sku: str
    supplier_sku: str
    ordered: int
    received: int
    rejected: int
    cancelled: int
    open: Annotated[int, msgspec.Meta(description="Still to come.")]
    unit_cost: Amount | None
    landed_total: Amount | None


class PurchaseReceipt(Shape, frozen=True, kw_only=True):
    """A delivery; one with `reversed_at` was taken back as a mistake."""

    id: Id
    note: str
    created_by: str
    received_at: Moment
    reversed_at: Moment | None


class PurchaseOrderSummary(Shape, frozen=True, kw_only=True):
    """A purchase order as a list shows it."""

    id: Id
    version: int
    number: int
    state: State
    supplier_id: Id
    location_id: Id
    currency: str
    reference: str
    expected_on: date | None
    ordered_at: Moment | None
    closed_at: Moment | None
    created_at: Moment
    updated_at: Moment


class PurchaseOrder(PurchaseOrderSummary, frozen=True, kw_only=True):
    """A purchase order with its lines and deliveries. `rate` is what one of its currency costs in the shop's."""

    rate: str | None
    shipping_cost: Amount
    other_cost: Amount
    spreads_costs: bool
    note: str
    lines: list[PurchaseOrderLine]
    receipts: list[PurchaseReceipt]


class ReorderAdvice(Shape, frozen=True, kw_only=True):
    """What to do about a variant. `mean_daily_demand` is a decimal of units."""

    variant_id: Id
    product_id: Id
    sku: str
    available: int
    incoming: int
    mean_daily_demand: Annotated[str, msgspec.Meta(examples=["1.5000"])]
    lead_time_days: int
    safety_stock: int
    reorder_point: int
    target: int
    is_due: bool
    quantity: int
    days_left: int | None
    order_by: date | None
    supplier_id: Id | None
    unit_cost: Amount | None


def supplier(row: models.Supplier) -> Supplier:
    """A supplier in this shape."""
    least = maybe_amount(row.minimum_order, row.currency)
    return shaped(Supplier, row, address=postal_address(row.address), minimum_order=least)


def item(row: models.SupplierItem) -> SupplierItem:
    """An item in this shape."""
    return shaped(SupplierItem, row, unit_cost=maybe_amount(row.unit_cost, row.supplier.currency))


def summary(row: models.PurchaseOrder) -> PurchaseOrderSummary:
    """An order in short."""
    return shaped(PurchaseOrderSummary, row)


def order(detail: OrderDetail, own: str) -> PurchaseOrder:
    """An order with all that belongs to it; `own` is the shop's currency."""
    row = detail.order
    lines = [
        shaped(
            PurchaseOrderLine,
            line,
            unit_cost=maybe_amount(line.unit_cost, row.currency),
            landed_total=maybe_amount(line.landed_total, own),
        )
        for line in detail.lines
    ]
    return shaped(
        PurchaseOrder,
        row,
        rate=None if row.rate is None else f"{row.rate.normalize():f}",
        shipping_cost=amount(row.shipping_cost, row.currency),
        other_cost=amount(row.other_cost, row.currency),
        lines=lines,
        receipts=[shaped(PurchaseReceipt, view.receipt) for view in detail.receipts],
    )


def advice(row: ReorderRow) -> ReorderAdvice:
    """A row of the reorder list."""
    told = row.advice
    return ReorderAdvice(
        variant_id=row.variant_id,
        product_id=row.product_id,
        sku=row.sku,
        available=row.available,
        incoming=row.incoming,
        mean_daily_demand=f"{row.demand.mean:.4f}",
        lead_time_days=row.terms.lead_time,
        safety_stock=told.safety,
        reorder_point=told.point,
        target=told.target,
        is_due=told.is_due,
        quantity=told.quantity,
        days_left=told.days_left,
        order_by=told.order_by,
        supplier_id=row.supplier_id,
        unit_cost=maybe_amount(row.unit_cost, row.currency),
    )
