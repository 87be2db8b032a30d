"""Programs come in by a door of their own: past sessions, forms and pages, which mean nothing to them and cost time."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, cast

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch, get_resolver
from django.utils import timezone, translation

from dramac.kit.clock import utc_now

GetResponse = Callable[[HttpRequest], HttpResponseBase]

KEPT_ADDRESSES = 4096
API, PAGES = "/api/", "/api/v1/docs"
"""What is below `/api/` is for programs, but for the documentation, which people read."""

POLICY = "default-src 'none'; frame-ancestors 'none'"
"""An answer is data: a browser that is made to show it as a page loads nothing for it and shows it in no frame."""


class Straight(BaseHandler):
    """Django's way from a request to its view, with nothing between them."""

    def __init__(self) -> None:
        # What `load_middleware` would fill.
        self._view_middleware: list[Any] = []
        self._template_response_middleware: list[Any] = []
        self._exception_middleware: list[Any] = []

    def resolve_request(self, request: HttpRequest) -> ResolverMatch:
        """The view behind the address. Raises Resolver404."""
        match = request.resolver_match = _resolved(settings.ROOT_URLCONF, request.path_info)
        return match


@lru_cache(maxsize=KEPT_ADDRESSES)
def _resolved(urlconf: str, path: str) -> ResolverMatch:
    """What stands at an address: the same as long as the process runs, and the API has many."""
    return get_resolver(urlconf).resolve(path)


class Entrance:
    """Leads what is asked of the API straight to its view. What stands before it in the settings, it passes like the rest."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        inner: Any = Straight()
        self.straight = cast("GetResponse", convert_exception_to_response(inner._get_response))

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(API) or request.path_info.startswith(PAGES):
            return self.get_response(request)
        request.get_host()  # refuses a host that this installation does not answer for
        request.now = utc_now()  # type: ignore[attr-defined]  # declared on SiteRequest
        timezone.deactivate()
        translation.deactivate()
        response = self.straight(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        if not response.streaming and not response.has_header("Content-Length"):
            response.headers["Content-Length"] = str(len(response.content))  # type: ignore[attr-defined]  # not streaming
        return response
