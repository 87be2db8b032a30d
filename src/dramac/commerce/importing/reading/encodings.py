"""Owns finding out how the letters of a text file are stored, and refusing files that are not text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import BinaryIO

from dramac.commerce.importing.records import CannotRead, RowProblem

CHUNK = 1 << 18
HEAD = 1 << 16

MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What other kinds of file begin with, and the code that says what they are.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"RIFF", "picture"),
    (b"%PDF", "pdf"),
    (b"\x1f\x8b", "compressed"),
    (b"Rar!", "compressed"),
    (b"7z\xbc\xaf", "compressed"),
    (b"BZh", "compressed"),
    (b"{\\rtf", "document"),
)
_MARKUP = re.compile(rb"\s*<(\?xml|!doctype|html|rss|table)", re.IGNORECASE)
_JSON = re.compile(rb"\s*[\[{]\s*[\"\[{]")
# Control characters that no text carries; tab, line feed, form feed, carriage return and escape may occur.
_STRANGE = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})


@dataclass(frozen=True, slots=True)
class Encoding:
    """The name Python knows the encoding by, and what the merchant should know about how it was found."""

    name: str
    notices: tuple[RowProblem, ...] = ()


def encoding_of(source: BinaryIO) -> Encoding:
    """How the text in `source` is stored: by its byte-order mark, as UTF-8, or else as Windows-1252 with a warning.

    Reads the whole file once, in pieces, when there is no mark. Raises CannotRead for pictures, documents and other
    files that are not text.
    """
    source.seek(0)
    head = source.read(HEAD)
    for mark, name in MARKS:
        if head.startswith(mark):
            return Encoding(name)
    _refuse_foreign(head)
    if wide := _wide(head):
        return Encoding(wide)
    _refuse_binary(head)
    return _utf8_or_windows(source)


def _refuse_foreign(head: bytes) -> None:
    for signature, code in SIGNATURES:
        if head.startswith(signature):
            raise CannotRead(code)
    if head[4:8] == b"ftyp":
        raise CannotRead("picture")
    if _MARKUP.match(head):
        raise CannotRead("markup")
    if _JSON.match(head):
        raise CannotRead("json")


def _wide(head: bytes) -> str | None:
    """UTF-16 without a mark: in mostly Latin text every other byte is zero."""
    pairs = len(head) // 2
    if pairs < 2:
        return None
    even, odd = head[0 : pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    if odd > pairs * 0.4 and even < pairs * 0.1:
        return "utf-16-le"
    if even > pairs * 0.4 and odd < pairs * 0.1:
        return "utf-16-be"
    return None


def _refuse_binary(head: bytes) -> None:
    strange = len(head) - len(head.translate(None, _STRANGE))
    if strange > max(8, len(head) * 0.02):
        raise CannotRead("not_text")


def _utf8_or_windows(source: BinaryIO) -> Encoding:
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    beyond_ascii = damaged = 0
    source.seek(0)
    while chunk := source.read(CHUNK):
        if chunk.isascii():
            continue
        text = decoder.decode(chunk)
        # A replacement mark that stands in the file already was damaged by another program, not by our reading.
        damaged += text.count("\ufffd") - chunk.count(b"\xef\xbf\xbd")
        beyond_ascii += len(text) - len(text.encode("ascii", "ignore"))
    damaged += len(decoder.decode(b"", final=True))
    if not damaged:
        return Encoding("utf-8")
    if damaged <= beyond_ascii * 0.05:
        return Encoding("utf-8", (RowProblem(0, "", "damaged_letters", {"count": damaged}, "warning"),))
    return Encoding("cp1252", (RowProblem(0, "", "guessed_letters", {}, "warning"),))
