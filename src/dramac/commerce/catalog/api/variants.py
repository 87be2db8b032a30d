"""One variant of a product at a time; the product's version moves with each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from dramac.api import etags
from dramac.api.bodies import Json
from dramac.api.endpoints import Endpoints
from dramac.api.errors import found, not_found
from dramac.api.requests import ApiRequest
from dramac.commerce.catalog import actions, permissions, queries
from dramac.commerce.catalog.actions import VariantDraft
from dramac.commerce.catalog.api.products import read
from dramac.commerce.catalog.api.sent import VariantBody, VariantChanges
from dramac.commerce.catalog.api.shapes import Product

router = Endpoints("Variants")

Variants = tuple[VariantDraft, ...]


@router.post("/products/{product_id}/variants", permissions.EDIT, if_match="optional")
def add_variant(request: ApiRequest, product_id: UUID, body: Json[VariantBody]) -> Product:
    """Add a variant, as the product's last."""
    draft = body.draft(request.site)
    return _with(request, product_id, lambda variants: (*variants, draft))


@router.patch("/products/{product_id}/variants/{variant_id}", permissions.EDIT, if_match="optional")
def edit_variant(request: ApiRequest, product_id: UUID, variant_id: UUID, body: Json[VariantChanges]) -> Product:
    """Change a variant."""
    changes = body.changes(request.site)

    def edit(variants: Variants) -> Variants:
        _known(variants, variant_id)
        return tuple(replace(one, **changes) if one.id == variant_id else one for one in variants)

    return _with(request, product_id, edit)


@router.delete("/products/{product_id}/variants/{variant_id}", permissions.EDIT, if_match="optional")
def remove_variant(request: ApiRequest, product_id: UUID, variant_id: UUID) -> None:
    """Take a variant out of the product. Orders that refer to it keep it."""

    def remove(variants: Variants) -> Variants:
        _known(variants, variant_id)
        return tuple(one for one in variants if one.id != variant_id)

    _with(request, product_id, remove)


def _known(variants: Variants, variant_id: UUID) -> None:
    if all(one.id != variant_id for one in variants):
        raise not_found()


def _with(request: ApiRequest, product_id: UUID, change: Callable[[Variants], Variants]) -> Product:
    """The product with other variants, all else as it was; refused as stale if someone saves it in between."""
    kept = found(queries.product_for_editing(request.site, product_id))
    etags.check(request.expected_version, kept.version)
    draft, version = replace(kept.draft, variants=change(kept.draft.variants)), kept.version
    site, actor, now = request.site, request.actor, request.now
    actions.save_product(site, draft, by=actor, now=now, product_id=product_id, version=version)
    return read(site, product_id)
