"""What runs low by its own limits: variants with the nearest limit beside their units."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from dramac.commerce.alerts.models import StockAlert
from dramac.commerce.alerts.queries.limits import shop_limit
from dramac.commerce.catalog import queries as catalog
from dramac.commerce.inventory import queries as inventory
from dramac.tenancy.models import Site


def with_limits(site: Site, variants: QuerySet[Any], location_id: UUID | None = None) -> QuerySet[Any]:
    """The variants, each with `low_at` and `critical_at`: the nearest limits, at a location or at all. No statement of its own."""
    shop = shop_limit(site)
    found: QuerySet[Any] = variants.annotate(
        low_at=_nearest(site, "low_stock_threshold", location_id, shop.low),
        critical_at=_nearest(site, "critical_stock_threshold", location_id, shop.critical),
    )
    return found


def _nearest(site: Site, name: str, location_id: UUID | None, otherwise: int) -> Coalesce:
    rows = StockAlert.objects.of(site).order_by()
    own = rows.filter(variant_id=OuterRef("pk"))
    shared = rows.filter(product_id=OuterRef("product_id"), variant=None)
    ways = [own.filter(location=None), shared.filter(location=None)]
    if location_id is not None:
        here = {"location_id": location_id}
        ways = [own.filter(**here), ways[0], shared.filter(**here), ways[1], rows.filter(product=None, **here)]
    return Coalesce(*(Subquery(way.values(name)[:1]) for way in ways), Value(otherwise), output_field=IntegerField())


def get_low_stock_products(site: Site, threshold: int | None = None) -> QuerySet[Any]:
    """The tracked variants on sale that can still be bought and of which no more than `threshold` are left over all
    locations, or than their own nearest limit; the fewest first. Each has its `product`, `available` and `low_at`. One
    statement as it is read."""
    rows = with_limits(site, _on_sale(site))
    return rows.filter(inventory.runs_low("low_at" if threshold is None else threshold)).order_by("available", "pk")


def get_out_of_stock_products(site: Site) -> QuerySet[Any]:
    """The tracked variants on sale of which none can be sold at any location. One statement as it is read."""
    return _on_sale(site).filter(inventory.sold_out()).order_by("available", "pk")


def _on_sale(site: Site) -> QuerySet[Any]:
    variants = catalog.variants_for_index(site).filter(product__status="active")
    return inventory.with_levels(site, variants)
