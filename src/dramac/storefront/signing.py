"""Signing in and out of a shop: the cookie, the cart that comes along, and where one was going."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from dramac.commerce.cart import actions as carts
from dramac.commerce.customers import actions as customers
from dramac.commerce.customers.actions import SignedIn
from dramac.storefront import visitors, visits
from dramac.storefront.frame import kept
from dramac.tenancy.requests import SiteRequest

View = Callable[..., HttpResponse]


def signed_in_only(view: View) -> View:
    """Let only someone who is signed in see a page; others are asked to sign in, and led there afterwards."""

    @wraps(view)
    def guarded(request: SiteRequest, *args: Any, **parts: Any) -> HttpResponse:
        if visitors.customer_of(request) is None:
            asked = {"next": request.path} if request.method in ("GET", "HEAD") else {}
            query = f"?{urlencode(asked)}" if asked else ""
            return kept(request, HttpResponseRedirect(reverse("shop:sign-in") + query))
        return view(request, *args, **parts)

    return guarded


def welcome(request: SiteRequest, signed_in: SignedIn, to: str) -> HttpResponse:
    """Someone has signed in: their carts become one, and they go on to where they wanted."""
    response = HttpResponseRedirect(to, status=303)
    cart = visitors.guest_cart_of(request)
    customer = signed_in.customer
    carts.merge(
        site=request.site,
        customer_id=customer.pk,
        email=customer.email,
        now=request.now,
        cart_id=cart.id if cart else None,
    )
    visits.keep_session(request, response, signed_in.secret, signed_in.expires_at)
    return response


def farewell(request: SiteRequest) -> HttpResponse:
    """Someone signs out: the sign-in ends everywhere it could be used, and the browser forgets it and the cart."""
    customers.sign_out(site=request.site, secret=visits.session_secret(request))
    response = HttpResponseRedirect(reverse("shop:home"), status=303)
    visits.forget_session(request, response)
    visits.forget_cart(request, response)
    return response


def safe_next(request: SiteRequest, wanted: str) -> str:
    """Where to go after signing in: a page of this shop, else the account."""
    own = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith(reverse("shop:home"))
    return wanted if own and "\\" not in wanted and len(wanted) < 300 else reverse("shop:account")
