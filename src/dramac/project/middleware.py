"""Every request has an id: given by the balancer in front or made here, echoed, logged, and shown on error pages."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from dramac.kit.ids import new_id

log = logging.getLogger("dramac.requests")
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
