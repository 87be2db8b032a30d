"""What a shop says when something goes wrong: in its own look, with a way on; in the plain page when the look may be what broke."""

from __future__ import annotations

import logging
from typing import Any, cast

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.catalog.queries import ListingQuery, ProductDetail
from dramac.dashboard import errors as plain
from dramac.storefront import products
from dramac.storefront.frame import Head, show
from dramac.tenancy.requests import SiteRequest

log = logging.getLogger(__name__)
CONSOLATION = 4


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing at this address of the shop, with what is new instead."""
    text = _("The address may be mistyped, or what was here is gone. Perhaps you like one of these.")
    return _page(request, 404, _("There is nothing here"), text) or plain.not_found(request, exception)


def gone(request: SiteRequest, product: ProductDetail) -> HttpResponse:
    """410: a product that was sold here and is no longer, with what its category has instead. Three statements."""
    shelf = product.trail[-1] if product.trail else None
    query = ListingQuery(category=shelf.path if shelf else "", size=CONSOLATION)
    title = _("%(product)s is no longer sold") % {"product": product.title}
    more = reverse("shop:category", kwargs={"path": shelf.path}) if shelf else reverse("shop:products")
    context = {
        "heading": title,
        "text": _("It has left the shop for good. Perhaps you like one of these."),
        "cards": products.shown(request.site, catalog.product_page(request.site, query).cards, request.now),
        "shelf": (shelf.name if shelf else _("New arrivals"), more),
    }
    head = Head(title=title, is_indexed=False)
    return show(request, "storefront/pages/error.html", context, head=head, status=410)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not allowed."""
    return _page(request, 403, _("This is not allowed"), "") or plain.refused(request, exception)


def malformed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request makes no sense."""
    text = _("Go back and try once more.")
    return _page(request, 400, _("This request makes no sense"), text) or plain.malformed(request, exception)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without the sign that it is ours: the page was open too long, or cookies are off."""
    text = _("Go back, load the page anew and send the form once more. Cookies must be allowed for this shop.")
    return _page(request, 403, _("This form has expired"), text) or plain.stale_form(request, reason)


def fault(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours. The plain page, because anything may be what broke."""
    return plain.fault(request)


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse | None:
    """The page in the shop's look; None where there is no shop, or its database does not answer."""
    if not hasattr(request, "site"):
        return None
    shop = cast(SiteRequest, request)
    try:
        cards = _consolation(shop) if status == 404 else []
        shelf = (_("New arrivals"), reverse("shop:products"))
        context: dict[str, Any] = {"heading": title, "text": text, "cards": cards, "shelf": shelf}
        head = Head(title=title, is_indexed=False)
        return show(shop, "storefront/pages/error.html", context, head=head, status=status)
    except DatabaseError:
        log.exception("the shop's error page could not be drawn")
        return None


def _consolation(request: SiteRequest) -> list[products.ShownCard]:
    cards = catalog.product_page(request.site, ListingQuery(size=CONSOLATION)).cards
    return products.shown(request.site, cards, request.now)
