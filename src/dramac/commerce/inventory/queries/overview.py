"""How stock is doing in a few numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum

from dramac.commerce.inventory.models import StockLevel
from dramac.commerce.inventory.queries.sums import runs_low, sold_out, with_levels
from dramac.kit.money import Minor
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
    """The numbers of a site; `variants` are those on sale, each with `low_at` and `critical_at`. Low includes critical. Two
    statements."""
    levels = StockLevel.objects.of(site).filter(location__is_active=True)
    sums = levels.aggregate(units=Sum("on_hand"), value=Sum("value"), incoming=Sum("incoming"))
    counts = with_levels(site, variants.select_related(None).order_by()).aggregate(
        low=Count("pk", filter=runs_low("low_at")),
        critical=Count("pk", filter=runs_low("critical_at")),
        out=Count("pk", filter=sold_out()),
    )
    return Figures(
        units=sums["units"] or 0, value=sums["value"] or 0, incoming=sums["incoming"] or 0, **counts
    )  # fmt: skip
