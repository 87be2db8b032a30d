"""Carts for shoppers. A cart is named by its secret, in the header `Dramac-Cart`."""

from __future__ import annotations

from typing import Annotated, Final
from uuid import UUID

import pydantic

from dramac.api.addresses import AddressBody, sent_address
from dramac.api.bodies import Changes, Json, Sent
from dramac.api.endpoints import Endpoints
from dramac.api.errors import conflicts, found, missing
from dramac.api.fields import given
from dramac.api.requests import ApiRequest
from dramac.api.scopes import STOREFRONT
from dramac.commerce.cart import actions, queries
from dramac.commerce.cart.queries import Cart
from dramac.commerce.cart.rules import MOST_UNITS
from dramac.commerce.checkout import actions as checkouts
from dramac.commerce.checkout import queries as checkout
from dramac.storefront.api import baskets
from dramac.storefront.api.baskets import CartQuote, ChangedCart, OpenedCart, ShopCart
from dramac.storefront.api.sign_ins import maybe_customer

router = Endpoints("Shop: cart")
conflicts("cart_gone", "sold_out", "has_all", "too_many_lines")
missing("no_line")

HEADER: Final = "Dramac-Cart"
Units = Annotated[int, pydantic.Field(ge=1, le=MOST_UNITS, examples=[2])]


class NewLine(Sent):
    """Units of a variant to put into the cart, on top of what it has."""

    variant_id: UUID
    quantity: Units = 1


class LineQuantity(Sent):
    """How many units a line is to have."""

    quantity: Units


class CartChanges(Changes):
    """What the shopper tells on the way to ordering; the rest stays. Addresses may still be incomplete."""

    email: Annotated[str, pydantic.Field(max_length=254, examples=["grace@example.com"])] = ""
    phone: Annotated[str, pydantic.Field(max_length=40)] = ""
    address: AddressBody = AddressBody()
    billing_address: AddressBody = AddressBody()
    shipping_method_id: UUID = UUID(int=0)
    payment_method_id: UUID = UUID(int=0)
    note: Annotated[str, pydantic.Field(max_length=1000)] = ""

    def details(self) -> actions.CartDetails:
        """The same in the words of the action."""
        sent = given(self)
        for name in ("address", "billing_address"):
            if name in sent:
                sent[name] = sent_address(sent[name])
        return actions.CartDetails(**sent)


@router.post("/storefront/carts", STOREFRONT, signed_in=True, status=201)
def open_cart(request: ApiRequest) -> OpenedCart:
    """Open a cart. Keep its secret: it names the cart from now on, in the header `Dramac-Cart`."""
    customer = maybe_customer(request)
    key, email = (customer.pk, customer.email) if customer else (None, "")
    opened = actions.open_cart(site=request.site, now=request.now, customer_id=key, email=email)
    return OpenedCart(secret=opened.secret, cart=_shown(request, opened.cart))


@router.get("/storefront/cart", STOREFRONT, secret=HEADER, signed_in=True)
def get_cart(request: ApiRequest) -> ShopCart:
    """Read a cart, with today's prices and stock."""
    return _shown(request, cart_of(request))


@router.patch("/storefront/cart", STOREFRONT, secret=HEADER, signed_in=True)
def tell_cart(request: ApiRequest, body: Json[CartChanges]) -> ShopCart:
    """Tell who orders, where the goods go and how they are paid for."""
    cart_id = cart_of(request).id
    return _shown(request, actions.tell(site=request.site, cart_id=cart_id, details=body.details(), now=request.now))


@router.get("/storefront/cart/quote", STOREFRONT, secret=HEADER, signed_in=True)
def quote_cart(request: ApiRequest) -> CartQuote:
    """Ask what ordering the cart would cost, how it could be delivered and how paid for."""
    return baskets.quote(checkout.quote(request.site, cart_of(request)))


@router.post("/storefront/cart/lines", STOREFRONT, secret=HEADER, signed_in=True)
def add_cart_line(request: ApiRequest, body: Json[NewLine]) -> ChangedCart:
    """Put units of a variant into the cart. Where fewer are left, it gets those."""
    cart, site = cart_of(request), request.site
    return _changed(
        actions.add(site=site, cart_id=cart.id, variant_id=body.variant_id, quantity=body.quantity, now=request.now)
    )


@router.patch("/storefront/cart/lines/{line_id}", STOREFRONT, secret=HEADER, signed_in=True)
def change_cart_line(request: ApiRequest, line_id: UUID, body: Json[LineQuantity]) -> ChangedCart:
    """Let a line have so many units. Where fewer are left, it gets those."""
    cart, site = cart_of(request), request.site
    return _changed(
        actions.change(site=site, cart_id=cart.id, line_id=line_id, quantity=body.quantity, now=request.now)
    )


@router.delete("/storefront/cart/lines/{line_id}", STOREFRONT, secret=HEADER, signed_in=True, status=200)
def remove_cart_line(request: ApiRequest, line_id: UUID) -> ShopCart:
    """Take a line out of the cart."""
    cart = cart_of(request)
    changed = actions.remove(site=request.site, cart_id=cart.id, line_id=line_id, now=request.now)
    return baskets.cart(changed.view)


@router.post("/storefront/cart/reservation", STOREFRONT, secret=HEADER, signed_in=True)
def reserve_cart(request: ApiRequest) -> ShopCart:
    """Enter the checkout, or go on in it. A shop that keeps goods for those who check out keeps them from now on."""
    cart = cart_of(request)
    checkouts.reserve(site=request.site, cart=cart, now=request.now)
    return _shown(request, cart)


@router.post("/storefront/cart/acceptance", STOREFRONT, secret=HEADER, signed_in=True)
def accept_cart(request: ApiRequest) -> ShopCart:
    """Accept the notices. Prices are today's, lines have as many as are left, what is gone is taken out."""
    return baskets.cart(actions.accept(site=request.site, cart_id=cart_of(request).id, now=request.now))


def cart_of(request: ApiRequest) -> Cart:
    """The open cart whose secret the request carries, else the own one of who is signed in. Raises Denied (404)."""
    customer = maybe_customer(request)
    secret, key = request.headers.get(HEADER, ""), customer.pk if customer else None
    return found(queries.find(request.site, secret=secret, customer_id=key))


def _shown(request: ApiRequest, cart: Cart) -> ShopCart:
    return baskets.cart(queries.view(request.site, cart))


def _changed(changed: actions.Changed) -> ChangedCart:
    return ChangedCart(quantity=changed.quantity, asked=changed.asked, cart=baskets.cart(changed.view))
