"""Owns the shape in which every file is read: a heading and numbered rows of text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from dramac.commerce.importing.records import RowProblem

CELL_LIMIT = 1_000_000


class Row(NamedTuple):
    """One row below the heading.

    `line` is the row's number as a spreadsheet shows it, counted from 1 with the heading and blank rows: in a CSV a
    description that runs over several lines is still one row. `cells` may be fewer than the headings, never more.
    """

    line: int
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be: bytes as uploaded, and for workbooks bytes and cells once unpacked."""

    file_bytes: int = 300_000_000
    workbook_bytes: int = 50_000_000
    unpacked_bytes: int = 600_000_000
    workbook_cells: int = 8_000_000


@dataclass(frozen=True, slots=True)
class Table:
    """A file opened: its headings, what was noticed while opening, and its rows, which may be read again from the start.

    `rows()` gives a `RowProblem` beside or in place of a row that does not fit the heading; blank rows are left out. The
    file must stay open while rows are read, and only one reading may be under way at a time.
    """

    kind: Literal["delimited", "workbook"]
    headers: tuple[str, ...]
    header_line: int
    read: Callable[[], Iterator[Row | RowProblem]]
    notices: tuple[RowProblem, ...] = field(default=())

    def rows(self) -> Iterator[Row | RowProblem]:
        """Every row below the heading, in the order of the file."""
        return self.read()


def fitted(line: int, cells: list[str], width: int) -> Iterator[Row | RowProblem]:
    """The row as far as it fits a heading of `width` cells, with what to say about it when it does not.

    Too many filled cells mean that a separator inside a text was not quoted, so that every later value may stand in the
    wrong column: the row is refused. Too few are taken, as many programs leave out empty cells at the end.
    """
    if len(cells) > width:
        if any(cells[width:]):
            yield RowProblem(line, "", "too_many_cells", {"found": len(cells), "expected": width})
            return
        del cells[width:]
    elif len(cells) < width:
        yield RowProblem(line, "", "too_few_cells", {"found": len(cells), "expected": width}, "warning")
    yield Row(line, cells)
