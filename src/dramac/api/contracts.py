"""What an endpoint promises beside its code: who may call it, what it takes and gives. The gate keeps it, the document tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal, TypedDict

Secret = Literal["", "Dramac-Cart", "Dramac-Order", "Dramac-Customer"]
Precondition = Literal["none", "optional", "required"]

CUSTOMER: Final = "Dramac-Customer"
"""The header with the secret of a shopper's sign-in."""

MOST_JSON = 1024 * 1024
"""Bytes of a JSON body; an import or a picture says its own limit."""


class Options(TypedDict, total=False):
    """What an endpoint may say about itself.

    `status` of success (200; 204 follows from giving nothing). `if_match` for edits of a record with a version. `uploads` is the
    most bytes of a form with files. `in_one` is false for what cannot be done in one transaction with its idempotency key.
    `redact` names fields of the answer that are shown once and not kept for a repeated request. `located` adds the address
    of what was made. `secret` is the header that names a shopper's cart, order or sign-in: secrets do not stand in
    addresses. `signed_in` lets a shopper say with their sign-in who they are, instead of the secret or beside it. `media` is
    the type of a file that is given instead of JSON.
    """

    status: int
    if_match: Precondition
    uploads: int
    in_one: bool
    redact: tuple[str, ...]
    located: bool
    secret: Secret
    signed_in: bool
    media: str


@dataclass(frozen=True, slots=True)
class Contract:
    """An endpoint's promise. `gives` is the type of its answer, None for an empty one; `parameters` its query parameters,
    `form_fields` those of its form, where it takes files."""

    name: str
    permission: str
    gives: Any
    status: int = 200
    if_match: Precondition = "none"
    uploads: int = 0
    in_one: bool = True
    redact: tuple[str, ...] = ()
    located: bool = False
    secret: Secret = ""
    signed_in: bool = False
    media: str = ""
    has_body: bool = False
    parameters: frozenset[str] = frozenset()
    form_fields: frozenset[str] = frozenset()
