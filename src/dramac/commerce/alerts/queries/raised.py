"""The alerts that were raised, and what they come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.cache import cache
from django.db.models import Count

from dramac.commerce.alerts.models import RaisedAlert, RaisedAlertQuerySet
from dramac.commerce.alerts.rules import AlertLevel
from dramac.commerce.inventory import queries as inventory
from dramac.tenancy.models import Site

OPEN, DISMISSED, CLOSED = "open", "dismissed", "closed"
STATES = (OPEN, DISMISSED, CLOSED)
KEPT_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Counts:
    """How many variants at locations are how bad, counting each once by its gravest open alert."""

    low: int = 0
    critical: int = 0
    out: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.low + self.critical + self.out


def raised(site: Site) -> RaisedAlertQuerySet:
    """The alerts of a site with what they are of, to be narrowed, put in order and cut. No statement yet."""
    return RaisedAlert.objects.of(site).select_related("variant__product", "location")


def in_state(rows: RaisedAlertQuerySet, state: str) -> RaisedAlertQuerySet:
    """Those open (of each variant at a location the gravest), dismissed, or closed. No statement."""
    if state == OPEN:
        return rows.open().gravest()
    if state == DISMISSED:
        return rows.standing().exclude(dismissed_at=None).gravest()
    return rows.exclude(closed_at=None) if state == CLOSED else rows


def get_stock_alerts(site: Site, status: str = "") -> RaisedAlertQuerySet:
    """The open alerts, the gravest of each variant at a location: all, or those that are low, critical or out. The gravest
    and the newest come first. One statement as it is read."""
    rows = in_state(raised(site), OPEN)
    return (rows.filter(level=status) if status else rows).order_by("-severity", "-opened_at", "id")


def alert(site: Site, alert_id: UUID) -> RaisedAlert | None:
    """One alert by its key, with what it is of. One statement."""
    return raised(site).filter(pk=alert_id).first()


def beside(site: Site, row: RaisedAlert) -> list[UUID]:
    """The keys of the alerts that stand for the same variant at the same location, this one among them. One statement."""
    rows = RaisedAlert.objects.of(site).standing().filter(variant_id=row.variant_id, location_id=row.location_id)
    return list(rows.values_list("pk", flat=True))


def counts(site: Site) -> Counts:
    """How many are low, critical and out, of those that the shop wants to see on its first page. One statement."""
    rows = RaisedAlert.objects.of(site).open().gravest().filter(on_dashboard=True)
    found = dict(rows.order_by().values_list("level").annotate(number=Count("pk")))
    return Counts(**{level.value: found.get(level.value, 0) for level in AlertLevel})


def open_count(site: Site) -> int:
    """How many wait for somebody, remembered for half a minute, as it stands on every page. At most one statement."""
    key = f"stock-alerts:{site.pk}"
    known: int | None = cache.get(key)
    if known is None:
        known = counts(site).total
        cache.set(key, known, KEPT_SECONDS)
    return known


def forget_count(site: Site) -> None:
    """Forget the remembered number, as it changed; other processes learn of it within half a minute."""
    cache.delete(f"stock-alerts:{site.pk}")


def available_now(site: Site, rows: Sequence[RaisedAlert]) -> dict[tuple[UUID, UUID], int]:
    """Units that can be sold now, of each variant at each location that alerts are of. One statement."""
    levels = inventory.levels(site, {row.variant_id for row in rows}) if rows else {}
    return {(one.variant_id, one.location_id): one.available for held in levels.values() for one in held}
