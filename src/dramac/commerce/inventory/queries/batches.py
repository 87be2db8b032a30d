"""Batches: what there is of each, what expires when, and who got which. Units; value in minor units."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Max, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from dramac.commerce.inventory.models import Batch, BatchLevel, Movement, StockLevel
from dramac.commerce.inventory.rules.batches import BatchSettings, Day
from dramac.kit.settings import read
from dramac.tenancy.models import Site
from dramac.tenancy.rows import SiteQuerySet


def batching(site: Site) -> BatchSettings:
    """How the shop keeps batches. No statement."""
    return read(BatchSettings, site.settings)


def selling_day(site: Site, now: datetime) -> Day:
    """The day by the site's clock, and what is too old to be sold on it. No statement."""
    today = now.astimezone(site.zone).date()
    return Day(today, batching(site).unsold_from(today))


def unsold_from(site: Site, now: datetime) -> date:
    """What expires on this day or earlier is not for sale now. No statement."""
    return selling_day(site, now).unsold_from


def batch(site: Site, batch_id: UUID) -> Batch:
    """One batch with its variant and product. One statement. Raises Batch.DoesNotExist."""
    return Batch.objects.of(site).select_related("variant__product").get(pk=batch_id)


def batch_levels(site: Site, variant_id: UUID) -> SiteQuerySet[BatchLevel]:
    """What locations have of a variant's batches, soonest expiry first."""
    rows = BatchLevel.objects.of(site).filter(variant_id=variant_id, units__gt=0)
    return rows.select_related("batch", "location").order_by("batch__expires_on", "batch__number", "location__name")


@dataclass(frozen=True, slots=True)
class Recipient:
    """An order that got units of a batch: how many were sent, how many of them came back, and when they last left."""

    order_id: str
    sent: int
    returned: int
    sent_at: datetime


def batch_recipients(site: Site, batch_id: UUID) -> list[Recipient]:
    """Who got units of a batch, the latest first. One statement."""
    rows = Movement.objects.of(site).filter(batch_id=batch_id, reference_type="order").order_by().values("reference_id")
    left = Q(type=Movement.Type.SALE, quantity__lt=0)
    found = rows.annotate(
        sent=Coalesce(Sum("quantity", filter=left), Value(0)),
        returned=Coalesce(Sum("quantity", filter=Q(quantity__gt=0)), Value(0)),
        at=Max("created_at", filter=left),
    ).filter(sent__lt=0)
    return [
        Recipient(row["reference_id"], -row["sent"], row["returned"], row["at"])
        for row in sorted(found, key=lambda row: row["at"], reverse=True)
    ]


def shelves(site: Site) -> SiteQuerySet[BatchLevel]:
    """What each location has of each batch, with the value and units of its level, to be put in order and cut."""
    level = StockLevel.objects.of(site).filter(variant_id=OuterRef("variant_id"), location_id=OuterRef("location_id"))
    rows = BatchLevel.objects.of(site).filter(units__gt=0).select_related("batch", "location", "variant__product")
    return rows.annotate(
        level_value=Subquery(level.values("value")[:1]),
        level_units=Subquery(level.values("on_hand")[:1]),
        free=F("units") - F("aside"),
    )


def sendable(site: Site, now: datetime) -> SiteQuerySet[BatchLevel]:
    """As `shelves`, of what may still be sent: not aside, at an active location, neither expired nor called back."""
    lasts = Q(batch__ends_on=None) | Q(batch__ends_on__gt=selling_day(site, now).today)
    return shelves(site).filter(lasts, location__is_active=True, units__gt=F("aside"))


def sendable_of(site: Site, batch_ids: Iterable[UUID], now: datetime) -> dict[tuple[UUID, UUID], dict[UUID, int]]:
    """Units of batches that may still be sent: variant and batch → location → units. One statement."""
    found: dict[tuple[UUID, UUID], dict[UUID, int]] = {}
    rows = sendable(site, now).filter(batch_id__in=list(batch_ids)).order_by()
    for row in rows:
        found.setdefault((row.variant_id, row.batch_id), {})[row.location_id] = row.units - row.aside
    return found


def expiring(site: Site, until: date) -> SiteQuerySet[BatchLevel]:
    """As `shelves`, of what expires on or before a day or has done so."""
    return shelves(site).filter(batch__expires_on__lte=until)


def batches(
    site: Site, *, variant_id: UUID | None = None, number: str = "", expires_until: date | None = None
) -> SiteQuerySet[Batch]:
    """Batches with their units on hand and set aside, to be put in order and cut."""
    rows = Batch.objects.of(site)
    if variant_id is not None:
        rows = rows.filter(variant_id=variant_id)
    if number:
        rows = rows.filter(number=number)
    if expires_until is not None:
        rows = rows.filter(expires_on__lte=expires_until)
    held = BatchLevel.objects.of(site).filter(batch_id=OuterRef("pk")).order_by().values("batch_id")
    return rows.annotate(
        units=Coalesce(Subquery(held.annotate(n=Sum("units")).values("n")), Value(0)),
        aside=Coalesce(Subquery(held.annotate(n=Sum("aside")).values("n")), Value(0)),
    )


def batch_history(site: Site, batch_id: UUID, *, limit: int = 50) -> list[Movement]:
    """What moved a batch, newest first. One statement."""
    rows = Movement.objects.of(site).filter(batch_id=batch_id).select_related("location", "variant__product")
    return list(rows.order_by("-created_at", "-id")[:limit])
