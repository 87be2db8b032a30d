"""How operations fail: one table of problems, and which of them an operation can answer with."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from dramac.api.contracts import Contract
from dramac.api.problems import DOCUMENTATION, MEDIA_TYPE

Json = dict[str, Any]

PROBLEMS: dict[int, tuple[str, str]] = {
    400: ("malformed_json", "The request could not be read: no JSON, a bad header, an unknown version."),
    401: ("missing_key", "There is no key, or it opens nothing: mistyped, unknown, revoked, expired."),
    403: ("missing_scope", "The key may not do this. `detail` names the scope it lacks."),
    404: ("not_found", "There is no such record on the site of the key."),
    406: ("not_acceptable", "The request accepts no JSON."),
    409: (
        "conflict",
        "The state of things forbids it now, or the first request with this idempotency key is still being done.",
    ),
    412: ("stale", "The record was changed since the state that If-Match names."),
    413: ("too_large", "The body is larger than this operation takes."),
    415: ("unsupported_media_type", "The body has another media type than this operation takes."),
    422: (
        "invalid",
        "Understood, and refused. `errors` lists every fault with a pointer into the body, or the parameter.",
    ),
    428: ("precondition_required", "This edit must say with If-Match which state it was made from."),
    429: ("rate_limited", "Too many requests. `Retry-After` says how many seconds to wait."),
    500: ("internal_error", "A fault of ours. It is recorded under the id of the request."),
    503: ("unavailable", "Too busy to answer. `Retry-After` says how many seconds to wait."),
}
NAMES = {status: "".join(HTTPStatus(status).phrase.title().split()) for status in PROBLEMS}
HEADERS = {
    401: ("WWW-Authenticate", "Challenge"),
    429: ("Retry-After", "RetryAfter"),
    503: ("Retry-After", "RetryAfter"),
}
ALWAYS = (400, 401, 403, 404, 406, 422, 429, 500, 503)


def _example(status: int) -> Json:
    code, detail = PROBLEMS[status]
    return {
        "type": f"https://shop.example{DOCUMENTATION}#{code.replace('_', '-')}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail.split(":")[0].split(".")[0] + ".",
        "instance": "urn:request:0199f1d27c3a7b5e9a415d0f3c2b1a90",
        "code": code,
        **(
            {"errors": [{"detail": "This is required.", "code": "missing", "pointer": "/title"}]}
            if status == 422
            else {}
        ),
    }


def _response(status: int) -> Json:
    headers = {"X-Request-Id": {"$ref": "#/components/headers/RequestId"}}
    if status in HEADERS:
        name, header = HEADERS[status]
        headers[name] = {"$ref": f"#/components/headers/{header}"}
    content = {"schema": {"$ref": "#/components/schemas/Problem"}, "example": _example(status)}
    return {"description": PROBLEMS[status][1], "headers": headers, "content": {MEDIA_TYPE: content}}


RESPONSES: Json = {NAMES[status]: _response(status) for status in PROBLEMS}


def of(contract: Contract, *, method: str, has_version: bool) -> Json:
    """The failures of an operation, and 304 where it gives a record with an entity tag."""
    statuses = set(ALWAYS)
    if method != "get":
        statuses |= {409, 413}
    if contract.has_body:
        statuses.add(415)
    if contract.if_match != "none":
        statuses |= {412, 428} if contract.if_match == "required" else {412}
    kept: Json = {}
    if method == "get" and has_version:
        kept["304"] = {
            "description": "Nothing has changed since.",
            "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
        }
    return kept | {str(status): {"$ref": f"#/components/responses/{NAMES[status]}"} for status in sorted(statuses)}
