"""Pure decisions about sites and staff: which short names are free to take, and who may give or take which role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from dramac.kit.settings import Settings, read
from dramac.tenancy.roles import Role

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
HOST = re.compile(r"(?=.{1,253}\Z)(?:(?!-)[a-z0-9-]{1,63}(?<!-)\.)+(?!-)[a-z0-9-]{2,63}(?<!-)")
RESERVED = frozenset({"sign-in", "sign-out", "password", "sites", "profile", "new"})
"""Words that addresses of the dashboard begin with."""


@dataclass(frozen=True, slots=True)
class SecuritySettings(Settings):
    """How staff sign in: `second_factor` lets nobody work on the shop without one."""

    area: ClassVar[str] = "security"
    second_factor: bool = False


class RoleFault(StrEnum):
    """Why a role cannot be given or taken."""

    ONLY_OWNERS = "only_owners"
    LAST_OWNER = "last_owner"


def is_free_to_take(slug: str) -> bool:
    """Whether a short name has the right form and is not one of the dashboard's own words."""
    return bool(SLUG.fullmatch(slug)) and slug not in RESERVED


def is_host(host: str) -> bool:
    """Whether this is a host name (RFC 1123, at least two labels) in small letters."""
    return bool(HOST.fullmatch(host))


def fault_in_change(*, by: Role | None, before: Role, after: Role | None, owners: int) -> RoleFault | None:
    """Why someone with role `by` may not turn `before` into `after`; None if they may. `owners` is how many there are.

    Only an owner makes or unmakes owners, and the last one stays. `by` None is the program itself; `after` None is leaving.
    """
    if Role.OWNER in (before, after) and before != after and by not in (None, Role.OWNER):
        return RoleFault.ONLY_OWNERS
    if before is Role.OWNER and after is not Role.OWNER and owners <= 1:
        return RoleFault.LAST_OWNER
    return None


def is_factor_required(settings: object) -> bool:
    """Whether a site with these settings lets nobody in without a second factor."""
    return read(SecuritySettings, settings).second_factor
