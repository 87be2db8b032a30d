"""Putting millions of rows into a table the quickest way each database has: COPY, or one prepared insert."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction

BATCH = 20_000


def fill(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows of `model`, each given by the columns in which it differs from the model's defaults; all name the same."""
    waiting = iter(rows)
    first = next(waiting, None)
    if first is None:
        return
    columns = {str(field.column): field for field in model._meta.concrete_fields}
    given = list(first)
    plain = {
        name: _plain(field)
        for name, field in columns.items()
        if name not in first and not (field.primary_key or field.null or field.has_db_default())
    }
    rest = list(plain.values())
    values = ([_value(row[name]) for name in given] + rest for row in chain([first], waiting))
    load(model._meta.db_table, [*given, *plain], values)


def _plain(field: Any) -> Any:
    """A default as the driver wants it."""
    return _value(field.get_db_prep_save(field.get_default(), connection))


def _value(value: Any) -> Any:
    if connection.vendor != "sqlite":
        return value
    if isinstance(value, UUID):
        return value.hex
    return value if isinstance(value, int | float | str | bytes | type(None)) else str(value)


def load(table: str, columns: Sequence[str], rows: Iterator[Sequence[Any]]) -> None:
    """Load rows, with values as the driver takes them."""
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


def trust() -> None:
    """Let this connection write rows without looking up each row they refer to, where the database can be asked to."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA foreign_keys=OFF")
            return
        cursor.execute("SELECT current_setting('is_superuser')")
        if cursor.fetchone() == ("on",):
            cursor.execute("SET session_replication_role = replica")


def settle() -> None:
    """Let the database look at what it has, as it would after a while of ordinary life."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
