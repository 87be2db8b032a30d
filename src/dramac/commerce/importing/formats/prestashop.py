"""PrestaShop's product CSV: one row for each product, without its combinations, which stand in a file of their own.

Weights are in kilograms, PrestaShop's preset (docs.prestashop-project.org, "Import").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dramac.commerce.importing import assembly, columns, lists, values
from dramac.commerce.importing.assembly import Item
from dramac.commerce.importing.cells import Cells, Sight
from dramac.commerce.importing.columns import ColumnUse
from dramac.commerce.importing.formats import Circumstances, Format
from dramac.commerce.importing.reading.tables import Table
from dramac.commerce.importing.records import (
    UNCHANGED,
    Given,
    ImageRecord,
    Oversell,
    ProductRecord,
    RowProblem,
    Status,
    VariantRecord,
)

NAMES: columns.Names = {
    "handle": ("url rewritten", "rewritten url"),
    "title": ("name",),
    "published": ("active (0/1)",),
    "visibility": ("visibility",),
    "categories": ("categories (x,y,z...)",),
    "price": ("price tax excluded", "price tax excl."),
    "taxed_price": ("price tax included", "price tax incl."),
    "cost": ("wholesale price", "cost price"),
    "sku": ("reference #", "reference"),
    "vendor": ("manufacturer", "brand"),
    "ean": ("ean13",),
    "upc": ("upc",),
    "weight": ("weight",),
    "quantity": ("quantity",),
    "oversell": ("out of stock action", "out of stock"),
    "virtual": ("virtual product",),
    "summary": ("summary",),
    "description_html": ("description",),
    "tags": ("tags (x,y,z...)",),
    "seo_title": ("meta title",),
    "seo_description": ("meta description",),
    "images": ("image urls (x,y,z...)",),
    "alts": ("image alt texts (x,y,z...)",),
}
SIGNS = frozenset({"price tax excluded", "price tax excl.", "price tax included", "price tax incl.", "tax rules id"})
NOT_KEPT = (
    *("product id", "tax rules", "on sale", "discount", "supplier", "mpn", "ecotax", "width", "height", "depth"),
    *("delivery time", "minimal quantity", "low stock", "receive a low", "stock location", "additional shipping"),
    *("unity", "unit price", "text when", "available", "product available", "product creation", "show price"),
    *("delete existing", "feature", "condition", "customizable", "uploadable", "text fields", "file url"),
    *("number of", "expiration", "id / name of shop", "advanced stock", "depends on", "warehouse", "acessories"),
    "accessories",
)
IGNORED = dict.fromkeys(NOT_KEPT, "not_kept")
POLICIES: dict[str, Oversell] = {"0": "deny", "1": "continue"}


def used(headers: Sequence[str]) -> tuple[ColumnUse, ...]:
    """What each column fills."""
    return columns.uses(headers, NAMES, IGNORED)


def matches(headers: Sequence[str]) -> float:
    """How surely these are headings of a PrestaShop product file."""
    return columns.confidence(used(headers), SIGNS, ("title",))


def read(table: Table, circumstances: Circumstances) -> Iterator[Item]:
    """The products of a PrestaShop file."""
    found = used(table.headers)
    yield from columns.notices(found, table.header_line)
    sight = Sight(found)
    if "taxed_price" not in sight.at:
        yield RowProblem(table.header_line, sight.header("price"), "price_without_tax", {}, "warning")
    yield from assembly.products(table, sight, lambda cells: "", _product)


def _product(rows: Sequence[Cells]) -> ProductRecord:
    cells = rows[0]
    title = assembly.title_of(rows)
    handle = values.handle(cells.raw("handle") or cells.raw("title") or "")
    if not handle:
        raise assembly.LeaveOut("handle", "missing_handle")
    return ProductRecord(
        handle=handle,
        title=title,
        description_html=_description(cells),
        vendor=cells.text("vendor"),
        tags=assembly.tags_of(rows),
        categories=_categories(cells),
        status=_status(cells),
        seo_title=cells.text("seo_title"),
        seo_description=cells.text("seo_description"),
        option_names=(),
        variants=assembly.variants_of(rows, _variant),
        images=_images(cells),
        line=cells.line,
    )


def _description(cells: Cells) -> Given[str]:
    """The description, or the summary where there is no other."""
    description = cells.html("description_html")
    return cells.html("summary") if description == "" else description


def _categories(cells: Cells) -> Given[tuple[tuple[str, ...], ...]]:
    text = cells.raw("categories")
    if text is None:
        return UNCHANGED
    return assembly.categories(cells, "categories", [(name,) for name in lists.split(text)])


def _status(cells: Cells) -> Given[Status]:
    active = cells.flag("published")
    if active is True and (cells.raw("visibility") or "").casefold() == "none":
        cells.warn("visibility", "hidden_product")
        return "draft"
    return UNCHANGED if active is UNCHANGED else "active" if active else "draft"


def _variant(cells: Cells) -> VariantRecord:
    virtual = cells.flag("virtual")
    taxed = cells.required_amount("taxed_price")
    variant = VariantRecord(
        line=cells.line,
        sku=cells.text("sku", severity="refused"),
        barcode=cells.barcode("ean" if cells.has("ean") else "upc"),
        option_values=(),
        price=cells.required_amount("price") if taxed is UNCHANGED else taxed,
        cost=cells.amount("cost"),
        weight_g=cells.grams("weight", "kg"),
        quantity=cells.quantity("quantity"),
        oversell=POLICIES.get(cells.raw("oversell") or "", UNCHANGED),
        requires_shipping=UNCHANGED if virtual is UNCHANGED else not virtual,
    )
    return variant if variant.quantity is UNCHANGED else replace(variant, tracked=True)


def _images(cells: Cells) -> Given[tuple[ImageRecord, ...]]:
    text = cells.raw("images")
    if text is None:
        return UNCHANGED
    alts = [alt.strip() for alt in (cells.raw("alts") or "").split(",")]
    found: list[ImageRecord] = []
    for at, url in enumerate(lists.split(text)):
        try:
            found.append(ImageRecord(values.picture(url), alts[at] if at < len(alts) else "", len(found) + 1))
        except values.BadValue as bad:
            cells.warn("images", bad.code, bad.params)
    return tuple(found)


FORMAT = Format("prestashop", "PrestaShop", matches, used, read)
