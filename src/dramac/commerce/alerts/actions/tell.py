"""Gather alerts for an e-mail: each is handed to the outbox once, in the transaction that says so."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Min

from dramac.commerce.alerts import queries
from dramac.commerce.alerts.actions.turn import take_turn
from dramac.commerce.alerts.events import AlertLine, AlertsGathered
from dramac.commerce.alerts.models import RaisedAlert
from dramac.commerce.alerts.rules import DIGEST, SINGLE, AlertLevel, gravest_of, is_burst_over, told_until
from dramac.kit.outbox import publish
from dramac.tenancy import queries as tenancy
from dramac.tenancy.models import Site

log = logging.getLogger("dramac.alerts")

LINES = 50
"""The most that one e-mail lists; it says how many there are besides."""


def tell_due(*, now: datetime) -> int:
    """Gather, for every site whose time it is, what people are to be told of by e-mail; returns how many e-mails that makes.

    Safe to repeat: what was gathered once is not gathered again. A site that fails does not keep the others waiting.
    """
    gathered = 0
    for site_id in queries.sites_to_tell():
        try:
            gathered += tell_site(site=tenancy.site_by_id(site_id), now=now)
        except Exception:  # one shop's trouble must not keep the others' alerts
            log.exception("Alerts could not be gathered", extra={"site": str(site_id)})
    return gathered


@transaction.atomic
def tell_site(*, site: Site, now: datetime) -> bool:
    """Gather a site's alerts if it is time; returns whether there is something to send. Five statements."""
    take_turn(site)
    settings, to = queries.alert_settings(site), queries.recipients(site)
    until = told_until(settings, now.astimezone(site.zone))
    waiting = queries.to_tell(site)
    if until is None or not to:
        waiting.update(wants_email=False)
        return False
    waiting = waiting.filter(raised_at__lte=until)
    if settings.email == SINGLE:
        oldest = waiting.aggregate(oldest=Min("raised_at"))["oldest"]
        if oldest is None or not is_burst_over(oldest, now):
            return False
    rows = list(waiting.select_related("variant__product", "location").order_by("-severity", "available", "id"))
    if not rows:
        return False
    RaisedAlert.objects.of(site).filter(pk__in=[row.pk for row in rows]).update(emailed_at=now)
    lines = _gravest(rows)
    publish(
        AlertsGathered(
            site_id=site.pk,
            occurred_at=now,
            recipients=to,
            is_digest=settings.email == DIGEST,
            total=len(lines),
            lines=tuple(map(_line, lines[:LINES])),
        )
    )
    return True


def _gravest(rows: Sequence[RaisedAlert]) -> list[RaisedAlert]:
    """Of the alerts of a variant at a location only the gravest."""
    levels = gravest_of(((row.variant_id, row.location_id), AlertLevel(row.level)) for row in rows)
    return [row for row in rows if levels[row.variant_id, row.location_id] == row.level]


def _line(row: RaisedAlert) -> AlertLine:
    return AlertLine(
        variant_id=row.variant_id,
        title=row.variant.product.title,
        variant_title=row.variant.title,
        sku=row.variant.sku,
        location=row.location.name,
        level=row.level,
        available=row.available,
        threshold=row.threshold,
    )
