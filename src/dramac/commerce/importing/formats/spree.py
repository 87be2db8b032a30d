"""Spree's product CSV (version 5): rows with the same slug are one product.

The first row tells about the product. Where further rows have options, the first is only Spree's "master variant", which
cannot be bought; else it is the product's one variant. A row that has nothing but a SKU, a price and a currency gives the
price of that variant in a further currency.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dramac.commerce.importing import assembly, columns, values
from dramac.commerce.importing.assembly import Item
from dramac.commerce.importing.cells import Cells, Sight, first_with
from dramac.commerce.importing.columns import ColumnUse
from dramac.commerce.importing.formats import Circumstances, Format
from dramac.commerce.importing.options import EXTRA_NAME, EXTRA_VALUE, NUMBERS, VALUES, Options, options_of, values_of
from dramac.commerce.importing.reading.tables import Table
from dramac.commerce.importing.records import (
    UNCHANGED,
    Given,
    ImageRecord,
    ProductRecord,
    VariantRecord,
)
from dramac.commerce.importing.values import OVERSELLS, STATUSES

MANY = range(1, 11)
NAMES: columns.Names = {
    "handle": ("slug",),
    "title": ("name",),
    "description_html": ("description",),
    "status": ("status",),
    "product_type": ("product_type",),
    "tags": ("tags",),
    "seo_title": ("meta_title",),
    "seo_description": ("meta_description",),
    **{f"category{n}": (f"category{n}",) for n in MANY},
    **{f"image{n}": (f"image{n}_src",) for n in MANY},
    **{f"option{n}_name": (f"option{n}_name",) for n in NUMBERS},
    **{f"option{n}_value": (f"option{n}_value",) for n in NUMBERS},
    EXTRA_NAME: ("option4_name",),
    EXTRA_VALUE: ("option4_value",),
    "sku": ("sku",),
    "barcode": ("barcode",),
    "price": ("price",),
    "compare_at_price": ("compare_at_price",),
    "cost": ("cost_price",),
    "currency": ("currency",),
    "weight": ("weight",),
    "weight_unit": ("weight_unit",),
    "quantity": ("inventory_count",),
    "oversell": ("inventory_backorderable",),
    "tracked": ("track_inventory",),
}
IGNORED = dict.fromkeys(
    (
        *("custom_field.", "width", "height", "depth", "dimensions_unit", "available_on", "discontinue_on"),
        *("tax_category", "meta_keywords", "digital", "shipping_category"),
    ),
    "not_kept",
)
SIGNS = frozenset({"inventory_count", "inventory_backorderable", "option1_value", "image1_src", "track_inventory"})


def used(headers: Sequence[str]) -> tuple[ColumnUse, ...]:
    """What each column fills."""
    return columns.uses(headers, NAMES, IGNORED)


def matches(headers: Sequence[str]) -> float:
    """How surely these are headings of a Spree product file."""
    return columns.confidence(used(headers), SIGNS, ("handle",))


def read(table: Table, circumstances: Circumstances) -> Iterator[Item]:
    """The products of a Spree file."""
    found = used(table.headers)
    yield from columns.notices(found, table.header_line)
    currency = circumstances.currency.upper()
    yield from assembly.products(table, Sight(found), _key_of, lambda rows: _product(rows, currency))


def _key_of(cells: Cells) -> str:
    return values.handle(cells.raw("handle") or "")


def _product(rows: Sequence[Cells], currency: str) -> ProductRecord:
    if not _key_of(rows[0]):
        raise assembly.LeaveOut("handle", "missing_handle")
    with_options = [cells for cells in rows if cells.has(*VALUES)]
    variants = with_options or rows[:1]
    options = options_of(rows, variants)
    prices = _Prices(rows, currency)
    return ProductRecord(
        handle=_key_of(rows[0]),
        title=assembly.title_of(rows),
        description_html=first_with(rows, "description_html").html("description_html"),
        product_type=assembly.told(rows, "product_type"),
        tags=assembly.tags_of(rows),
        categories=_categories(rows),
        status=first_with(rows, "status").choice("status", STATUSES, "unknown_status"),
        seo_title=assembly.told(rows, "seo_title"),
        seo_description=assembly.told(rows, "seo_description"),
        option_names=options.names,
        variants=assembly.variants_of(variants, lambda cells: _variant(cells, options, prices)),
        images=_images(rows),
        line=rows[0].line,
    )


def _categories(rows: Sequence[Cells]) -> Given[tuple[tuple[str, ...], ...]]:
    fields = [field for n in MANY if rows[0].knows(field := f"category{n}")]
    if not fields:
        return UNCHANGED
    found: list[tuple[str, ...]] = []
    for field in fields:
        cells = first_with(rows, field)
        path = tuple(name.strip() for name in (cells.raw(field) or "").split("->") if name.strip())
        found.extend(assembly.categories(cells, field, [path]))
    return tuple(dict.fromkeys(found))


def _images(rows: Sequence[Cells]) -> Given[tuple[ImageRecord, ...]]:
    fields = [field for n in MANY if rows[0].knows(field := f"image{n}")]
    if not fields:
        return UNCHANGED
    urls = dict.fromkeys(
        url for cells in rows for field in fields if (url := cells.picture(field)) and url is not UNCHANGED
    )
    return tuple(ImageRecord(url, "", position) for position, url in enumerate(urls, start=1))


class _Prices:
    """Which row of a product tells a variant's price in the currency of the shop."""

    def __init__(self, rows: Sequence[Cells], currency: str) -> None:
        self._currency = currency
        self._by_sku = {
            cells.raw("sku"): cells for cells in reversed(rows) if cells.has("sku") and self._is_ours(cells)
        }

    def of(self, cells: Cells) -> Cells:
        """The variant's own row, or the one with its SKU in our currency; reported where there is neither."""
        if self._is_ours(cells):
            return cells
        found = self._by_sku.get(cells.raw("sku"))
        if found is None:
            cells.report("currency", "other_currency", {"currency": self._currency})
        return found or cells

    def _is_ours(self, cells: Cells) -> bool:
        return (cells.raw("currency") or self._currency).upper() == self._currency


def _variant(cells: Cells, options: Options, prices: _Prices) -> VariantRecord:
    priced = prices.of(cells)
    compare_at = priced.amount("compare_at_price")
    return VariantRecord(
        line=cells.line,
        sku=cells.text("sku", severity="refused"),
        barcode=cells.barcode("barcode"),
        option_values=values_of(cells, options),
        price=priced.required_amount("price"),
        # Spree writes 0 where there is none.
        compare_at_price=compare_at or None if compare_at is not UNCHANGED else UNCHANGED,
        cost=cells.amount("cost"),
        weight_g=cells.grams("weight", cells.raw("weight_unit") or "g"),
        tracked=cells.flag("tracked"),
        quantity=cells.quantity("quantity"),
        oversell=cells.choice("oversell", OVERSELLS, "not_yes_or_no"),
        image_url=cells.picture("image1") if cells.has(*VALUES) else UNCHANGED,
    )


FORMAT = Format("spree", "Spree", matches, used, read)
