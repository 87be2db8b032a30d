"""Placing an order, and looking at one. An order is named by its secret, in the header `Dramac-Order`."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Final
from uuid import UUID

import pydantic
from django.conf import settings

from dramac.api.addresses import AddressBody, postal_address, sent_address
from dramac.api.bodies import Json, Sent
from dramac.api.endpoints import Endpoints
from dramac.api.errors import conflicts, found
from dramac.api.fields import AmountBody, minor
from dramac.api.idempotency import own_key
from dramac.api.requests import ApiRequest
from dramac.api.scopes import STOREFRONT
from dramac.api.shapes import amount, shaped
from dramac.commerce.cart import queries as carts
from dramac.commerce.cart.queries import Cart
from dramac.commerce.checkout import actions
from dramac.commerce.customers.queries import Customer
from dramac.commerce.orders import queries
from dramac.commerce.orders.queries import OrderDetail
from dramac.kit import media
from dramac.storefront.api import baskets
from dramac.storefront.api.baskets import PlacedOrder, ShopOrder, ShopOrderLine, ShopParcel, TaxLine, Totals
from dramac.storefront.api.carts import HEADER as CART
from dramac.storefront.api.sign_ins import maybe_customer, shopper

router = Endpoints("Shop: orders")
conflicts("cart_empty", "cart_moved", "total_moved", "out_of_stock", "payment_declined")

ORDER: Final = "Dramac-Order"


class OrderBody(Sent):
    """An order to place. `expected_total` is the total that the shopper was shown: if it would be another, nothing is ordered."""

    expected_total: AmountBody
    email: Annotated[str, pydantic.Field(min_length=3, max_length=254, examples=["grace@example.com"])]
    address: AddressBody = AddressBody()
    billing_address: Annotated[
        AddressBody | None, pydantic.Field(description="Where it is another.", examples=[None])
    ] = None
    shipping_method_id: Annotated[UUID | None, pydantic.Field(description="The cheapest, if not given.")] = None
    payment_method_id: UUID | None = None
    name: Annotated[str, pydantic.Field(max_length=200)] = ""
    phone: Annotated[str, pydantic.Field(max_length=40)] = ""
    note: Annotated[str, pydantic.Field(max_length=1000)] = ""
    locale: Annotated[str, pydantic.Field(max_length=16, examples=["en-IE"])] = ""
    accepts_marketing: bool = False
    return_url: Annotated[
        str,
        pydantic.Field(
            max_length=1000, pattern=r"^(https?://\S+)?$", description="Where a payment page sends the shopper back to."
        ),
    ] = ""


@router.post("/storefront/orders", STOREFRONT, status=201, secret=CART, signed_in=True, in_one=False)
def place_order(request: ApiRequest, body: Json[OrderBody]) -> PlacedOrder:
    """Place an order of the cart, exactly once. The cart, ordered again, gives the same order."""
    customer = maybe_customer(request)
    cart = found(_cart(request, customer))
    order, key = (
        replace(_order(request, cart.id, body), customer_id=customer.pk if customer else None),
        own_key(request),
    )
    by = shopper(customer) if customer else request.actor
    placed = actions.place(site=request.site, order=order, by=by, now=request.now, key=key)
    total = amount(placed.order.total, placed.order.currency)
    return shaped(
        PlacedOrder,
        placed.order,
        secret=placed.order.token,
        total=total,
        redirect_url=placed.started.redirect_url or None,
    )


@router.get("/storefront/order", STOREFRONT, secret=ORDER)
def get_shop_order(request: ApiRequest) -> ShopOrder:
    """Read an order by its secret."""
    return shown(found(queries.by_token(request.site, request.headers[ORDER])))


def _cart(request: ApiRequest, customer: Customer | None) -> Cart | None:
    """The cart that is named, which may have been ordered already; else the customer's own open one."""
    key = customer.pk if customer else None
    named = carts.by_secret(request.site, request.headers.get(CART, ""))
    if named and named.customer_id in (None, key):
        return named
    return carts.find(request.site, customer_id=key)


def _order(request: ApiRequest, cart_id: UUID, body: OrderBody) -> actions.PlaceOrder:
    told = {name: value for name, value in dict(body).items() if name in actions.PlaceOrder.__slots__}
    return actions.PlaceOrder(
        **{
            **told,
            "cart_id": cart_id,
            "expected_total": minor(request.site, body.expected_total, "expected_total"),
            "address": sent_address(body.address),
            "billing_address": sent_address(body.billing_address) if body.billing_address else None,
            "locale": body.locale or request.site.locale,
        }
    )


def shown(detail: OrderDetail) -> ShopOrder:
    """An order as its shopper reads it."""
    order = detail.order
    currency = order.currency
    return shaped(
        ShopOrder,
        order,
        shipping_address=postal_address(order.shipping_address),
        billing_address=postal_address(order.billing_address),
        payment_instructions=detail.payment_instructions,
        payment_details=baskets.payment_details(detail.payment_details),
        lines=[_line(line, currency) for line in detail.lines],
        parcels=[shaped(ShopParcel, one.fulfilment, sent_at=one.fulfilment.created_at) for one in detail.fulfilments],
        totals=_totals(order),
        paid=amount(detail.paid, currency),
        due=amount(detail.due, currency),
        refunded=amount(order.refunded_total, currency),
    )


def _line(line: Any, currency: str) -> ShopOrderLine:
    amounts = {name: amount(getattr(line, name), currency) for name in ("unit_price", "discount", "total")}
    picture = settings.PUBLIC_URL + media.url(line.image_file) if line.image_file else None
    return shaped(ShopOrderLine, line, image_url=picture, **amounts)


def _totals(order: Any) -> Totals:
    currency = order.currency
    names = ("subtotal", "discount_total", "shipping_total", "tax_total", "total")
    taxes = [_tax(tax, currency) for tax in order.taxes]
    return shaped(Totals, order, taxes=taxes, **{name: amount(getattr(order, name), currency) for name in names})


def _tax(tax: dict[str, Any], currency: str) -> TaxLine:
    return TaxLine(name=tax["name"], rate=str(tax["rate"]), amount=amount(int(tax["amount"]), currency))
