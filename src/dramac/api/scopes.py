"""What a key may do: permission patterns, the same words as a role's (`orders.view`, `catalog.*`). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from dramac.tenancy.roles import PRIVATE

STOREFRONT = "storefront.use"
"""What an endpoint for shoppers asks for; the only thing a publishable key has."""

PATTERN = re.compile(r"\A(?:\*|\*\.view|[a-z]+\.(?:\*|[a-z]+(?:_[a-z]+)*))\Z")


def is_scope(text: str) -> bool:
    """Whether `text` is a scope: `*`, `*.view`, `area.*` or `area.verb`."""
    return len(text) <= 60 and PATTERN.match(text) is not None


def allows(scopes: Sequence[str], permission: str) -> bool:
    """Whether a key with `scopes` may do `permission`. Reading everything does not include staff and keys."""
    return any(_covers(scope, permission) for scope in scopes)


def beyond(own: Sequence[str], wanted: Iterable[str]) -> list[str]:
    """The scopes among `wanted` that are more than `own`: a key gives nothing away that it has not."""
    return [scope for scope in wanted if not allows(own, scope)]


def _covers(scope: str, permission: str) -> bool:
    if scope == "*.view" and permission in PRIVATE:
        return False
    return fnmatchcase(permission, scope)
