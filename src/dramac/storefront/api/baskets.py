"""What shoppers' programs are told of carts, quotes and orders. Amounts are in the site's currency."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

import msgspec
from django.utils.timezone import localdate

from dramac.api.addresses import PostalAddress, postal_address
from dramac.api.shapes import Amount, Id, Moment, Percent, Shape, amount, maybe_amount, percent, shaped
from dramac.commerce.cart.queries import CartView, LineView, Notice
from dramac.commerce.cart.rules import NoticeKind
from dramac.commerce.checkout.queries import Quote
from dramac.commerce.payments.queries import PaymentOffer
from dramac.commerce.pricing.engine import Bill
from dramac.storefront.api.shapes import Image, image

PRICES = (NoticeKind.PRICE_UP, NoticeKind.PRICE_DOWN)


WaitingAs = Literal["", "back_order", "pre_order"]


class CartNotice(Shape, frozen=True, kw_only=True):
    """Something to know about a line before ordering. A blocking one must be dealt with first; see the cart's acceptance."""

    kind: Literal["price_up", "price_down", "less_left", "sold_out", "not_sold"]
    line_id: Id
    title: Annotated[str, msgspec.Meta(examples=["Oak bowl"])]
    units_before: int | None
    units_now: int | None
    price_before: Amount | None
    price_now: Amount | None
    is_blocking: bool


class CartLine(Shape, frozen=True, kw_only=True):
    """A line at today's price. What cannot be bought costs nothing here; `most` is null where there is no end.
    `waits` counts its units that are not there yet, sold as `waiting_as` and promised for a day."""

    id: Id
    variant_id: Id
    product_id: Id
    slug: Annotated[str, msgspec.Meta(examples=["oak-bowl"])]
    title: Annotated[str, msgspec.Meta(examples=["Oak bowl"])]
    variant_title: Annotated[str, msgspec.Meta(examples=["Small"])]
    sku: str
    quantity: int
    most: int | None
    waiting_as: WaitingAs
    waits: int
    promised_on: datetime.date | None
    can_be_bought: bool
    unit_price: Amount
    gross: Amount
    discount: Amount
    total: Amount
    image: Image | None


class TaxLine(Shape, frozen=True, kw_only=True):
    """All of one tax at one rate."""

    name: Annotated[str, msgspec.Meta(examples=["VAT"])]
    rate: Percent
    amount: Amount


class Totals(Shape, frozen=True, kw_only=True):
    """What it costs. Where prices include tax, `tax_total` is contained in `total`; else it comes on top."""

    subtotal: Amount
    discount_total: Amount
    shipping_total: Amount
    tax_total: Amount
    total: Amount
    prices_include_tax: bool
    taxes: list[TaxLine]


class ShopCart(Shape, frozen=True, kw_only=True):
    """A cart as it is now: today's prices and stock, and what the shopper has told so far."""

    id: Id
    version: int
    lines: list[CartLine]
    count: int
    totals: Totals
    notices: list[CartNotice]
    can_be_ordered: bool
    requires_shipping: bool
    email: str
    phone: str
    address: PostalAddress
    billing_address: PostalAddress | None
    shipping_method_id: Id | None
    payment_method_id: Id | None
    note: str


class OpenedCart(Shape, frozen=True, kw_only=True):
    """A new cart. `secret` names it from now on, in the header `Dramac-Cart`."""

    secret: Annotated[str, msgspec.Meta(examples=["kR3v0QyYw1bq2mJ4sT6uX8zA9cE5gH7i"])]
    cart: ShopCart


class ChangedCart(Shape, frozen=True, kw_only=True):
    """A cart after a change. `quantity` is what the line has now; fewer than `asked` means that no more are left."""

    quantity: int
    asked: int
    cart: ShopCart


class ShippingOffer(Shape, frozen=True, kw_only=True):
    """A way of delivery that the cart can have, and its price."""

    method_id: Id
    name: Annotated[str, msgspec.Meta(examples=["Standard"])]
    amount: Amount
    is_pick_up: bool
    min_days: int | None
    max_days: int | None


class PaymentChoice(Shape, frozen=True, kw_only=True):
    """A way to pay that the cart can have."""

    method_id: Id
    provider: Annotated[str, msgspec.Meta(examples=["bank_transfer"])]
    name: Annotated[str, msgspec.Meta(examples=["Bank transfer"])]


class CartQuote(Shape, frozen=True, kw_only=True):
    """What ordering a cart would cost, delivered and paid for. Send `cart.totals.total` with the order.

    `is_estimate` says that nobody told yet where the goods go. `to_free_shipping` is what is missing for free delivery.
    """

    cart: ShopCart
    shipping_offers: list[ShippingOffer]
    chosen_shipping_method_id: Id | None
    to_free_shipping: Amount | None
    payment_choices: list[PaymentChoice]
    is_estimate: bool
    needs_address: bool
    can_be_placed: bool


class PlacedOrder(Shape, frozen=True, kw_only=True):
    """An order that was placed. `secret` names it, in the header `Dramac-Order`; send the shopper to `redirect_url` if there is one."""

    id: Id
    number: Annotated[int, msgspec.Meta(examples=[1001])]
    secret: Annotated[str, msgspec.Meta(examples=["Zk3v0QyYw1bq2mJ4sT6uX8zA9cE5gH7iLp2nO4rS6tU"])]
    total: Amount
    payment_state: Annotated[str, msgspec.Meta(examples=["pending"])]
    redirect_url: str | None


