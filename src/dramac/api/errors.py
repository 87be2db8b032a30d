"""Whatever goes wrong in a request, told as a problem: the one table from exceptions to statuses.

A refusal is 422; 409 when its code is among CONFLICTS; 412 when it is stale and the caller named a state; 404 when it is
`unknown_…` or among NOT_FOUND and blames no field of the body.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.core.exceptions import (
    BadRequest,
    ObjectDoesNotExist,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.db import OperationalError
from django.http import Http404, HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from ninja.errors import ValidationError

from dramac.api.problems import Denied, Fault
from dramac.api.sentences import sentence
from dramac.kit.refusal import Refused
from dramac.kit.throttle import TooMany

Record = TypeVar("Record")

log = logging.getLogger("dramac.api")

CONFLICTS: set[str] = {"conflict", "stale"}
"""Codes of refusals that are about the state of things, not about what was sent: 409 instead of 422."""


NOT_FOUND: set[str] = {"not_found"}
"""Codes of refusals that mean there is no such record, beside `unknown_…`."""


def missing(*codes: str) -> None:
    """Let refusals with these codes answer 404."""
    NOT_FOUND.update(codes)


def conflicts(*codes: str) -> None:
    """Let refusals with these codes answer 409: asking again later, or after a look at the record, may succeed."""
    CONFLICTS.update(codes)


def not_found() -> Denied:
    """404: no such address, or no such record on this site."""
    return Denied(404, "not_found", _("There is nothing at this address on this site."))


def found(record: Record | None) -> Record:
    """The record, where there is one. Raises Denied (404) where a query has found none."""
    if record is None:
        raise not_found()
    return record


def denied(request: HttpRequest, error: Exception) -> Denied:
    """What an exception means to the caller. A fault of ours is logged and told without its inside."""
    for kinds, tell in TABLE:
        if isinstance(error, kinds):
            return tell(request, error)
    log.error("request failed", exc_info=error, extra={"request_id": getattr(request, "id", ""), "path": request.path})
    return Denied(
        500, "internal_error", _("Something went wrong here. It has been recorded under the id of this request.")
    )


def _as_is(request: HttpRequest, error: Any) -> Denied:
    return error  # type: ignore[no-any-return]  # the table pairs it with Denied


def _refused(request: HttpRequest, error: Any) -> Denied:
    if error.code == "stale" and "If-Match" in request.headers:
        return Denied(412, error.code, error.message)
    if not error.field and (error.code in NOT_FOUND or error.code.startswith("unknown_")):
        return Denied(404, error.code, error.message)
    return Denied(409 if error.code in CONFLICTS else 422, error.code, error.message, _faults(request, error))


def _faults(request: HttpRequest, error: Any) -> list[Fault]:
    """What a refusal blames: one field, or, where it found several problems, each with its sentence."""
    sentences: dict[str, list[str]] = getattr(error, "sentences", {})
    if sentences:
        codes = {problem.field: problem.code for problem in error.problems}
        told = [(field, str(text), codes[field]) for field, texts in sentences.items() for text in texts]
    else:
        told = [(error.field, str(error.message), error.code)] if error.field else []
    if request.method == "GET":
        return [Fault(detail=text, code=code, parameter=field) for field, text, code in told]
    return [Fault(detail=text, code=code, pointer="/" + field.replace(".", "/")) for field, text, code in told]


def _too_many(request: HttpRequest, error: Any) -> Denied:
    return Denied(429, error.code, error.message, headers={"Retry-After": str(error.retry_after)})


def _invalid(request: HttpRequest, error: Any) -> Denied:
    return invalid(error.errors)


def _missing(request: HttpRequest, error: Any) -> Denied:
    return not_found()


def invalid(found: Iterable[dict[str, Any]]) -> Denied:
    """422 with every fault that validation found. A path that cannot be an id is an unknown id: 404."""
    listed = list(found)
    if any(fault["loc"] and fault["loc"][0] == "path" for fault in listed):
        return not_found()
    return Denied(422, "invalid", _("Some of what was sent cannot be taken."), [_fault(fault) for fault in listed[:50]])


def _fault(found: dict[str, Any]) -> Fault:
    source, *where = found["loc"]
    if source in ("query", "header", "form", "file"):
        return Fault(detail=sentence(found), code=found["type"], parameter=str(where[-1] if where else ""))
    pointer = "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in where)
    return Fault(detail=sentence(found), code=found["type"], pointer=pointer)


def _malformed(request: HttpRequest, error: Any) -> Denied:
    return Denied(400, "malformed", _("The request could not be read."))


def _too_large(request: HttpRequest, error: Any) -> Denied:
    return Denied(413, "too_large", _("This is more than can be sent at once."))


def _forbidden(request: HttpRequest, error: Any) -> Denied:
    return Denied(403, "forbidden", _("This is not allowed."))


def _unavailable(request: HttpRequest, error: Any) -> Denied:
    log.warning("the database did not answer", exc_info=error)
    return Denied(503, "unavailable", _("The shop is busy. Try again in a moment."), headers={"Retry-After": "5"})


TABLE: tuple[tuple[type[Exception] | tuple[type[Exception], ...], Callable[[HttpRequest, Any], Denied]], ...] = (
    (Denied, _as_is),
    (TooMany, _too_many),
    (Refused, _refused),
    (ValidationError, _invalid),
    ((Http404, ObjectDoesNotExist), _missing),
    (RequestDataTooBig, _too_large),
    ((SuspiciousOperation, BadRequest, MultiPartParserError, UnreadablePostError), _malformed),
    (PermissionDenied, _forbidden),
    (OperationalError, _unavailable),
)
