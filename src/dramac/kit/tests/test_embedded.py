"""Threads that write to the embedded database take turns, and nobody keeps a turn for longer than a transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db.utils import ConnectionHandler, OperationalError

from dramac.kit.embedded.base import _line_before

pytestmark = pytest.mark.django_db  # opens connections of its own
THREADS, EACH = 8, 40


@pytest.fixture
def databases(tmp_path: Path) -> Iterator[ConnectionHandler]:
    """A database of its own, with a table of one number."""
    options = {"transaction_mode": "IMMEDIATE", "timeout": 0, "init_command": "PRAGMA journal_mode=WAL;"}
    handler = ConnectionHandler(
        {"default": {"ENGINE": "dramac.kit.embedded", "NAME": str(tmp_path / "turns.sqlite3"), "OPTIONS": options}}
    )
    with handler["default"].cursor() as cursor:
        cursor.execute("CREATE TABLE counted (n INTEGER)")
        cursor.execute("INSERT INTO counted VALUES (0)")
    yield handler
    handler["default"].close()


@contextmanager
def writing(connection: Any) -> Iterator[Any]:
    """A transaction, as `atomic` begins and ends one."""
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    try:
        with connection.cursor() as cursor:
            yield cursor
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    finally:
        connection.set_autocommit(True)


def line_of(databases: ConnectionHandler) -> Any:
    return _line_before(str(databases.settings["default"]["NAME"]))


def test_a_crowd_writes_in_turn_where_sqlite_alone_would_send_them_away(databases: ConnectionHandler) -> None:
    start, faults = Barrier(THREADS), list[BaseException]()

    def count() -> None:
        connection = databases["default"]
        try:
            start.wait(10)
            for _ in range(EACH):
                with writing(connection) as cursor:
                    [(n,)] = cursor.execute("SELECT n FROM counted").fetchall()
                    cursor.execute("UPDATE counted SET n = %s", [n + 1])
        except BaseException as fault:  # told below, in the test's own thread
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=count) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (
        not faults
    )  # with a timeout of nothing, whoever did not wait in line would be told that the database is locked
    with databases["default"].cursor() as cursor:
        assert cursor.execute("SELECT n FROM counted").fetchone() == (THREADS * EACH,)


def test_a_turn_ends_with_a_transaction_that_fails(databases: ConnectionHandler) -> None:
    with pytest.raises(ZeroDivisionError), writing(databases["default"]):
        assert line_of(databases).locked()
        raise ZeroDivisionError
    assert not line_of(databases).locked()


def test_a_turn_ends_with_the_connection(databases: ConnectionHandler) -> None:
    connection = databases["default"]
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    assert line_of(databases).locked()
    connection.close()
    assert not line_of(databases).locked()


def test_a_transaction_that_cannot_begin_takes_no_turn(databases: ConnectionHandler) -> None:
    import sqlite3

    other = sqlite3.connect(str(databases.settings["default"]["NAME"]), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")  # as another process would
    with pytest.raises(OperationalError), writing(databases["default"]):
        pass
    assert not line_of(databases).locked()
    other.execute("ROLLBACK")
    other.close()
