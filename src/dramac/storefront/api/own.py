"""What is a signed-in shopper's own: the orders they placed, and the addresses they keep."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec
from ninja import Query

from dramac.api.addresses import AddressBody, PostalAddress, postal_address, sent_address
from dramac.api.bodies import Json
from dramac.api.contracts import CUSTOMER
from dramac.api.endpoints import Endpoints
from dramac.api.errors import found, not_found
from dramac.api.paging import Paging, page_of
from dramac.api.requests import ApiRequest
from dramac.api.scopes import STOREFRONT
from dramac.api.shapes import Amount, Id, Moment, Page, Shape, amount, shaped
from dramac.commerce.customers import actions, queries
from dramac.commerce.customers.queries import Customer, CustomerAddress
from dramac.commerce.orders import queries as orders
from dramac.commerce.orders.queries import Order
from dramac.storefront.api.baskets import ShopOrder
from dramac.storefront.api.orders import shown
from dramac.storefront.api.sign_ins import customer_of, shopper

router = Endpoints("Shop: account")


class OwnOrder(Shape, frozen=True, kw_only=True):
    """An order in the list of one's own."""

    number: Annotated[int, msgspec.Meta(examples=[1001])]
    state: str
    payment_state: str
    fulfilment_state: str
    item_count: int
    total: Amount
    placed_at: Moment


class OwnAddress(Shape, frozen=True, kw_only=True):
    """An address that a shopper keeps. Orders hold their own copy."""

    id: Id
    is_default: bool
    address: PostalAddress


@router.get("/storefront/customer/orders", STOREFRONT, secret=CUSTOMER)
def list_own_orders(request: ApiRequest, paging: Query[Paging]) -> Page[OwnOrder]:
    """List the orders of who is signed in, newest first."""
    rows = orders.of_customer(request.site, customer_of(request).pk)
    return page_of(rows, paging, name="own-orders", order=("-placed_at", "id"), show=_order)


@router.get("/storefront/customer/orders/{order_number}", STOREFRONT, secret=CUSTOMER)
def get_own_order(request: ApiRequest, order_number: int) -> ShopOrder:
    """Read one of the own orders by its number; another's is not there."""
    return shown(found(orders.order_of(request.site, customer_of(request).pk, order_number)))


@router.get("/storefront/customer/addresses", STOREFRONT, secret=CUSTOMER)
def list_own_addresses(request: ApiRequest) -> Page[OwnAddress]:
    """List the addresses of who is signed in, the default one first."""
    return Page(data=[_address(row) for row in queries.addresses(request.site, customer_of(request).pk)], next=None)


@router.post("/storefront/customer/addresses", STOREFRONT, secret=CUSTOMER, status=201)
def add_own_address(request: ApiRequest, body: Json[AddressBody]) -> OwnAddress:
    """Keep an address. The first is the default."""
    customer, site, now = customer_of(request), request.site, request.now
    address, by = sent_address(body), shopper(customer)
    return _address(actions.add_address(site=site, customer_id=customer.pk, address=address, by=by, now=now))


@router.put("/storefront/customer/addresses/{address_id}", STOREFRONT, secret=CUSTOMER)
def replace_own_address(request: ApiRequest, address_id: UUID, body: Json[AddressBody]) -> OwnAddress:
    """Replace one of the own addresses."""
    customer, site, now = _owner(request, address_id), request.site, request.now
    address, by = sent_address(body), shopper(customer)
    return _address(actions.edit_address(site=site, address_id=address_id, address=address, by=by, now=now))


@router.post("/storefront/customer/addresses/{address_id}/default", STOREFRONT, secret=CUSTOMER)
def make_own_address_default(request: ApiRequest, address_id: UUID) -> OwnAddress:
    """Offer this address first."""
    by, now = shopper(_owner(request, address_id)), request.now
    return _address(actions.make_default_address(site=request.site, address_id=address_id, by=by, now=now))


@router.delete("/storefront/customer/addresses/{address_id}", STOREFRONT, secret=CUSTOMER)
def remove_own_address(request: ApiRequest, address_id: UUID) -> None:
    """Forget one of the own addresses."""
    by, now = shopper(_owner(request, address_id)), request.now
    actions.remove_address(site=request.site, address_id=address_id, by=by, now=now)


def _owner(request: ApiRequest, address_id: UUID) -> Customer:
    """Who is signed in, where the address is theirs. Raises Denied (404)."""
    customer = customer_of(request)
    if all(row.pk != address_id for row in queries.addresses(request.site, customer.pk)):
        raise not_found()
    return customer


def _order(row: Order) -> OwnOrder:
    return shaped(OwnOrder, row, total=amount(row.total, row.currency))


def _address(row: CustomerAddress) -> OwnAddress:
    return shaped(OwnAddress, row, address=postal_address(row))
