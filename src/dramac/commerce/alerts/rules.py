"""Decisions about alerts: which limit is the nearest, what is raised and what closes, and when people are told. Values in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from dramac.kit.settings import Settings

Key = tuple[UUID, UUID]
"""A variant and a location."""

SINGLE, DIGEST, NO_EMAIL = "single", "digest", "none"
MAILINGS = (SINGLE, DIGEST, NO_EMAIL)
"""How people are told by e-mail: soon after it happens, once a day, or not at all."""

BURST = timedelta(minutes=1)
"""How long an alert waits for others, so that many crossings in a minute make one e-mail."""

MOST_UNITS = 1_000_000
MOST_RECIPIENTS = 20
MOST_HYSTERESIS = 1000


class AlertLevel(StrEnum):
    """How bad it is: from few units on low, then critical, with none left out."""

    LOW = "low"
    CRITICAL = "critical"
    OUT = "out"

    @property
    def severity(self) -> int:
        """Its rank; the gravest has the highest."""
        return SEVERITIES[self]


SEVERITIES: Mapping[str, int] = {AlertLevel.LOW: 1, AlertLevel.CRITICAL: 2, AlertLevel.OUT: 3}


@dataclass(frozen=True, slots=True)
class AlertSettings(Settings):
    """Who is told of stock that runs low, and how. `email` is one of MAILINGS, `digest_hour` an hour of the site's own day,
    `recipients` addresses (without any the shop's contact address), `hysteresis` how many units above its limit stock must
    rise before a low or critical alert closes, `on_dashboard` whether alerts are shown on the first page and counted."""

    area: ClassVar[str] = "stock_alerts"
    is_active: bool = True
    on_dashboard: bool = True
    email: str = SINGLE
    digest_hour: int = 8
    recipients: tuple[str, ...] = ()
    hysteresis: int = 1


@dataclass(frozen=True, slots=True)
class Limit:
    """From how many available units downwards stock is low and critical, and who is told."""

    low: int = 10
    critical: int = 3
    is_active: bool = True
    notify_email: bool = True
    notify_dashboard: bool = True
    key: UUID | None = None

    def at(self, level: AlertLevel) -> int:
        """The limit of a level: out is out at none."""
        return {AlertLevel.LOW: self.low, AlertLevel.CRITICAL: self.critical, AlertLevel.OUT: 0}[level]


Scope = tuple[UUID | None, UUID | None, UUID | None]
"""What a limit is for: product, variant and location; of nothing for the whole shop."""

SHOP: Scope = (None, None, None)


@dataclass(frozen=True, slots=True)
class Watched:
    """A variant at a location as it stands: units that can be sold there, since when, and whether anybody wants to hear of it.

    `is_watched` is false for what is not tracked, sells when it is out, is archived or not on sale, was never stocked there, or
    lies at a closed location.
    """

    product_id: UUID
    variant_id: UUID
    location_id: UUID
    available: int
    since: datetime
    is_watched: bool = True

    @property
    def key(self) -> Key:
        """The variant and the location."""
        return self.variant_id, self.location_id


@dataclass(frozen=True, slots=True)
class Standing:
    """An alert that was raised and did not close."""

    id: UUID
    level: AlertLevel
    threshold: int


@dataclass(frozen=True, slots=True)
class Opening:
    """An alert to raise. People are told of the gravest of those raised together."""

    watched: Watched
    level: AlertLevel
    limit: Limit
    is_gravest: bool


@dataclass(frozen=True, slots=True)
class Closing:
    """An alert to close and the limit that its level has now; `reason` is restocked, limit_changed or unwatched."""

    id: UUID
    watched: Watched
    level: AlertLevel
    threshold: int
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a look at stock came to."""

    openings: list[Opening] = field(default_factory=list)
    closings: list[Closing] = field(default_factory=list)


def scopes_for(product_id: UUID, variant_id: UUID, location_id: UUID) -> tuple[Scope, ...]:
    """What limits fit a variant at a location, the nearest first."""
    return (
        (product_id, variant_id, location_id),
        (product_id, variant_id, None),
        (product_id, None, location_id),
        (product_id, None, None),
        (None, None, location_id),
        SHOP,
    )


def nearest(limits: Mapping[Scope, Limit], product_id: UUID, variant_id: UUID, location_id: UUID) -> Limit:
    """The limit that counts for a variant at a location; `limits` has at least the shop's own."""
    return next(limits[scope] for scope in scopes_for(product_id, variant_id, location_id) if scope in limits)


def judge(watched: Watched, limit: Limit, standing: Sequence[Standing], hysteresis: int) -> Verdict:
    """What is raised and what closes for a variant at a location.

    A level is raised when stock is at or below its limit and no alert of that level stands. It closes when stock is above the
    limit by more than `hysteresis` (out: as soon as anything can be sold), when its limit moved away, or when nobody watches.
    """
    known = {one.level: one for one in standing}
    is_heard = watched.is_watched and limit.is_active
    raised = [level for level in AlertLevel if is_heard and level not in known and watched.available <= limit.at(level)]
    gravest = max(raised, key=lambda level: level.severity, default=None)
    graver = max((level.severity for level in known), default=0)
    openings = [
        Opening(watched, level, limit, is_gravest=level is gravest and level.severity > graver) for level in raised
    ]
    closings = [
        Closing(one.id, watched, one.level, limit.at(one.level), reason)
        for one in standing
        if (reason := _why_closed(watched, limit, one, hysteresis))
    ]
    return Verdict(openings, closings)


def _why_closed(watched: Watched, limit: Limit, one: Standing, hysteresis: int) -> str:
    if not watched.is_watched:
        return "unwatched"
    if not limit.is_active:
        return "limit_changed"
    margin = 0 if one.level is AlertLevel.OUT else hysteresis
    if watched.available <= limit.at(one.level) + margin:
        return ""
    return "restocked" if watched.available > one.threshold else "limit_changed"


def told_until(settings: AlertSettings, local: datetime) -> datetime | None:
    """Alerts raised before this moment are to be told by e-mail now; `local` is now in the site's own time zone.

    Daily: before the hour of the day that passed last. Single: all there are, as soon as the one that waits longest has waited
    for `BURST`. None where nobody is told.
    """
    if settings.email == SINGLE:
        return local
    if settings.email != DIGEST:
        return None
    today = local.replace(hour=settings.digest_hour, minute=0, second=0, microsecond=0)
    return today if today <= local else today - timedelta(days=1)


def is_burst_over(oldest: datetime, now: datetime) -> bool:
    """Whether the alert that has waited longest has waited long enough for others to go with it."""
    return now - oldest >= BURST


class LimitFault(StrEnum):
    """Why limits cannot be kept."""

    NOT_WHOLE = "not_whole"
    CRITICAL_ABOVE_LOW = "critical_above_low"


def limit_faults(values: Mapping[str, int | None], low: str, critical: str) -> dict[str, LimitFault]:
    """What is wrong with limits, by field; `low` and `critical` are the names of the two that belong together."""
    found = {name: LimitFault.NOT_WHOLE for name, value in values.items() if not _is_units(value)}
    both = values.get(low), values.get(critical)
    if not found and both[0] is not None and both[1] is not None and both[1] > both[0]:
        found[critical] = LimitFault.CRITICAL_ABOVE_LOW
    return found


def _is_units(value: object) -> bool:
    return value is None or (type(value) is int and 0 <= value <= MOST_UNITS)


def gravest_of(levels: Iterable[tuple[Key, AlertLevel]]) -> dict[Key, AlertLevel]:
    """The gravest level of each variant at a location."""
    found: dict[Key, AlertLevel] = {}
    for key, level in levels:
        if key not in found or level.severity > found[key].severity:
            found[key] = level
    return found
