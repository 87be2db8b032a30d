"""What staff's programs are told of orders. Amounts are in the order's currency."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

import msgspec
from django.conf import settings

from dramac.api.addresses import PostalAddress, postal_address
from dramac.api.shapes import Amount, Id, Moment, Percent, Shape, amount, maybe_amount, shaped
from dramac.commerce.orders import models
from dramac.commerce.orders.queries import FulfilmentView, OrderDetail, RefundView
from dramac.commerce.orders.rules.refunds import RefundPlan
from dramac.commerce.orders.words import story
from dramac.kit import media
from dramac.tenancy.models import Site

State = Literal["open", "completed", "cancelled", "expired"]
PaymentState = Literal["pending", "partly_paid", "paid", "partly_refunded", "refunded", "voided"]
WaitingAs = Literal["", "back_order", "pre_order"]
FulfilmentState = Literal["unfulfilled", "partly_fulfilled", "fulfilled"]

TOTALS = ("subtotal", "discount_total", "shipping_total", "tax_total", "total")
LINE_AMOUNTS = ("unit_price", "gross", "discount", "net", "tax", "total")


class OrderSummary(Shape, frozen=True, kw_only=True):
    """An order as a list shows it."""

    id: Id
    version: int
    number: Annotated[int, msgspec.Meta(examples=[1001])]
    state: State
    payment_state: PaymentState
    fulfilment_state: FulfilmentState
    channel: Annotated[str, msgspec.Meta(examples=["website"])]
    customer_id: Id | None
    email: Annotated[str, msgspec.Meta(examples=["grace@example.com"])]
    name: Annotated[str, msgspec.Meta(examples=["Grace Murray"])]
    item_count: int
    total: Amount
    refunded_total: Amount
    placed_at: Moment
    updated_at: Moment


class OrderTax(Shape, frozen=True, kw_only=True):
    """One tax at one rate: what it took of the order, or of a line."""

    name: Annotated[str, msgspec.Meta(examples=["VAT"])]
    rate: Percent
    amount: Amount


class OrderLine(Shape, frozen=True, kw_only=True):
    """One thing that was bought, frozen. `total` is what the shopper pays for it, tax included.

    `waits` counts its units that were not there when it was ordered, and `promised_on` is the day they were promised for.
    """

    id: Id
    product_id: Id | None
    variant_id: Id | None
    title: Annotated[str, msgspec.Meta(examples=["Oak bowl"])]
    variant_title: str
    sku: Annotated[str, msgspec.Meta(examples=["BOWL-S"])]
    image_url: str | None
    quantity: int
    fulfilled: int
    cancelled: int
    refunded: int
    returned: int
    unit_price: Amount
    unit_cost: Amount | None
    gross: Amount
    discount: Amount
    net: Amount
    tax: Amount
    total: Amount
    taxes: list[OrderTax]
    weight_g: int
    requires_shipping: bool
    waiting_as: WaitingAs
    waits: int
    promised_on: datetime.date | None


class OrderUnits(Shape, frozen=True, kw_only=True):
    """Units of a line."""

    line_id: Id
    quantity: int


class Fulfilment(Shape, frozen=True, kw_only=True):
    """Units that left together."""

    id: Id
    lines: list[OrderUnits]
    carrier: str
    tracking_number: str
    tracking_url: str
    created_by: str
    created_at: Moment


class RefundLine(Shape, frozen=True, kw_only=True):
    """What went back of a line; without units it is its share of an amount."""

    line_id: Id
    quantity: int
    amount: Amount
    tax: Amount
    restocked: bool


class Refund(Shape, frozen=True, kw_only=True):
    """Money that went back. One with `failed_at` was declined by the provider and counts nowhere."""

    id: Id
    amount: Amount
    tax: Amount
    shipping_amount: Amount
    lines: list[RefundLine]
    reason: str
    created_by: str
    created_at: Moment
    failed_at: Moment | None


class LedgerEntry(Shape, frozen=True, kw_only=True):
    """One line of the payment ledger."""

    id: Id
    kind: Literal["authorize", "capture", "refund", "void"]
    status: Literal["done", "failed", "unknown"]
    amount: Amount
    reference: str
    reason: str
    created_by: str
    created_at: Moment


class TimelineEntry(Shape, frozen=True, kw_only=True):
    """One line of the order's story, in the language of the request."""

    id: Id
    kind: Annotated[str, msgspec.Meta(examples=["placed"])]
    text: Annotated[str, msgspec.Meta(examples=["The order was placed."])]
    actor: str
    created_at: Moment


