"""What shoppers' programs are told of products and categories."""

from __future__ import annotations

import datetime
from functools import lru_cache
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from django.conf import settings

from dramac.api.shapes import Amount, Id, Moment, Shape, amount, maybe_amount, shaped
from dramac.commerce.catalog.queries import Card, DetailVariant, Picture, ProductDetail
from dramac.kit import media
from dramac.kit.pictures import FORMATS, rendition_name

KEPT_CARDS = 16_384
KEPT_PRODUCTS = 1024
ENDINGS = [ending for ending, _type in FORMATS]
SMALLER = rendition_name("x.jpg", 0, "{format}").removeprefix("x").replace("0", "{width}")
"""What stands after a picture's name in the name of one of its sizes."""


class Image(Shape, frozen=True, kw_only=True):
    """A picture. Put one of `widths` and one of `formats` into `template` for a smaller file than `url`."""

    id: Id
    url: Annotated[str, msgspec.Meta(examples=["https://shop.example/media/5f/products/1c/9b2e.jpg"])]
    template: Annotated[str, msgspec.Meta(examples=["https://shop.example/media/5f/products/1c/9b2e-{width}.{format}"])]
    widths: list[int]
    formats: Annotated[list[str], msgspec.Meta(examples=[["avif", "webp"]])]
    alt: str
    width: int
    height: int


class ProductCard(Shape, frozen=True, kw_only=True):
    """A product as a list shows it. `compare_at` belongs to the cheapest variant; null where nothing is reduced."""

    id: Id
    slug: Annotated[str, msgspec.Meta(examples=["oak-bowl"])]
    title: Annotated[str, msgspec.Meta(examples=["Oak bowl"])]
    vendor: str
    price_from: Amount
    price_to: Amount
    compare_at: Amount | None
    variant_count: int
    is_in_stock: bool
    image: Image | None
    created_at: Moment


class Corrected(Shape, frozen=True, kw_only=True):
    """A word that nothing is called by, and the word that was looked for instead."""

    typed: Annotated[str, msgspec.Meta(examples=["bowll"])]
    used: Annotated[str, msgspec.Meta(examples=["bowl"])]


class ProductList(Shape, frozen=True, kw_only=True):
    """A page of products. `corrections` say what a search was changed to, because it found nothing as it was typed."""

    data: list[ProductCard]
    next: str | None
    corrections: list[Corrected]


class FilterValue(Shape, frozen=True, kw_only=True):
    """One value to filter by, and how many products would be listed with it."""

    key: Annotated[str, msgspec.Meta(examples=["oak"])]
    label: Annotated[str, msgspec.Meta(examples=["Oak"])]
    count: int
    is_chosen: bool


class Filter(Shape, frozen=True, kw_only=True):
    """One thing to filter by. Of an option, `key` is its name as `option` takes it."""

    kind: Literal["option", "vendor", "tag"]
    key: Annotated[str, msgspec.Meta(examples=["wood"])]
    label: Annotated[str, msgspec.Meta(examples=["Wood"])]
    values: list[FilterValue]


class ProductFilters(Shape, frozen=True, kw_only=True):
    """What a list can be narrowed by; each filter is counted without itself, so that one can change one's mind."""

    total: int
    price_lowest: Amount
    price_highest: Amount
    in_stock: int
    filters: list[Filter]


class ShopVariant(Shape, frozen=True, kw_only=True):
    """A variant that can be put into the cart. `most` is how many can be had; null where there is no end.
    `in_stock` is how many of them are there now (null where nobody counts); the others are sold as `waiting_as`, promised for
    a day."""

    id: Id
    title: Annotated[str, msgspec.Meta(examples=["Small / Oak"])]
    values: list[str]
    sku: str
    price: Amount
    compare_at: Amount | None
    weight_g: int
    requires_shipping: bool
    is_available: bool
    most: int | None
    in_stock: int | None
    waiting_as: Literal["", "back_order", "pre_order"]
    promised_on: datetime.date | None
    image_id: Id | None


