"""Who is looking: the customer that is signed in and the cart that is theirs, each asked for at most once a request."""

from __future__ import annotations

from typing import Any

from dramac.commerce.cart import queries as carts
from dramac.commerce.cart.queries import Cart
from dramac.commerce.customers import queries as customers
from dramac.storefront import visits
from dramac.tenancy.actors import Actor, guest
from dramac.tenancy.requests import SiteRequest


def customer_of(request: SiteRequest) -> Any:
    """Who is signed in; None for a visitor without a sign-in. One statement for those who might be."""
    if not hasattr(request, "customer"):
        secret = visits.session_secret(request)
        request.customer = customers.by_session(request.site, secret, request.now) if secret else None
    return request.customer


def cart_of(request: SiteRequest) -> Cart | None:
    """The visitor's open cart. No statement for a visitor without cookies, at most three for others."""
    secret = visits.cart_secret(request)
    customer = customer_of(request)
    if not secret and customer is None:
        return None
    return carts.find(request.site, secret=secret, customer_id=customer.pk if customer else None)


def guest_cart_of(request: SiteRequest) -> Cart | None:
    """The open cart of this browser, whoever is signed in. One statement for a visitor who has one."""
    secret = visits.cart_secret(request)
    found = carts.by_secret(request.site, secret) if secret else None
    return found if found and found.is_open else None


def cart_count(request: SiteRequest) -> int:
    """Units in the visitor's cart, counted once a request. One statement more than the cart itself."""
    if not hasattr(request, "cart_count"):
        cart = cart_of(request)
        request.cart_count = sum(line.quantity for line in carts.lines_of(request.site, cart.id)) if cart else 0
    return request.cart_count


def actor_of(request: SiteRequest) -> Actor:
    """The shopper as ledgers and timelines name them."""
    customer = customer_of(request)
    if customer is None:
        return guest(request.site.locale)
    return Actor("customer", customer.name or customer.email, customer.pk)


def address_of(request: SiteRequest) -> str:
    """The network address a request came from, by which guessing is slowed down."""
    return str(request.META.get("REMOTE_ADDR", ""))
