"""Putting millions of rows into a table the quickest way each database has: COPY, or one prepared insert."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction

BATCH = 20_000


def fill(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows of `model`, each given by the columns in which it differs from the model's defaults."""
    waiting = iter(rows)
    first = next(waiting, None)
    if first is None:
        return
    fields = {
        str(field.column): field for field in model._meta.concrete_fields if not field.primary_key or "id" in first
    }
    plain = {column: _plain(field, field.get_default()) for column, field in fields.items()}
    columns = list(fields)

    def values() -> Iterator[list[Any]]:
        for row in _with(first, waiting):
            yield [_value(row[column]) if column in row else plain[column] for column in columns]

    _write(model._meta.db_table, columns, values())


def _with(first: Mapping[str, Any], rest: Iterator[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    yield first
    yield from rest


def _plain(field: Any, value: Any) -> Any:
    """A default as the driver wants it."""
    return _value(field.get_db_prep_save(value, connection))


def _value(value: Any) -> Any:
    if connection.vendor != "sqlite":
        return value
    if isinstance(value, UUID):
        return value.hex
    return value if isinstance(value, int | float | str | bytes | type(None)) else str(value)


def _write(table: str, columns: list[str], rows: Iterator[list[Any]]) -> None:
    names = ", ".join(f'"{column}"' for column in columns)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join("%s" for _ in columns)
    with transaction.atomic(), connection.cursor() as cursor:
        while batch := list(islice(rows, BATCH)):
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', batch)


def settle() -> None:
    """Let the database look at what it has, as it would after a while of ordinary life."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def key(kind: int, number: int) -> UUID:
    """The key of row `number` of a kind: shaped like version 7, so that indexes grow at their end as in real life."""
    return UUID(int=(0x0190_0000_0000_7000_8000_0000_0000_0000 + (kind << 48) + number))
