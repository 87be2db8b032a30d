"""What a shopper's browser keeps: the secret of their cart, of their sign-in, what they looked at and what they wish for.

Each cookie belongs to one site: its name holds the site's short name and its path is where the storefront begins, so that
two shops of one installation never read each other's. No cookie holds anything that could be guessed or changed to gain
something; there is no session of the framework on a storefront.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.urls import get_script_prefix

from dramac.tenancy.requests import SiteRequest

CART, CUSTOMER, SEEN, WISHED = "cart", "customer", "seen", "wished"
CART_LASTS = timedelta(days=60)
SEEN_LASTS = timedelta(days=60)
WISHED_LASTS = timedelta(days=365)
MOST_SEEN, MOST_WISHED = 8, 24
LONGEST = 33 * MOST_WISHED


def cart_secret(request: SiteRequest) -> str:
    """The secret of the visitor's cart; empty when they have none."""
    return _read(request, CART)


def keep_cart(request: SiteRequest, response: HttpResponse, secret: str) -> None:
    """Let the browser keep the cart's secret."""
    _keep(request, response, CART, secret, CART_LASTS)


def forget_cart(request: SiteRequest, response: HttpResponse) -> None:
    """Let the browser forget its cart, as after an order."""
    _forget(request, response, CART)


def session_secret(request: SiteRequest) -> str:
    """The secret of the visitor's sign-in; empty when they are not signed in."""
    return _read(request, CUSTOMER)


def keep_session(request: SiteRequest, response: HttpResponse, secret: str, until: datetime) -> None:
    """Let the browser keep a sign-in until it ends."""
    _keep(request, response, CUSTOMER, secret, until - request.now)


def forget_session(request: SiteRequest, response: HttpResponse) -> None:
    """Let the browser forget its sign-in."""
    _forget(request, response, CUSTOMER)


def seen(request: SiteRequest) -> list[UUID]:
    """The products the visitor looked at, the latest first; whatever else stands in the cookie is passed over."""
    return _keys(request, SEEN)[:MOST_SEEN]


def keep_seen(request: SiteRequest, response: HttpResponse, product_ids: Sequence[UUID]) -> None:
    """Let the browser keep which products were looked at."""
    _keep(request, response, SEEN, ".".join(key.hex for key in product_ids[:MOST_SEEN]), SEEN_LASTS)


def wished(request: SiteRequest) -> list[UUID]:
    """The products on the visitor's wish list, the latest first."""
    return _keys(request, WISHED)[:MOST_WISHED]


def keep_wished(request: SiteRequest, response: HttpResponse, product_ids: Sequence[UUID]) -> None:
    """Let the browser keep the wish list; the oldest wish makes room for the newest."""
    _keep(request, response, WISHED, ".".join(key.hex for key in product_ids[:MOST_WISHED]), WISHED_LASTS)


def is_anonymous(request: SiteRequest) -> bool:
    """Whether nothing the browser sent can change what the page shows."""
    ours = {_name(request, what) for what in (CART, CUSTOMER, SEEN, WISHED)} | {"theme"}
    return ours.isdisjoint(request.COOKIES)


def _name(request: SiteRequest, what: str) -> str:
    return f"{request.site.slug}_{what}"


def _keys(request: SiteRequest, what: str) -> list[UUID]:
    found = []
    for text in _read(request, what).split("."):
        try:
            found.append(UUID(hex=text))
        except ValueError:
            continue
    return found


def _read(request: SiteRequest, what: str) -> str:
    value = request.COOKIES.get(_name(request, what), "")
    return value if len(value) <= LONGEST and value.isascii() else ""


def _keep(request: SiteRequest, response: HttpResponse, what: str, value: str, lasts: timedelta) -> None:
    response.set_cookie(
        _name(request, what),
        value,
        max_age=max(int(lasts.total_seconds()), 0),
        path=get_script_prefix(),
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _forget(request: SiteRequest, response: HttpResponse, what: str) -> None:
    response.delete_cookie(_name(request, what), path=get_script_prefix(), samesite="Lax")
