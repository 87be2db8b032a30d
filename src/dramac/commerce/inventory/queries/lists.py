"""What lists of stock and of its history need of other numbers, read in the statement of the list itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from dramac.commerce.inventory.models import StockLevel
from dramac.commerce.inventory.queries.sums import with_levels
from dramac.tenancy.models import Site


def with_states(site: Site, variants: QuerySet[Any], location_id: UUID | None = None) -> QuerySet[Any]:
    """The variants as `with_levels` gives them, each also with what of it is `damaged`, held for `quality` or kept back for
    `safety`, all that is not for sale as `unavailable` (with what is kept for somebody or too old), and what it is worth as
    `stock_value` in minor units. No statement of its own."""
    levels = StockLevel.objects.of(site).filter(variant_id=OuterRef("pk"), location__is_active=True).order_by()
    if location_id is not None:
        levels = levels.filter(location_id=location_id)

    def summed(units: Combinable) -> Coalesce:
        total: QuerySet[Any, Any] = levels.values("variant_id").annotate(units=Sum(units)).values("units")
        return Coalesce(Subquery(total, output_field=IntegerField()), 0)

    found: QuerySet[Any] = with_levels(site, variants, location_id).annotate(
        damaged=summed(F("damaged")),
        quality=summed(F("quality")),
        safety=summed(F("safety")),
        unavailable=summed(F("damaged") + F("quality") + F("safety")) + F("reserved") + F("spoiled"),
        stock_value=summed(F("value")),
    )
    return found


def counted_list(site: Site, location_id: UUID) -> list[tuple[str, str, int]]:
    """SKU, name and units on hand at a location of every tracked variant that has a SKU, as a list to count by. One statement."""
    rows = (
        StockLevel.objects.of(site)
        .filter(location_id=location_id, variant__tracks_stock=True, variant__is_archived=False)
        .exclude(variant__sku="")
        .select_related("variant__product")
        .order_by("variant__product__search_title", "variant__position")
    )
    return [(row.variant.sku, f"{row.variant.product.title} {row.variant.title}".strip(), row.on_hand) for row in rows]
