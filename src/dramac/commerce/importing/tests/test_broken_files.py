"""A file that cannot be used is refused with a sentence that tells a merchant what to do."""

from __future__ import annotations

import io
from contextlib import suppress

import pytest

from dramac.commerce.importing.reading import CannotRead, Limits, open_table
from dramac.commerce.importing.tests.files import a_csv, refusal

PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This file is empty."),
        (b"\n \r\n\n", "This file is empty."),
        (b"\xef\xbb\xbf", "This file is empty."),
        (b"Handle,Title,Price\n", "This file has headings but no products below them."),
        (b"Handle,Title,Price\n,,\n\n", "This file has headings but no products below them."),
        (b"just some words\nand more of them\n", "We found no table in this file."),
        (PICTURE, "This file is a picture, whatever its name says."),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(99), "This file is a picture, whatever its name says."),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "This file is a picture, whatever its name says."),
        (b"\x00\x00\x00\x1cftypavif" + bytes(99), "This file is a picture, whatever its name says."),
        (b"%PDF-1.7\n", "This file is a PDF"),
        (b"{\\rtf1 Handle}", "This file is a text document"),
        (b"\x1f\x8b\x08\x00\x00", "This file is compressed."),
        (b"<!DOCTYPE html><html><table><tr><td>a</td></tr></table>", "This file is a web page or an XML file"),
        (b'<?xml version="1.0"?><rss version="2.0"></rss>', "This file is a web page or an XML file"),
        (b'[{"handle": "a", "title": "A"}]', "This file is JSON"),
        (bytes(range(256)) * 40, "This file cannot be read as a table."),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04" + bytes(200), "This file cannot be read as a table."),
        (b"Email,First name,Last name\na@example.org,A,B\n", "We do not know this file's columns (Email, First name"),
    ],
)
def test_what_is_not_a_product_table_is_refused_with_its_reason(data: bytes, sentence: str) -> None:
    assert refusal(data).startswith(sentence)


def test_a_file_that_is_too_large_is_refused_before_it_is_read() -> None:
    source = a_csv(("Handle", "Title"), *[("a", "A")] * 1_000)
    with pytest.raises(CannotRead) as refused:
        open_table(source, limits=Limits(file_bytes=1_000_000 // 200))
    assert refused.value.code == "too_large"


def test_the_file_stays_open_for_its_owner() -> None:
    for data in (b"", PICTURE, b"Handle,Title\na,A\n", b"PK\x03\x04 torn"):
        source = io.BytesIO(data)
        with suppress(CannotRead):
            list(open_table(source).rows())
        assert not source.closed
