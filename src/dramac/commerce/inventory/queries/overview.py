"""How stock is doing in a few numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from dramac.commerce.inventory.models import StockLevel
from dramac.commerce.inventory.queries.sums import with_levels
from dramac.commerce.inventory.rules import StockSettings
from dramac.kit.money import Minor
from dramac.kit.settings import read
from dramac.tenancy.models import Site


@dataclass(frozen=True, slots=True)
class Figures:
    """Units on hand and what they are worth, and of how many variants little or nothing can be sold."""

    units: int
    value: Minor
    low: int
    critical: int
    out: int
    incoming: int


def figures(site: Site, variants: QuerySet[Any]) -> Figures:
    """The numbers of a site by its own limits; `variants` are those that are sold. Low includes critical. Two statements."""
    limits = read(StockSettings, site.settings)
    levels = StockLevel.objects.of(site).filter(location__is_active=True)
    sums = levels.aggregate(units=Sum("on_hand"), value=Sum("value"), incoming=Sum("incoming"))
    tracked = with_levels(site, variants.filter(tracks_stock=True).select_related(None).order_by())
    counts = tracked.aggregate(
        low=Count("pk", filter=Q(available__range=(1, limits.low_at))),
        critical=Count("pk", filter=Q(available__range=(1, limits.critical_at))),
        out=Count("pk", filter=Q(available__lte=0)),
    )
    return Figures(
        units=sums["units"] or 0, value=sums["value"] or 0, incoming=sums["incoming"] or 0, **counts
    )  # fmt: skip
