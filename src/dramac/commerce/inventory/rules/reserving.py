"""How long stock is kept for whom, and what is left for others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from dramac.commerce.inventory.rules.levels import Level
from dramac.kit.settings import Settings

LONGEST_MINUTES = 120
"""The longest a shop may keep goods for someone who is checking out."""

LONGEST_HOLD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class SellingSettings(Settings):
    """How a shop sells from its stock: for how many minutes it keeps goods for someone who is checking out (0: not at all),
    and by which rule it chooses the location that sends them."""

    area: ClassVar[str] = "selling"
    reserve_minutes: int = 0
    ship_from: str = "default"

    @property
    def kept_for(self) -> timedelta | None:
        """How long goods are kept from one step of the checkout to the next; None where they are not."""
        minutes = min(self.reserve_minutes, LONGEST_MINUTES)
        return timedelta(minutes=minutes) if minutes > 0 else None


@dataclass(frozen=True, slots=True)
class Errand:
    """What units are taken for, as far as it matters to stock: the cart for which some may be kept, and where they go."""

    holder: str = ""
    country: str = ""


def left_for_others(level: Level, reserved: Mapping[tuple[UUID, UUID], int]) -> Level:
    """The level less what is kept of it for somebody else."""
    units = reserved.get((level.variant_id, level.location_id), 0)
    return replace(level, reserved=units) if units else level


def may_be_reserved(level: Level, now: datetime) -> bool:
    """Whether some of a level may be kept for somebody, so that it is worth asking."""
    return level.reserved_until is not None and level.reserved_until > now