class PaymentDetail(Shape, frozen=True, kw_only=True):
    """Something the shopper needs to know in order to pay."""

    label: Annotated[str, msgspec.Meta(examples=["IBAN"])]
    value: Annotated[str, msgspec.Meta(examples=["IE29AIBK93115212345678"])]


class ShopOrderLine(Shape, frozen=True, kw_only=True):
    """One thing that was bought, as it was when the order was placed."""

    id: Id
    variant_id: Id | None
    title: Annotated[str, msgspec.Meta(examples=["Oak bowl"])]
    variant_title: str
    sku: str
    quantity: int
    fulfilled: int
    cancelled: int
    refunded: int
    waiting_as: WaitingAs
    waits: int
    promised_on: datetime.date | None
    unit_price: Amount
    discount: Amount
    total: Amount
    image_url: str | None


class ShopParcel(Shape, frozen=True, kw_only=True):
    """Units that left together."""

    carrier: str
    tracking_number: str
    tracking_url: str
    sent_at: Moment


class ShopOrder(Shape, frozen=True, kw_only=True):
    """An order as its shopper sees it."""

    id: Id
    version: int
    number: Annotated[int, msgspec.Meta(examples=[1001])]
    state: Literal["open", "completed", "cancelled", "expired"]
    payment_state: Literal["pending", "partly_paid", "paid", "partly_refunded", "refunded", "voided"]
    fulfilment_state: Literal["unfulfilled", "partly_fulfilled", "fulfilled"]
    email: str
    shipping_address: PostalAddress
    billing_address: PostalAddress
    shipping_method: str
    payment_method: str
    payment_instructions: str
    payment_details: list[PaymentDetail]
    lines: list[ShopOrderLine]
    parcels: list[ShopParcel]
    totals: Totals
    paid: Amount
    due: Amount
    refunded: Amount
    note: str
    placed_at: Moment
    expires_at: Moment | None


def cart(view: CartView) -> ShopCart:
    """A cart in the currency of its bill."""
    told = view.cart
    currency = view.bill.currency
    return shaped(
        ShopCart,
        told,
        lines=[_line(line, currency) for line in view.lines],
        count=view.count,
        totals=totals(view.bill),
        notices=[_notice(notice, currency) for notice in view.notices],
        can_be_ordered=view.can_be_ordered,
        requires_shipping=view.requires_shipping,
        address=postal_address(told.address),
        billing_address=postal_address(told.billing_address) if told.billing_address else None,
    )


def totals(bill: Bill) -> Totals:
    """What a bill comes to."""
    names = ("subtotal", "discount_total", "shipping_total", "tax_total", "total")
    taxes = [
        TaxLine(name=tax.name, rate=percent(tax.rate), amount=amount(tax.amount, bill.currency)) for tax in bill.taxes
    ]
    return shaped(Totals, bill, taxes=taxes, **{name: amount(getattr(bill, name), bill.currency) for name in names})


def quote(found: Quote) -> CartQuote:
    """What ordering a cart would cost."""
    currency = found.bill.currency
    chosen = found.delivery.chosen
    return CartQuote(
        cart=cart(found.view),
        shipping_offers=[
            shaped(ShippingOffer, one, amount=amount(one.amount, currency)) for one in found.delivery.offers
        ],
        chosen_shipping_method_id=chosen.method_id if chosen else None,
        to_free_shipping=maybe_amount(found.delivery.to_free, currency),
        payment_choices=[payment_choice(offer) for offer in found.payment_offers],
        is_estimate=found.is_estimate,
        needs_address=found.needs_address,
        can_be_placed=found.can_be_placed,
    )


def payment_choice(offer: PaymentOffer) -> PaymentChoice:
    """A way to pay, without what only the merchant may know of it."""
    return shaped(PaymentChoice, offer, method_id=offer.id)


def payment_details(told: list[tuple[object, str]]) -> list[PaymentDetail]:
    """What the shopper needs to know in order to pay."""
    return [PaymentDetail(label=str(label), value=value) for label, value in told]


def _line(line: LineView, currency: str) -> CartLine:
    variant, billed = line.variant, line.billed
    picture = variant.picture if variant.picture and variant.picture.file else None
    return CartLine(
        id=line.id,
        variant_id=variant.id,
        product_id=variant.product_id,
        slug=variant.product_slug,
        title=variant.product_title,
        variant_title=variant.title,
        sku=variant.sku,
        quantity=line.quantity,
        most=line.available,
        waiting_as=line.waiting_as.value,
        waits=line.waits,
        promised_on=variant.promised(localdate()) if line.waits else None,
        can_be_bought=line.can_be_bought,
        unit_price=amount(variant.price, currency),
        gross=amount(billed.gross if billed else 0, currency),
        discount=amount(billed.discount if billed else 0, currency),
        total=amount(billed.total if billed else 0, currency),
        image=image(picture) if picture else None,
    )


def _notice(notice: Notice, currency: str) -> CartNotice:
    is_price = notice.kind in PRICES
    return CartNotice(
        kind=notice.kind.value,
        line_id=notice.line_id,
        title=notice.title,
        units_before=None if is_price else notice.before,
        units_now=None if is_price else notice.now,
        price_before=amount(notice.before, currency) if is_price else None,
        price_now=amount(notice.now, currency) if is_price else None,
        is_blocking=notice.is_blocking,
    )
