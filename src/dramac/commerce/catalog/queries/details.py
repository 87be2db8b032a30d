"""One product as its page shows it: three statements, however many variants and pictures it has; and what is no longer sold."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q

from dramac.commerce.catalog.models import Product, SlugRedirect
from dramac.commerce.catalog.queries.listing import picture_of
from dramac.commerce.catalog.queries.matching import (
    CATEGORIES,
    IMAGES,
    MEMBERSHIPS,
    OPTIONS,
    PRODUCTS,
    TAGS,
    VALUES,
    VARIANTS,
)
from dramac.commerce.catalog.queries.shapes import DetailOption, DetailVariant, Picture, ProductDetail, Step
from dramac.commerce.catalog.rules.trees import DEEPEST
from dramac.kit.statements import Row, amount_out, day_out, fetch, key_in, key_out, moment_out
from dramac.kit.text import clean
from dramac.tenancy.models import Site

PRODUCT = (
    "p.id, p.slug, p.title, p.description_html, p.vendor, p.product_type, p.tax_class, p.status, p.seo_title, "
    "p.seo_description, p.price_from, p.price_to, p.compare_at_from, p.is_in_stock, p.version, p.created_at, p.updated_at"
)
PRODUCT_WIDTH = 17
KEPT_PRODUCTS = 1024
STEPS = ", ".join(f"c{level}.id, c{level}.name, c{level}.slug, c{level}.path" for level in range(DEEPEST))
TRAIL = (
    f"LEFT JOIN {CATEGORIES} c0 ON c0.site_id = p.site_id AND c0.id = (SELECT m.category_id FROM {MEMBERSHIPS} m "
    f"JOIN {CATEGORIES} c ON c.site_id = m.site_id AND c.id = m.category_id WHERE m.site_id = p.site_id "
    "AND m.product_id = p.id AND c.is_visible ORDER BY m.position, c.path LIMIT 1) "
) + " ".join(
    f"LEFT JOIN {CATEGORIES} c{level} ON c{level}.site_id = p.site_id AND c{level}.id = c{level - 1}.parent_id"
    for level in range(1, DEEPEST)
)
VARIANT = (
    "id, option1, option2, option3, sku, barcode, price, compare_at_price, weight_g, requires_shipping, is_taxable, "
    "tracks_stock, sells_when_out, image_id, is_preorder, oversell_limit, promised_on, promised_days"
)
# Pictures, option values and tags in one statement: kind, two numbers to sort by, and up to five texts.
REST = (
    "SELECT 'picture', position, 0, CAST(id AS VARCHAR(36)), file, alt, CAST(width AS VARCHAR(12)), "
    f"CAST(height AS VARCHAR(12)), CAST(widths AS VARCHAR(200)) FROM {IMAGES} "
    "WHERE site_id = %s AND product_id = %s AND file <> '' "
    "UNION ALL SELECT 'option', o.position, v.position, o.name, v.value, '', '', '', '' "
    f"FROM {OPTIONS} o LEFT JOIN {VALUES} v ON v.site_id = o.site_id AND v.option_id = o.id "
    "WHERE o.site_id = %s AND o.product_id = %s "
    f"UNION ALL SELECT 'tag', 0, 0, tag, '', '', '', '', '' FROM {TAGS} WHERE site_id = %s AND product_id = %s "
    "ORDER BY 1, 2, 3, 4"
)


class _Rest(NamedTuple):
    """What belongs to a product besides its variants."""

    options: tuple[DetailOption, ...]
    pictures: tuple[Picture, ...]
    tags: tuple[str, ...]


def product_detail(site: Site, slug: str) -> ProductDetail | None:
    """The product at this address if shoppers may see it, else None (see `moved_to`). At most three statements."""
    return _detail(site.pk, "p.slug = %s AND p.status = 'active'", clean(slug[:255]))


def product_by_id(site: Site, product_id: UUID, *, hidden_too: bool = False) -> ProductDetail | None:
    """The product with this key; `hidden_too` gives staff drafts and archived ones as well. At most three statements."""
    status = "" if hidden_too else " AND p.status = 'active'"
    return _detail(site.pk, f"p.id = %s{status}", key_in(product_id))


def product_gone(site: Site, slug: str) -> ProductDetail | None:
    """The product that was on sale at this address and is archived now; None for what never was on sale. Four statements."""
    moved = SlugRedirect.objects.of(site).filter(kind="product", slug=clean(slug[:255])).values("target_id")
    archived = Product.objects.of(site).filter(status=Product.Status.ARCHIVED, published_at__isnull=False)
    was_here = archived.filter(Q(slug=clean(slug[:255])) | Q(pk__in=moved)).order_by("-updated_at")
    key = was_here.values_list("pk", flat=True).first()
    return product_by_id(site, key, hidden_too=True) if key else None


def _detail(site_id: UUID, where: str, value: Any) -> ProductDetail | None:
    key = key_in(site_id)
    rows = fetch(f"SELECT {PRODUCT}, {STEPS} FROM {PRODUCTS} p {TRAIL} WHERE p.site_id = %s AND {where}", [key, value])
    if not rows:
        return None
    row = rows[0]
    product = key_in(key_out(row[0]))
    variants = fetch(
        f"SELECT {VARIANT} FROM {VARIANTS} WHERE site_id = %s AND product_id = %s AND NOT is_archived ORDER BY position, id",
        [key, product],
    )
    return _product(row, tuple(variants), tuple(fetch(REST, [key, product] * 3)))


@lru_cache(maxsize=KEPT_PRODUCTS)
def _product(row: Row, variants: tuple[Row, ...], texts: tuple[Row, ...]) -> ProductDetail:
    """The product of these rows; of the same rows the one that was made of them before."""
    rest = _rest(texts)
    return ProductDetail(
        id=key_out(row[0]),
        slug=row[1],
        title=row[2],
        description_html=row[3],
        vendor=row[4],
        product_type=row[5],
        tax_class=row[6],
        status=row[7],
        seo_title=row[8],
        seo_description=row[9],
        price_from=int(row[10]),
        price_to=int(row[11]),
        compare_at=amount_out(row[12]),
        is_in_stock=bool(row[13]),
        version=row[14],
        created_at=moment_out(row[15]),
        updated_at=moment_out(row[16]),
        trail=_trail(row[PRODUCT_WIDTH:]),
        options=rest.options,
        variants=tuple(_variant(variant, len(rest.options)) for variant in variants),
        pictures=rest.pictures,
        tags=rest.tags,
    )


def _trail(row: Sequence[Any]) -> tuple[Step, ...]:
    upwards = [row[place : place + 4] for place in range(0, len(row), 4) if row[place] is not None]
    return tuple(Step(key_out(key), name, slug, path) for key, name, slug, path in reversed(upwards))


def _variant(row: Sequence[Any], option_count: int) -> DetailVariant:
    values = tuple(row[1:4][:option_count])
    return DetailVariant(
        id=key_out(row[0]),
        title=" / ".join(value for value in values if value),
        values=values,
        sku=row[4],
        barcode=row[5],
        price=int(row[6]),
        compare_at=amount_out(row[7]),
        weight_g=row[8],
        requires_shipping=bool(row[9]),
        is_taxable=bool(row[10]),
        tracks_stock=bool(row[11]),
        sells_when_out=bool(row[12]),
        image_id=None if row[13] is None else key_out(row[13]),
        is_preorder=bool(row[14]),
        oversell_limit=row[15],
        promised_on=day_out(row[16]),
        promised_days=row[17],
    )


def _rest(rows: Sequence[Sequence[Any]]) -> _Rest:
    options: dict[str, list[str]] = {}
    pictures, tags = [], []
    for kind, _first, _second, *texts in rows:
        if kind == "option":
            options.setdefault(texts[0], []).extend([texts[1]] if texts[1] is not None else [])
        elif kind == "tag":
            tags.append(texts[0])
        else:
            key, file, alt, width, height, widths = texts
            picture = picture_of((key, file, alt, int(width), int(height), widths))
            pictures += [picture] if picture else []
    listed = tuple(DetailOption(name, tuple(values)) for name, values in options.items())
    return _Rest(listed, tuple(pictures), tuple(tags))
