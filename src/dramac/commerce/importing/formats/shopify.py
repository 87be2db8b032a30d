"""Shopify's product CSV in all its layouts since 2017.

Shopify's own rules (help.shopify.com, "Using CSV files to import and export products"): rows with the same handle are one
product, its first row tells about the product; a row may add a variant, a picture or both; `Variant Grams` is in grams
whatever the unit for display; prices per market stand in columns of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dramac.commerce.importing import assembly, columns, lists, values
from dramac.commerce.importing.assembly import Item
from dramac.commerce.importing.cells import Cells, Sight, first_with
from dramac.commerce.importing.columns import ColumnUse
from dramac.commerce.importing.formats import Circumstances, Format
from dramac.commerce.importing.options import EXTRA_NAME, EXTRA_VALUE, NUMBERS, VALUES, Options, options_of, values_of
from dramac.commerce.importing.reading.tables import Table
from dramac.commerce.importing.records import UNCHANGED, Given, Oversell, ProductRecord, Status, VariantRecord
from dramac.commerce.importing.values import OVERSELLS, STATUSES

NAMES: columns.Names = {
    "handle": ("handle", "url handle"),
    "title": ("title",),
    "description_html": ("body (html)", "description", "body html"),
    "vendor": ("vendor",),
    "category": ("product category",),
    "collection": ("collection",),
    "product_type": ("type", "custom product type", "standard product type"),
    "tags": ("tags",),
    "published": ("published", "published on online store"),
    "status": ("status",),
    **{f"option{n}_name": (f"option{n} name",) for n in NUMBERS},
    **{f"option{n}_value": (f"option{n} value",) for n in NUMBERS},
    EXTRA_NAME: ("option4 name",),
    EXTRA_VALUE: ("option4 value",),
    "sku": ("variant sku", "sku"),
    "barcode": ("variant barcode", "barcode"),
    "grams": ("variant grams", "weight value (grams)"),
    "weight": ("variant weight",),
    "weight_unit": ("variant weight unit", "weight unit for display"),
    "tracker": ("variant inventory tracker", "inventory tracker"),
    "quantity": ("variant inventory qty", "inventory quantity"),
    "oversell": ("variant inventory policy", "continue selling when out of stock"),
    "price": ("variant price", "price"),
    "compare_at_price": ("variant compare at price", "compare-at price"),
    "cost": ("cost per item", "variant cost"),
    "requires_shipping": ("variant requires shipping", "requires shipping"),
    "taxable": ("variant taxable", "charge tax"),
    "image_url": ("image src", "product image url"),
    "image_position": ("image position",),
    "image_alt": ("image alt text",),
    "variant_image": ("variant image", "variant image url"),
    "gift_card": ("gift card",),
    "seo_title": ("seo title",),
    "seo_description": ("seo description",),
}
# Headings that no other layout has; without one of them a file is not taken for Shopify's.
SIGNS = frozenset(
    {
        "body (html)",
        "url handle",
        "variant price",
        "variant sku",
        "variant inventory qty",
        "option1 name",
        "option1 value",
    }
)
IGNORED = {
    "price / ": "market_price",
    "compare at price / ": "market_price",
    "compare-at price / ": "market_price",
    "included / ": "market_price",
    "google shopping / ": "not_kept",
    "variant fulfillment service": "not_kept",
    "fulfillment service": "not_kept",
    "variant tax code": "not_kept",
    "tax code": "not_kept",
}
# A row that fills one of these is a variant; other columns are filled on picture rows, too.
VARIANT_SIGNS = (*VALUES, "price", "sku", "barcode", "quantity", "compare_at_price", "cost", "grams")
POLICIES: Mapping[str, Oversell] = {"deny": "deny", "continue": "continue", **OVERSELLS}


def used(headers: Sequence[str]) -> tuple[ColumnUse, ...]:
    """What each column fills."""
    return columns.uses(headers, NAMES, IGNORED)


def matches(headers: Sequence[str]) -> float:
    """How surely these are headings of a Shopify product file."""
    return columns.confidence(used(headers), SIGNS, ("handle",))


def read(table: Table, circumstances: Circumstances) -> Iterator[Item]:
    """The products of a Shopify file."""
    found = used(table.headers)
    yield from columns.notices(found, table.header_line)
    yield from assembly.products(table, Sight(found), handle_of, product)


def handle_of(cells: Cells) -> str:
    """The address of the product a row belongs to; where the file gives none, the one Shopify would derive."""
    return values.handle(cells.raw("handle") or cells.raw("title") or "")


def product(rows: Sequence[Cells]) -> ProductRecord:
    """One product with its variants and pictures. Raises LeaveOut."""
    handle = handle_of(rows[0])
    if not handle:
        raise assembly.LeaveOut("handle", "missing_handle")
    told = [cells for cells in rows if cells.has(*VARIANT_SIGNS)]
    options = options_of(rows, told, none="Default Title")
    return ProductRecord(
        handle=handle,
        title=assembly.title_of(rows),
        description_html=first_with(rows, "description_html").html("description_html"),
        vendor=assembly.told(rows, "vendor"),
        product_type=assembly.told(rows, "product_type"),
        tags=assembly.tags_of(rows),
        categories=_categories(rows),
        status=_status(rows),
        seo_title=assembly.told(rows, "seo_title"),
        seo_description=assembly.told(rows, "seo_description"),
        option_names=options.names,
        variants=assembly.variants_of(told, lambda cells: _variant(cells, options)),
        images=assembly.images_of(rows),
        line=rows[0].line,
    )


def _categories(rows: Sequence[Cells]) -> Given[tuple[tuple[str, ...], ...]]:
    """The place in Shopify's category tree and, in files that have one, the collection."""
    if not rows[0].knows("category", "collection"):
        return UNCHANGED
    category = first_with(rows, "category")
    collection = first_with(rows, "collection")
    name = collection.raw("collection")
    return (
        *assembly.categories(category, "category", [lists.split_path(category.raw("category") or "")]),
        *assembly.categories(collection, "collection", [(name,)] if name else []),
    )


