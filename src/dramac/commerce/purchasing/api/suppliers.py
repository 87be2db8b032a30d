"""Suppliers, and what they sell to the shop."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ninja import Query

from dramac.api.bodies import Json
from dramac.api.endpoints import Endpoints
from dramac.api.errors import found
from dramac.api.paging import Paging, page_of
from dramac.api.requests import ApiRequest
from dramac.api.shapes import Page
from dramac.commerce.purchasing import actions, permissions, queries
from dramac.commerce.purchasing.api import shapes
from dramac.commerce.purchasing.api.sent import SupplierBody, SupplierItemBody
from dramac.commerce.purchasing.api.shapes import Supplier, SupplierItem

router = Endpoints("Suppliers")


class SupplierItemsWanted(Paging):
    """Which items are asked for; every part narrows."""

    supplier_id: UUID | None = None
    variant_id: UUID | None = None


@router.get("/suppliers", permissions.VIEW)
def list_suppliers(request: ApiRequest, paging: Query[Paging]) -> Page[Supplier]:
    """List suppliers by name."""
    rows = queries.suppliers(request.site)
    return page_of(rows, paging, name="suppliers", order=("name", "id"), show=shapes.supplier)


@router.get("/suppliers/{supplier_id}", permissions.VIEW)
def get_supplier(request: ApiRequest, supplier_id: UUID) -> Supplier:
    """Read a supplier."""
    return shapes.supplier(found(queries.supplier(request.site, supplier_id)))


@router.post("/suppliers", permissions.EDIT, status=201, located=True)
def add_supplier(request: ApiRequest, body: Json[SupplierBody]) -> Supplier:
    """Add someone who sells to the shop. The currency is the shop's unless one is given."""
    actor, now = request.actor, request.now
    return shapes.supplier(actions.add_supplier(site=request.site, details=body.details(), by=actor, now=now))


@router.put("/suppliers/{supplier_id}", permissions.EDIT)
def replace_supplier(request: ApiRequest, supplier_id: UUID, body: Json[SupplierBody]) -> Supplier:
    """Replace what is said of a supplier."""
    told: dict[str, Any] = {"details": body.details(), "by": request.actor, "now": request.now}
    return shapes.supplier(actions.edit_supplier(site=request.site, supplier_id=supplier_id, **told))


@router.post("/suppliers/{supplier_id}/closure", permissions.EDIT)
def close_supplier(request: ApiRequest, supplier_id: UUID) -> Supplier:
    """Buy nothing more from a supplier. Their orders stay."""
    actor, now = request.actor, request.now
    return shapes.supplier(actions.close_supplier(site=request.site, supplier_id=supplier_id, by=actor, now=now))


@router.post("/suppliers/{supplier_id}/reopening", permissions.EDIT)
def reopen_supplier(request: ApiRequest, supplier_id: UUID) -> Supplier:
    """Buy from a supplier again."""
    actor, now = request.actor, request.now
    return shapes.supplier(actions.reopen_supplier(site=request.site, supplier_id=supplier_id, by=actor, now=now))


@router.get("/supplier-items", permissions.VIEW)
def list_supplier_items(request: ApiRequest, wanted: Query[SupplierItemsWanted]) -> Page[SupplierItem]:
    """List what suppliers sell."""
    rows = queries.items(request.site, wanted.supplier_id)
    if wanted.variant_id:
        rows = rows.filter(variant_id=wanted.variant_id)
    return page_of(rows, wanted, name="supplier-items", order=("id",), show=shapes.item)


@router.put("/suppliers/{supplier_id}/items/{variant_id}", permissions.EDIT)
def put_supplier_item(
    request: ApiRequest, supplier_id: UUID, variant_id: UUID, body: Json[SupplierItemBody]
) -> SupplierItem:
    """Say how a supplier sells a variant. The first supplier of a variant is preferred."""
    told: dict[str, Any] = {"variant_id": variant_id, "details": body.details(), "now": request.now}
    made = actions.put_item(site=request.site, supplier_id=supplier_id, **told)
    return shapes.item(found(queries.item_by_id(request.site, made.pk)))


@router.delete("/suppliers/{supplier_id}/items/{variant_id}", permissions.EDIT)
def remove_supplier_item(request: ApiRequest, supplier_id: UUID, variant_id: UUID) -> None:
    """Forget that a supplier sells a variant."""
    found(queries.items(request.site, supplier_id).filter(variant_id=variant_id).first())
    actions.remove_item(site=request.site, supplier_id=supplier_id, variant_id=variant_id, now=request.now)
