"""What staff's programs are told of products. Amounts are in the site's currency, weights in grams."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

import msgspec
from django.conf import settings

from dramac.api.shapes import Amount, Id, Moment, Shape, amount, maybe_amount, shaped
from dramac.commerce.catalog import models
from dramac.commerce.catalog.queries import EditablePicture, EditableProduct, Picture
from dramac.commerce.catalog.rules.drafts import VariantDraft
from dramac.kit import media

Status = Literal["draft", "active", "archived"]
PictureState = Literal["ready", "waiting", "failed"]


class ProductSummary(Shape, frozen=True, kw_only=True):
    """A product as a list shows it."""

    id: Id
    version: int
    title: Annotated[str, msgspec.Meta(examples=["Oak bowl"])]
    slug: Annotated[str, msgspec.Meta(examples=["oak-bowl"])]
    status: Status
    vendor: str
    product_type: str
    price_from: Amount
    price_to: Amount
    variant_count: int
    is_in_stock: bool
    image_url: Annotated[str | None, msgspec.Meta(examples=["https://shop.example/media/5f/products/1c/9b2e.jpg"])]
    created_at: Moment
    updated_at: Moment


class ProductOption(Shape, frozen=True, kw_only=True):
    """A way in which the variants differ, with its values in the order in which shoppers see them."""

    name: Annotated[str, msgspec.Meta(examples=["Size"])]
    values: Annotated[list[str], msgspec.Meta(examples=[["Small", "Large"]])]


class Variant(Shape, frozen=True, kw_only=True):
    """What is really bought: one combination of option values, in the order of the product's options."""

    id: Id
    values: Annotated[list[str], msgspec.Meta(examples=[["Small"]])]
    sku: Annotated[str, msgspec.Meta(examples=["BOWL-S"])]
    barcode: str
    price: Amount
    compare_at_price: Amount | None
    cost: Amount | None
    weight_g: int
    requires_shipping: bool
    is_taxable: bool
    tracks_stock: bool
    sells_when_out: bool
    is_preorder: bool
    oversell_limit: int | None
    promised_on: datetime.date | None
    promised_days: int | None
    image_id: Id | None


class FoundVariant(Variant, frozen=True, kw_only=True):
    """A variant with the product that it belongs to."""

    product_id: Id
    product_title: Annotated[str, msgspec.Meta(examples=["Oak bowl"])]


class ProductImage(Shape, frozen=True, kw_only=True):
    """A picture. One that is waiting has still to be fetched or made in its sizes; `problem` says why one failed."""

    id: Id
    url: Annotated[str | None, msgspec.Meta(examples=["https://shop.example/media/5f/products/1c/9b2e.jpg"])]
    source_url: str
    alt: Annotated[str, msgspec.Meta(examples=["A bowl of oak"])]
    width: int
    height: int
    widths: list[int]
    state: PictureState
    problem: str


class CategoryImage(Shape, frozen=True, kw_only=True):
    """The picture of a category; in its `widths` a little after it came."""

    url: Annotated[str, msgspec.Meta(examples=["https://shop.example/media/5f/categories/1c/9b2e.jpg"])]
    width: int
    height: int
    widths: list[int]


class Product(Shape, frozen=True, kw_only=True):
    """A whole product. The first picture stands for it in lists."""

    id: Id
    version: int
    title: Annotated[str, msgspec.Meta(examples=["Oak bowl"])]
    slug: Annotated[str, msgspec.Meta(examples=["oak-bowl"])]
    status: Status
    description_html: Annotated[str, msgspec.Meta(examples=["<p>Turned from one piece.</p>"])]
    vendor: str
    product_type: str
    tax_class: Annotated[str, msgspec.Meta(examples=["standard"])]
    seo_title: str
    seo_description: str
    price_from: Amount
    price_to: Amount
    is_in_stock: bool
    options: list[ProductOption]
    variants: list[Variant]
    images: list[ProductImage]
    category_ids: list[Id]
    tags: Annotated[list[str], msgspec.Meta(examples=[["handmade"]])]


def summary(row: models.Product, currency: str) -> ProductSummary:
    """A row of the index, which knows its first picture's file."""
    file = getattr(row, "image_file", None)
    return shaped(
        ProductSummary,
        row,
        price_from=amount(row.price_from, currency),
        price_to=amount(row.price_to, currency),
        image_url=_address(file) if file else None,
    )


def product(found: EditableProduct, currency: str) -> Product:
    """A product as its editor needs it."""
    draft = found.draft
    return shaped(
        Product,
        draft,
        id=found.id,
        version=found.version,
        is_in_stock=found.is_in_stock,
        price_from=amount(found.price_from, currency),
        price_to=amount(found.price_to, currency),
        options=[ProductOption(name=option.name, values=list(option.values)) for option in draft.options],
        variants=[variant(one, currency) for one in draft.variants],
        images=[image(picture) for picture in found.pictures],
        category_ids=list(draft.category_ids),
        tags=list(draft.tags),
    )


def variant(draft: VariantDraft, currency: str) -> Variant:
    """A variant that is kept."""
    return shaped(
        Variant,
        draft,
        values=list(draft.values),
        price=amount(draft.price, currency),
        compare_at_price=maybe_amount(draft.compare_at_price, currency),
        cost=maybe_amount(draft.cost, currency),
    )


def found_variant(row: models.Variant, currency: str) -> FoundVariant:
    """A row of the index of variants, which knows its product."""
    return shaped(
        FoundVariant,
        row,
        product_title=row.product.title,
        values=[value for value in (row.option1, row.option2, row.option3) if value],
        price=amount(row.price, currency),
        compare_at_price=maybe_amount(row.compare_at_price, currency),
        cost=maybe_amount(row.cost, currency),
    )


def image(picture: EditablePicture) -> ProductImage:
    """A picture in whatever state."""
    address = _address(picture.file) if picture.file else None
    return shaped(ProductImage, picture, url=address, widths=list(picture.widths))


def category_image(picture: Picture | None) -> CategoryImage | None:
    """The picture of its own that a category has, if any."""
    if picture is None:
        return None
    return shaped(CategoryImage, picture, url=_address(picture.file), widths=list(picture.widths))


def _address(file: str) -> str:
    return settings.PUBLIC_URL + media.url(file)
