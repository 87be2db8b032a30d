"""The whole catalogue, read in batches: for export files, feeds and sitemaps. Memory does not grow with the catalogue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple, TypeVar
from uuid import UUID

import msgspec

from dramac.commerce.catalog.models import (
    Category,
    Product,
    ProductCategory,
    ProductImage,
    ProductOption,
    ProductTag,
    Variant,
)
from dramac.kit.money import Minor
from dramac.tenancy.models import Site

BATCH = 200
Item = TypeVar("Item")


class ExportVariant(msgspec.Struct, frozen=True):
    """A variant with everything a file can say of it. `image` is the address or file of its own picture, else empty."""

    id: UUID
    values: tuple[str, ...]
    sku: str
    barcode: str
    price: Minor
    compare_at_price: Minor | None
    cost: Minor | None
    weight_g: int
    requires_shipping: bool
    is_taxable: bool
    tracks_stock: bool
    sells_when_out: bool
    is_preorder: bool
    oversell_limit: int | None
    promised_on: date | None
    promised_days: int | None
    image: str


class ExportImage(msgspec.Struct, frozen=True):
    """A picture: where it came from (empty when it was uploaded), its file (empty until it is fetched), its words."""

    source_url: str
    file: str
    alt: str


class ExportProduct(msgspec.Struct, frozen=True):
    """A product with everything a file can say of it. `categories` are paths of names from the root."""

    id: UUID
    slug: str
    title: str
    description_html: str
    vendor: str
    product_type: str
    tax_class: str
    status: str
    seo_title: str
    seo_description: str
    created_at: datetime
    updated_at: datetime
    tags: tuple[str, ...]
    categories: tuple[tuple[str, ...], ...]
    option_names: tuple[str, ...]
    variants: tuple[ExportVariant, ...]
    images: tuple[ExportImage, ...]


class _Parts(NamedTuple):
    """What belongs to the products of a batch, by product."""

    options: dict[UUID, list[str]]
    variants: dict[UUID, list[Variant]]
    images: dict[UUID, list[ProductImage]]
    tags: dict[UUID, list[str]]
    categories: dict[UUID, list[UUID]]


def products_for_export(site: Site, *, product_ids: Sequence[UUID] | None = None) -> Iterator[ExportProduct]:
    """The site's products of any status, or those named, oldest first. Six statements for each 200 products."""
    names = _category_names(site)
    for batch in _batches(site, product_ids):
        parts = _parts(site, [row.pk for row in batch])
        yield from (_exported(row, parts, names) for row in batch)


def _batches(site: Site, product_ids: Sequence[UUID] | None) -> Iterator[list[Product]]:
    rows = Product.objects.of(site).order_by("pk")
    if product_ids is not None:
        rows = rows.filter(pk__in=list(product_ids))
    last: UUID | None = None
    while batch := list(rows.filter(pk__gt=last)[:BATCH] if last else rows[:BATCH]):
        yield batch
        last = batch[-1].pk


def _parts(site: Site, keys: list[UUID]) -> _Parts:
    options = ProductOption.objects.of(site).filter(product_id__in=keys).order_by("position")
    variants = Variant.objects.of(site).filter(product_id__in=keys, is_archived=False).order_by("position", "pk")
    images = ProductImage.objects.of(site).filter(product_id__in=keys).order_by("position", "pk")
    tags = ProductTag.objects.of(site).filter(product_id__in=keys).order_by("tag")
    members = ProductCategory.objects.of(site).filter(product_id__in=keys).order_by("position", "pk")
    return _Parts(
        _grouped((row.product_id, row.name) for row in options),
        _grouped((row.product_id, row) for row in variants),
        _grouped((row.product_id, row) for row in images),
        _grouped((row.product_id, row.tag) for row in tags),
        _grouped((row.product_id, row.category_id) for row in members),
    )


def _grouped(pairs: Iterator[tuple[UUID, Item]]) -> dict[UUID, list[Item]]:
    found: dict[UUID, list[Item]] = defaultdict(list)
    for key, item in pairs:
        found[key].append(item)
    return found


def _category_names(site: Site) -> dict[UUID, tuple[str, ...]]:
    """The path of names of every category, parents before children."""
    names: dict[UUID, tuple[str, ...]] = {}
    rows = Category.objects.of(site).order_by("depth").values_list("pk", "parent_id", "name")
    for key, parent, name in rows:
        names[key] = (*(names[parent] if parent else ()), name)
    return names


def _exported(row: Product, parts: _Parts, names: dict[UUID, tuple[str, ...]]) -> ExportProduct:
    images = parts.images[row.pk]
    sources = {image.pk: image.source_url or image.file for image in images}
    count = len(parts.options[row.pk])
    return ExportProduct(
        id=row.pk,
        slug=row.slug,
        title=row.title,
        description_html=row.description_html,
        vendor=row.vendor,
        product_type=row.product_type,
        tax_class=row.tax_class,
        status=row.status,
        seo_title=row.seo_title,
        seo_description=row.seo_description,
        created_at=row.created_at,
        updated_at=row.updated_at,
        tags=tuple(parts.tags[row.pk]),
        categories=tuple(names[key] for key in parts.categories[row.pk]),
        option_names=tuple(parts.options[row.pk]),
        variants=tuple(_exported_variant(variant, count, sources) for variant in parts.variants[row.pk]),
        images=tuple(ExportImage(image.source_url, image.file, image.alt) for image in images),
    )


def _exported_variant(row: Variant, option_count: int, sources: dict[UUID, str]) -> ExportVariant:
    return ExportVariant(
        id=row.pk,
        values=(row.option1, row.option2, row.option3)[:option_count],
        sku=row.sku,
        barcode=row.barcode,
        price=row.price,
        compare_at_price=row.compare_at_price,
        cost=row.cost,
        weight_g=row.weight_g,
        requires_shipping=row.requires_shipping,
        is_taxable=row.is_taxable,
        tracks_stock=row.tracks_stock,
        sells_when_out=row.sells_when_out,
        is_preorder=row.is_preorder,
        oversell_limit=row.oversell_limit,
        promised_on=row.promised_on,
        promised_days=row.promised_days,
        image=sources.get(row.image_id, "") if row.image_id else "",
    )


class Address(NamedTuple):
    """A page of the storefront for a sitemap: product or category, its slug or path, and when it last changed."""

    kind: str
    path: str
    changed_at: datetime


def sitemap(site: Site) -> Iterator[Address]:
    """Every page of the catalogue that shoppers may see, categories first. Read as it is asked for."""
    for path, changed_at in (
        Category.objects.of(site).filter(is_visible=True).order_by("path").values_list("path", "updated_at")
    ):
        yield Address("category", path, changed_at)
    rows = Product.objects.of(site).on_sale_now().order_by("pk").values_list("slug", "updated_at")
    for slug, changed_at in rows.iterator(chunk_size=2000):
        yield Address("product", slug, changed_at)
