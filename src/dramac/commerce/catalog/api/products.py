"""Products for staff: listed, made, changed, shown to shoppers, put away, removed."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal
from uuid import UUID

import msgspec
import pydantic
from ninja import Query

from dramac.api import etags
from dramac.api.bodies import Json
from dramac.api.endpoints import Endpoints
from dramac.api.errors import conflicts, found
from dramac.api.fields import Flag, Number, Words
from dramac.api.paging import Paging, page_of
from dramac.api.requests import ApiRequest
from dramac.api.shapes import Page, Shape, shaped
from dramac.commerce.catalog import actions, permissions, queries
from dramac.commerce.catalog.api import shapes
from dramac.commerce.catalog.api.sent import ProductBody, ProductChanges, StatusBody
from dramac.commerce.catalog.api.shapes import Product, ProductSummary, Status
from dramac.commerce.catalog.queries import IndexFilters
from dramac.kit.money import LARGEST_AMOUNT
from dramac.tenancy.models import Site

router = Endpoints("Products")
conflicts("product_in_use", "category_in_use")

Price = Annotated[Number, pydantic.Field(ge=0, le=LARGEST_AMOUNT, description="Minor units.")]
Value = Annotated[str, pydantic.Field(max_length=255)]
Several = Annotated[tuple[Value, ...], pydantic.Field(max_length=50, description="Repeat for several.")]
ORDERS = {"updated": ("-updated_at", "id"), "created": ("-created_at", "id"), "title": ("search_title", "id")}
CHANGES_OF_STATUS = {
    "active": actions.publish_product,
    "draft": actions.unpublish_product,
    "archived": actions.archive_product,
}


class ProductsWanted(Paging):
    """Which products are asked for; every part narrows."""

    q: Annotated[Words, pydantic.Field(description="Words to search for, as the storefront does.")] = ""
    status: Annotated[tuple[Status, ...], pydantic.Field(max_length=3, description="Repeat for several.")] = ()
    vendor: Several = ()
    product_type: Several = ()
    tag: Several = ()
    category_id: Annotated[UUID | None, pydantic.Field(description="Its subtree is included.")] = None
    price_min: Price | None = None
    price_max: Price | None = None
    in_stock: Flag | None = None
    sort: Annotated[
        Literal["updated", "created", "title"],
        pydantic.Field(description="The latest change or product first, or by title."),
    ] = "updated"

    def filters(self) -> IndexFilters:
        """The same in the words of the query."""
        return IndexFilters(
            text=self.q,
            statuses=self.status,
            vendors=self.vendor,
            product_types=self.product_type,
            tags=self.tag,
            category_id=self.category_id,
            price_min=self.price_min,
            price_max=self.price_max,
            is_in_stock=self.in_stock,
        )


class ProductWords(Shape, frozen=True, kw_only=True):
    """The words in use on a site, by the alphabet; at most 500 of each."""

    vendors: list[str]
    product_types: list[str]
    tags: Annotated[list[str], msgspec.Meta(examples=[["handmade"]])]


@router.get("/products", permissions.VIEW)
def list_products(request: ApiRequest, wanted: Query[ProductsWanted]) -> Page[ProductSummary]:
    """List products, drafts and archived ones too."""
    rows, currency = queries.products_for_index(request.site, wanted.filters()), request.site.currency
    name, order = f"products:{wanted.sort}", ORDERS[wanted.sort]
    return page_of(rows, wanted, name=name, order=order, show=lambda row: shapes.summary(row, currency))


@router.get("/products/{product_id}", permissions.VIEW)
def get_product(request: ApiRequest, product_id: UUID) -> Product:
    """Read a product with its variants and pictures."""
    return read(request.site, product_id)


@router.post("/products", permissions.EDIT, status=201, located=True)
def create_product(request: ApiRequest, body: Json[ProductBody]) -> Product:
    """Make a product. A slug that is taken gets a number."""
    saved = actions.save_product(request.site, body.draft(request.site), by=request.actor, now=request.now)
    return read(request.site, saved.product_id)


@router.patch("/products/{product_id}", permissions.EDIT, if_match="optional")
def edit_product(request: ApiRequest, product_id: UUID, body: Json[ProductChanges]) -> Product:
    """Change a product. Variants are kept by their ids; those that are left out are archived."""
    site = request.site
    kept = found(queries.product_for_editing(site, product_id))
    etags.check(request.expected_version, kept.version)
    draft, version = replace(kept.draft, **body.changes(site)), kept.version
    actions.save_product(site, draft, by=request.actor, now=request.now, product_id=product_id, version=version)
    return read(site, product_id)


@router.put("/products/{product_id}/status", permissions.EDIT)
def change_product_status(request: ApiRequest, product_id: UUID, body: Json[StatusBody]) -> Product:
    """Show a product to shoppers, hide it, or put it away."""
    CHANGES_OF_STATUS[body.status](request.site, product_id, by=request.actor, now=request.now)
    return read(request.site, product_id)


@router.delete("/products/{product_id}", permissions.REMOVE)
def remove_product(request: ApiRequest, product_id: UUID) -> None:
    """Remove a product for good. One that orders or stock movements refer to is refused: archive it."""
    actions.remove_product(request.site, product_id, by=request.actor, now=request.now)


@router.get("/product-words", permissions.VIEW)
def list_product_words(request: ApiRequest) -> ProductWords:
    """List the vendors, product types and tags in use."""
    choices = queries.choices(request.site)
    return shaped(ProductWords, choices)


def read(site: Site, product_id: UUID) -> Product:
    """The product as it is now. Raises Denied (404)."""
    return shapes.product(found(queries.product_for_editing(site, product_id)), site.currency)
