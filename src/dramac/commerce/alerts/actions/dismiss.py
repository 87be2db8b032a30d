"""Put alerts aside, and take that back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from dramac.commerce.alerts import queries
from dramac.commerce.alerts.actions.turn import take_turn
from dramac.commerce.alerts.events import AlertsDismissed
from dramac.commerce.alerts.models import RaisedAlert
from dramac.kit.outbox import publish
from dramac.kit.statements import batches
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

IN_A_FACT = 250


@transaction.atomic
def dismiss_alert(*, site: Site, alert_ids: Iterable[UUID], by: Actor, now: datetime) -> list[UUID]:
    """Show these alerts no more, nor milder ones of the same variant at the same location, while their stock stays low.

    A fall to a graver level is told again, and so is a fall after stock came back. Returns what was put aside; alerts that
    closed or were put aside before are none of it. Set-based.
    """
    take_turn(site)
    open_ones = RaisedAlert.objects.of(site).open()
    chosen = {row.pk: row for row in open_ones.filter(pk__in=list(alert_ids))}
    gravest: dict[tuple[UUID, UUID], int] = {}
    for row in chosen.values():
        key = (row.variant_id, row.location_id)
        gravest[key] = max(row.severity, gravest.get(key, 0))
    beside = open_ones.filter(variant_id__in={row.variant_id for row in chosen.values()})
    keys = [row.pk for row in beside if row.severity <= gravest.get((row.variant_id, row.location_id), 0)]
    RaisedAlert.objects.of(site).filter(pk__in=keys).update(dismissed_at=now, dismissed_by=by.label[:160])
    _tell(site, keys, by, now, is_back=False)
    return keys


@transaction.atomic
def restore_alert(*, site: Site, alert_ids: Iterable[UUID], by: Actor, now: datetime) -> list[UUID]:
    """Show alerts again that were put aside; those that closed meanwhile stay closed. Returns what is shown again."""
    take_turn(site)
    rows = RaisedAlert.objects.of(site).standing().exclude(dismissed_at=None).filter(pk__in=list(alert_ids))
    keys = list(rows.values_list("pk", flat=True))
    RaisedAlert.objects.of(site).filter(pk__in=keys).update(dismissed_at=None, dismissed_by="")
    _tell(site, keys, by, now, is_back=True)
    return keys


def _tell(site: Site, keys: Sequence[UUID], by: Actor, now: datetime, *, is_back: bool) -> None:
    facts = [
        AlertsDismissed(site_id=site.pk, occurred_at=now, alert_ids=tuple(part), is_back=is_back, actor=by.label)
        for part in batches(keys, IN_A_FACT)
    ]
    publish(*facts)
    transaction.on_commit(lambda: queries.forget_count(site))
