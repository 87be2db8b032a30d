"""Placing an order: once, at the price the shopper was shown, of goods that are there.

One transaction prices the cart again, takes the stock and writes the order down; the provider is asked outside any
transaction; its answer confirms the order or releases everything (design.md, section 5). Placing the same cart, or with
the same key, again gives the same order: a double click, a retry, the back button, two windows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from dramac.commerce.cart import queries as carts
from dramac.commerce.cart.actions import CartGone
from dramac.commerce.cart.actions.ordering import claim
from dramac.commerce.cart.queries import Cart, Contents, Line
from dramac.commerce.catalog.queries import SaleVariant, variants_for_sale
from dramac.commerce.catalog.rules.waiting import Waiting
from dramac.commerce.checkout.actions.form import PlaceOrder, Told, read
from dramac.commerce.checkout.actions.refusals import (
    AccountNeeded,
    CartEmpty,
    CartMoved,
    NotDelivered,
    NotPayable,
    OutOfStock,
    PaymentDeclined,
    Short,
    TotalMoved,
)
from dramac.commerce.checkout.queries import Delivery, Offers, Quote, basket_of, delivery_of, quote_of
from dramac.commerce.checkout.rules import Asked, CheckoutSettings
from dramac.commerce.customers.actions.people import Person, find_or_create_within
from dramac.commerce.inventory.actions import NotEnough
from dramac.commerce.inventory.actions.take import Taken, take_within
from dramac.commerce.inventory.rules import Demand, Reference
from dramac.commerce.inventory.rules.reserving import Errand
from dramac.commerce.orders import actions as orders
from dramac.commerce.orders import queries as placed_orders
from dramac.commerce.orders.actions import Buyer, NewLine, NewOrder, PlacedOrder, Terms, Waits
from dramac.commerce.payments import actions as payments
from dramac.commerce.payments import queries as payment_queries
from dramac.commerce.payments.ports import Started, StartRequest, StartStatus
from dramac.commerce.payments.queries import PaymentOffer
from dramac.commerce.payments.registry import NOTHING_TO_PAY, provider
from dramac.commerce.pricing import queries as pricing
from dramac.commerce.pricing.engine import Bill
from dramac.commerce.shipping import queries as shipping
from dramac.kit import settings
from dramac.kit.ids import new_id
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


@dataclass(frozen=True, slots=True)
class Placement:
    """An order that was placed, and how its payment began."""

    order: PlacedOrder
    started: Started


@dataclass(frozen=True, slots=True)
class _Priced:
    """A claimed cart, priced again."""

    cart: Cart
    held: Contents
    offers: Offers
    delivery: Delivery
    bill: Bill

    @property
    def requires_shipping(self) -> bool:
        """Whether something in it must be delivered."""
        return any(variant.requires_shipping for variant in self.held.variants.values())

    @property
    def goes_to_an_address(self) -> bool:
        """Whether goods are sent somewhere, and not fetched."""
        return self.requires_shipping and not (self.delivery.chosen and self.delivery.chosen.is_pick_up)


@dataclass(frozen=True, slots=True)
class _Written:
    """An order that was written down, and by which provider it is to be paid."""

    order: PlacedOrder
    payment_id: UUID | None = None
    offer: PaymentOffer | None = None


def place(*, site: Site, order: PlaceOrder, by: Actor, now: datetime, key: str = "") -> Placement:
    """Place an order, exactly once for its cart and for `key`.

    Raises, with nothing written: CartGone, CartEmpty, CartMoved, TotalMoved and OutOfStock (which carry the cart as it is
    now), AccountNeeded, NotDelivered, NotPayable, AddressRefused, CustomerRefused, DetailRefused. Raises PaymentDeclined after everything
    was given back.
    """
    told = read(order, key)
    if _asked(site).account_required and order.customer_id is None:
        raise AccountNeeded
    try:
        with transaction.atomic():
            written = _write(site, order, told, key, by, now)
    except IntegrityError:
        # Another cart was placed with this key, at the same moment or long ago: that order is the answer.
        known = placed_orders.placed_with_key(site, key) if key else None
        if known is None:
            raise
        written = _Written(known)
    if written.offer is None or written.payment_id is None:
        return Placement(written.order, Started(StartStatus.WAITING))
    request = _start_request(site, order, told, written.order, written.payment_id, written.offer)
    return _begin_payment(site, written, request, by, now)


def _write(site: Site, order: PlaceOrder, told: Told, key: str, by: Actor, now: datetime) -> _Written:
    """The one transaction that makes an order of a cart."""
    cart = claim(site, order.cart_id, now)
    if cart is None:
        known = placed_orders.placed_from_cart(site, order.cart_id)
        if known is None:
            raise CartGone
        return _Written(known)
    if cart.customer_id not in (None, order.customer_id):
        raise CartGone
    priced = _price(site, cart, order, told)
    offer = _payment_offer(priced, order)
    if priced.goes_to_an_address:
        told.need_address()
        if _asked(site).phone == Asked.REQUIRED:
            told.need_phone()
    customer_id = order.customer_id or _customer(site, order, told, now)
    order_id = new_id()
    taken = _take(site, priced, order_id, by, now)
    new_payment = payments.NewPayment(
        priced.bill.due, priced.bill.currency, offer.provider if offer else NOTHING_TO_PAY, offer.id if offer else None
    )
    payment_id = payments.open_payment(site=site, payment=new_payment, now=now)
    made = NewOrder(
        id=order_id,
        lines=_lines(priced, taken, now.astimezone(site.zone).date()),
        bill=priced.bill,
        buyer=_buyer(customer_id, told),
        terms=_terms(priced, offer, payment_id, now),
        cart_id=cart.id,
        key=key,
        channel=cart.channel,
        facts=taken.facts,
    )
    return _Written(orders.create(site=site, order=made, by=by, now=now), payment_id, offer)


def _asked(site: Site) -> CheckoutSettings:
    return settings.read(CheckoutSettings, site.settings)


def _price(site: Site, cart: Cart, order: PlaceOrder, told: Told) -> _Priced:
    """The cart at today's prices. Raises CartEmpty, and what the shopper must look at before they order."""
    lines = carts.lines_of(site, cart.id)
    if not lines:
        raise CartEmpty
    cart = replace(cart, address=told.address, shipping_method_id=order.shipping_method_id)
    held = Contents(lines, variants_for_sale(site, [line.variant_id for line in lines]))
    offers = Offers(pricing.terms_at(site, told.address), shipping.rates(site), tuple(payment_queries.offers(site)))
    goods = [pricing.Goods(line.id.hex, held.variants[line.variant_id], line.quantity) for line in lines]
    plain = pricing.price(site, goods, offers.terms)
    delivery = delivery_of(offers.shipping, basket_of(offers.terms, goods, plain), order.shipping_method_id)
    bill = pricing.price(site, goods, offers.terms, delivery.charge) if delivery.charge else plain
    priced = _Priced(cart, held, offers, delivery, bill)
    _check(site, priced, order)
    return priced


