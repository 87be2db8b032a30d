"""Decisions about telling shoppers that something is back: how many at once, and what is kept how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from dramac.kit.settings import Settings

KEPT = timedelta(days=90)
"""How long it is known whom we told, or who did not want to be told any more: as long as the e-mails themselves."""

WAITS = timedelta(days=365)
"""How long a wish is kept that stock never answered; after a year nobody expects the e-mail."""


@dataclass(frozen=True, slots=True)
class WaitlistSettings(Settings):
    """Whether shoppers may leave their address at what is sold out, and how they are told: for each unit that can be sold
    `per_unit` of them, the longest waiting first, and the next ones `pause_minutes` later if there is still some."""

    area: ClassVar[str] = "waitlist"
    is_offered: bool = True
    per_unit: int = 3
    pause_minutes: int = 60

    @property
    def pause(self) -> timedelta:
        """The time between two waves."""
        return timedelta(minutes=max(self.pause_minutes, 1))


def wave(available: int | None, *, told_lately: int, per_unit: int) -> int | None:
    """How many more may be told now, with so many units for sale, of which `told_lately` people were told in this wave.

    Everybody is told in the end, but never more at once than could hope to get one: a hundred e-mails about two mugs make
    ninety-eight people angry. None where there is no limit to what can be sold.
    """
    if available is None:
        return None
    return max(max(available, 0) * max(per_unit, 1) - told_lately, 0)
