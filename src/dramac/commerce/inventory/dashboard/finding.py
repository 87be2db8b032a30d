"""How a variant was asked for: by its key, of this site alone."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.catalog.queries import Variant
from dramac.tenancy.requests import SiteRequest


def found(request: SiteRequest, variant_id: UUID) -> Variant:
    """The variant with its product. Raises Http404."""
    variant = catalog.variant_by_id(request.site, variant_id)
    if variant is None:
        raise Http404
    return variant
