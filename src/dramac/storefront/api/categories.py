"""The category tree for shoppers."""

from __future__ import annotations

from typing import Annotated

import msgspec
import pydantic
from ninja import Query

from dramac.api.endpoints import Endpoints
from dramac.api.errors import found
from dramac.api.requests import ApiRequest
from dramac.api.scopes import STOREFRONT
from dramac.api.shapes import Id, Page, Shape, shaped
from dramac.commerce.catalog import queries as catalog
from dramac.commerce.catalog.queries import CategoryNode
from dramac.storefront.api.shapes import Crumb, Image, image

router = Endpoints("Shop: categories")


class ShopBranch(Shape, frozen=True, kw_only=True):
    """A category with those below it."""

    id: Id
    name: Annotated[str, msgspec.Meta(examples=["Kitchen"])]
    slug: Annotated[str, msgspec.Meta(examples=["kitchen"])]
    path: Annotated[str, msgspec.Meta(examples=["kitchen"])]
    children: Annotated[list[ShopBranch], msgspec.Meta(examples=[[]])]


class ShopCategory(Shape, frozen=True, kw_only=True):
    """A category as its page shows it, with the way to it."""

    id: Id
    version: int
    name: Annotated[str, msgspec.Meta(examples=["Kitchen"])]
    slug: Annotated[str, msgspec.Meta(examples=["kitchen"])]
    path: Annotated[str, msgspec.Meta(examples=["kitchen"])]
    description_html: str
    seo_title: str
    seo_description: str
    trail: list[Crumb]
    image: Image | None


class PathWanted(pydantic.BaseModel):
    """Which category is asked for."""

    path: Annotated[str, pydantic.Field(min_length=1, max_length=700, examples=["kitchen/bowls"])]


@router.get("/storefront/categories", STOREFRONT)
def list_shop_categories(request: ApiRequest) -> Page[ShopBranch]:
    """List the category tree, each level in its order."""
    return Page(data=[_branch(node) for node in catalog.category_tree(request.site)], next=None)


@router.get("/storefront/category", STOREFRONT)
def get_shop_category(request: ApiRequest, wanted: Query[PathWanted]) -> ShopCategory:
    """Read a category by its path. A path it once had finds it, too."""
    site = request.site
    category = catalog.category_by_path(site, wanted.path)
    if category is None and (moved := catalog.moved_to(site, "category", wanted.path)):
        category = catalog.category_by_path(site, moved)
    shown = found(category)
    picture = image(shown.picture) if shown.picture else None
    return shaped(ShopCategory, shown, trail=[shaped(Crumb, step) for step in shown.trail], image=picture)


def _branch(node: CategoryNode) -> ShopBranch:
    return shaped(ShopBranch, node, children=[_branch(child) for child in node.children])
