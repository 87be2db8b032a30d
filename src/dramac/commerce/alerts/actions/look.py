"""Look at stock: raise the alerts of what fell to its limits, close those of what came back, and tell both.

Whoever looks reads how things stand now, not what was told of them: looking twice, late, or from two workers at once comes to
the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from dramac.commerce.alerts import queries
from dramac.commerce.alerts.actions.turn import take_turn
from dramac.commerce.alerts.events import AlertsRaised, AlertTold, LimitsChanged, StockFellLow, StockRestocked
from dramac.commerce.alerts.models import RaisedAlert, StockAlert
from dramac.commerce.alerts.rules import (
    NO_EMAIL,
    SHOP,
    AlertLevel,
    Closing,
    Key,
    Opening,
    Scope,
    Verdict,
    judge,
    nearest,
)
from dramac.kit import bulk
from dramac.kit.facts import Event
from dramac.kit.ids import new_id
from dramac.kit.outbox import publish
from dramac.kit.statements import batches
from dramac.tenancy import queries as tenancy
from dramac.tenancy.models import Site

AT_ONCE = 1000
"""Levels in one transaction."""

PORTIONS = 20
"""Portions before the rest is left to the next fact, so that a delivery stays well within its lease."""

ALERTS_IN_A_FACT = 50
"""A fact goes out as a webhook, which stays below 20 kB (webhooks-integrations.md, 1.3)."""

_FIELDS = (
    "id", "site", "product", "variant", "location", "level", "severity", "available", "threshold", "opened_at", "raised_at",
    "closing", "dismissed_by", "on_dashboard", "wants_email",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look came to: alerts raised and closed."""

    raised: int = 0
    closed: int = 0


def look_at(*, site: Site, keys: Iterable[Key], now: datetime) -> Seen:
    """Look at variants at locations: a dozen statements for each thousand, however many of them are low. Safe to repeat."""
    raised = closed = 0
    for part in batches(sorted(set(keys)), AT_ONCE):
        verdict = _look(site, part, now)
        raised += len(verdict.openings)
        closed += len(verdict.closings)
    return Seen(raised, closed)


def look_within(*, site: Site, scope: Scope, after: Key | None = None, now: datetime) -> Seen:
    """Look at all stock of a product, a variant or a location, or of the shop, that is low by any limit or has an alert.

    After twenty thousand levels the rest is left to a fact. Safe to repeat.
    """
    raised = closed = 0
    at_most = queries.highest_low(site)
    for _portion in range(PORTIONS):
        keys = queries.next_keys(site, scope, at_most, now=now, after=after, limit=AT_ONCE)
        seen = look_at(site=site, keys=keys, now=now)
        raised, closed = raised + seen.raised, closed + seen.closed
        if len(keys) < AT_ONCE:
            return Seen(raised, closed)
        after = keys[-1]
    _go_on(site, scope, after, now)
    return Seen(raised, closed)


def begin_watching(*, now: datetime) -> int:
    """Look at the whole stock of every shop that nobody looked at yet, as after an update; returns how many that were."""
    begun = 0
    known = set(queries.watched_sites())
    for site in tenancy.active_sites():
        if site.pk not in known:
            look_within(site=site, scope=SHOP, now=now)
            with transaction.atomic():
                take_turn(site)
            begun += 1
    return begun


@transaction.atomic
def _go_on(site: Site, scope: Scope, after: Key | None, now: datetime) -> None:
    variant, location = after or (None, None)
    rest = dict(zip(("product_id", "variant_id", "location_id"), scope, strict=True))
    publish(LimitsChanged(site_id=site.pk, occurred_at=now, **rest, after_variant=variant, after_location=location))


@transaction.atomic
def _look(site: Site, keys: Sequence[Key], now: datetime) -> Verdict:
    take_turn(site)
    verdict = _judged(site, keys, now)
    if verdict.openings or verdict.closings:
        facts = [*_raise(site, verdict.openings, now), *_close(site, verdict.closings, now)]
        publish(*facts)
        transaction.on_commit(lambda: queries.forget_count(site))
    return verdict


def _judged(site: Site, keys: Sequence[Key], now: datetime) -> Verdict:
    watched = queries.watched(site, keys, now)
    standing = queries.standing(site, keys)
    limits = queries.limits_for(site, {(one.product_id, one.variant_id) for one in watched})
    hysteresis = queries.alert_settings(site).hysteresis
    whole = Verdict()
    for one in watched:
        limit = nearest(limits, one.product_id, *one.key)
        verdict = judge(one, limit, standing.get(one.key, ()), hysteresis)
        whole.openings.extend(verdict.openings)
        whole.closings.extend(verdict.closings)
    return whole


def _raise(site: Site, openings: Sequence[Opening], now: datetime) -> list[Event]:
    """Write the alerts, and tell of the gravest of each variant at a location."""
    mails = queries.alert_settings(site).email != NO_EMAIL
    rows = [(new_id(), opening) for opening in openings]
    bulk.insert(RaisedAlert, _FIELDS, [_row(site, key, opening, now, mails) for key, opening in rows])
    gravest = [(key, opening) for key, opening in rows if opening.is_gravest]
    used = {opening.limit.key for _key, opening in gravest if opening.limit.key}
    if used:
        StockAlert.objects.of(site).filter(pk__in=used).update(last_alerted_at=now)
    fell: list[Event] = [
        StockFellLow(site_id=site.pk, occurred_at=now, **_of(opening))
        for _key, opening in gravest
        if opening.level is not AlertLevel.OUT
    ]
    told = [AlertTold(alert_id=key, **_of(opening)) for key, opening in gravest]
    return fell + [AlertsRaised(site_id=site.pk, occurred_at=now, alerts=part) for part in _parts(told)]


def _row(site: Site, key: UUID, opening: Opening, now: datetime, mails: bool) -> tuple[object, ...]:
    watched, level, limit = opening.watched, opening.level, opening.limit
    wants_email = mails and limit.notify_email and opening.is_gravest
    what = (key, site.pk, watched.product_id, watched.variant_id, watched.location_id)
    how = (level.value, level.severity, watched.available, limit.at(level), min(watched.since, now), now)
    return (*what, *how, "", "", limit.notify_dashboard, wants_email)


def _of(opening: Opening) -> dict[str, Any]:
    watched = opening.watched
    return {
        "product_id": watched.product_id,
        "variant_id": watched.variant_id,
        "location_id": watched.location_id,
        "level": opening.level.value,
        "available": watched.available,
        "threshold": opening.limit.at(opening.level),
    }


def _close(site: Site, closings: Sequence[Closing], now: datetime) -> list[Event]:
    """Close the alerts, and tell of those that closed because stock came back."""
    closed = [(closing.id, now, closing.reason) for closing in closings]
    bulk.update(RaisedAlert, site.pk, ("closed_at", "closing"), closed)
    told = [
        AlertTold(
            alert_id=closing.id,
            product_id=closing.watched.product_id,
            variant_id=closing.watched.variant_id,
            location_id=closing.watched.location_id,
            level=closing.level.value,
            available=closing.watched.available,
            threshold=closing.threshold,
        )
        for closing in closings
        if closing.reason == RaisedAlert.Closing.RESTOCKED
    ]
    return [StockRestocked(site_id=site.pk, occurred_at=now, alerts=part) for part in _parts(told)]


def _parts(told: Sequence[AlertTold]) -> Iterable[tuple[AlertTold, ...]]:
    return (tuple(part) for part in batches(told, ALERTS_IN_A_FACT))