class Order(Shape, frozen=True, kw_only=True):
    """A whole order. `refundable` is what could still go back, `due` what is still to come."""

    id: Id
    version: int
    number: Annotated[int, msgspec.Meta(examples=[1001])]
    state: State
    payment_state: PaymentState
    fulfilment_state: FulfilmentState
    channel: Annotated[str, msgspec.Meta(examples=["website"])]
    customer_id: Id | None
    email: Annotated[str, msgspec.Meta(examples=["grace@example.com"])]
    name: Annotated[str, msgspec.Meta(examples=["Grace Murray"])]
    phone: str
    locale: str
    shipping_address: PostalAddress
    billing_address: PostalAddress
    shipping_method: str
    payment_method: str
    prices_include_tax: bool
    lines: list[OrderLine]
    taxes: list[OrderTax]
    subtotal: Amount
    discount_total: Amount
    shipping_total: Amount
    tax_total: Amount
    total: Amount
    paid: Amount
    due: Amount
    refunded_total: Amount
    refundable: Amount
    fulfilments: list[Fulfilment]
    refunds: list[Refund]
    payments: list[LedgerEntry]
    timeline: list[TimelineEntry]
    note: str
    placed_at: Moment
    updated_at: Moment
    expires_at: Moment | None
    closed_at: Moment | None
    close_reason: str


class RefundPreview(Shape, frozen=True, kw_only=True):
    """What a refund would give back."""

    amount: Amount
    tax: Amount
    shipping_amount: Amount
    lines: list[OrderUnits]


def summary(row: models.Order) -> OrderSummary:
    """A row of the index."""
    currency = row.currency
    return shaped(
        OrderSummary, row, total=amount(row.total, currency), refunded_total=amount(row.refunded_total, currency)
    )


def order(found: OrderDetail, site: Site) -> Order:
    """An order with all that belongs to it."""
    row, currency = found.order, found.order.currency
    amounts = {name: amount(getattr(row, name), currency) for name in (*TOTALS, "refunded_total")}
    derived = {name: amount(getattr(found, name), currency) for name in ("paid", "due", "refundable")}
    return shaped(
        Order,
        row,
        shipping_address=postal_address(row.shipping_address),
        billing_address=postal_address(row.billing_address),
        lines=[_line(line, currency) for line in found.lines],
        taxes=[_tax(tax, currency) for tax in row.taxes],
        fulfilments=[_fulfilment(one) for one in found.fulfilments],
        refunds=[_refund(one, currency) for one in found.refunds],
        payments=[shaped(LedgerEntry, one, amount=amount(one.amount, one.currency)) for one in found.ledger],
        timeline=[
            shaped(TimelineEntry, one, text=story(one.kind, one.details, currency, site.locale))
            for one in found.timeline
        ],
        **amounts,
        **derived,
    )


def preview(plan: RefundPlan, currency: str) -> RefundPreview:
    """A refund worked out."""
    return RefundPreview(
        amount=amount(plan.amount, currency),
        tax=amount(plan.tax, currency),
        shipping_amount=amount(plan.shipping.total, currency),
        lines=[OrderUnits(line_id=line.line_id, quantity=line.quantity) for line in plan.lines],
    )


def _line(line: models.OrderLine, currency: str) -> OrderLine:
    return shaped(
        OrderLine,
        line,
        image_url=settings.PUBLIC_URL + media.url(line.image_file) if line.image_file else None,
        unit_cost=maybe_amount(line.unit_cost, currency),
        taxes=[_tax(tax, currency) for tax in line.taxes],
        **{name: amount(getattr(line, name), currency) for name in LINE_AMOUNTS},
    )


def _tax(tax: dict[str, Any], currency: str) -> OrderTax:
    return OrderTax(name=tax["name"], rate=str(tax["rate"]), amount=amount(int(tax["amount"]), currency))


def _fulfilment(view: FulfilmentView) -> Fulfilment:
    lines = [OrderUnits(line_id=key, quantity=units) for key, units in view.units.items()]
    return shaped(Fulfilment, view.fulfilment, lines=lines)


def _refund(view: RefundView, currency: str) -> Refund:
    row = view.refund
    lines = [
        shaped(RefundLine, one, amount=amount(one.amount, currency), tax=amount(one.tax, currency))
        for one in view.lines
    ]
    amounts = {name: amount(getattr(row, name), currency) for name in ("amount", "tax", "shipping_amount")}
    return shaped(Refund, row, lines=lines, **amounts)
