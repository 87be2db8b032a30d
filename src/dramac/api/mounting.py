"""Making one API of the slices' endpoints, and the addresses it answers at below `/api/`."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from ninja import NinjaAPI

from dramac.api import document, door, pages
from dramac.api.endpoints import Endpoints


class Api(NinjaAPI):
    """The framework's API with two changes: what goes wrong is told at the door, so that transactions see it first, and no
    answer is prepared before an endpoint gives one, for none of them is handed it."""

    def on_exception(self, request: HttpRequest, exc: Any) -> HttpResponse:
        """Let it go on to the door."""
        raise exc

    def create_temporal_response(self, request: HttpRequest) -> HttpResponse:
        """One that nobody looks at."""
        return _unused()


@cache
def _unused() -> HttpResponse:
    return HttpResponse()


def assemble(parts: list[Endpoints]) -> Api:
    """One API of these parts, in the order of the documentation."""
    api = Api(openapi_url=None, docs_url=None, urls_namespace="api")
    for part in parts:
        api.add_router("", part.router)
    return api


def addresses(api: Api) -> list[URLPattern]:
    """Everything below `/api/`: the operations, the document, the documentation; anything else is a 404 of our own."""

    @cache
    def written() -> bytes:
        return msgspec.json.encode(document.build(api))

    def openapi(request: HttpRequest) -> HttpResponse:
        return HttpResponse(written(), content_type="application/json", headers={"Cache-Control": "no-cache"})

    operations = [pattern for router in api._get_bound_routers() for pattern in router.urls_paths(router.prefix)]
    return [
        *(_behind_the_door(pattern) for pattern in sorted(operations, key=_for_staff)),
        path("v1/openapi.json", door.through(openapi), name="api-document"),
        path("v1/docs", pages.documentation(lambda: document.build(api)), name="api-documentation"),
        re_path(r"^.*\Z", door.through(door.nothing_here)),
    ]


def _for_staff(pattern: URLPattern) -> bool:
    """Addresses are tried one after the other, and most requests are shoppers'."""
    return not str(pattern.pattern).startswith("storefront/")


def _behind_the_door(pattern: URLPattern) -> URLPattern:
    return path(f"v1/{str(pattern.pattern).lstrip('/')}", door.through(pattern.callback), name=pattern.name)
