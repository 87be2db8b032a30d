"""A list as a workbook (XLSX): the rows and columns of the CSV, with numbers, amounts and days that a spreadsheet can sum
and sort. What a cell keeps of a number is fifteen digits; a longer one is written as text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

import xlsxwriter
from django.utils import timezone
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dramac.dashboard.index.columns import Column
from dramac.dashboard.index.table import IndexTable
from dramac.kit.money import Money, exponent, to_decimal
from dramac.kit.statements import batches

AT_ONCE = 500
MOST_ROWS = 1_048_575
DIGITS = 15
LONGEST = 32_000
WIDTHS = {"text": 28, "moment": 20, "date": 12}
Formats = Mapping[str, Format]


class TooLongForWorkbook(Exception):
    """More rows match than a sheet can hold; a CSV can hold them."""


def write(table: IndexTable[Any], file: BinaryIO) -> None:
    """Write the rows that match, in their order, into a binary file; memory stays bounded. Raises TooLongForWorkbook."""
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book, timezone.override(table.site.zone):
        sheet = book.add_worksheet()
        formats = _formats(book, table.site.currency)
        for place, column in enumerate(table.shown):
            sheet.set_column(place, place, max(WIDTHS.get(column.kind, 12), len(str(column.label)) + 2))
            sheet.write_string(0, place, str(column.label), formats["head"])
        sheet.freeze_panes(1, 1)
        rows = table.matching.order_by(*table.order.by())
        number = 0
        for batch in batches(rows.iterator(chunk_size=AT_ONCE), AT_ONCE):
            table.prepare(batch)
            for row in batch:
                number += 1
                if number > MOST_ROWS:
                    raise TooLongForWorkbook
                for place, column in enumerate(table.shown):
                    _cell(sheet, (number, place), column, row, table.site.currency, formats)


def _formats(book: xlsxwriter.Workbook, currency: str) -> Formats:
    decimals = exponent(currency)
    money = "#,##0" + ("." + "0" * decimals if decimals else "")
    looks = {"head": {"bold": True}, "money": {"num_format": money}, "percent": {"num_format": "0.0%"}}
    days = {"moment": {"num_format": "yyyy-mm-dd hh:mm:ss"}, "date": {"num_format": "yyyy-mm-dd"}}
    return {name: book.add_format(look) for name, look in {**looks, **days}.items()}


def _cell(  # a cell is where, what, and how
    sheet: Worksheet, at: tuple[int, int], column: Column, row: object, currency: str, formats: Formats
) -> None:
    value = column.of(row)
    if value is None or value == "":
        return
    if column.kind == "money":
        value = to_decimal(value if isinstance(value, Money) else Money(int(value), currency))
    if isinstance(value, datetime):
        sheet.write_datetime(*at, timezone.localtime(value).replace(tzinfo=None), formats["moment"])
    elif isinstance(value, date):
        sheet.write_datetime(*at, datetime.combine(value, datetime.min.time()), formats["date"])
    elif isinstance(value, int | Decimal) and _fits(Decimal(value)):
        sheet.write_number(*at, float(value), formats.get(column.kind))
    else:
        sheet.write_string(*at, column.written(row, currency)[:LONGEST])


def _fits(value: Decimal) -> bool:
    return Decimal(f"{float(value):.{DIGITS}g}") == value or abs(value) < 1