def _check(site: Site, priced: _Priced, order: PlaceOrder) -> None:
    """Raises what the shopper must look at before they order."""
    if not all(variant.is_on_sale for variant in priced.held.variants.values()):
        raise _out_of_stock(site, priced)
    wanted = order.shipping_method_id
    chosen = priced.delivery.chosen
    if priced.requires_shipping and (chosen is None or (wanted is not None and chosen.method_id != wanted)):
        raise NotDelivered(_quote(site, priced))
    if order.expected_version not in (None, priced.cart.version):
        raise CartMoved(_quote(site, priced))
    if order.expected_total != priced.bill.total:
        quote = _quote(site, priced)
        short = _short(quote)
        raise OutOfStock(short, quote) if short else TotalMoved(quote)


def _payment_offer(priced: _Priced, order: PlaceOrder) -> PaymentOffer | None:
    """The way to pay; None for what costs nothing. Raises NotPayable."""
    if priced.bill.due == 0:
        return None
    for offer in priced.offers.payments:
        if offer.id == order.payment_method_id:
            return offer
    raise NotPayable


def _customer(site: Site, order: PlaceOrder, told: Told, now: datetime) -> UUID:
    person = Person(told.email, told.name, told.phone, told.locale, order.accepts_marketing)
    return find_or_create_within(site=site, person=person, now=now)


def _take(site: Site, priced: _Priced, order_id: UUID, by: Actor, now: datetime) -> Taken:
    demands = [_demand(priced.held, line) for line in priced.held.lines]
    reference = Reference("order", str(order_id))
    errand = Errand(priced.cart.id.hex, priced.cart.address.get("country", ""))
    try:
        return take_within(site=site, demands=demands, reference=reference, by=by, now=now, errand=errand)
    except NotEnough:
        raise _out_of_stock(site, priced) from None


