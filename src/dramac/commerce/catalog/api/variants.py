"""Variants: found by their codes, and one of a product changed at a time; the product's version moves with each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Annotated
from uuid import UUID

import pydantic
from ninja import Query

from dramac.api import etags
from dramac.api.bodies import Json
from dramac.api.endpoints import Endpoints
from dramac.api.errors import found, not_found
from dramac.api.fields import Words
from dramac.api.paging import Paging, page_of
from dramac.api.requests import ApiRequest
from dramac.api.shapes import Page
from dramac.commerce.catalog import actions, permissions, queries
from dramac.commerce.catalog.actions import VariantDraft
from dramac.commerce.catalog.api.products import read
from dramac.commerce.catalog.api.sent import VariantBody, VariantChanges
from dramac.commerce.catalog.api.shapes import FoundVariant, Product, found_variant

router = Endpoints("Variants")

Variants = tuple[VariantDraft, ...]
Code = Annotated[str, pydantic.Field(max_length=255)]


class VariantsWanted(Paging):
    """Which variants are asked for; every part narrows. Those of archived products are left out."""

    q: Annotated[Words, pydantic.Field(description="The beginning of a SKU or barcode, or words of the product.")] = ""
    sku: Annotated[Code, pydantic.Field(description="Exactly this one.")] = ""
    barcode: Annotated[Code, pydantic.Field(description="Exactly this one.")] = ""
    product_id: UUID | None = None


@router.get("/variants", permissions.VIEW)
def list_variants(request: ApiRequest, wanted: Query[VariantsWanted]) -> Page[FoundVariant]:
    """List variants of all products, to find one by its code."""
    site, currency = request.site, request.site.currency
    exact = {name: value for name in ("sku", "barcode", "product_id") if (value := getattr(wanted, name))}
    rows = queries.variants_for_index(site).filter(**exact)
    if wanted.q:
        rows = queries.variants_called(site, rows, wanted.q)
    return page_of(rows, wanted, name="variants", order=("id",), show=lambda row: found_variant(row, currency))


@router.get("/variants/{variant_id}", permissions.VIEW)
def get_variant(request: ApiRequest, variant_id: UUID) -> FoundVariant:
    """Read a variant by its id alone."""
    return found_variant(found(queries.variant_by_id(request.site, variant_id)), request.site.currency)


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
