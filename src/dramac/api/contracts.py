"""What an endpoint promises beside its code: who may call it, what it takes and gives. The gate keeps it, the document tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypedDict

Secret = Literal["", "Dramac-Cart", "Dramac-Order"]
Precondition = Literal["none", "optional", "required"]

MOST_JSON = 1024 * 1024
"""Bytes of a JSON body; an import or a picture says its own limit."""


class Options(TypedDict, total=False):
    """What an endpoint may say about itself.

    `status` of success (200; 204 follows from giving nothing). `if_match` for edits of a record with a version. `uploads` is the
    most bytes of a form with files. `in_one` is false for what cannot be done in one transaction with its idempotency key.
    `redact` names fields of the answer that are shown once and not kept for a repeated request. `located` adds the address
    of what was made. `secret` is the header that names a shopper's cart or order: secrets do not stand in addresses.
    """

    status: int
    if_match: Precondition
    uploads: int
    in_one: bool
    redact: tuple[str, ...]
    located: bool
    secret: Secret


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
    has_body: bool = False
    parameters: frozenset[str] = frozenset()
    form_fields: frozenset[str] = frozenset()
