"""Hand-written statements that run alike on SQLite and PostgreSQL: how values go in, and how they come back.

SQLite keeps keys as 32 hexadecimal digits, times as text and truth as 0 or 1; Django's own queries translate, statements
written by hand do it here.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections

Item = TypeVar("Item")
Row = tuple[Any, ...]
PLACE = re.compile(r"(?<!%)%s")
OFFSET = len("+00:00")
LAST_LETTER = "\U0010ffff"


def fetch(sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
    """All rows that a statement with `%s` places gives."""
    rows: list[Row]
    opened = connections[DEFAULT_DB_ALIAS]
    if opened.vendor == "sqlite" and _is_unwatched(opened):
        try:
            rows = opened.connection.execute(_with_question_marks(sql), parameters).fetchall()
        except sqlite3.Error:
            with opened.wrap_database_errors:
                raise
        return rows
    with opened.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows = cursor.fetchall()
    return rows


def _is_unwatched(opened: Any) -> bool:
    """Whether a read may go straight to the embedded database, past what Django wraps around a cursor, which takes longer
    than many a statement: the connection is open and whole, and nobody listens to what is asked."""
    return (
        opened.connection is not None
        and not opened.needs_rollback
        and not opened.execute_wrappers
        and not opened.force_debug_cursor
        and not _is_debugged()
    )


@cache
def _is_debugged() -> bool:
    """Whether every statement is noted for developers, as long as the program runs."""
    return bool(settings.DEBUG)


@lru_cache(maxsize=1024)
def _with_question_marks(sql: str) -> str:
    """The statement with its places as SQLite's driver writes them."""
    return PLACE.sub("?", sql).replace("%%", "%")


def run(sql: str, parameters: Sequence[Any] = ()) -> int:
    """Carry a statement out; returns how many rows it touched."""
    opened = connections[DEFAULT_DB_ALIAS]
    if opened.vendor == "sqlite" and _is_unwatched(opened):
        try:
            return int(opened.connection.execute(_with_question_marks(sql), parameters).rowcount)
        except sqlite3.Error:
            with opened.wrap_database_errors:
                raise
    with opened.cursor() as cursor:
        cursor.execute(sql, parameters)
        return int(cursor.rowcount)


def key_in(key: UUID) -> Any:
    """A key as a parameter."""
    return key if _has_keys() else key.hex


def keys_in(keys: Iterable[UUID]) -> list[Any]:
    """Keys as parameters."""
    return list(keys) if _has_keys() else [key.hex for key in keys]


@cache
def _has_keys() -> bool:
    """Whether the database has types for keys and times, or keeps both as text, as SQLite does. A program has one
    database as long as it runs."""
    return bool(connection.features.has_native_uuid_field)


def moment_in(moment: datetime) -> Any:
    """A time as a parameter."""
    return (
        moment if _has_keys() else (moment if moment.tzinfo is UTC else moment.astimezone(UTC)).isoformat(" ")[:-OFFSET]
    )


def key_out(value: Any) -> UUID:
    """A key that came back."""
    return value if isinstance(value, UUID) else _read_key(value)


@lru_cache(maxsize=32_768)
def _read_key(text: str) -> UUID:
    return UUID(hex=text)


def moment_out(value: Any) -> datetime:
    """A time that came back, in UTC."""
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def day_out(value: Any) -> date | None:
    """A day that came back."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def amount_out(value: Any) -> int | None:
    """An amount in minor units that came back."""
    return None if value is None else int(value)


def places(values: Sequence[object]) -> str:
    """The places of a list in a statement: `%s, %s, %s`. Never call it without values: `IN ()` is no SQL everywhere."""
    return ", ".join(["%s"] * len(values))


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Items in lists of up to `size`, taken as they come."""
    batch: list[Item] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def hold(name: str, site_id: UUID) -> None:
    """Let one transaction at a time do `name` on a site; the others wait here until it ends.

    On SQLite nothing is left to do: its write transactions never run side by side.
    """
    if connection.vendor == "postgresql":
        fetch("SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))) AS held", [f"{name}:{site_id}"])


def plan_anew() -> None:
    """Make PostgreSQL forget how this connection does its statements, after tables have grown a great deal.

    The checks of references at the end of a transaction are planned once for a connection; a plan from when the tables
    were empty reads all of a table for every row. SQLite plans each statement for itself.
    """
    if connection.vendor == "postgresql":
        run("DISCARD PLANS")


CHANGED = """
SELECT relname FROM pg_stat_user_tables
WHERE schemaname = current_schema() AND n_mod_since_analyze > 50 + n_live_tup / 10
ORDER BY relname
"""
"""PostgreSQL's own rule of when to look again (https://www.postgresql.org/docs/current/routine-vacuuming.html)."""


COUNTS_AT_ONCE = 150_000
"""The first PostgreSQL that can be told to count at once what was changed; those before are a second behind."""


def learn_sizes() -> None:
    """Let the database look at what its tables hold: without, it guesses which index is best, and a guess may read a million
    rows for ten. SQLite looks at a thousand rows of each index (https://sqlite.org/lang_analyze.html). PostgreSQL looks by
    itself a minute or so after a table has changed by a tenth; here it looks at those at once, for nobody should wait
    seconds for an order behind the first import or a restored backup.
    """
    if connection.vendor == "sqlite":
        run("PRAGMA analysis_limit=1000")
        run("ANALYZE")
        return
    if int(fetch("SHOW server_version_num")[0][0]) >= COUNTS_AT_ONCE:
        fetch("SELECT pg_stat_force_next_flush()")
    changed = [name for (name,) in fetch(CHANGED)]
    if changed:
        run("ANALYZE " + ", ".join(map(connection.ops.quote_name, changed)))
