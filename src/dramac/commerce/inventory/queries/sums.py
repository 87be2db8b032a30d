"""Stock added up for lists: one number a product, read in the same statement as the list itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce

from dramac.commerce.inventory.models import StockLevel
from dramac.commerce.inventory.queries.free import units_kept, units_too_old
from dramac.commerce.inventory.rules import StockSettings
from dramac.kit.clock import utc_now
from dramac.kit.settings import read
from dramac.tenancy.models import Site

UNPROMISED: CombinedExpression = F("on_hand") - F("committed") - F("damaged") - F("quality") - F("safety")
"""Units of a level that are neither promised nor set aside; what is kept for somebody is among them."""


def runs_low(limit: str | int) -> Q:
    """Of variants with levels: what can be sold is no more than a limit (units, or the column that has it) and there is some. What
    is also sold beyond stock never runs low."""
    most = F(limit) if isinstance(limit, str) else limit
    return Q(tracks_stock=True, sells_when_out=False, available__gt=0, available__lte=most)


def sold_out() -> Q:
    """Of variants with levels: none can be sold, nor, where it is sold beyond stock, any more of what may be."""
    is_capped = Q(sells_when_out=True, oversell_limit__isnull=False)
    none_left = Q(sells_when_out=False, available__lte=0) | is_capped & Q(available__lte=-F("oversell_limit"))
    return Q(tracks_stock=True) & none_left


def low_at(site: Site) -> int:
    """From how many available units of a variant downwards the shop calls it low. No statement."""
    return read(StockSettings, site.settings).low_at


def with_stock(site: Site, products: QuerySet[Any]) -> QuerySet[Any]:
    """The products, each with `stock`: units of its tracked variants that can be sold now, over all active locations.

    None where nothing was ever stocked. No statement of its own.
    """
    now = utc_now()
    own = {
        "variant__product_id": OuterRef("pk"),
        "variant__is_archived": False,
        "variant__tracks_stock": True,
    }
    levels: QuerySet[Any, Any] = (
        StockLevel.objects.of(site)
        .filter(location__is_active=True, **own)
        .order_by()
        .values("variant__product_id")
        .annotate(units=Sum(UNPROMISED))
        .values("units")
    )
    there = Subquery(levels, output_field=IntegerField())
    found: QuerySet[Any] = products.annotate(
        stock=there - units_kept(site, now, **own) - units_too_old(site, now, **own)
    )
    return found


def with_levels(site: Site, variants: QuerySet[Any], location_id: UUID | None = None) -> QuerySet[Any]:
    """The variants, each with `on_hand`, `committed`, `reserved`, `spoiled`, `available` and `incoming` units at a location, or
    over all active ones; zero where nothing was ever stocked. Available is on hand less all the others and what is set
    aside. No statement of its own."""
    now = utc_now()
    own = {"variant_id": OuterRef("pk")} | ({"location_id": location_id} if location_id else {})
    levels = StockLevel.objects.of(site).filter(location__is_active=True, **own).order_by()

    def summed(units: F | CombinedExpression) -> Coalesce:
        total: QuerySet[Any, Any] = levels.values("variant_id").annotate(units=Sum(units)).values("units")
        return Coalesce(Subquery(total, output_field=IntegerField()), 0)

    found: QuerySet[Any] = variants.annotate(
        on_hand=summed(F("on_hand")),
        committed=summed(F("committed")),
        reserved=units_kept(site, now, **own),
        spoiled=units_too_old(site, now, **own),
        available=summed(UNPROMISED) - F("reserved") - F("spoiled"),
        incoming=summed(F("incoming")),
    )
    return found
