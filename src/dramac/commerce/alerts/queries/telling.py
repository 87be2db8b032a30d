"""Which sites the worker has to go round: those with alerts to tell of, and those it knows."""

from __future__ import annotations

from uuid import UUID

from dramac.commerce.alerts.models import AlertRound, RaisedAlert, RaisedAlertQuerySet
from dramac.tenancy.models import Site


def to_tell(site: Site) -> RaisedAlertQuerySet:
    """Open alerts of which nobody was told yet and somebody wants to be. No statement yet."""
    return RaisedAlert.objects.of(site).open().filter(wants_email=True, emailed_at=None)


def sites_to_tell() -> list[UUID]:
    """The sites with such alerts, for the worker's rounds. One statement."""
    rows = RaisedAlert.objects.filter(wants_email=True, emailed_at=None, closed_at=None, dismissed_at=None)
    return list(rows.order_by().values_list("site_id", flat=True).distinct())


def watched_sites() -> list[UUID]:
    """The sites whose stock was looked at before. One statement."""
    return list(AlertRound.objects.order_by().values_list("site_id", flat=True))
