"""How variants are asked for: by key, or by what people type or scan, of this site alone."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.http import Http404

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.catalog.queries import Variant
from dramac.kit.text import clean
from dramac.tenancy.models import Site
from dramac.tenancy.requests import SiteRequest

MOST_MEANT = 8
"""As many variants as are offered where words mean several."""


def found(request: SiteRequest, variant_id: UUID) -> Variant:
    """The variant with its product. Raises Http404."""
    variant = catalog.variant_by_id(request.site, variant_id)
    if variant is None:
        raise Http404
    return variant


def coded(site: Site, code: str) -> list[Variant]:
    """The variants with exactly this SKU or barcode, in whatever letters; a few where it is on several. One statement."""
    return catalog.variants_coded(site, code)


def meant(site: Site, text: str) -> list[Variant]:
    """The variants that somebody means who types this: by their code, else by the product's words. At most three statements."""
    if not clean(text):
        return []
    if exact := coded(site, text):
        return exact
    rows = catalog.variants_for_index(site).filter(tracks_stock=True)
    return list(catalog.variants_called(site, rows, text).order_by("product__search_title", "pk")[:MOST_MEANT])


def called(variant: Variant) -> str:
    """A variant by its product and option values."""
    return " · ".join(part for part in (variant.product.title, variant.title) if part)


def by_key(site: Site, variant_ids: Iterable[UUID]) -> dict[UUID, Variant]:
    """The variants of these keys that are sold, with their products. One statement, none for none."""
    wanted = list(variant_ids)
    rows = catalog.variants_for_index(site).filter(pk__in=wanted) if wanted else ()
    return {row.pk: row for row in rows}
