"""Writes an order down, with its lines and the first entry of its story: the only place where orders come from.

Called inside the transaction that priced the goods and took the stock. The number is taken last, so that the orders of a
site wait for one another as briefly as can be; it is gapless because it falls back with the transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from dramac.commerce.orders.actions import writing
from dramac.commerce.orders.events import LineTold, OrderPlaced, OrderTold, TaxTold
from dramac.commerce.orders.queries.placed import PlacedOrder
from dramac.commerce.orders.rules.money import frozen_groups, frozen_shipping, frozen_taxes
from dramac.commerce.orders.rules.states import FulfilmentState, PaymentState, State
from dramac.commerce.orders.tokens import token_digest, token_of
from dramac.commerce.pricing.engine import Bill, BilledLine
from dramac.kit.facts import Event
from dramac.kit.ids import new_id
from dramac.kit.outbox import publish
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


@dataclass(frozen=True, slots=True)
class Waits:
    """How many units of a line are not there yet, as what they were sold (`back_order`, `pre_order`), and for which day."""

    kind: str = ""
    units: int = 0
    promised_on: date | None = None


NOTHING_WAITS = Waits()


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line to write down: what it is, and what it was billed. `location_id` is where (most of) its units are promised."""

    product_id: UUID
    variant_id: UUID
    title: str
    variant_title: str
    sku: str
    image_file: str
    unit_cost: int | None
    weight_g: int
    requires_shipping: bool
    billed: BilledLine
    location_id: UUID | None = None
    holds_stock: bool = True
    waits: Waits = NOTHING_WAITS
    id: UUID = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who buys, and where things go."""

    customer_id: UUID
    email: str
    name: str = ""
    phone: str = ""
    shipping_address: Mapping[str, str] = field(default_factory=dict)
    billing_address: Mapping[str, str] = field(default_factory=dict)
    locale: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """How an order is delivered and paid for, and until when it waits for its money."""

    payment_id: UUID
    payment_method: str
    payment_provider: str
    payment_method_id: UUID | None = None
    shipping_method: str = ""
    shipping_method_id: UUID | None = None
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewOrder:
    """An order to write down. `id` was made before, because stock is promised to it first, and `facts` tell of that."""

    id: UUID
    lines: Sequence[NewLine]
    bill: Bill
    buyer: Buyer
    terms: Terms
    cart_id: UUID | None = None
    key: str = ""
    channel: str = "website"
    facts: Sequence[Event] = ()


def create(*, site: Site, order: NewOrder, by: Actor, now: datetime) -> PlacedOrder:
    """Write the order down and tell of it. Five statements, whatever it holds; RuntimeError outside a transaction.

    What costs nothing is paid at once. IntegrityError when its cart or key has an order already.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An order is written in the transaction that priced it and took its stock.")
    is_free = order.bill.due == 0
    payment_state = PaymentState.PAID if is_free else PaymentState.PENDING
    writing.insert_lines([_line_row(site, order.id, index, line) for index, line in enumerate(order.lines)])
    told = {"total": order.bill.total, "method": order.terms.payment_method}
    writing.insert_entries([writing.Entry(site.pk, order.id, "placed", told, by.label, now)])
    number = writing.next_number(site)
    writing.insert_order(_order_row(site, order, number, payment_state, now))
    snapshot = _told(order, number, payment_state, now)
    publish(*order.facts, OrderPlaced(site_id=site.pk, occurred_at=now, order=snapshot))
    bill = order.bill
    return PlacedOrder(order.id, number, token_of(order.id), bill.total, bill.currency, payment_state.value)


def _line_row(site: Site, order_id: UUID, position: int, line: NewLine) -> tuple[object, ...]:
    billed = line.billed
    return (
        site.pk,
        line.id,
        order_id,
        position,
        line.product_id,
        line.variant_id,
        line.title,
        line.variant_title,
        line.sku,
        line.image_file,
        billed.quantity,
        billed.unit_price,
        line.unit_cost,
        line.weight_g,
        line.requires_shipping,
        billed.gross,
        billed.discount,
        billed.net,
        billed.tax,
        billed.total,
        frozen_taxes(billed.taxes),
        [{"label": share.label, "amount": share.amount} for share in billed.discounts],
        line.location_id,
        line.holds_stock,
        line.waits.kind,
        line.waits.units,
        line.waits.promised_on,
    )


