"""What each role of a site's staff may do. Pure: permission names in, yes or no out.

A permission is `area.verb` (`orders.refund`). Slices name theirs in `permissions.py`; roles grant them by pattern, so that a
new verb of an area is granted to whoever runs that area. `area.*` is every verb, `*.view` is reading everything.
"""

from __future__ import annotations

from enum import StrEnum
from fnmatch import fnmatchcase


class Role(StrEnum):
    """The roles a member of staff can have on a site."""

    OWNER = "owner"
    ADMIN = "admin"
    MANAGER = "manager"
    FULFILMENT = "fulfilment"
    MARKETING = "marketing"
    ANALYST = "analyst"
    VIEWER = "viewer"


GRANTS: dict[Role, tuple[str, ...]] = {
    Role.OWNER: ("*",),
    Role.ADMIN: ("*",),
    Role.MANAGER: (
        "catalog.*",
        "customers.*",
        "importing.*",
        "inventory.*",
        "orders.*",
        "payments.*",
        "purchasing.*",
        "quotes.*",
        "shipping.*",
        "tax.*",
        "promotions.*",
        "*.view",
    ),
    Role.FULFILMENT: (
        "orders.view",
        "orders.fulfil",
        "orders.note",
        "inventory.*",
        "purchasing.view",
        "purchasing.receive",
        "catalog.view",
        "customers.view",
    ),
    Role.MARKETING: ("catalog.view", "catalog.edit", "customers.view", "promotions.*", "analytics.*", "orders.view"),
    Role.ANALYST: ("*.view", "analytics.*"),
    Role.VIEWER: ("*.view",),
}

PRIVATE = ("staff.view", "api.view", "audit.view")
"""Areas that reading everything does not include: who works here and what they did, and the keys of the API."""


def may(role: Role, permission: str) -> bool:
    """Whether someone with `role` may do `permission` (`area.verb`)."""
    patterns = GRANTS[role]
    if permission in PRIVATE:
        patterns = tuple(pattern for pattern in patterns if pattern != "*.view")
    return any(fnmatchcase(permission, pattern) for pattern in patterns)
