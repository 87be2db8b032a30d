"""The category tree for staff."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import msgspec
import pydantic
from django.utils.translation import gettext as _
from ninja import File, Query, UploadedFile

from dramac.api import etags
from dramac.api.bodies import Json
from dramac.api.endpoints import Endpoints
from dramac.api.errors import found
from dramac.api.fields import given
from dramac.api.problems import Denied, Fault
from dramac.api.requests import ApiRequest
from dramac.api.shapes import Id, Page, Shape, shaped
from dramac.commerce.catalog import actions, permissions, queries
from dramac.commerce.catalog.api.images import FORM_BYTES
from dramac.commerce.catalog.api.sent import CategoryBody, CategoryChanges, CategoryOrder
from dramac.commerce.catalog.api.shapes import CategoryImage, category_image
from dramac.kit.pictures import MOST_BYTES
from dramac.tenancy.models import Site

router = Endpoints("Categories")

KEPT = ("name", "parent_id", "slug", "description_html", "seo_title", "seo_description", "is_visible")


class CategoryListed(Shape, frozen=True, kw_only=True):
    """A category in the order of the tree; `product_count` leaves out what lies below it."""

    id: Id
    version: int
    parent_id: Id | None
    name: Annotated[str, msgspec.Meta(examples=["Kitchen"])]
    path: Annotated[str, msgspec.Meta(examples=["kitchen"])]
    depth: int
    is_visible: bool
    product_count: int


class Category(Shape, frozen=True, kw_only=True):
    """A branch of the category tree. `path` is the slugs from the root joined by `/`."""

    id: Id
    version: int
    parent_id: Id | None
    name: Annotated[str, msgspec.Meta(examples=["Kitchen"])]
    slug: Annotated[str, msgspec.Meta(examples=["kitchen"])]
    path: Annotated[str, msgspec.Meta(examples=["kitchen"])]
    description_html: str
    seo_title: str
    seo_description: str
    is_visible: bool
    image: CategoryImage | None


class Removal(pydantic.BaseModel):
    """Where the products of a removed category go."""

    products_to: Annotated[UUID | None, pydantic.Field(description="The category that takes its products.")] = None


@router.get("/categories", permissions.VIEW)
def list_categories(request: ApiRequest) -> Page[CategoryListed]:
    """List all categories, in the order of the tree."""
    return Page(data=[shaped(CategoryListed, one) for one in queries.categories(request.site)], next=None)


@router.get("/categories/{category_id}", permissions.VIEW)
def get_category(request: ApiRequest, category_id: UUID) -> Category:
    """Read a category."""
    return _read(request.site, category_id)


@router.post("/categories", permissions.EDIT, status=201, located=True)
def create_category(request: ApiRequest, body: Json[CategoryBody]) -> Category:
    """Make a category, the last below its parent."""
    draft = actions.CategoryDraft(**dict(body))
    return _read(request.site, actions.save_category(request.site, draft, by=request.actor, now=request.now))


@router.patch("/categories/{category_id}", permissions.EDIT, if_match="optional")
def edit_category(request: ApiRequest, category_id: UUID, body: Json[CategoryChanges]) -> Category:
    """Change a category. Below another parent it moves with everything below it."""
    site, actor, now = request.site, request.actor, request.now
    kept = found(queries.category_by_id(site, category_id))
    etags.check(request.expected_version, kept.version)
    draft = actions.CategoryDraft(**{**{name: getattr(kept, name) for name in KEPT}, **given(body)})
    actions.save_category(site, draft, by=actor, now=now, category_id=category_id, version=kept.version)
    return _read(site, category_id)


@router.put("/category-order", permissions.EDIT)
def order_categories(request: ApiRequest, body: Json[CategoryOrder]) -> None:
    """Put the categories below one, or at the root, in order."""
    site, actor, now = request.site, request.actor, request.now
    known = {one.id for one in queries.categories(site) if one.parent_id == body.parent_id}
    if not known.issuperset(body.category_ids):
        detail = _("There is no such category below this one.")
        raise Denied(422, "unknown_category", detail, [Fault(detail=detail, code="unknown", pointer="/category_ids")])
    actions.reorder_categories(site, body.category_ids, by=actor, now=now, parent_id=body.parent_id)


@router.delete("/categories/{category_id}", permissions.EDIT)
def remove_category(request: ApiRequest, category_id: UUID, removal: Query[Removal]) -> None:
    """Remove a category that is empty, or whose products all go to another."""
    site, actor, now = request.site, request.actor, request.now
    found(queries.category_by_id(site, category_id))
    actions.remove_category(site, category_id, by=actor, now=now, products_to=removal.products_to)


@router.post("/categories/{category_id}/image", permissions.EDIT, status=200, uploads=MOST_BYTES + FORM_BYTES)
def upload_category_image(request: ApiRequest, category_id: UUID, file: File[UploadedFile]) -> Category:
    """Upload the picture of a category, in place of the one it has: JPEG, PNG, WebP, AVIF or GIF of up to 20 MB."""
    found(queries.category_by_id(request.site, category_id))
    actions.set_category_picture(request.site, category_id, file, by=request.actor, now=request.now)
    return _read(request.site, category_id)


@router.delete("/categories/{category_id}/image", permissions.EDIT)
def remove_category_image(request: ApiRequest, category_id: UUID) -> None:
    """Remove the picture of a category. Shoppers see one of its products in its place."""
    found(queries.category_by_id(request.site, category_id))
    actions.remove_category_picture(request.site, category_id, by=request.actor, now=request.now)


def _read(site: Site, category_id: UUID) -> Category:
    category = found(queries.category_by_id(site, category_id))
    return shaped(Category, category, image=category_image(category.picture))
