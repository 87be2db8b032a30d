"""Watching which statements a request really runs, with its transactions, so that they can be run bare."""

from __future__ import annotations

import json
from collections.abc import Callable
from enum import Enum
from typing import Any

from django.db import connection
from django.test import Client

from bench.load import Ask
from bench.replay import Recorded, Statement
from bench.scenarios import WATCHED, Scenario
from bench.shop import Shop

MARKS = ("BEGIN", "COMMIT", "ROLLBACK")


def recorded(scenario: Scenario, kept: Shop) -> Recorded:
    """The statements of two pieces of the scenario's work, after others have filled the caches of the program."""
    client = Client()
    for number in range(WATCHED):
        _run(client, scenario, kept, number)
    first, last = _watched(client, scenario, kept, WATCHED)
    again, _body = _watched(client, scenario, kept, WATCHED + 1)
    number = json.loads(last)["number"] if scenario.places else 0
    return Recorded(first, again, scenario.names(kept, WATCHED), number)


def _watched(client: Client, scenario: Scenario, kept: Shop, number: int) -> tuple[tuple[Statement, ...], bytes]:
    """The statements of piece `number`, and the last answer."""
    statements: list[Statement] = []

    def watch(execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any) -> Any:
        _note_marks(statements)
        result = execute(sql, parameters, many, context)
        if not sql.startswith(MARKS):
            statements.append(Statement(_plain(sql), tuple(map(_value, parameters or ()))))
        connection.queries_log.clear()
        return result

    connection.force_debug_cursor = True
    connection.queries_log.clear()
    try:
        with connection.execute_wrapper(watch):
            last = _run(client, scenario, kept, number, lambda: _note_marks(statements))
    finally:
        connection.force_debug_cursor = False
        connection.queries_log.clear()
    return tuple(statements), last


def _run(
    client: Client, scenario: Scenario, kept: Shop, number: int, answered: Callable[[], None] = lambda: None
) -> bytes:
    """Do piece `number`; `answered` is called after each answer, because the next request begins with an empty log."""
    client.cookies.clear()
    unit = scenario.unit(kept, number)
    ask = next(unit)
    while True:
        body = _answer(client, ask)
        answered()
        try:
            ask = unit.send(body)
        except StopIteration:
            return body


def _answer(client: Client, ask: Ask) -> bytes:
    kind = ask.headers.get("Content-Type", "application/octet-stream")
    headers = {name: value for name, value in ask.headers.items() if name != "Content-Type"}
    response = client.generic(ask.method, ask.path, ask.body, content_type=kind, headers=headers)
    if response.status_code != ask.expect:
        raise RuntimeError(f"{ask.method} {ask.path}: {response.status_code} {response.content[:500]!r}")
    return bytes(response.content)


def _note_marks(statements: list[Statement]) -> None:
    """Beginnings and ends of transactions since the statement before, which the log of the connection has."""
    statements.extend(Statement(entry["sql"]) for entry in connection.queries_log if entry["sql"].startswith(MARKS))
    connection.queries_log.clear()


def _value(value: Any) -> Any:
    """A value without the program's own types, which a driver alone does not know."""
    return value.value if isinstance(value, Enum) else value


def _plain(sql: str) -> str:
    """The statement as the driver takes it."""
    return sql.replace("%s", "?").replace("%%", "%") if connection.vendor == "sqlite" else sql
