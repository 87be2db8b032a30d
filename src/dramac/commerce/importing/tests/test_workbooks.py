"""XLSX workbooks are read as they look, and dangerous or damaged ones are refused before they cost anything."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from dramac.commerce.importing.reading import CannotRead, Limits, open_table
from dramac.commerce.importing.tests.files import a_workbook, problems_of, refusal, rows_of

HEAD = ("Handle", "Title", "Price")
SHEET = "xl/worksheets/sheet1.xml"


def repacked(change: Callable[[str, bytes], bytes | None], **more: bytes) -> io.BytesIO:
    """A good workbook with its parts changed, left out (None) or joined by others."""
    stream = io.BytesIO()
    with zipfile.ZipFile(a_workbook(HEAD, ("a", "A", 1))) as good, zipfile.ZipFile(stream, "w") as bad:
        for name in good.namelist():
            content = change(name, good.read(name))
            if content is not None:
                bad.writestr(name, content)
        for name, content in more.items():
            bad.writestr(name, content)
    return stream


def test_numbers_dates_and_flags_are_read_as_they_were_typed() -> None:
    source = a_workbook(
        ("SKU", "Number", "Price", "Tiny", "Sum", "Flag", "Large"),
        ("0012", 13434659, 19.9, 0.0001, 0.1 + 0.2, True, 123456789012345),
    )
    assert rows_of(source) == [(2, ["0012", "13434659", "19.9", "0.0001", "0.3", "TRUE", "123456789012345"])]


def test_a_date_is_year_month_and_day() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        style = workbook.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, ("Handle", "Date sale price ends"))
        sheet.write_string(1, 0, "a")
        sheet.write_datetime(1, 1, date(2026, 12, 31), style)
    assert rows_of(stream) == [(2, ["a", date(2026, 12, 31).isoformat()])]


def test_a_title_blank_rows_and_blank_columns_keep_their_row_numbers() -> None:
    source = a_workbook((), ("My products",), (), HEAD, ("a", "A", 1), (), ("b", "B", 2, "", "stray"))
    assert open_table(source).header_line == 4
    assert rows_of(source) == [(5, ["a", "A", "1"])]
    assert problems_of(source) == [(7, "too_many_cells")]


def test_the_first_visible_sheet_with_a_table_is_read() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        workbook.add_worksheet("Read me").write_string(0, 0, "Nothing here")
        hidden = workbook.add_worksheet("Hidden")
        hidden.write_row(0, 0, HEAD)
        hidden.hide()
        workbook.add_worksheet("Products").write_row(0, 0, HEAD)
        workbook.worksheets()[2].write_row(1, 0, ("a", "A", 1))
    assert rows_of(stream) == [(2, ["a", "A", "1"])]


def test_a_workbook_is_known_by_what_is_in_it() -> None:
    assert open_table(a_workbook(HEAD, ("a", "A", 1))).kind == "workbook"


def test_a_truncated_workbook_is_refused() -> None:
    whole = a_workbook(HEAD, ("a", "A", 1)).getvalue()
    for share in (0.1, 0.5, 0.9, 0.99):
        assert refusal(whole[: int(len(whole) * share)]).startswith("This workbook is damaged or incomplete.")


def test_a_workbook_without_a_table_or_rows_is_refused() -> None:
    assert refusal(a_workbook().getvalue()).startswith("We found no table")
    assert refusal(a_workbook(HEAD).getvalue()).startswith("This file has headings but no products")


def test_a_workbook_with_macros_is_refused() -> None:
    stream = repacked(lambda name, content: content, **{"xl/vbaProject.bin": b"code"})
    assert refusal(stream.getvalue()).startswith("This workbook contains macros")


def test_other_archives_are_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("products.csv", "Handle,Title\na,A\n")
    assert refusal(stream.getvalue()).startswith("This file is a ZIP archive.")
    sheets = repacked(lambda name, content: content, mimetype=b"application/vnd.oasis.opendocument.spreadsheet")
    assert refusal(sheets.getvalue()).startswith("This spreadsheet is in a format that we do not read")
    assert refusal(b"PK\x05\x06" + bytes(18)).startswith("This file is a ZIP archive.")


def test_a_workbook_with_a_password_is_refused() -> None:
    container = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    assert refusal(container).startswith("This workbook is protected by a password.")


def test_a_workbook_of_the_old_format_is_refused() -> None:
    assert "before 2007" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000))


def test_a_bomb_is_refused_by_what_it_holds() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(a_workbook(HEAD, ("a", "A", 1))) as good, zipfile.ZipFile(stream, "w", 8) as bomb:
        for name in good.namelist():
            bomb.writestr(name, good.read(name))
        bomb.writestr("xl/media/zeros.bin", bytes(20_000_000))
    assert len(stream.getvalue()) < 100_000
    with pytest.raises(CannotRead) as refused:
        open_table(stream, limits=Limits(unpacked_bytes=10_000_000))
    assert refused.value.code == "unpacks_too_large"


def test_a_part_that_is_larger_than_it_says_is_refused() -> None:
    data = bytearray(a_workbook(HEAD, ("a", "A", 1)).getvalue())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo(SHEET).file_size
    # The directory at the end names each part again: its stated size stands 22 bytes before the name.
    at = bytes(data).rindex(SHEET.encode())
    assert data[at - 22 : at - 18] == size.to_bytes(4, "little")
    data[at - 22 : at - 18] = (10).to_bytes(4, "little")
    assert refusal(bytes(data)).startswith("This workbook is damaged")


def test_a_stray_cell_at_the_end_of_the_sheet_is_refused_before_it_fills_the_memory() -> None:
    def stretched(name: str, content: bytes) -> bytes:
        far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        return content.replace(b"</sheetData>", far) if name == SHEET else content

    assert refusal(repacked(stretched).getvalue()).startswith("This workbook spans more than 8000000 cells")


def test_a_workbook_without_its_sheet_is_refused() -> None:
    sheetless = repacked(lambda name, content: None if name == SHEET else content)
    assert refusal(sheetless.getvalue()) != ""


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_a_damaged_workbook_is_read_or_refused_with_a_code(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(a_workbook(HEAD, ("a", "A", 1)).getvalue())
    for _ in range(chance.randint(1, 20)):
        data[chance.randrange(4, len(data))] = chance.randrange(256)
    with suppress(CannotRead):
        list(open_table(io.BytesIO(bytes(data))).rows())


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32))
def test_damage_inside_a_part_is_read_or_refused_with_a_code(seed: int) -> None:
    chance = random.Random(seed)

    def damaged(name: str, content: bytes) -> bytes:
        if not name.endswith(".xml") or chance.random() < 0.5:
            return content
        letters = bytearray(content)
        for _ in range(chance.randint(1, 8)):
            letters[chance.randrange(len(letters))] = chance.choice(b'<>/"=&0A\x00\xff')
        return bytes(letters)

    with suppress(CannotRead):
        list(open_table(repacked(damaged)).rows())
