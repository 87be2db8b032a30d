"""Hand-written statements for the hot paths: one text for SQLite and PostgreSQL, values as each database takes them.

In a statement `:rows` stands for a list of rows (`(%s, %s), (%s, %s)`) and `IN (:keys)` for a list of single values, which
PostgreSQL is given as one array: a thousand places take it longer to read than to look up. Such a statement names its own
tables and always names the site (docs/decisions/0004).
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any
from uuid import UUID

import msgspec
from django.db import connection

from dramac.kit.statements import fetch, moment_in, run

MOST_PARAMETERS = 30_000
"""How many values one statement may carry: below the least limit of the databases (SQLite 32,766; PostgreSQL 65,535)."""

MANY = 20
"""From how many rows on a table of values is handed over by columns, where the database can take it so."""

STREAMED = 5000
"""Rows that are read at once of a long answer."""

KEYS = "IN (:keys)"

Row = Sequence[object]


def as_json(value: Any) -> Any:
    """A list or dictionary as it is read."""
    return msgspec.json.decode(value) if isinstance(value, (str, bytes)) else value


def rows(statement: str, before: Row = (), many: Sequence[Row] = (), after: Row = ()) -> list[tuple[Any, ...]]:
    """Run a statement and return its rows. Values stand in the order of the text: before, in, and after `:rows`."""
    return fetch(*_ready(statement, before, many, after))


def stream(statement: str, values: Row = ()) -> Generator[tuple[Any, ...]]:
    """The rows of a statement a few thousand at a time, for more of them than memory should hold. Close it to read no further."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, _values(values))
        while part := cursor.fetchmany(STREAMED):
            yield from part


def execute(statement: str, before: Row = (), many: Sequence[Row] = (), after: Row = ()) -> int:
    """Run a statement and return how many rows it changed."""
    return run(*_ready(statement, before, many, after))


def change(statement: str, kinds: str, before: Row, many: Sequence[Row], after: Row = ()) -> int:
    """Run a statement that reads `(VALUES :rows) AS u`; returns how many rows it changed. `kinds` are PostgreSQL's names of
    the types of the columns, which is given a column as an array: so many values as places would take it longer to read than
    to write."""
    if not _takes_arrays() or len(many) < MANY:
        return execute(statement, before, many, after)
    columns = [list(column) for column in zip(*many, strict=True)]
    return run(_turned(statement, kinds), [*_values(before), *columns, *_values(after)])


def insert(table: str, columns: str, many: Sequence[Row]) -> None:
    """Write rows into a table in as few statements as the databases' limits allow. `columns` is `site_id, id, …`."""
    for part in portions(many):
        execute(_insertion(table, columns), many=part)


def keys(values: Iterable[object]) -> list[Row]:
    """Single values as rows, for `:keys`."""
    return [(value,) for value in values]


def portions(many: Sequence[Row]) -> Iterator[Sequence[Row]]:
    """Rows in portions that one statement can carry."""
    size = MOST_PARAMETERS // max(len(many[0]), 1) if many else 1
    for start in range(0, len(many), size):
        yield many[start : start + size]


def for_update() -> str:
    """The clause that locks the rows of a SELECT, where rows can be locked; SQLite's write transactions lock all."""
    return " FOR UPDATE" if connection.features.has_select_for_update else ""


def _ready(statement: str, before: Row, many: Sequence[Row], after: Row) -> tuple[str, list[Any]]:
    """The text of a statement with its places, and their values."""
    if many and KEYS in statement and _takes_arrays():
        return _with_array(statement), [*_values(before), [key for (key,) in many], *_values(after)]
    return _text(statement, many), _values(before, *many, after)


def _values(*parts: Row) -> list[Any]:
    """All values as the database takes them: on SQLite keys, moments and days are text, everywhere lists are JSON."""
    puts = _puts()
    return [put(value) if (put := puts.get(type(value))) else value for part in parts for value in part]


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


_PLAIN: dict[type, Callable[[Any], object]] = {dict: _json, list: _json, tuple: _json}
_PUTS: dict[str, dict[type, Callable[[Any], object]]] = {
    "postgresql": _PLAIN,
    "sqlite": {**_PLAIN, UUID: attrgetter("hex"), datetime: moment_in, date: date.isoformat},
}


@cache
def _takes_arrays() -> bool:
    return connection.vendor == "postgresql"


@cache
def _puts() -> dict[type, Callable[[Any], object]]:
    return _PUTS[connection.vendor]


def _text(statement: str, many: Sequence[Row]) -> str:
    return _spread(statement, len(many[0]), len(many)) if many else statement


@lru_cache(maxsize=256)
def _with_array(statement: str) -> str:
    return statement.replace(KEYS, "= ANY(%s)")


@lru_cache(maxsize=64)
def _turned(statement: str, kinds: str) -> str:
    arrays = ", ".join(f"%s::{kind}[]" for kind in kinds.split())
    names = ", ".join(f"column{number}" for number, _kind in enumerate(kinds.split(), 1))
    return statement.replace("(VALUES :rows) AS u", f"UNNEST({arrays}) AS u({names})")


@lru_cache(maxsize=1024)
def _spread(statement: str, width: int, count: int) -> str:
    row = ", ".join(["%s"] * width)
    return statement.replace(":rows", ", ".join([f"({row})"] * count)).replace(
        KEYS, "IN (" + ", ".join(["%s"] * count) + ")"
    )


@lru_cache(maxsize=256)
def _insertion(table: str, columns: str) -> str:
    return " ".join(("INSERT INTO", table, "(", columns, ") VALUES :rows"))
