"""Variants as staff list them, one a row."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from dramac.commerce.catalog.models import Product, Variant
from dramac.commerce.catalog.queries.index import IndexFilters, products_for_index
from dramac.kit import sql
from dramac.kit.statements import key_out
from dramac.kit.text import clean
from dramac.tenancy.models import Site

MOST_CODED = 8

_FIRST_CATEGORIES = """
SELECT v.id, c.category_id FROM mod_ecommod01_variants v
JOIN mod_ecommod01_product_categories c ON c.site_id = v.site_id AND c.product_id = v.product_id
WHERE v.site_id = %s AND v.id IN (:keys) AND NOT EXISTS (
  SELECT 1 FROM mod_ecommod01_product_categories e
  WHERE e.site_id = c.site_id AND e.product_id = c.product_id
    AND (e.position < c.position OR (e.position = c.position AND e.id < c.id)))
"""


def every_variant(site: Site) -> QuerySet[Variant]:
    """All variants whatever their state, each with its product, as books name them. One statement when it is read."""
    return Variant.objects.of(site).select_related("product")


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


def variants_coded(site: Site, code: str) -> list[Variant]:
    """The tracked variants with exactly this SKU or barcode, in whatever letters, with their products; a few where several
    have it. One statement, none for nothing."""
    text = clean(code)
    if not text:
        return []
    rows = variants_for_index(site).filter(tracks_stock=True)
    return list((rows.filter(sku__iexact=text) | rows.filter(barcode__iexact=text)).order_by("pk")[:MOST_CODED])


def first_categories(site: Site, variant_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """The first category of each variant's product; those in none are left out. One statement for a few thousand."""
    found = {}
    for part in sql.portions(sql.keys(sorted(set(variant_ids)))):
        found.update({key_out(key): key_out(one) for key, one in sql.rows(_FIRST_CATEGORIES, [site.pk], part)})
    return found
