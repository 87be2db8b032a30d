"""A product with everything that belongs to it, read for many products at once: what every writer of the catalogue changes.

A writer reads wholes, makes new ones, and hands both to `writing.write`, which finds out what is different.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from dramac.commerce.catalog.models import (
    Product,
    ProductCategory,
    ProductImage,
    ProductOption,
    ProductOptionValue,
    ProductTag,
    Variant,
)
from dramac.commerce.catalog.rules import availability, prices, waiting
from dramac.commerce.catalog.rules.options import Combination
from dramac.kit.money import Minor
from dramac.kit.text import fold

OPTIONS, VARIANTS, TAGS, CATEGORIES, IMAGES = "options", "variants", "tags", "categories", "images"
PARTS = frozenset({OPTIONS, VARIANTS, TAGS, CATEGORIES, IMAGES})
LONGEST_TITLE = 255
Item = TypeVar("Item")


class ProductRow(NamedTuple):
    """The columns of a product."""

    id: UUID
    title: str
    slug: str
    created_at: datetime
    updated_at: datetime
    description_html: str = ""
    vendor: str = ""
    product_type: str = ""
    tax_class: str = "standard"
    status: str = "draft"
    published_at: datetime | None = None
    seo_title: str = ""
    seo_description: str = ""
    price_from: Minor = 0
    price_to: Minor = 0
    compare_at_from: Minor | None = None
    is_in_stock: bool = False
    search_title: str = ""
    variant_count: int = 0
    version: int = 1


class VariantRow(NamedTuple):
    """The columns of a variant."""

    id: UUID
    product_id: UUID
    position: int
    price: Minor
    sku: str = ""
    barcode: str = ""
    option1: str = ""
    option2: str = ""
    option3: str = ""
    compare_at_price: Minor | None = None
    cost: Minor | None = None
    weight_g: int = 0
    requires_shipping: bool = True
    is_taxable: bool = True
    tracks_stock: bool = True
    sells_when_out: bool = False
    is_preorder: bool = False
    oversell_limit: int | None = None
    promised_on: date | None = None
    promised_days: int | None = None
    image_id: UUID | None = None
    is_archived: bool = False

    @property
    def combination(self) -> Combination:
        """Its option values."""
        return (self.option1, self.option2, self.option3)


class ImageRow(NamedTuple):
    """A picture in its place. `file` is empty until it is fetched, and belongs to whoever does that."""

    id: UUID
    product_id: UUID
    position: int
    source_url: str
    alt: str
    file: str = ""

    def is_from(self, url: str) -> bool:
        """Whether this is the picture of an address: where it came from, or where we serve it."""
        return url == self.source_url or (bool(self.file) and url.endswith(f"/{self.file}"))


class OptionRow(NamedTuple):
    """An option with its values in order."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """A product with everything that belongs to it; a part that was not read is None, and is not written.

    `variants` holds archived ones, too. `categories` are keys, the main one first.
    """

    row: ProductRow
    options: tuple[OptionRow, ...] | None = None
    variants: tuple[VariantRow, ...] | None = None
    tags: tuple[str, ...] | None = None
    categories: tuple[UUID, ...] | None = None
    images: tuple[ImageRow, ...] | None = None

    @property
    def live(self) -> list[VariantRow]:
        """The variants that are not archived."""
        return [variant for variant in self.variants or () if not variant.is_archived]


def summed_up(whole: Whole) -> ProductRow:
    """The product's columns with those that follow from its title and variants."""
    row = whole.row._replace(search_title=fold(whole.row.title)[:LONGEST_TITLE].strip())
    if whole.variants is None:
        return row
    live = whole.live
    span = prices.price_range(prices.Price(variant.price, variant.compare_at_price) for variant in live)
    ends = (
        waiting.can_run_out(
            tracks_stock=variant.tracks_stock,
            sells_when_out=variant.sells_when_out,
            oversell_limit=variant.oversell_limit,
        )
        for variant in live
    )
    return row._replace(
        price_from=span.lowest,
        price_to=span.highest,
        compare_at_from=span.compare_at,
        variant_count=len(live),
        is_in_stock=availability.is_in_stock(row.is_in_stock, ends),
    )


def read(site_id: UUID, product_ids: Iterable[UUID], *, parts: Collection[str] = PARTS) -> dict[UUID, Whole]:
    """These products with the parts asked for, locked until the transaction ends. A statement for each part, two for
    options, however many products."""
    keys = list(product_ids)
    if not keys:
        return {}
    rows = Product.objects.of(site_id).filter(pk__in=keys).order_by("pk").select_for_update(no_key=True)
    found = [ProductRow._make(values) for values in rows.values_list(*ProductRow._fields)]
    options = _options(site_id, keys) if OPTIONS in parts else None
    variants = _grouped(_variants(site_id, keys)) if VARIANTS in parts else None
    images = _grouped(_images(site_id, keys)) if IMAGES in parts else None
    tags = _pairs(ProductTag.objects.of(site_id), keys, "tag", "tag") if TAGS in parts else None
    categories = None
    if CATEGORIES in parts:
        categories = _pairs(ProductCategory.objects.of(site_id), keys, "category_id", "position")
    return {
        row.id: Whole(
            row,
            options=None if options is None else tuple(options[row.id]),
            variants=None if variants is None else tuple(variants[row.id]),
            tags=None if tags is None else tuple(tags[row.id]),
            categories=None if categories is None else tuple(categories[row.id]),
            images=None if images is None else tuple(images[row.id]),
        )
        for row in found
    }


def _variants(site_id: UUID, keys: list[UUID]) -> Iterable[tuple[UUID, VariantRow]]:
    rows = Variant.objects.of(site_id).filter(product_id__in=keys).order_by("position", "pk")
    for values in rows.values_list(*VariantRow._fields):
        yield values[1], VariantRow._make(values)


def _images(site_id: UUID, keys: list[UUID]) -> Iterable[tuple[UUID, ImageRow]]:
    rows = ProductImage.objects.of(site_id).filter(product_id__in=keys).order_by("position", "pk")
    for values in rows.values_list(*ImageRow._fields):
        yield values[1], ImageRow._make(values)


def _pairs(rows: QuerySet[Any], keys: list[UUID], field: str, order: str) -> dict[UUID, list[Any]]:
    return _grouped(rows.filter(product_id__in=keys).order_by(order, "pk").values_list("product_id", field))


def _options(site_id: UUID, keys: list[UUID]) -> dict[UUID, list[OptionRow]]:
    options = ProductOption.objects.of(site_id).filter(product_id__in=keys).order_by("position")
    values = ProductOptionValue.objects.of(site_id).filter(product_id__in=keys).order_by("position", "pk")
    of_option = _grouped(values.values_list("option_id", "value"))
    return _grouped(
        (product_id, OptionRow(name, tuple(of_option[key])))
        for key, product_id, name in options.values_list("pk", "product_id", "name")
    )


def _grouped(pairs: Iterable[tuple[UUID, Item]]) -> dict[UUID, list[Item]]:
    found: dict[UUID, list[Item]] = defaultdict(list)
    for key, item in pairs:
        found[key].append(item)
    return found
