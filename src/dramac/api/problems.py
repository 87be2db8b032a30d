"""Answers that say no, as `application/problem+json` (RFC 9457): one shape, from a missing key to a fault of ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse

MEDIA_TYPE = "application/problem+json"
DOCUMENTATION = "/api/v1/docs"


class Fault(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that is wrong with a request. `pointer` is a JSON pointer into the body, `parameter` names a parameter or header."""

    detail: str
    code: str
    pointer: str = ""
    parameter: str = ""


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why a request was not done. `code` is for programs and stays; `title` and `detail` are for people.

    `instance` is the id of the request, to be named when asking for help. `errors` lists every fault that was found.
    """

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    errors: list[Fault] = []


@dataclass(eq=False)
class Denied(Exception):
    """A request that the frame itself turns down, before any slice has seen it."""

    status: int
    code: str
    detail: object
    errors: Sequence[Fault] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


def answer(request: HttpRequest, denied: Denied) -> HttpResponse:
    """The problem document of a denied request."""
    problem = Problem(
        type=f"{settings.PUBLIC_URL}{DOCUMENTATION}#{denied.code.replace('_', '-')}",
        title=HTTPStatus(denied.status).phrase,
        status=denied.status,
        detail=str(denied.detail),
        instance=f"urn:request:{getattr(request, 'id', '')}",
        code=denied.code,
        errors=list(denied.errors),
    )
    headers = dict(denied.headers)
    return HttpResponse(msgspec.json.encode(problem), status=denied.status, content_type=MEDIA_TYPE, headers=headers)