def _order_row(site: Site, order: NewOrder, number: int, payment_state: PaymentState, now: datetime) -> dict[str, Any]:
    bill, buyer, terms = order.bill, order.buyer, order.terms
    return {
        "site_id": site.pk,
        "id": order.id,
        "number": number,
        "payment_state": payment_state.value,
        "channel": order.channel,
        "currency": bill.currency,
        "locale": buyer.locale[:16],
        "prices_include_tax": bill.prices_include_tax,
        "customer_id": buyer.customer_id,
        "email": buyer.email,
        "name": buyer.name,
        "phone": buyer.phone,
        "shipping_address": dict(buyer.shipping_address),
        "billing_address": dict(buyer.billing_address),
        "shipping_method_id": terms.shipping_method_id,
        "shipping_method": terms.shipping_method,
        "payment_method": terms.payment_method,
        "payment_id": terms.payment_id,
        "subtotal": bill.subtotal,
        "discount_total": bill.discount_total,
        "shipping_total": bill.shipping_total,
        "tax_total": bill.tax_total,
        "total": bill.total,
        "shipping_shares": frozen_shipping(bill.shipping),
        "taxes": frozen_groups(bill.taxes),
        "item_count": sum(line.quantity for line in bill.lines),
        "note": buyer.note,
        "token_digest": token_digest(order.id),
        "cart_id": order.cart_id,
        "key": order.key,
        "placed_at": now,
        "expires_at": terms.expires_at,
        "updated_at": now,
    }


def _told(order: NewOrder, number: int, payment_state: PaymentState, now: datetime) -> OrderTold:
    bill, buyer, terms = order.bill, order.buyer, order.terms
    return OrderTold(
        id=order.id,
        number=number,
        state=State.OPEN.value,
        payment_state=payment_state.value,
        fulfilment_state=FulfilmentState.UNFULFILLED.value,
        channel=order.channel,
        currency=bill.currency,
        locale=buyer.locale[:16],
        prices_include_tax=bill.prices_include_tax,
        customer_id=buyer.customer_id,
        email=buyer.email,
        name=buyer.name,
        phone=buyer.phone,
        shipping_address=dict(buyer.shipping_address),
        billing_address=dict(buyer.billing_address),
        shipping_method=terms.shipping_method,
        payment_method=terms.payment_method,
        payment_provider=terms.payment_provider,
        payment_method_id=terms.payment_method_id,
        lines=tuple(_line_told(line) for line in order.lines),
        taxes=tuple(TaxTold(tax["name"], tax["rate"], tax["amount"]) for tax in frozen_groups(bill.taxes)),
        subtotal=bill.subtotal,
        discount_total=bill.discount_total,
        shipping_total=bill.shipping_total,
        tax_total=bill.tax_total,
        total=bill.total,
        paid_total=0,
        refunded_total=0,
        note=buyer.note,
        placed_at=now,
        expires_at=terms.expires_at,
        version=1,
    )


def _line_told(line: NewLine) -> LineTold:
    billed = line.billed
    return LineTold(
        id=line.id,
        product_id=line.product_id,
        variant_id=line.variant_id,
        title=line.title,
        variant_title=line.variant_title,
        sku=line.sku,
        image_file=line.image_file,
        quantity=billed.quantity,
        unit_price=billed.unit_price,
        gross=billed.gross,
        discount=billed.discount,
        net=billed.net,
        tax=billed.tax,
        total=billed.total,
        requires_shipping=line.requires_shipping,
        waiting_as=line.waits.kind,
        waits=line.waits.units,
        promised_on=line.waits.promised_on,
    )