class ShopOption(Shape, frozen=True, kw_only=True):
    """A way in which the variants differ, with its values in order."""

    name: Annotated[str, msgspec.Meta(examples=["Wood"])]
    values: list[str]


class Crumb(Shape, frozen=True, kw_only=True):
    """A category on the way from the root."""

    id: Id
    name: Annotated[str, msgspec.Meta(examples=["Kitchen"])]
    path: Annotated[str, msgspec.Meta(examples=["kitchen"])]


class ShopProduct(Shape, frozen=True, kw_only=True):
    """A product as its page shows it. `trail` is the way to its first category."""

    id: Id
    version: int
    slug: Annotated[str, msgspec.Meta(examples=["oak-bowl"])]
    title: Annotated[str, msgspec.Meta(examples=["Oak bowl"])]
    description_html: str
    vendor: str
    product_type: str
    seo_title: str
    seo_description: str
    price_from: Amount
    price_to: Amount
    compare_at: Amount | None
    is_in_stock: bool
    trail: list[Crumb]
    options: list[ShopOption]
    variants: list[ShopVariant]
    images: list[Image]
    tags: list[str]
    updated_at: Moment


def image(picture: Picture) -> Image:
    """A picture with the addresses of its files."""
    address = _address(settings.PUBLIC_URL, picture.file)
    return Image(
        id=picture.id,
        url=address,
        template=address.rpartition(".")[0] + SMALLER,
        widths=list(picture.widths),
        formats=ENDINGS,
        alt=picture.alt,
        width=picture.width,
        height=picture.height,
    )


@lru_cache(maxsize=KEPT_CARDS)
def _address(public: str, file: str) -> str:
    return public + media.url(file)


@lru_cache(maxsize=KEPT_CARDS)
def card(shown: Card, currency: str) -> ProductCard:
    """A card with its amounts in the site's currency; of the same card what was made of it before."""
    return ProductCard(
        id=shown.id,
        slug=shown.slug,
        title=shown.title,
        vendor=shown.vendor,
        price_from=amount(shown.price_from, currency),
        price_to=amount(shown.price_to, currency),
        compare_at=maybe_amount(shown.compare_at, currency),
        variant_count=shown.variant_count,
        is_in_stock=shown.is_in_stock,
        image=image(shown.picture) if shown.picture else None,
        created_at=shown.created_at,
    )


@lru_cache(maxsize=KEPT_PRODUCTS)
def product(
    found: ProductDetail, currency: str, sellable: tuple[tuple[UUID, int], ...], today: datetime.date | None
) -> ShopProduct:
    """A product with its amounts in the site's currency; `sellable` says how many units of each variant can be sold. Of the
    same product with as many units, on the same day (None where it tells none), what was made of it before."""
    units = dict(sellable)
    return shaped(
        ShopProduct,
        found,
        price_from=amount(found.price_from, currency),
        price_to=amount(found.price_to, currency),
        compare_at=maybe_amount(found.compare_at, currency),
        trail=[shaped(Crumb, step) for step in found.trail],
        options=[ShopOption(name=option.name, values=list(option.values)) for option in found.options],
        variants=[_variant(variant, currency, units.get(variant.id, 0), today) for variant in found.variants],
        images=[image(picture) for picture in found.pictures],
        tags=list(found.tags),
    )


def _variant(variant: DetailVariant, currency: str, units: int, today: datetime.date | None) -> ShopVariant:
    most = variant.can_be_sold(units)
    return shaped(
        ShopVariant,
        variant,
        values=list(variant.values),
        price=amount(variant.price, currency),
        compare_at=maybe_amount(variant.compare_at, currency),
        is_available=most != 0,
        most=most,
        in_stock=max(units, 0) if variant.tracks_stock else None,
        waiting_as=variant.kind.value,
        promised_on=variant.promised(today) if today else None,
    )
