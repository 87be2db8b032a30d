"""Batches: what there is of each, what expires when, and who got which. Units; value in minor units."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from dramac.commerce.inventory.models import Batch, BatchLevel
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
