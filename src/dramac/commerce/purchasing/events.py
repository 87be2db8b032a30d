"""Facts of buying: who supplies, what was ordered, what came, what will not come. Units; amounts never."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

import msgspec

from dramac.kit.facts import Event


class SupplierChanged(Event, frozen=True, kw_only=True):
    """A supplier, or what we buy from them, was written down anew."""

    supplier_id: UUID


class PurchaseOrderDrafted(Event, frozen=True, kw_only=True):
    """A purchase order was begun, or changed before it was sent."""

    order_id: UUID


class UnitsOfVariant(msgspec.Struct, frozen=True, kw_only=True):
    """Units of a variant: ordered, or in a delivery those that came in and those that were turned away."""

    variant_id: UUID
    quantity: int
    rejected: int = 0


class PurchaseOrdered(Event, frozen=True, kw_only=True):
    """Goods were ordered; with `notify` the supplier is written to."""

    topic: ClassVar[str] = "purchase_order.ordered"
    order_id: UUID
    number: int
    supplier_id: UUID
    location_id: UUID
    units: tuple[UnitsOfVariant, ...]
    notify: bool = False


class GoodsReceived(Event, frozen=True, kw_only=True):
    """A delivery came in, whole or in part."""

    topic: ClassVar[str] = "purchase_order.received"
    order_id: UUID
    number: int
    receipt_id: UUID
    units: tuple[UnitsOfVariant, ...]
    is_complete: bool


class ReceiptReversed(Event, frozen=True, kw_only=True):
    """A delivery that was recorded by mistake was taken back."""

    topic: ClassVar[str] = "purchase_order.receipt_reversed"
    order_id: UUID
    number: int
    receipt_id: UUID


class PurchaseOrderEnded(Event, frozen=True, kw_only=True):
    """What was still missing will not come: the order was closed short, or cancelled."""

    topic: ClassVar[str] = "purchase_order.closed"
    order_id: UUID
    number: int
    state: str
