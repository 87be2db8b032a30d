"""Variants as staff list them, one a row."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from dramac.commerce.catalog.models import Product, Variant
from dramac.commerce.catalog.queries.index import IndexFilters, products_for_index
from dramac.kit.text import clean
from dramac.tenancy.models import Site


def variants_for_index(site: Site) -> QuerySet[Variant]:
    """The variants of products that are not archived, each with its product, as a queryset to narrow, sort and cut. One
    statement when it is read."""
    found = Variant.objects.of(site).filter(is_archived=False).exclude(product__status=Product.Status.ARCHIVED)
    return found.select_related("product")


def variant_by_id(site: Site, variant_id: UUID) -> Variant | None:
    """A variant with its product, whatever their state. One statement."""
    return Variant.objects.of(site).filter(pk=variant_id).select_related("product").first()


def variants_called(site: Site, rows: QuerySet[Variant], text: str) -> QuerySet[Variant]:
    """Those of the rows whose SKU or barcode begins with the text, or whose product is found by it as in the storefront."""
    words = clean(text)
    coded = rows.filter(sku__istartswith=words) | rows.filter(barcode__istartswith=words)
    products = products_for_index(site, IndexFilters(text=words))
    return coded | rows.filter(product_id__in=products.values("pk"))
