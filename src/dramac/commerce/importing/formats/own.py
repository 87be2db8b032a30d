"""Our own layout, CSV or XLSX: what exports write, and what a merchant fills in by hand (docs/importing.md).

One row for each variant; the first row of a product tells about the product; row n also carries picture n, on rows of
its own where there are more pictures than variants.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dramac.commerce.importing import assembly, columns, lists, values
from dramac.commerce.importing.assembly import Item
from dramac.commerce.importing.cells import Cells, Sight, first_with
from dramac.commerce.importing.columns import ColumnUse
from dramac.commerce.importing.formats import Circumstances, Format
from dramac.commerce.importing.options import EXTRA_NAME, EXTRA_VALUE, VALUES, Options, options_of, values_of
from dramac.commerce.importing.reading.tables import Table
from dramac.commerce.importing.records import (
    LONGEST,
    UNCHANGED,
    Given,
    ProductRecord,
    VariantRecord,
)
from dramac.commerce.importing.values import OVERSELLS, STATUSES

# Our field to its heading, in the order of the columns of an export.
HEADINGS: Final[dict[str, str]] = {
    "handle": "Handle",
    "title": "Title",
    "description_html": "Description",
    "vendor": "Vendor",
    "product_type": "Product type",
    "tags": "Tags",
    "categories": "Categories",
    "status": "Status",
    "tax_class": "Tax class",
    "seo_title": "SEO title",
    "seo_description": "SEO description",
    "option1_name": "Option 1 name",
    "option1_value": "Option 1 value",
    "option2_name": "Option 2 name",
    "option2_value": "Option 2 value",
    "option3_name": "Option 3 name",
    "option3_value": "Option 3 value",
    "sku": "SKU",
    "barcode": "Barcode",
    "price": "Price",
    "compare_at_price": "Compare-at price",
    "cost": "Cost",
    "weight_g": "Weight (g)",
    "requires_shipping": "Needs shipping",
    "taxable": "Taxable",
    "tracked": "Track stock",
    "quantity": "Quantity",
    "oversell": "Sell when out of stock",
    "preorder": "Pre-order",
    "oversell_limit": "Sell beyond stock, at most",
    "promised_on": "Promised on",
    "promised_days": "Promised in days",
    "variant_image": "Variant image",
    "image_url": "Image",
    "image_position": "Image position",
    "image_alt": "Image description",
}
FOURTH = {EXTRA_NAME: ("option 4 name",), EXTRA_VALUE: ("option 4 value",)}
NAMES: columns.Names = {field: (heading.casefold(),) for field, heading in HEADINGS.items()} | FOURTH
SIGNS = frozenset(heading for headings in NAMES.values() for heading in headings)

# A row that fills one of these is a variant.
VARIANT_SIGNS = (
    *VALUES,
    *("sku", "barcode", "price", "compare_at_price", "cost", "weight_g", "requires_shipping", "taxable"),
    *("tracked", "quantity", "oversell", "preorder", "oversell_limit", "promised_on", "promised_days", "variant_image"),
)
# Begins a cell that continues the text of the product's row above, as a workbook's cell holds 32,767 characters.
CONTINUED = "…"


def used(headers: Sequence[str]) -> tuple[ColumnUse, ...]:
    """What each column fills."""
    return columns.uses(headers, NAMES)


def matches(headers: Sequence[str]) -> float:
    """How surely these are headings of our own layout."""
    found = used(headers)
    if sum(1 for use in found if use.field) < 2:
        return 0.0
    return columns.confidence(found, SIGNS, ("handle", "sku", "title"))


def read(table: Table, circumstances: Circumstances) -> Iterator[Item]:
    """The products of a file in our own layout."""
    found = used(table.headers)
    yield from columns.notices(found, table.header_line)
    yield from assembly.products(table, Sight(found, disarmed=True), key_of, product)


def key_of(cells: Cells) -> str:
    """The address of the row's product; without one, a row with a SKU is looked up by that and stands alone."""
    handle = values.handle(cells.raw("handle") or "")
    return handle or ("" if cells.has("sku") else values.handle(cells.raw("title") or ""))


