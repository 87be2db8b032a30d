"""Turning what an endpoint gives into a response: JSON as its shape declares it, or a file; entity tag, 304, address of what was made."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import msgspec
from django.http import HttpResponse
from django.http.response import HttpResponseBase

from dramac.api import etags
from dramac.api.contracts import Contract
from dramac.api.downloads import Download, sending
from dramac.api.requests import ApiRequest

JSON = "application/json"
encoder = msgspec.json.Encoder()


def answering(function: Callable[..., Any], contract: Contract) -> Callable[..., HttpResponseBase]:
    """The endpoint, giving responses instead of values."""

    @wraps(function)
    def answer(request: ApiRequest, **values: Any) -> HttpResponseBase:
        given = function(request, **values)
        if isinstance(given, Download):
            return sending(given)
        return HttpResponse(status=204) if given is None else _response(request, contract, given)

    return answer


def _response(request: ApiRequest, contract: Contract, given: Any) -> HttpResponse:
    body = encoder.encode(given)
    response = HttpResponse(body, status=contract.status, content_type=JSON)
    version = getattr(given, "version", None)
    if isinstance(version, int):
        tag = etags.tag(version, body)
        if request.method == "GET" and etags.is_known(request, tag):
            response = HttpResponse(status=304)
        response.headers["ETag"] = tag
    if contract.located:
        response.headers["Location"] = f"{request.path}/{given.id}"
    return response
