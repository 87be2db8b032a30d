"""Many rows of a table in one statement: added, changed or removed as sets, at the database's own pace.

PostgreSQL is given one array per column (`unnest`), so that a statement has as many parameters as columns however many
rows there are; SQLite runs one prepared statement over all rows. Validation is the caller's: nothing here looks at the
values, and Django's signals and `save` methods are passed over.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection, models

from dramac.kit.statements import batches, key_in, keys_in, moment_in, run

BATCH = 5000
_ARRAYS = {
    "UUIDField": "uuid[]",
    "DateTimeField": "timestamptz[]",
    "DateField": "date[]",
    "BooleanField": "boolean[]",
    "DecimalField": "numeric[]",
    "JSONField": "text[]",
    "CharField": "text[]",
    "TextField": "text[]",
}


def insert(
    model: type[models.Model],
    fields: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    skip_known: bool = False,
) -> None:
    """Add rows, their values in the order of `fields`. With `skip_known`, rows that a unique constraint knows stay as
    they are; otherwise IntegrityError, as ever."""
    columns = _columns(model, tuple(fields))
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(column.column) for column in columns)
    ending = " ON CONFLICT DO NOTHING" if skip_known else ""
    for batch in batches(rows, BATCH):
        if connection.vendor == "postgresql":
            picked, source = _arrays(columns)
            run(f"INSERT INTO {table} ({names}) SELECT {picked} FROM {source}{ending}", _turned(columns, batch))
        else:
            places = ", ".join(["%s"] * len(columns))
            _run_many(f"INSERT INTO {table} ({names}) VALUES ({places}){ending}", _adapted(columns, batch))


def update(model: type[models.Model], site_id: UUID, fields: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Change rows of a site by key: each row of values begins with the `id`, the rest are in the order of `fields`."""
    columns = _columns(model, ("id", *fields))
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    for batch in batches(rows, BATCH):
        if connection.vendor == "postgresql":
            setting = ", ".join(
                f"{quote(column.column)} = u.c{number}{column.cast}" for number, column in enumerate(columns) if number
            )
            _picked, source = _arrays(columns)
            where = f"{table}.site_id = %s AND {table}.id = u.c0"
            run(
                f"UPDATE {table} SET {setting} FROM {source} WHERE {where}", [*_turned(columns, batch), key_in(site_id)]
            )
        else:
            setting = ", ".join(f"{quote(column.column)} = %s" for column in columns[1:])
            site = key_in(site_id)
            _run_many(
                f"UPDATE {table} SET {setting} WHERE site_id = %s AND id = %s",
                [(*values, site, key) for key, *values in _adapted(columns, batch)],
            )


def delete(model: type[models.Model], site_id: UUID, field: str, keys: Iterable[UUID]) -> int:
    """Remove the rows of a site whose `field` (a key) is among `keys`; returns how many. Cascades are the caller's."""
    table = connection.ops.quote_name(model._meta.db_table)
    column = connection.ops.quote_name(_columns(model, (field,))[0].column)
    removed = 0
    for batch in batches(keys, BATCH):
        values = keys_in(batch)
        if connection.vendor == "postgresql":
            removed += run(
                f"DELETE FROM {table} WHERE site_id = %s AND {column} = ANY(%s::uuid[])", [key_in(site_id), values]
            )
        else:
            listed = ", ".join(["%s"] * len(values))
            removed += run(
                f"DELETE FROM {table} WHERE site_id = %s AND {column} IN ({listed})", [key_in(site_id), *values]
            )
    return removed


def delete_rows(
    model: type[models.Model], site_id: UUID, fields: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Remove the rows of a site that have these values in `fields`, for tables whose rows have no key of their own."""
    columns = _columns(model, tuple(fields))
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    for batch in batches(rows, BATCH):
        if connection.vendor == "postgresql":
            same = " AND ".join(f"{table}.{quote(column.column)} = u.c{place}" for place, column in enumerate(columns))
            _picked, source = _arrays(columns)
            sql = f"DELETE FROM {table} USING {source} WHERE {table}.site_id = %s AND {same}"
            run(sql, [*_turned(columns, batch), key_in(site_id)])
        else:
            same = " AND ".join(f"{quote(column.column)} = %s" for column in columns)
            site = key_in(site_id)
            _run_many(
                f"DELETE FROM {table} WHERE site_id = %s AND {same}",
                [(site, *values) for values in _adapted(columns, batch)],
            )


class _Column:
    """A column: how PostgreSQL names an array of it, and how a value of it is handed to the driver."""

    def __init__(self, field: models.Field[Any, Any]) -> None:
        assert field.column is not None
        self.column = field.column
        kind = field
        while isinstance(kind, models.ForeignKey):
            kind = kind.target_field
        name = kind.get_internal_type()
        self.array = _ARRAYS.get(name, "bigint[]")
        self.cast = "::jsonb" if name == "JSONField" else ""
        self.adapt: Callable[[Any], object] | None = _adapter(name)


def _adapter(name: str) -> Callable[[Any], object] | None:
    if name == "JSONField":
        return json.dumps
    if connection.vendor == "postgresql":
        return None
    if name == "DateField":
        return lambda value: value if value is None else value.isoformat()
    if name == "UUIDField":
        return lambda value: value if value is None else value.hex
    if name == "DateTimeField":
        return lru_cache(maxsize=256)(lambda value: value if value is None else moment_in(value))
    return None


@lru_cache(maxsize=256)
def _columns(model: type[models.Model], fields: tuple[str, ...]) -> list[_Column]:
    return [_Column(model._meta.get_field(name)) for name in fields]  # type: ignore[arg-type]  # relations back have no column and are never named


def _arrays(columns: Sequence[_Column]) -> tuple[str, str]:
    picked = ", ".join(f"u.c{number}{column.cast}" for number, column in enumerate(columns))
    arrays = ", ".join(f"%s::{column.array}" for column in columns)
    names = ", ".join(f"c{number}" for number in range(len(columns)))
    return picked, f"unnest({arrays}) AS u({names})"


def _turned(columns: Sequence[_Column], rows: Sequence[Sequence[object]]) -> list[list[object]]:
    """The rows as one list of values per column."""
    return [
        [adapt(value) for value in values] if (adapt := column.adapt) else list(values)
        for column, values in zip(columns, zip(*rows, strict=True), strict=True)
    ]


def _adapted(columns: Sequence[_Column], rows: Sequence[Sequence[object]]) -> list[tuple[Any, ...]]:
    return list(zip(*_turned(columns, rows), strict=True))


def _run_many(sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)
