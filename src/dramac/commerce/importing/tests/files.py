"""Owns making files for tests and reading them through."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

import xlsxwriter

from dramac.commerce.importing import formats
from dramac.commerce.importing.formats import Circumstances
from dramac.commerce.importing.reading import CannotRead, Row, open_table
from dramac.commerce.importing.records import ProductRecord, RowProblem, VariantRecord
from dramac.commerce.importing.sentences import explain

TODAY = date(2026, 5, 1)


def a_csv(*rows: Sequence[str], delimiter: str = ",", encoding: str = "utf-8") -> io.BytesIO:
    """A text file of these rows, the first of which is the heading."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return io.BytesIO(text.getvalue().encode(encoding))


def a_workbook(*rows: Sequence[object], sheet: str = "Sheet1") -> io.BytesIO:
    """A workbook whose one sheet holds these rows."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        page = workbook.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    stream.seek(0)
    return stream


def a_file(*rows: dict[str, str]) -> io.BytesIO:
    """A CSV whose columns are all that any of the rows names."""
    headers = list(dict.fromkeys(name for row in rows for name in row))
    return a_csv(headers, *([row.get(name, "") for name in headers] for row in rows))


@dataclass(frozen=True)
class Outcome:
    """What came of reading a file."""

    format: str
    products: list[ProductRecord]
    problems: list[RowProblem]

    @property
    def variants(self) -> list[VariantRecord]:
        """The variants of all products."""
        return [variant for product in self.products for variant in product.variants]

    @property
    def codes(self) -> list[tuple[int, str, str]]:
        """Line, severity and code of each problem."""
        return [(problem.line, problem.severity, problem.code) for problem in self.problems]

    @property
    def sentences(self) -> list[str]:
        """What the merchant reads."""
        return [explain(problem) for problem in self.problems]


def outcome(source: BinaryIO, *, currency: str = "EUR") -> Outcome:
    """All products of a file and all that was wrong with it."""
    table = open_table(source)
    layout = formats.recognise(table.headers)
    items = list(layout.read(table, Circumstances(TODAY, currency)))
    return Outcome(
        layout.name,
        [item for item in items if isinstance(item, ProductRecord)],
        [*table.notices, *(item for item in items if isinstance(item, RowProblem))],
    )


def rows_of(source: BinaryIO) -> list[tuple[int, list[str]]]:
    """The rows of a file that fit its heading, with their numbers."""
    return [(row.line, list(row.cells)) for row in open_table(source).rows() if isinstance(row, Row)]


def problems_of(source: BinaryIO) -> list[tuple[int, str]]:
    """Line and code of what is wrong with the rows of a file."""
    return [(row.line, row.code) for row in open_table(source).rows() if isinstance(row, RowProblem)]


def refusal(data: bytes) -> str:
    """The sentence with which a broken file is refused. Fails when it is not."""
    try:
        formats.recognise(open_table(io.BytesIO(data)).headers)
    except CannotRead as refused:
        return explain(refused)
    raise AssertionError("the file was not refused")
