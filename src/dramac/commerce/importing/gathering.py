"""Owns bringing the rows of one product together, wherever in the file they stand, in little memory.

The file is read twice. The first reading notes which products come back after another one has begun (about a hundred
bytes a product). In the second, a product whose rows stand together is handed on as soon as it ends; rows
of the others wait in a temporary database on disk and follow at the end. So memory holds the rows of one product at a
time, at most MOST_ROWS, whether or not the file is sorted.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing

from dramac.commerce.importing.cells import Cells, Glance, Sight
from dramac.commerce.importing.reading.tables import Row, Table
from dramac.commerce.importing.records import MAX_VARIANTS, RowProblem

# Variants and, on rows of their own, pictures.
MOST_ROWS = 2 * MAX_VARIANTS


def gathered(table: Table, sight: Sight, key_of: Callable[[Cells], str]) -> Iterator[list[Cells] | RowProblem]:
    """The rows of each product, and what is wrong with rows that fit no heading.

    `key_of` names the product a row belongs to; an empty name is a product of its own.
    """
    scattered = _scattered(table, sight, key_of)
    with closing(_Waiting()) as waiting:
        yield from _runs(table, sight, key_of, scattered, waiting)
        yield from waiting.products(sight)


def _scattered(table: Table, sight: Sight, key_of: Callable[[Cells], str]) -> set[int]:
    seen: set[int] = set()
    scattered: set[int] = set()
    last: int | None = None
    for row in table.rows():
        if isinstance(row, RowProblem):
            continue
        key = key_of(Glance(row, sight))
        name = hash(key) if key else None
        if name is not None and name != last:
            (scattered if name in seen else seen).add(name)
        last = name
    return scattered


class _Run:
    """The rows of the product at hand, as many as are taken."""

    def __init__(self) -> None:
        self.rows: list[Cells] = []
        self.left_out = 0

    def add(self, cells: Cells) -> None:
        if len(self.rows) < MOST_ROWS:
            self.rows.append(cells)
        else:
            self.left_out += 1

    def end(self) -> Iterator[list[Cells] | RowProblem]:
        """The product, and a word about rows beyond what one may have; the next one begins."""
        if self.left_out:
            params = {"limit": MOST_ROWS, "count": self.left_out}
            yield RowProblem(self.rows[-1].line + 1, "", "too_many_rows", params)
        if self.rows:
            yield self.rows
        self.rows, self.left_out = [], 0


class _Waiting:
    """Rows of products that are scattered over the file, on disk, in an unnamed database that vanishes when closed."""

    def __init__(self) -> None:
        self._rows = sqlite3.connect("")
        self._rows.execute("create table waiting (product integer, line integer, cells text)")
        self._numbers: dict[str, int] = {}

    def close(self) -> None:
        self._rows.close()

    def add(self, key: str, row: Row) -> None:
        number = self._numbers.setdefault(key, len(self._numbers))
        self._rows.execute("insert into waiting values (?, ?, ?)", (number, row.line, json.dumps(list(row.cells))))

    def products(self, sight: Sight) -> Iterator[list[Cells] | RowProblem]:
        run, current = _Run(), None
        for product, line, cells in self._rows.execute("select * from waiting order by product, line"):
            if product != current:
                yield from run.end()
            current = product
            run.add(Cells(Row(line, json.loads(cells)), sight))
        yield from run.end()


def _runs(
    table: Table, sight: Sight, key_of: Callable[[Cells], str], scattered: set[int], waiting: _Waiting
) -> Iterator[list[Cells] | RowProblem]:
    run, running = _Run(), ""
    for row in table.rows():
        if isinstance(row, RowProblem):
            yield row
            continue
        cells = Cells(row, sight)
        key = key_of(cells)
        if key and hash(key) in scattered:
            waiting.add(key, row)
            continue
        if key != running or not key:
            yield from run.end()
        running = key
        run.add(cells)
    yield from run.end()
