"""The outermost layer: whatever happens inside, what leaves is an answer of the API with its headers."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from dramac.api import errors, limits, versions
from dramac.api.problems import Denied, answer

View = Callable[..., HttpResponseBase]

STOREFRONT = "/api/v1/storefront/"
EXPOSED = "ETag, Location, Retry-After, RateLimit, RateLimit-Policy, X-Request-Id, Idempotent-Replayed, Dramac-Version"
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Accept-Language, Idempotency-Key, If-Match, "
    "If-None-Match, Dramac-Version, Dramac-Cart, Dramac-Order, Dramac-Customer",
    "Access-Control-Max-Age": "86400",
}


def through(view: View) -> View:
    """A view behind the door. Cookies mean nothing here, so there is nothing for a forged form to use."""

    @csrf_exempt
    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = _preflight(request) or _entered(view, request, *args, **kwargs)
        except Exception as error:  # the one place where everything that goes wrong becomes an answer
            response = answer(request, errors.denied(request, error))
        return _dressed(request, response)

    return enter


def nothing_here(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """Any address below /api/ that is no endpoint."""
    raise errors.not_found()


def _entered(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    versions.edition_of(request)
    response = view(request, *args, **kwargs)
    if isinstance(response, HttpResponseNotAllowed):
        allowed = ", ".join(sorted(response.headers["Allow"].split(", ")))
        detail = _("This address does not answer %(method)s.") % {"method": str(request.method)[:20]}
        raise Denied(405, "method_not_allowed", detail, headers={"Allow": allowed})
    return response


def _preflight(request: HttpRequest) -> HttpResponse | None:
    """A browser asking whether a shop's own page may call: yes, where shoppers' endpoints are; there are no cookies to misuse."""
    asked = request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers
    return HttpResponse(status=204, headers=PREFLIGHT) if asked and request.path_info.startswith(STOREFRONT) else None


def _dressed(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    limits.show(response, getattr(request, "standing", None))
    asked = request.headers.get(versions.HEADER)
    response.headers.setdefault(versions.HEADER, asked if asked in versions.EDITIONS else versions.EDITIONS[-1])
    response.headers.setdefault("Cache-Control", "private, no-cache")
    response.headers.setdefault("Vary", "Authorization, Accept-Language")
    if request.path_info.startswith(STOREFRONT):
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = EXPOSED
    return response
