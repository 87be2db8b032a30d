"""Owns writing products in our own layout, so that reading the file again gives the same products.

A text that a spreadsheet could run as a formula is kept from it (see `formulas`). What a record leaves UNCHANGED becomes
an empty cell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias, TypeVar

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from dramac.commerce.importing import formulas, lists
from dramac.commerce.importing.formats.own import CONTINUED, HEADINGS
from dramac.commerce.importing.records import UNCHANGED, Given, ImageRecord, ProductRecord, VariantRecord

T = TypeVar("T")
Cell: TypeAlias = str | int | Decimal
# A workbook's cell holds 32,767 units of UTF-16, of which a character takes one or two; a CSV has no such limit.
WORKBOOK_TEXT = 16_000
WORKBOOK_ROWS = 1_048_576
# What spreadsheets keep of a number; a longer one is written as text.
WORKBOOK_DIGITS = 15
SHEET = "Products"
WIDTHS: Final = {"title": 32, "description_html": 48, "tags": 24, "categories": 28, "image_url": 40}
# Written as numbers, so that a spreadsheet can sum and sort them.
NUMBERS = frozenset({"price", "compare_at_price", "cost", "weight_g", "quantity", "image_position"})
_PIECE = 1 << 16


class TooLargeForWorkbook(Exception):
    """More rows than a workbook's sheet can hold; a CSV can hold them."""


def csv_pieces(records: Iterable[ProductRecord]) -> Iterator[bytes]:
    """A CSV of these products in pieces of some 64 kB, for sending while it is made.

    UTF-8 with a byte-order mark, without which Excel shows accents wrongly; commas; line ends as RFC 4180 has them.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    text.write("\ufeff")
    writer.writerow(HEADINGS.values())
    for record in records:
        for row in _rows(record, longest=None):
            writer.writerow(_plain(row.get(field, "")) for field in HEADINGS)
        if text.tell() > _PIECE:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()


def write_csv(records: Iterable[ProductRecord], stream: BinaryIO) -> None:
    """A CSV of these products, as `csv_pieces` makes it, into a binary stream."""
    for piece in csv_pieces(records):
        stream.write(piece)


def write_xlsx(records: Iterable[ProductRecord], path: Path) -> None:
    """A workbook of these products, row by row without holding them. Raises TooLargeForWorkbook."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet(SHEET)
        bold = workbook.add_format({"bold": True})
        for column, (field, heading) in enumerate(HEADINGS.items()):
            sheet.set_column(column, column, WIDTHS.get(field, max(12, len(heading) + 2)))
            sheet.write_string(0, column, heading, bold)
        sheet.freeze_panes(1, 1)
        rows = (row for record in records for row in _rows(record, longest=WORKBOOK_TEXT))
        for number, row in enumerate(rows, start=1):
            if number >= WORKBOOK_ROWS:
                raise TooLargeForWorkbook
            _write_row(sheet, number, row)


def _write_row(sheet: Worksheet, number: int, row: dict[str, Cell]) -> None:
    for column, field in enumerate(HEADINGS):
        cell = row.get(field, "")
        if field in NUMBERS and cell != "" and Decimal(f"{float(cell):.{WORKBOOK_DIGITS}g}") == cell:
            sheet.write_number(number, column, float(cell))
        elif cell != "":
            sheet.write_string(number, column, _plain(cell))


def _plain(cell: Cell) -> str:
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)


def _rows(record: ProductRecord, *, longest: int | None) -> Iterator[dict[str, Cell]]:
    """The rows of a product: as many as it has variants, pictures, or pieces of its longest text."""
    texts = _pieces(_product(record), longest)
    for variant, image, told in zip_longest(record.variants, _each(record.images), texts):
        row: dict[str, Cell] = {"handle": formulas.disarm(record.handle), **(told or {})}
        if variant is not None:
            row |= _variant(variant)
        if image is not None:
            row |= _image(image)
        yield row


def _pieces(product: dict[str, str], longest: int | None) -> Iterator[dict[str, str]]:
    """What the first row tells about the product, and on further rows what was too long for one cell."""
    if longest is None:
        yield product
        return
    yield {field: text[:longest] for field, text in product.items()}
    for start in range(longest, max(map(len, product.values())), longest):
        rest = {field: text[start : start + longest] for field, text in product.items()}
        yield {field: CONTINUED + text for field, text in rest.items() if text}


def _product(record: ProductRecord) -> dict[str, str]:
    names = _each(record.option_names)
    return {
        "title": _text(record.title),
        "description_html": _text(record.description_html),
        "vendor": _text(record.vendor),
        "product_type": _text(record.product_type),
        "tags": formulas.disarm(lists.join(_each(record.tags))),
        "categories": formulas.disarm(lists.join_paths(_each(record.categories))),
        "status": _text(record.status),
        "tax_class": _text(record.tax_class),
        "seo_title": _text(record.seo_title),
        "seo_description": _text(record.seo_description),
        **{f"option{number}_name": _text(name) for number, name in enumerate(names, start=1)},
    }


def _variant(variant: VariantRecord) -> dict[str, Cell]:
    values = _each(variant.option_values)
    return {
        **{f"option{number}_value": _text(value) for number, value in enumerate(values, start=1)},
        "sku": _text(variant.sku),
        "barcode": _text(variant.barcode),
        "price": _number(variant.price),
        "compare_at_price": _number(variant.compare_at_price),
        "cost": _number(variant.cost),
        "weight_g": _number(variant.weight_g),
        "requires_shipping": _flag(variant.requires_shipping),
        "taxable": _flag(variant.taxable),
        "tracked": _flag(variant.tracked),
        "quantity": _number(variant.quantity),
        "oversell": _flag(UNCHANGED if variant.oversell is UNCHANGED else variant.oversell == "continue"),
        "preorder": _flag(variant.preorder),
        "oversell_limit": _number(variant.oversell_limit),
        "promised_on": "" if variant.promised_on is UNCHANGED else variant.promised_on.isoformat(),
        "promised_days": _number(variant.promised_days),
        "variant_image": _text(variant.image_url),
    }


def _image(image: ImageRecord) -> dict[str, Cell]:
    return {"image_url": _text(image.url), "image_position": image.position, "image_alt": _text(image.alt)}


def _each(values: Given[tuple[T, ...]]) -> tuple[T, ...]:
    return () if values is UNCHANGED else values


def _text(value: Given[str]) -> str:
    return "" if value is UNCHANGED else formulas.disarm(value)


def _number(value: Given[Decimal | int | None]) -> Cell:
    return "" if value is UNCHANGED or value is None else value


def _flag(value: Given[bool]) -> str:
    return "" if value is UNCHANGED else "TRUE" if value else "FALSE"
