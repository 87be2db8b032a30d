"""Builders of checkouts for the tests of this slice and of pages; other slices use `orders.testing.an_order`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from dramac.commerce.cart import queries as carts
from dramac.commerce.cart.testing import a_cart
from dramac.commerce.checkout import queries
from dramac.commerce.checkout.actions import Placement, PlaceOrder, place
from dramac.commerce.customers.testing import an_address
from dramac.commerce.payments import queries as payments
from dramac.commerce.payments.testing import a_payment_method
from dramac.commerce.shipping import queries as shipping
from dramac.commerce.shipping.testing import a_shipping_method
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SHOPPER = Actor("customer", "grace@example.com")


def an_open_checkout(site: Site) -> None:
    """The site delivers for 4.95 and takes bank transfers, unless it delivers and takes something already."""
    if not shipping.methods(site):
        a_shipping_method(site)
    if not payments.methods(site):
        a_payment_method(site)


def the_form(site: Site, cart: Any, **changes: Any) -> PlaceOrder:
    """What a shopper hands in who agrees to what they are shown and pays in the first way offered."""
    known = carts.by_id(site, cart.cart.id)
    assert known is not None
    address = changes.pop("address", an_address())
    method_id = changes.get("shipping_method_id") or known.shipping_method_id
    shown = queries.quote(site, replace(known, address=address, shipping_method_id=method_id))
    chosen = shown.delivery.chosen
    told: dict[str, Any] = {
        "cart_id": known.id,
        "expected_total": shown.bill.total,
        "email": "grace@example.com",
        "address": address,
        "shipping_method_id": chosen.method_id if chosen else None,
        "payment_method_id": shown.payment_offers[0].id if shown.payment_offers else None,
    }
    return PlaceOrder(**{**told, **changes})


def a_placed_order(site: Site, lines: Iterable[tuple[Any, int]], *, now: datetime = NOW, **changes: Any) -> Placement:
    """An order of so many units of each variant, delivered and to be paid by bank transfer unless told otherwise."""
    an_open_checkout(site)
    cart = a_cart(site, lines, customer_id=changes.get("customer_id"))
    return place(site=site, order=the_form(site, cart, **changes), by=SHOPPER, now=now)
