"""Products for shoppers: lists, search, what to narrow them by, and one product with what can be had of it."""

from __future__ import annotations

from collections import defaultdict
from typing import Annotated, Literal

import msgspec
import pydantic
from ninja import Query

from dramac.api.endpoints import Endpoints
from dramac.api.errors import found
from dramac.api.fields import Flag, Number
from dramac.api.requests import ApiRequest
from dramac.api.scopes import STOREFRONT
from dramac.api.shapes import Page, amount, shaped
from dramac.commerce.catalog import queries as catalog
from dramac.commerce.catalog.queries import Facet, ListingQuery, ProductDetail, Sort
from dramac.commerce.inventory import queries as inventory
from dramac.kit.money import LARGEST_AMOUNT
from dramac.storefront.api import shapes
from dramac.storefront.api.shapes import Filter, FilterValue, ProductCard, ProductFilters, ProductList, ShopProduct
from dramac.tenancy.models import Site

router = Endpoints("Shop: products")

Value = Annotated[str, pydantic.Field(max_length=255)]
Pair = Annotated[str, pydantic.Field(max_length=511, pattern="^[^:]+:.+$", examples=["wood:oak"])]
Price = Annotated[Number, pydantic.Field(ge=0, le=LARGEST_AMOUNT, description="Minor units.")]


class Narrowed(pydantic.BaseModel):
    """Which products are meant; every part narrows."""

    q: Annotated[
        str, pydantic.Field(max_length=500, description="Words to search for; mistyped ones are corrected.")
    ] = ""
    category: Annotated[
        str, pydantic.Field(max_length=700, description="Path of a category; its subtree is included.")
    ] = ""
    option: Annotated[tuple[Pair, ...], pydantic.Field(max_length=50, description="`name:value`, repeated.")] = ()
    vendor: Annotated[tuple[Value, ...], pydantic.Field(max_length=50, description="Repeat for several.")] = ()
    tag: Annotated[tuple[Value, ...], pydantic.Field(max_length=50, description="Repeat for several.")] = ()
    price_min: Price | None = None
    price_max: Price | None = None
    in_stock: Annotated[Flag, pydantic.Field(description="Only what can be had now.")] = False

    def query(self) -> ListingQuery:
        """The same in the words of the catalogue."""
        options: dict[str, list[str]] = defaultdict(list)
        for pair in self.option:
            name, _colon, value = pair.partition(":")
            options[name].append(value)
        return ListingQuery(
            category=self.category,
            text=self.q,
            price_min=self.price_min,
            price_max=self.price_max,
            options={name: tuple(values) for name, values in options.items()},
            vendors=self.vendor,
            tags=self.tag,
            in_stock_only=self.in_stock,
        )


class Listed(Narrowed):
    """Which products are meant, in which order, and which page of them."""

    sort: Annotated[
        Literal["newest", "price", "price_down", "title", "relevance"] | None,
        pydantic.Field(description="Relevance where something is searched for, else newest first."),
    ] = None
    limit: Annotated[Number, pydantic.Field(ge=1, le=100, description="How many to show.")] = 24
    cursor: Annotated[str, pydantic.Field(max_length=2000, description="`next` of the page before.")] = ""

    def query(self) -> ListingQuery:
        """The same in the words of the catalogue."""
        sort = Sort(self.sort) if self.sort else None
        return msgspec.structs.replace(super().query(), sort=sort, size=self.limit, cursor=self.cursor)


@router.get("/storefront/products", STOREFRONT)
def list_shop_products(request: ApiRequest, wanted: Query[Listed]) -> ProductList:
    """List or search products that are on sale."""
    page = catalog.product_page(request.site, wanted.query())
    currency = request.site.currency
    return ProductList(
        data=[shapes.card(card, currency) for card in page.cards],
        next=page.next_cursor or None,
        corrections=[shaped(shapes.Corrected, one) for one in page.corrections],
    )


@router.get("/storefront/filters", STOREFRONT)
def list_shop_filters(request: ApiRequest, wanted: Query[Narrowed]) -> ProductFilters:
    """List what products can be narrowed by, with counts."""
    facets, currency = catalog.facets(request.site, wanted.query()), request.site.currency
    return ProductFilters(
        total=facets.total,
        price_lowest=amount(facets.price_lowest, currency),
        price_highest=amount(facets.price_highest, currency),
        in_stock=facets.in_stock,
        filters=[_filter(facet) for facet in facets.groups],
    )


@router.get("/storefront/products/{slug}", STOREFRONT)
def get_shop_product(request: ApiRequest, slug: str) -> ShopProduct:
    """Read a product by its slug. A slug it once had finds it, too; `slug` is what it is called now."""
    site = request.site
    product = _product(site, slug)
    units = inventory.availability(site, [variant.id for variant in product.variants])
    today = request.now.astimezone(site.zone).date() if product.tells_a_day else None
    return shapes.product(product, site.currency, tuple(units.items()), today)


@router.get("/storefront/products/{slug}/related", STOREFRONT)
def list_related_products(request: ApiRequest, slug: str) -> Page[ProductCard]:
    """List products that stand near to one, at most eight."""
    related = catalog.related_products(request.site, _product(request.site, slug).id)
    return Page(data=[shapes.card(card, request.site.currency) for card in related], next=None)


def _product(site: Site, slug: str) -> ProductDetail:
    product = catalog.product_detail(site, slug)
    if product is None and (moved := catalog.moved_to(site, "product", slug)):
        product = catalog.product_detail(site, moved)
    return found(product)


def _filter(facet: Facet) -> Filter:
    return shaped(Filter, facet, values=[shaped(FilterValue, value) for value in facet.values])
