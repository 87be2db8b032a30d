"""The headers that requests may carry and answers do, as the document names them."""

from __future__ import annotations

from typing import Any

from dramac.api.contracts import Contract
from dramac.api.versions import EDITIONS

Json = dict[str, Any]

TAG = '"7-1f0c2a9be4d3"'


def _header(description: str, **schema: Any) -> Json:
    return {"description": description, "schema": {"type": "string", **schema}}


HEADERS: Json = {
    "RequestId": _header("The id of this request; name it when you ask for help."),
    "Version": _header("The version of the API that answered.", enum=list(EDITIONS)),
    "RateLimit": _header(
        "What is left in the present window and the seconds until the next.", examples=['"secret";r=1199;t=42']
    ),
    "RateLimitPolicy": _header("The limit that applies: requests and seconds.", examples=['"secret";q=1200;w=60']),
    "ETag": _header("Which state of the record this is. Send it back as If-Match or If-None-Match.", examples=[TAG]),
    "Location": _header("Where the new record is."),
    "RetryAfter": _header("Seconds to wait before trying again."),
    "Replayed": _header("Present when this is the kept answer to an earlier request with the same key.", enum=["true"]),
    "Challenge": _header("How to identify yourself."),
    "FileName": _header("The file's name.", examples=['attachment; filename="shop-products-2026-11-22.csv"']),
    "Allow": _header("What this address answers."),
}

PARAMETERS: Json = {
    "Version": {
        "in": "header",
        "name": "Dramac-Version",
        "description": "The version of the API you were written for. Without it the newest answers.",
        "schema": {"type": "string", "enum": list(EDITIONS)},
    },
    "IdempotencyKey": {
        "in": "header",
        "name": "Idempotency-Key",
        "description": "Makes it safe to send this request again: the same key gives the same answer for two days.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]+$"},
        "example": "5f6b1c7e-order-1001",
    },
    "IfMatch": {
        "in": "header",
        "name": "If-Match",
        "description": "The ETag of the state you have edited; 412 when somebody has changed the record since.",
        "schema": {"type": "string", "maxLength": 200},
        "example": TAG,
    },
    "IfMatchRequired": {
        "in": "header",
        "name": "If-Match",
        "required": True,
        "description": "The ETag of the state you have edited; 412 when somebody has changed the record since.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 200},
        "example": TAG,
    },
    "Dramac-Cart": {
        "in": "header",
        "name": "Dramac-Cart",
        "required": True,
        "description": "The secret of a cart, from the answer that opened it.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 100},
        "example": "kR3v0QyYw1bq2mJ4sT6uX8zA9cE5gH7i",
    },
    "Dramac-Order": {
        "in": "header",
        "name": "Dramac-Order",
        "required": True,
        "description": "The secret of an order, from the answer that placed it or from the shopper's mail.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 100},
        "example": "Zk3v0QyYw1bq2mJ4sT6uX8zA9cE5gH7iLp2nO4rS6tU",
    },
    "Dramac-Customer": {
        "in": "header",
        "name": "Dramac-Customer",
        "required": True,
        "description": "The secret of a shopper's sign-in, from the answer that signed them in.",
        "schema": {"type": "string", "minLength": 1, "maxLength": 100},
        "example": "hT7v0QyYw1bq2mJ4sT6uX8zA9cE5gH7iLp2nO4rS6tU",
    },
    "IfNoneMatch": {
        "in": "header",
        "name": "If-None-Match",
        "description": "ETags of states you already have; 304 when one of them is still the newest.",
        "schema": {"type": "string", "maxLength": 1000},
        "example": TAG,
    },
}

PARAMETERS |= {
    "Maybe-Dramac-Cart": {
        **PARAMETERS["Dramac-Cart"],
        "required": False,
        "description": "The secret of a cart. Who is signed in may leave it out: their own cart is meant then.",
    },
    "Maybe-Dramac-Customer": {
        **PARAMETERS["Dramac-Customer"],
        "required": False,
        "description": "The secret of a shopper's sign-in, where they are signed in.",
    },
}


def parameters(contract: Contract, *, unsafe: bool, has_version: bool) -> list[Json]:
    """The headers that a request to an operation may carry."""
    named = ["Version"]
    if unsafe:
        named.append("IdempotencyKey")
    elif has_version:
        named.append("IfNoneMatch")
    if contract.signed_in:
        named += [*([f"Maybe-{contract.secret}"] if contract.secret else []), "Maybe-Dramac-Customer"]
    elif contract.secret:
        named.append(contract.secret)
    if contract.if_match != "none":
        named.append("IfMatchRequired" if contract.if_match == "required" else "IfMatch")
    return [{"$ref": f"#/components/parameters/{name}"} for name in named]


def shown(contract: Contract, *, unsafe: bool, has_version: bool) -> Json:
    """The headers of an operation's success."""
    named = {
        "X-Request-Id": "RequestId",
        "Dramac-Version": "Version",
        "RateLimit": "RateLimit",
        "RateLimit-Policy": "RateLimitPolicy",
    }
    if has_version:
        named["ETag"] = "ETag"
    if contract.located:
        named["Location"] = "Location"
    if unsafe:
        named["Idempotent-Replayed"] = "Replayed"
    return {name: {"$ref": f"#/components/headers/{header}"} for name, header in named.items()}
