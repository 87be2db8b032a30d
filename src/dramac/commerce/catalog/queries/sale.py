"""Variants as carts, bills, orders and stock need them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from uuid import UUID

from dramac.commerce.catalog.models import Variant
from dramac.commerce.catalog.queries.listing import picture_of
from dramac.commerce.catalog.queries.matching import IMAGES, OPTIONS, PRODUCTS, VARIANTS
from dramac.commerce.catalog.queries.shapes import SaleVariant, Sold
from dramac.kit.statements import amount_out, day_out, fetch, key_in, key_out, keys_in, places
from dramac.tenancy.models import Site

KEPT = 16_384
COLUMNS = (
    "v.id, v.product_id, p.title, p.slug, v.option1, v.option2, v.option3, v.sku, v.price, v.compare_at_price, v.cost, "
    "p.tax_class, v.weight_g, v.requires_shipping, v.is_taxable, v.tracks_stock, v.sells_when_out, v.is_archived, p.status, "
    "v.is_preorder, v.oversell_limit, v.promised_on, v.promised_days"
)
STATEMENT = (
    f"SELECT {COLUMNS}, o1.name, o2.name, o3.name, i.id, i.file, i.alt, i.width, i.height, i.widths FROM {VARIANTS} v "
    f"JOIN {PRODUCTS} p ON p.site_id = v.site_id AND p.id = v.product_id "
    + "".join(
        f"LEFT JOIN {OPTIONS} o{number} ON o{number}.site_id = v.site_id AND o{number}.product_id = v.product_id "
        f"AND o{number}.position = {number} "
        for number in (1, 2, 3)
    )
    + f"LEFT JOIN {IMAGES} i ON i.site_id = v.site_id AND i.id = COALESCE("
    f"(SELECT own.id FROM {IMAGES} own WHERE own.site_id = v.site_id AND own.id = v.image_id AND own.file <> ''), "
    f"(SELECT f.id FROM {IMAGES} f WHERE f.site_id = v.site_id AND f.product_id = v.product_id AND f.file <> '' "
    "ORDER BY f.position, f.id LIMIT 1)) WHERE v.site_id = %s AND v.id IN "
)


class StockVariant(Sold, frozen=True):
    """What the keeper of stock needs to know of a variant."""

    id: UUID
    product_id: UUID
    sku: str
    product_title: str
    title: str


def variants_for_sale(site: Site, variant_ids: Iterable[UUID]) -> dict[UUID, SaleVariant]:
    """These variants by key, whatever their state: ask `is_on_sale`. Unknown keys are left out. One statement."""
    keys = keys_in(dict.fromkeys(variant_ids))
    if not keys:
        return {}
    rows = fetch(f"{STATEMENT}({places(keys)})", [key_in(site.pk), *keys])
    return {variant.id: variant for variant in map(_variant, rows)}


@lru_cache(maxsize=KEPT)
def _variant(row: tuple[Any, ...]) -> SaleVariant:
    """The variant of a row of STATEMENT; of the same row the one that was made of it before."""
    values = [value for value in row[4:7] if value]
    return SaleVariant(
        id=key_out(row[0]),
        product_id=key_out(row[1]),
        product_title=row[2],
        product_slug=row[3],
        title=" / ".join(values),
        options=tuple((name, value) for name, value in zip(row[23:26], row[4:7], strict=True) if name and value),
        sku=row[7],
        price=int(row[8]),
        compare_at=amount_out(row[9]),
        cost=amount_out(row[10]),
        tax_class=row[11],
        weight_g=row[12],
        requires_shipping=bool(row[13]),
        is_taxable=bool(row[14]),
        tracks_stock=bool(row[15]),
        sells_when_out=bool(row[16]),
        is_archived=bool(row[17]),
        status=row[18],
        is_preorder=bool(row[19]),
        oversell_limit=row[20],
        promised_on=day_out(row[21]),
        promised_days=row[22],
        picture=picture_of(row[26:32]),
    )


def stock_variants(site: Site, variant_ids: Iterable[UUID]) -> dict[UUID, StockVariant]:
    """These variants, as the keeper of stock needs them, by key. One statement."""
    return {variant.id: variant for variant in _stock(site, id__in=list(variant_ids))}


def stock_variants_of(site: Site, product_ids: Iterable[UUID]) -> list[StockVariant]:
    """The variants of these products that are not archived, in the order of product and position. One statement."""
    return _stock(site, product_id__in=list(product_ids), is_archived=False)


def _stock(site: Site, **which: Any) -> list[StockVariant]:
    rows = Variant.objects.of(site).filter(**which).select_related("product").order_by("product_id", "position", "id")
    return [
        StockVariant(
            row.pk,
            row.product_id,
            row.sku,
            row.product.title,
            row.title,
            tracks_stock=row.tracks_stock,
            sells_when_out=row.sells_when_out,
            is_preorder=row.is_preorder,
            oversell_limit=row.oversell_limit,
            promised_on=row.promised_on,
            promised_days=row.promised_days,
        )
        for row in rows
    ]


def variants_by_sku(site: Site, skus: Iterable[str]) -> dict[str, list[UUID]]:
    """The keys of the variants with each of these SKUs that are not archived; a SKU may be on several. One statement."""
    found: dict[str, list[UUID]] = {}
    wanted = [sku for sku in dict.fromkeys(skus) if sku]
    rows = Variant.objects.of(site).filter(sku__in=wanted, is_archived=False).order_by("id").values_list("sku", "pk")
    for sku, key in rows if wanted else ():
        found.setdefault(sku, []).append(key)
    return found


def products_by_sku(site: Site, skus: Iterable[str]) -> dict[str, UUID]:
    """The product that has a variant with each of these SKUs (the oldest, where several have it). One statement."""
    wanted = [sku for sku in dict.fromkeys(skus) if sku]
    rows = (
        Variant.objects.of(site)
        .filter(sku__in=wanted, is_archived=False)
        .order_by("-id")
        .values_list("sku", "product_id")
    )
    return dict(rows) if wanted else {}
