"""The limit: the statements of a request run bare, by a loop around the database's driver.

Values in which pieces of work differ are put in anew for each, keys that the request made are made anew, and an order's
number is the one that the database gave: so every write is a new row, as it is for the program.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

import psycopg
from uuid_utils.compat import uuid7

from bench.load import Step

Names: TypeAlias = tuple[UUID | str, ...]

FORMS = {
    "hex": re.compile(r"\A[0-9a-f]{32}\Z"),
    "dashed": re.compile(r"\A[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z"),
    "digest": re.compile(r"\A[0-9a-f]{64}\Z"),
}
ORDERS = "INSERT INTO mod_ecommod01_orders ("
NUMBERS = "mod_ecommod01_order_numbers"
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA cache_size=-65536",
    "PRAGMA mmap_size=268435456",
    "PRAGMA temp_store=MEMORY",
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as the driver takes it, with the values it was run with."""

    sql: str
    parameters: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """What one piece of work ran, twice: `names` are the values that belong to the first, `number` that of its order, if any."""

    statements: tuple[Statement, ...]
    again: tuple[Statement, ...]
    names: tuple[UUID | str, ...]
    number: int


@dataclass(frozen=True, slots=True)
class Slot:
    """A place among a statement's values where each piece of work has its own: which of its names, or which of the keys it
    makes (`is_fresh`), and in which form. `within` is the place in a list of values, None where there is none."""

    place: int
    within: int | None
    source: int
    form: str
    is_fresh: bool


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement ready to be run again and again. `number_at` is the place of the order's number, -1 for none."""

    sql: str
    parameters: tuple[Any, ...]
    slots: tuple[Slot, ...]
    gives_number: bool
    number_at: int


class NotAlike(Exception):
    """Two pieces of the same work ran different statements: there is no one list of statements to compare with."""


def prepared(recorded: Recorded) -> list[Prepared]:
    """The statements with the places where each piece of work has something of its own.

    Such a place differed between the two that were watched: it holds a name of the piece, or a key that it made. Other
    differences, such as moments, stay as they were.
    """
    firsts, seconds = [one.sql for one in recorded.statements], [one.sql for one in recorded.again]
    if firsts != seconds:
        raise NotAlike(f"not in both: {set(firsts) ^ set(seconds) or (firsts, seconds)}")
    own = {_plain(name): place for place, name in enumerate(recorded.names)}
    made: dict[str, int] = {}
    found = []
    for first, second in zip(recorded.statements, recorded.again, strict=True):
        slots = []
        for (at, value), (_at, other) in zip(_values(first.parameters), _values(second.parameters), strict=True):
            form, text = _form(value), _plain(value)
            if value == other:
                continue
            if text in own:
                slots.append(Slot(*at, own[text], form, is_fresh=False))
            elif form != "text":
                slots.append(Slot(*at, made.setdefault(text, len(made)), form, is_fresh=True))
        number_at = first.parameters.index(recorded.number) if first.sql.startswith(ORDERS) else -1
        found.append(Prepared(first.sql, first.parameters, tuple(slots), NUMBERS in first.sql, number_at))
    return found


def _values(parameters: tuple[Any, ...]) -> Iterator[tuple[tuple[int, int | None], Any]]:
    """Every value with its place, those of lists one by one."""
    for place, value in enumerate(parameters):
        if isinstance(value, list):
            yield from (((place, within), one) for within, one in enumerate(value))
        else:
            yield (place, None), value


def _form(value: object) -> str:
    if isinstance(value, UUID):
        return "key"
    if isinstance(value, str):
        return next((form for form, pattern in FORMS.items() if pattern.match(value)), "text")
    return "text"


def _plain(value: object) -> str:
    return (
        value.hex
        if isinstance(value, UUID)
        else str(value).replace("-", "")
        if _form(value) == "dashed"
        else str(value)
    )


def _put(value: UUID | str, form: str) -> object:
    if not isinstance(value, UUID) or form == "key":
        return value
    return str(value) if form == "dashed" else value.hex * 2 if form == "digest" else value.hex


def run(execute: Callable[..., Any], statements: list[Prepared], names: Names) -> None:
    """Run one piece of work."""
    fresh: dict[int, UUID] = {}
    number = 0
    for statement in statements:
        values = [list(value) if isinstance(value, list) else value for value in statement.parameters]
        for slot in statement.slots:
            value = fresh.setdefault(slot.source, uuid7()) if slot.is_fresh else names[slot.source]
            target, place = (values, slot.place) if slot.within is None else (values[slot.place], slot.within)
            target[place] = _put(value, slot.form)
        if statement.number_at >= 0:
            values[statement.number_at] = number
        cursor = execute(statement.sql, values)
        rows = cursor.fetchall() if cursor.description else []
        if statement.gives_number:
            number = rows[0][0]


def over_postgresql(url: str, statements: list[Prepared], names: Callable[[], Names | None]) -> Callable[[int], Step]:
    """A worker that runs pieces of work over one connection, set as the program sets its own."""

    def prepare(number: int) -> Step:
        connection = psycopg.connect(url, autocommit=True, prepare_threshold=2)
        return _stepping(connection.execute, statements, names)

    return prepare


def over_sqlite(file: str, statements: list[Prepared], names: Callable[[], Names | None]) -> Callable[[int], Step]:
    """A worker that runs pieces of work over one connection, set as the program sets its own."""

    def prepare(number: int) -> Step:
        connection = sqlite3.connect(file, timeout=30, isolation_level=None, check_same_thread=False)
        for pragma in PRAGMAS:
            connection.execute(pragma)
        return _stepping(connection.execute, statements, names)

    return prepare


def _stepping(execute: Callable[..., Any], statements: list[Prepared], names: Callable[[], Names | None]) -> Step:
    def step() -> bool:
        own = names()
        if own is None:
            return False
        run(execute, statements, own)
        return True

    return step