@dataclass(frozen=True, slots=True)
class _Texts:
    """The product's long texts, put together again where they run over several rows."""

    rows: Sequence[Cells]

    def of(self, field: str) -> Given[str]:
        first = first_with(self.rows, field)
        text = first.exact(field)
        if text is None:
            return UNCHANGED
        for cells in self.rows:
            more = cells.exact(field) or ""
            if cells is not first and more.startswith(CONTINUED):
                text += more.removeprefix(CONTINUED)
        return text if text.strip() else ""


def product(rows: Sequence[Cells]) -> ProductRecord:
    """One product with its variants and pictures. Raises LeaveOut."""
    texts = _Texts(rows)
    told = [cells for cells in rows if cells.has(*VARIANT_SIGNS)]
    options = options_of(rows, told)
    is_by_sku = not key_of(rows[0])
    handle = values.handle(rows[0].raw("handle") or rows[0].raw("title") or "")
    if not handle and not rows[0].has("sku"):
        raise assembly.LeaveOut("handle", "missing_handle")
    return ProductRecord(
        handle=handle,
        identified_by="sku" if is_by_sku else "handle",
        title=assembly.title_of(rows),
        description_html=_description(rows, texts),
        vendor=assembly.told(rows, "vendor"),
        product_type=assembly.told(rows, "product_type"),
        tags=_tags(rows, texts),
        categories=_categories(rows, texts),
        status=first_with(rows, "status").choice("status", STATUSES, "unknown_status"),
        tax_class=assembly.told(rows, "tax_class") or UNCHANGED,
        seo_title=assembly.told(rows, "seo_title"),
        seo_description=assembly.told(rows, "seo_description"),
        option_names=options.names,
        variants=assembly.variants_of(told, lambda cells: _variant(cells, options)),
        images=assembly.images_of(rows),
        line=rows[0].line,
    )


def _description(rows: Sequence[Cells], texts: _Texts) -> Given[str]:
    text, limit = texts.of("description_html"), LONGEST["description_html"]
    if text is not UNCHANGED and len(text) > limit:
        first_with(rows, "description_html").warn("description_html", "too_long", {"limit": limit, "length": len(text)})
        return UNCHANGED
    return text


def _tags(rows: Sequence[Cells], texts: _Texts) -> Given[tuple[str, ...]]:
    text = texts.of("tags")
    return UNCHANGED if text is UNCHANGED else assembly.tags(first_with(rows, "tags"), "tags", lists.split(text))


def _categories(rows: Sequence[Cells], texts: _Texts) -> Given[tuple[tuple[str, ...], ...]]:
    text = texts.of("categories")
    if text is UNCHANGED:
        return UNCHANGED
    return assembly.categories(first_with(rows, "categories"), "categories", lists.split_paths(text))


def _variant(cells: Cells, options: Options) -> VariantRecord:
    return VariantRecord(
        line=cells.line,
        sku=cells.text("sku", severity="refused"),
        barcode=cells.barcode("barcode"),
        option_values=values_of(cells, options),
        price=cells.required_amount("price"),
        compare_at_price=cells.amount("compare_at_price"),
        cost=cells.amount("cost"),
        weight_g=cells.grams("weight_g"),
        requires_shipping=cells.flag("requires_shipping"),
        taxable=cells.flag("taxable"),
        tracked=cells.flag("tracked"),
        quantity=cells.quantity("quantity"),
        oversell=cells.choice("oversell", OVERSELLS, "not_yes_or_no"),
        preorder=cells.flag("preorder"),
        oversell_limit=cells.whole("oversell_limit"),
        promised_on=cells.day("promised_on"),
        promised_days=cells.whole("promised_days"),
        image_url=cells.picture("variant_image"),
    )


FORMAT = Format("own", "DRAMAC", matches, used, read)