def _demand(held: Contents, line: Line) -> Demand:
    variant = held.variants[line.variant_id]
    return Demand(
        variant.id,
        variant.product_id,
        line.quantity,
        variant.tracks_stock,
        variant.sells_when_out,
        variant.oversell_limit,
    )


def _quote(site: Site, priced: _Priced) -> Quote:
    """The cart as the shopper should see it now, with what is left of each thing."""
    return quote_of(site, priced.cart, carts.contents(site, priced.cart.id, priced.held.lines), priced.offers)


def _out_of_stock(site: Site, priced: _Priced) -> OutOfStock:
    quote = _quote(site, priced)
    return OutOfStock(_short(quote), quote)


def _short(quote: Quote) -> list[Short]:
    found = []
    for line in quote.view.lines:
        left = line.available if line.variant.is_on_sale else 0
        if left is not None and left < line.quantity:
            found.append(Short(line.id, line.title, line.quantity, left))
    return found


def _lines(priced: _Priced, taken: Taken, today: date) -> list[NewLine]:
    places: dict[UUID, UUID] = {}
    for part in sorted(taken.allocations, key=lambda part: -part.quantity):
        places.setdefault(part.variant_id, part.location_id)
    billed = {line.key: line for line in priced.bill.lines}
    found, later = [], dict(taken.waits)
    for line in reversed(priced.held.lines):
        variant = priced.held.variants[line.variant_id]
        found.append(
            NewLine(
                product_id=variant.product_id,
                variant_id=variant.id,
                title=variant.product_title,
                variant_title=variant.title,
                sku=variant.sku,
                image_file=variant.image_file,
                unit_cost=variant.cost,
                weight_g=variant.weight_g,
                requires_shipping=variant.requires_shipping,
                billed=billed[line.id.hex],
                location_id=places.get(variant.id),
                holds_stock=variant.tracks_stock,
                waits=_waits(variant, line, later, today),
            )
        )
    return found[::-1]


def _waits(variant: SaleVariant, line: Line, later: dict[UUID, int], today: date) -> Waits:
    """What of a line is not there yet; the last lines of one thing wait first, and what they take is gone from `later`."""
    units = min(later.get(variant.id, 0), line.quantity)
    if not units:
        return Waits()
    later[variant.id] -= units
    return Waits(variant.kind or Waiting.BACK_ORDER, units, variant.promised(today))


def _buyer(customer_id: UUID, told: Told) -> Buyer:
    return Buyer(customer_id, told.email, told.name, told.phone, told.address, told.billing, told.locale, told.note)


def _terms(priced: _Priced, offer: PaymentOffer | None, payment_id: UUID, now: datetime) -> Terms:
    chosen = priced.delivery.chosen
    return Terms(
        payment_id=payment_id,
        payment_method=offer.name if offer else "",
        payment_provider=offer.provider if offer else NOTHING_TO_PAY,
        payment_method_id=offer.id if offer else None,
        shipping_method=chosen.name if chosen else "",
        shipping_method_id=chosen.method_id if chosen else None,
        expires_at=_expiry(offer, now),
    )


def _expiry(offer: PaymentOffer | None, now: datetime) -> datetime | None:
    """Until when an order waits for its money: as the method says, else as its provider does."""
    if offer is None:
        return None
    hours = offer.expires_after_hours or provider(offer.provider).capabilities().expires_after_hours
    return now + timedelta(hours=hours) if hours else None


def _start_request(
    site: Site, order: PlaceOrder, told: Told, placed: PlacedOrder, payment_id: UUID, offer: PaymentOffer
) -> StartRequest:
    return StartRequest(
        operation_id=placed.id,
        payment_id=payment_id,
        amount=placed.total,
        currency=placed.currency,
        order_number=placed.number,
        email=told.email,
        return_url=order.return_url,
        settings=offer.settings,
    )


def _begin_payment(site: Site, written: _Written, request: StartRequest, by: Actor, now: datetime) -> Placement:
    """Ask the provider, outside any transaction; confirm the order by its answer, or release everything."""
    offer = written.offer
    assert offer is not None
    started = payments.start(site=site, key=offer.provider, request=request, by=by, now=now)
    if started.status is StartStatus.DECLINED:
        orders.payment_failed(site=site, order_id=written.order.id, by=by, now=now)
        raise PaymentDeclined(started.message)
    if started.status in (StartStatus.AUTHORIZED, StartStatus.CAPTURED):
        state = orders.sync_payment(site=site, payment_id=request.payment_id, by=by, now=now)
        return Placement(replace(written.order, payment_state=state), started)
    return Placement(written.order, started)
