"""Facts about orders. Each tells the order as it was at the time, so that a mail or a webhook needs to ask nothing more.

Amounts are whole minor units of the order's currency.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

import msgspec

from dramac.kit.facts import Event
from dramac.kit.money import Minor


class TaxTold(msgspec.Struct, frozen=True):
    """One tax: its name, its rate in per cent as text, and its amount."""

    name: str
    rate: str
    amount: Minor


class LineTold(msgspec.Struct, frozen=True, kw_only=True):
    """A line of an order. `total` is what the shopper pays for it, tax included. `waits` counts units that were not there when
    it was ordered, sold as `waiting_as` (`back_order`, `pre_order`) and promised for a day."""

    id: UUID
    product_id: UUID | None
    variant_id: UUID | None
    title: str
    variant_title: str
    sku: str
    image_file: str
    quantity: int
    unit_price: Minor
    gross: Minor
    discount: Minor
    net: Minor
    tax: Minor
    total: Minor
    requires_shipping: bool
    fulfilled: int = 0
    refunded: int = 0
    cancelled: int = 0
    waiting_as: str = ""
    waits: int = 0
    promised_on: date | None = None


class OrderTold(msgspec.Struct, frozen=True, kw_only=True):
    """An order as it was when the fact was told. `version` counts its changes."""

    id: UUID
    number: int
    state: str
    payment_state: str
    fulfilment_state: str
    channel: str
    currency: str
    locale: str
    prices_include_tax: bool
    customer_id: UUID | None
    email: str
    name: str
    phone: str
    shipping_address: dict[str, str]
    billing_address: dict[str, str]
    shipping_method: str
    payment_method: str
    payment_provider: str
    payment_method_id: UUID | None
    lines: tuple[LineTold, ...]
    taxes: tuple[TaxTold, ...]
    subtotal: Minor
    discount_total: Minor
    shipping_total: Minor
    tax_total: Minor
    total: Minor
    paid_total: Minor
    refunded_total: Minor
    note: str
    placed_at: datetime
    expires_at: datetime | None
    version: int


class OrderPlaced(Event, frozen=True, kw_only=True):
    """A shopper placed an order; its goods are promised."""

    topic: ClassVar[str] = "order.created"
    order: OrderTold


class OrderUpdated(Event, frozen=True, kw_only=True):
    """Something of an order changed that has no fact of its own: a part payment, its tracking. `what` names it."""

    topic: ClassVar[str] = "order.updated"
    order: OrderTold
    what: str


class OrderPaid(Event, frozen=True, kw_only=True):
    """An order is paid in full. `amount` is what came last."""

    topic: ClassVar[str] = "order.paid"
    order: OrderTold
    amount: Minor


class UnitsTold(msgspec.Struct, frozen=True):
    """Units of a line that left or were paid back."""

    line_id: UUID
    title: str
    variant_title: str
    quantity: int


class OrderPromised(Event, frozen=True, kw_only=True):
    """Goods of an order that are not there yet are promised for another day, or for none that can be told.
    `notify` says whether the shopper is to be written to."""

    topic: ClassVar[str] = "order.promised"
    order: OrderTold
    units: tuple[UnitsTold, ...]
    promised_on: date | None
    notify: bool = False


class OrderFulfilled(Event, frozen=True, kw_only=True):
    """Goods of an order left. `notify` says whether the shopper is to be written to."""

    topic: ClassVar[str] = "order.fulfilled"
    order: OrderTold
    fulfilment_id: UUID
    units: tuple[UnitsTold, ...]
    carrier: str
    tracking_number: str
    tracking_url: str
    notify: bool = True


class OrderCancelled(Event, frozen=True, kw_only=True):
    """An order will not be carried out: somebody cancelled it, or nobody paid in time (`is_expired`)."""

    topic: ClassVar[str] = "order.cancelled"
    order: OrderTold
    reason: str
    is_expired: bool = False
    notify: bool = True


class OrderRefunded(Event, frozen=True, kw_only=True):
    """Money of an order went back."""

    topic: ClassVar[str] = "order.refunded"
    order: OrderTold
    refund_id: UUID
    amount: Minor
    tax: Minor
    units: tuple[UnitsTold, ...]
    reason: str
    notify: bool = True