def _status(rows: Sequence[Cells]) -> Given[Status]:
    """Active only where the product is active and published: nothing that shoppers could not see becomes visible."""
    cells = first_with(rows, "status")
    status = _stated(cells)
    published = first_with(rows, "published").flag("published")
    gift_card = first_with(rows, "gift_card")
    if gift_card.flag("gift_card") is True:
        gift_card.warn("gift_card", "gift_card")
        return "archived" if status == "archived" else "draft"
    if status is UNCHANGED:
        is_told = published is not UNCHANGED and not cells.has("status")
        return ("active" if published else "draft") if is_told else UNCHANGED
    if status == "active" and published is False:
        cells.warn("status", "active_but_hidden")
        return "draft"
    return status


def _stated(cells: Cells) -> Given[Status]:
    if (cells.raw("status") or "").casefold() == "unlisted":
        cells.warn("status", "unlisted")
        return "draft"
    return cells.choice("status", STATUSES, "unknown_status")


def _variant(cells: Cells, options: Options) -> VariantRecord:
    return VariantRecord(
        line=cells.line,
        sku=cells.text("sku", severity="refused"),
        barcode=cells.barcode("barcode"),
        option_values=values_of(cells, options),
        price=cells.required_amount("price"),
        compare_at_price=cells.amount("compare_at_price"),
        cost=cells.amount("cost"),
        weight_g=_grams(cells),
        requires_shipping=cells.flag("requires_shipping"),
        taxable=cells.flag("taxable"),
        tracked=UNCHANGED if cells.raw("tracker") is None else cells.has("tracker"),
        quantity=cells.quantity("quantity"),
        oversell=cells.choice("oversell", POLICIES, "unknown_policy"),
        image_url=cells.picture("variant_image"),
    )


def _grams(cells: Cells) -> Given[int]:
    if cells.knows("grams"):
        return cells.grams("grams")
    return cells.grams("weight", cells.raw("weight_unit") or "kg")


FORMAT = Format("shopify", "Shopify", matches, used, read)
