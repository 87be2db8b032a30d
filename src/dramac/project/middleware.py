"""What is done for every request: it has an id, given by the balancer in front or made here, echoed, logged and shown on
error pages; and pages travel compressed."""

from __future__ import annotations

import gzip
import io
import logging
import re
import secrets
import time
from collections.abc import Callable

from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.crypto import get_random_string

from dramac.kit.ids import new_id

log = logging.getLogger("dramac.requests")
SMALLEST = 1000
"""Bytes below which compressing a page gains nothing."""
EFFORT = 4
PADDING = 100
ACCEPTED = re.compile(r"\A[A-Za-z0-9_.-]{8,64}\Z")


class RequestIds:
    """Gives the request its id and writes one log line when it is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        offered = request.headers.get("X-Request-Id", "")
        request.id = offered if ACCEPTED.match(offered) else new_id().hex  # type: ignore[attr-defined]
        started = time.perf_counter()
        response = self.get_response(request)
        response["X-Request-Id"] = request.id  # type: ignore[attr-defined]
        log.info(
            "request",
            extra={
                "request_id": request.id,  # type: ignore[attr-defined]
                "method": request.method,
                "path": request.path,
                "status": response.status_code,
                "ms": round((time.perf_counter() - started) * 1000, 1),
            },
        )
        return response


class CompressedPages:
    """Compresses pages and style sheets for browsers that ask for it, so that a phone waits a fifth of the time for them.

    Pictures are small already and exports are streamed, so both are left alone. A few bytes of random length in the header
    keep what is secret in a page from being guessed by its compressed size (the BREACH attack).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, HttpResponse) or not response.get("Content-Type", "").startswith(
            ("text/html", "text/css")
        ):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        asked = "gzip" in request.headers.get("Accept-Encoding", "")
        if asked and len(response.content) >= SMALLEST and not response.has_header("Content-Encoding"):
            response.content = _compressed(response.content)
            response["Content-Encoding"] = "gzip"
            if response.has_header("Content-Length"):
                response["Content-Length"] = str(len(response.content))
        return response


class ContentPolicy:
    """Tells browsers what a page may load and run: the installation's one policy, written once. A view that sends a stricter
    one keeps it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.policy = build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not (
            settings.DEBUG and response.status_code in (404, 500)
        ):  # Django's own pages for developers carry styles
            response.headers.setdefault("Content-Security-Policy", self.policy)
        return response


def _compressed(content: bytes) -> bytes:
    out = io.BytesIO()
    name = get_random_string(secrets.randbelow(PADDING))
    with gzip.GzipFile(filename=name, mode="wb", compresslevel=EFFORT, fileobj=out, mtime=0) as packed:
        packed.write(content)
    return out.getvalue()
