"""What is kept for somebody at this moment. Units."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Sum

from dramac.commerce.inventory.models import Location
from dramac.commerce.inventory.models_reservations import StockReservation
from dramac.commerce.inventory.rules.reserving import SellingSettings
from dramac.kit.settings import read
from dramac.tenancy.models import Site
from dramac.tenancy.rows import SiteQuerySet


def selling(site: Site) -> SellingSettings:
    """How the shop sells from its stock. No statement."""
    return read(SellingSettings, site.settings)


def places_in(site: Site, country: str) -> list[UUID]:
    """The active locations whose address is in a country. One statement."""
    rows = Location.objects.of(site).filter(is_active=True, address__country=country)
    return list(rows.values_list("pk", flat=True))


def reserved(
    site: Site, variant_ids: Iterable[UUID], now: datetime, *, besides: str = ""
) -> dict[tuple[UUID, UUID], int]:
    """Units of each level that are kept for others than the holder `besides`: (variant, location) → units. One statement.

    On PostgreSQL it is asked after the levels were locked, and sees what their former owners have committed.
    """
    rows = StockReservation.objects.of(site).filter(variant_id__in=list(variant_ids), expires_at__gt=now)
    if besides:
        rows = rows.exclude(holder=besides)
    found = rows.order_by().values_list("variant_id", "location_id").annotate(units=Sum("quantity"))
    return {(variant, place): int(units) for variant, place, units in found}


def holds(site: Site, now: datetime, variant_id: UUID | None = None) -> SiteQuerySet[StockReservation]:
    """What staff keep for somebody, the next to end first; checkouts are not among them. No statement yet."""
    rows = StockReservation.objects.of(site).filter(kind=StockReservation.Kind.HOLD, expires_at__gt=now)
    rows = rows.select_related("variant__product", "location").order_by("expires_at", "id")
    return rows if variant_id is None else rows.filter(variant_id=variant_id)


def hold(site: Site, hold_id: UUID) -> StockReservation | None:
    """A hold by staff, live or past. One statement."""
    rows = StockReservation.objects.of(site).filter(pk=hold_id, kind=StockReservation.Kind.HOLD)
    return rows.select_related("variant__product", "location").first()


def kept_at_checkout(site: Site, variant_id: UUID, now: datetime) -> int:
    """Units of a variant that are kept for shoppers who are checking out. One statement."""
    rows = StockReservation.objects.of(site).filter(
        variant_id=variant_id, kind=StockReservation.Kind.CHECKOUT, expires_at__gt=now
    )
    return int(rows.aggregate(units=Sum("quantity"))["units"] or 0)


def holder_has(site: Site, holder: str) -> bool:
    """Whether anything was kept for a holder, live or past. One statement."""
    return StockReservation.objects.of(site).filter(holder=holder).exists()
