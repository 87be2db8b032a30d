"""Owns reading text files: CSV and the same with tabs, semicolons or bars, one row at a time."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Callable, Iterator
from itertools import islice
from typing import BinaryIO

from dramac.commerce.importing.reading.delimiters import Guess, guess
from dramac.commerce.importing.reading.encodings import Encoding, encoding_of
from dramac.commerce.importing.reading.tables import CELL_LIMIT, Row, Table, fitted
from dramac.commerce.importing.records import CannotRead, RowProblem

SAMPLED_LINES = 1_000
# How many records with a wrong quotation mark are looked into for rows they swallowed; each costs up to a cell's length.
MENDED_ROWS = 200
# Characters that neither a database nor a workbook can keep.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")

# The csv module has one limit for the whole process, lower than a long description needs.
csv.field_size_limit(max(csv.field_size_limit(), CELL_LIMIT))


def open_delimited(source: BinaryIO) -> Table:
    """The table in a text file. Line ends become `\\n`; characters no database can keep are dropped.

    Raises CannotRead for an empty file, one that is not text, or one without a table of at least two columns.
    """
    encoding = encoding_of(source)
    with _Text(source, encoding) as lines:
        sample = list(islice(lines, SAMPLED_LINES + 1))
    if not any(line.strip() for line in sample):
        raise CannotRead("empty")
    found = guess(sample[:SAMPLED_LINES], is_whole=len(sample) <= SAMPLED_LINES)
    if found is None:
        raise CannotRead("no_table")
    return Table(
        kind="delimited",
        headers=found.headers,
        header_line=found.heading + 1,
        read=_reading(source, encoding, found),
        notices=encoding.notices,
    )


def _reading(source: BinaryIO, encoding: Encoding, found: Guess) -> Callable[[], Iterator[Row | RowProblem]]:
    def read() -> Iterator[Row | RowProblem]:
        with _Text(source, encoding) as lines:
            yield from _Rows(lines, found)

    return read


class _Text:
    """The file as lines of clean text, from its start, without closing the file afterwards."""

    def __init__(self, source: BinaryIO, encoding: Encoding) -> None:
        source.seek(0)
        self._text = io.TextIOWrapper(source, encoding.name, errors="replace", newline=None)

    def __enter__(self) -> Iterator[str]:
        search, drop = _FORBIDDEN.search, _FORBIDDEN.sub
        return (drop("", line) if search(line) else line for line in self._text)

    def __exit__(self, *_: object) -> None:
        if not self._text.closed:  # the caller may close the file while rows are left unread
            self._text.detach()


class _Lines:
    """The lines of the file, which can be given back and which remembers those of the record being read."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._returned: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._returned.popleft() if self._returned else next(self._lines)
        self.taken.append(line)
        return line

    def give_back(self, at: int) -> None:
        """Let the lines taken since then be read again."""
        self._returned.extendleft(reversed(self.taken[at:]))


class _Rows:
    """The rows below the heading, with wrong quotation marks kept from swallowing the rows that follow."""

    def __init__(self, lines: Iterator[str], found: Guess) -> None:
        self._lines = _Lines(lines)
        self._found = found
        self._width = len(found.headers)
        self._mended = 0

    def __iter__(self) -> Iterator[Row | RowProblem]:
        taken = self._lines.taken
        records = csv.reader(self._lines, delimiter=self._found.delimiter, strict=True)
        number = 0
        while True:
            number += 1
            taken.clear()
            try:
                cells = next(records)
            except StopIteration:
                return
            except csv.Error:
                yield from self._mend(number)
                continue
            if number <= self._found.heading + 1 or not any(cells):
                continue
            if len(cells) == self._width:
                yield Row(number, cells)
            elif len(taken) > 1 and (at := self._swallowed()):
                self._lines.give_back(at)
                yield RowProblem(number, "", "wrong_quotes", {"lines": at})
            else:
                yield from fitted(number, cells, self._width)

    def _mend(self, number: int) -> Iterator[Row | RowProblem]:
        """What can be had of a record with a quotation mark in the wrong place, or one that is never closed."""
        taken = self._lines.taken
        if at := self._swallowed():
            self._lines.give_back(at)
        elif len(taken) == 1 and len(cells := self._cells(taken[0])) == self._width:
            yield Row(number, cells)
            return
        yield RowProblem(number, "", "wrong_quotes", {"lines": at or len(taken)})

    def _swallowed(self) -> int:
        """Which of the lines after a record's first is a whole row by itself; 0 when none is."""
        self._mended += 1
        if self._mended > MENDED_ROWS:
            return 0
        lines = enumerate(self._lines.taken[1:], start=1)
        whole = (at for at, line in lines if line.count('"') % 2 == 0 and len(self._cells(line)) == self._width)
        return next(whole, 0)

    def _cells(self, line: str) -> list[str]:
        try:
            return next(csv.reader([line], delimiter=self._found.delimiter), [])
        except csv.Error:
            return []
