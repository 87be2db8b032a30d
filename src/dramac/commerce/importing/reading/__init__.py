"""Owns opening what merchants upload: text tables in many encodings and separators, and XLSX workbooks."""

from __future__ import annotations

import io
from typing import BinaryIO

from dramac.commerce.importing.reading.delimited import open_delimited
from dramac.commerce.importing.reading.tables import Limits, Row, Table
from dramac.commerce.importing.reading.workbooks import COMPOUND, EMPTY_ZIP, ZIP, open_workbook, refuse_compound
from dramac.commerce.importing.records import CannotRead, RowProblem

__all__ = ["CannotRead", "Limits", "Row", "RowProblem", "Table", "open_table"]


def open_table(source: BinaryIO, *, limits: Limits | None = None) -> Table:
    """The table in a file that a merchant chose, told by what is in it and not by its name.

    `source` is a seekable binary file; it stays open and belongs to the caller. Raises CannotRead for every file that
    cannot be used as a whole, with a code that `sentences.explain` words. A table with a heading but no rows is refused
    too.
    """
    limits = limits or Limits()
    size = source.seek(0, io.SEEK_END)
    source.seek(0)
    start = source.read(4)
    if not size:
        raise CannotRead("empty")
    if start == COMPOUND:
        refuse_compound(source)
    is_workbook = start in (ZIP, EMPTY_ZIP)
    largest = limits.workbook_bytes if is_workbook else limits.file_bytes
    if size > largest:
        raise CannotRead("too_large", {"megabytes": largest // 1_000_000})
    table = open_workbook(source, limits) if is_workbook else open_delimited(source)
    if next(table.rows(), None) is None:
        raise CannotRead("no_rows")
    return table
