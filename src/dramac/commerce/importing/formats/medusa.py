"""Medusa's product CSV, of versions 1 and 2: a row for each variant, which repeats what is said about its product.

Prices stand in a column for each currency, of which the shop's is read, and for each region, which is left out. Weights
are in grams (docs.medusajs.com, "Import products").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dramac.commerce.importing import assembly, columns, lists, values
from dramac.commerce.importing.assembly import Item
from dramac.commerce.importing.cells import Cells, Sight, first_with
from dramac.commerce.importing.columns import ColumnUse
from dramac.commerce.importing.formats import Circumstances, Format
from dramac.commerce.importing.options import EXTRA_NAME, EXTRA_VALUE, NUMBERS, Options, options_of, values_of
from dramac.commerce.importing.reading.tables import Table
from dramac.commerce.importing.records import (
    UNCHANGED,
    Given,
    ImageRecord,
    ProductRecord,
    RowProblem,
    Status,
    VariantRecord,
)
from dramac.commerce.importing.values import OVERSELLS

MANY = range(1, 31)
NAMES: columns.Names = {
    "handle": ("product handle",),
    "id": ("product id",),
    "title": ("product title",),
    "description_html": ("product description",),
    "status": ("product status",),
    "product_type": ("product type",),
    "collection": ("product collection title",),
    "tags": ("product tags",),
    **{f"tag{n}": (f"product tag {n}",) for n in MANY},
    **{f"image{n}": (f"product image {n}", f"image {n} url") for n in MANY},
    "product_weight": ("product weight",),
    "sku": ("variant sku",),
    "barcode": ("variant barcode",),
    "ean": ("variant ean",),
    "upc": ("variant upc",),
    "weight": ("variant weight",),
    "quantity": ("variant inventory quantity",),
    "tracked": ("variant manage inventory",),
    "oversell": ("variant allow backorder",),
    **{f"option{n}_name": (f"variant option {n} name", f"option {n} name") for n in NUMBERS},
    **{f"option{n}_value": (f"variant option {n} value", f"option {n} value") for n in NUMBERS},
    EXTRA_NAME: ("variant option 4 name", "option 4 name"),
    EXTRA_VALUE: ("variant option 4 value", "option 4 value"),
}
PRICE = re.compile(r"(?:variant )?price ([a-z]{3})")
IGNORED = {"variant price ": "market_price", "price ": "market_price", "product ": "not_kept", "variant ": "not_kept"}
SIGNS = frozenset({"product handle", "product title", "variant id", "variant title", "variant manage inventory"})
STATUSES: dict[str, Status] = {"published": "active", "draft": "draft", "proposed": "draft", "rejected": "draft"}


def used(headers: Sequence[str]) -> tuple[ColumnUse, ...]:
    """What each column fills. A price of a currency fills a field of its own, as `price_eur`."""
    prices = {match[1]: match[0] for header in headers if (match := PRICE.fullmatch(columns.plain(header)))}
    return columns.uses(headers, {**NAMES, **{f"price_{code}": (name,) for code, name in prices.items()}}, IGNORED)


def matches(headers: Sequence[str]) -> float:
    """How surely these are headings of a Medusa product file."""
    return columns.confidence(used(headers), SIGNS, ("handle", "id"))


def read(table: Table, circumstances: Circumstances) -> Iterator[Item]:
    """The products of a Medusa file."""
    found = used(table.headers)
    yield from columns.notices(found, table.header_line)
    sight = Sight(found)
    price = f"price_{circumstances.currency.lower()}"
    if price not in sight.at:
        params = {"currency": circumstances.currency}
        yield RowProblem(table.header_line, "", "no_price_in_currency", params, "warning")
    yield from assembly.products(table, sight, _key_of, lambda rows: _product(rows, price))


def _key_of(cells: Cells) -> str:
    return values.handle(cells.raw("handle") or cells.raw("title") or "")


def _product(rows: Sequence[Cells], price: str) -> ProductRecord:
    handle = _key_of(rows[0])
    if not handle:
        raise assembly.LeaveOut("handle", "missing_handle")
    options = options_of(rows, rows)
    return ProductRecord(
        handle=handle,
        title=assembly.title_of(rows),
        description_html=first_with(rows, "description_html").html("description_html"),
        product_type=assembly.told(rows, "product_type"),
        tags=_tags(rows[0]),
        categories=_collection(rows[0]),
        status=rows[0].choice("status", STATUSES, "unknown_status"),
        option_names=options.names,
        variants=assembly.variants_of(rows, lambda cells: _variant(cells, options, price)),
        images=_images(rows),
        line=rows[0].line,
    )


def _tags(cells: Cells) -> Given[tuple[str, ...]]:
    numbered = [tag for n in MANY if (tag := cells.raw(f"tag{n}"))]
    if not cells.knows("tags", "tag1"):
        return UNCHANGED
    return assembly.tags(cells, "tags", [*lists.split(cells.raw("tags") or ""), *numbered])


def _collection(cells: Cells) -> Given[tuple[tuple[str, ...], ...]]:
    name = cells.raw("collection")
    if name is None:
        return UNCHANGED
    return assembly.categories(cells, "collection", [(name,)] if name else [])


def _images(rows: Sequence[Cells]) -> Given[tuple[ImageRecord, ...]]:
    fields = [field for n in MANY if rows[0].knows(field := f"image{n}")]
    if not fields:
        return UNCHANGED
    # Every row repeats the pictures: the first row is asked, so that one that is wrong is reported once.
    urls = dict.fromkeys(url for field in fields if (url := rows[0].picture(field)) and url is not UNCHANGED)
    return tuple(ImageRecord(url, "", position) for position, url in enumerate(urls, start=1))


def _variant(cells: Cells, options: Options, price: str) -> VariantRecord:
    code = next((field for field in ("barcode", "ean", "upc") if cells.has(field)), "barcode")
    return VariantRecord(
        line=cells.line,
        sku=cells.text("sku", severity="refused"),
        barcode=cells.barcode(code),
        option_values=values_of(cells, options),
        price=cells.required_amount(price),
        weight_g=cells.grams("weight" if cells.has("weight") else "product_weight"),
        tracked=cells.flag("tracked"),
        quantity=cells.quantity("quantity"),
        oversell=cells.choice("oversell", OVERSELLS, "not_yes_or_no"),
    )


FORMAT = Format("medusa", "Medusa", matches, used, read)
