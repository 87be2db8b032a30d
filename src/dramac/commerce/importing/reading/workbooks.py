"""Owns reading XLSX workbooks, and refusing those that are protected, broken, dangerous or of another kind."""

from __future__ import annotations

import datetime
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import BinaryIO, TypeAlias

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from dramac.commerce.importing.reading.headings import heading_at, trimmed
from dramac.commerce.importing.reading.tables import CELL_LIMIT, Limits, Row, Table, fitted
from dramac.commerce.importing.records import CannotRead, RowProblem

ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
COMPOUND = b"\xd0\xcf\x11\xe0"
PROTECTED = "EncryptedPackage".encode("utf-16-le")

CHUNK = 1 << 20
MEMBERS = 10_000
SAMPLED_ROWS = 60
_CELL = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')
# A cell's opening may be cut at the end of a piece; this much is looked at again with the next one.
_OVERLAP = 200

Value: TypeAlias = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


def refuse_compound(source: BinaryIO) -> None:
    """Say what a file in Microsoft's older container is: a password-protected workbook, or one of before 2007.

    Raises CannotRead always.
    """
    source.seek(0)
    kept = b""
    while chunk := source.read(CHUNK):
        if PROTECTED in kept + chunk:
            raise CannotRead("protected_workbook")
        kept = chunk[-len(PROTECTED) :]
    raise CannotRead("old_workbook")


def open_workbook(source: BinaryIO, limits: Limits) -> Table:
    """The table on the first visible sheet that has one. Numbers are read as they were typed, up to 15 digits.

    The library holds the sheet in memory, so what it will hold is measured first, without trusting what the file says
    about itself. Raises CannotRead.
    """
    _inspect(source, limits)
    source.seek(0)
    try:
        workbook = CalamineWorkbook.from_filelike(source)
        visible = [sheet.name for sheet in workbook.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible]
        for name in visible:
            if table := _table(workbook.get_sheet_by_name(name)):
                return table
    except (CalamineError, OSError, ValueError) as error:
        raise CannotRead("broken_workbook") from error
    raise CannotRead("no_table")


def _inspect(source: BinaryIO, limits: Limits) -> None:
    """Refuse what is not a plain workbook of a size that can be held. Unpacks every part once, in pieces."""
    source.seek(0)
    try:
        with zipfile.ZipFile(source) as archive:
            members = archive.infolist()
            _refuse_kind({member.filename for member in members})
            if len(members) > MEMBERS or sum(m.file_size for m in members) > limits.unpacked_bytes:
                raise CannotRead("unpacks_too_large")
            for member in members:
                _inspect_part(archive, member, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise CannotRead("broken_workbook") from error


def _refuse_kind(names: set[str]) -> None:
    if any(name.endswith("vbaProject.bin") for name in names):
        raise CannotRead("macro_workbook")
    if "xl/workbook.bin" in names or "mimetype" in names or "Index/Document.iwa" in names:
        raise CannotRead("other_workbook")
    if "xl/workbook.xml" not in names:
        raise CannotRead("zip_file")


def _inspect_part(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits) -> None:
    """Unpack one part, counting what it really holds; of a sheet, measure the cells up to its farthest corner."""
    if member.flag_bits & 1:
        raise CannotRead("protected_workbook")
    is_sheet = member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml")
    rows = columns = 0
    kept = b""
    with archive.open(member) as part:
        while chunk := part.read(CHUNK):
            if not is_sheet:
                continue
            for letters, digits in _CELL.findall(kept + chunk):
                rows, columns = max(rows, int(digits)), max(columns, _column(letters))
            if rows * columns > limits.workbook_cells:
                raise CannotRead("too_many_cells_in_workbook", {"limit": limits.workbook_cells})
            kept = chunk[-_OVERLAP:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _table(sheet: CalamineSheet) -> Table | None:
    if sheet.start is None:
        return None
    sample = [_cells(values) for values in islice(sheet.iter_rows(), SAMPLED_ROWS)]
    at = heading_at(sample)
    if at is None:
        return None
    headers = trimmed(sample[at])
    return Table("workbook", headers, at + 1, _reading(sheet, at + 1, len(headers)))


def _reading(sheet: CalamineSheet, heading: int, width: int) -> Callable[[], Iterator[Row | RowProblem]]:
    def read() -> Iterator[Row | RowProblem]:
        for number, values in enumerate(sheet.iter_rows(), start=1):
            if number <= heading:
                continue
            cells = _cells(values)
            if any(cells):
                yield from fitted(number, cells, width)

    return read


def _cells(values: Sequence[Value]) -> list[str]:
    return [value if type(value) is str else _text(value) for value in values]


def _text(value: Value) -> str:
    """A cell as its reader would type it: whole numbers without decimals, dates as year-month-day."""
    if isinstance(value, str):
        return value[: CELL_LIMIT + 1]
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value)
    return value.isoformat() if not isinstance(value, datetime.timedelta) else str(value)


def _number(value: float) -> str:
    # Spreadsheets keep and show 15 digits; the rest is what binary fractions add.
    return format(Decimal(f"{value:.15g}"), "f")
