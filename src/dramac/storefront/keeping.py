"""Keeps whole pages: of the same facts, for a visitor who is shown the same, a page is drawn once.

A page is known by everything that it shows, never by its address alone, and what it shows is read anew for every request:
so a kept page is never out of date (docs/decisions/0014). While a page is drawn that is to be kept, nothing may be asked of
the database; what was asked nevertheless is not among its facts, so such a page is given out and not kept.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

import msgspec
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.urls import get_script_prefix
from django.utils.translation import get_language

from dramac.storefront import visitors
from dramac.storefront.frame import kept, theme_of
from dramac.tenancy import addresses
from dramac.tenancy.models import Site
from dramac.tenancy.requests import SiteRequest

log = logging.getLogger(__name__)
LONGEST_ADDRESS = 300
TOKEN = re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")[^"]*(?=")')
"""Where a form carries the visitor's own token: the one thing in a page that differs for everybody."""


class _Page:
    """A page once it was drawn: its parts, between which the token stands, and what was said of it."""

    __slots__ = ("parts", "robots", "status")

    def __init__(self, key: object) -> None:
        self.parts: list[bytes] | None = None
        self.status = 200
        self.robots = ""


_page = lru_cache(maxsize=settings.KEPT_PAGES)(_Page)


def drawn(request: SiteRequest, facts: Hashable, draw: Callable[[], HttpResponse]) -> HttpResponse:
    """The page that `draw` makes of `facts` and of what every page shows of the shop and its visitor.

    Two statements for a visitor with a cart, none for others.
    """
    address = request.get_full_path()
    if len(address) > LONGEST_ADDRESS:
        return draw()
    page = _page((address, _surroundings(request), facts))
    if page.parts is None:
        return _drawn(page, draw)
    content = page.parts[0] if len(page.parts) == 1 else get_token(request).encode().join(page.parts)
    response = HttpResponse(content, status=page.status)
    if page.robots:
        response.headers["X-Robots-Tag"] = page.robots
    return kept(request, response)


def _surroundings(request: SiteRequest) -> Hashable:
    """What the frame of every page shows."""
    site = request.site
    return (
        _said(site),
        addresses.shop_url(site),
        get_script_prefix(),
        get_language(),
        theme_of(request),
        visitors.cart_count(request),
    )


def _said(site: Site) -> bytes:
    """Everything that the shop says of itself."""
    known: dict[str, Any] = site.__dict__
    return msgspec.json.encode([known[name] for name in _names()])


@lru_cache(maxsize=1)
def _names() -> tuple[str, ...]:
    return tuple(str(field.attname) for field in Site._meta.concrete_fields)


def _drawn(page: _Page, draw: Callable[[], HttpResponse]) -> HttpResponse:
    asked: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        response = draw()
    if asked:
        log.warning("A page that was to be kept asked for more while it was drawn: %s", asked[0][:200])
        return response
    page.status, page.robots = response.status_code, response.headers.get("X-Robots-Tag", "")
    page.parts = TOKEN.split(response.content)
    return response
