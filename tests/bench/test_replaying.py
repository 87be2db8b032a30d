"""What is run bare must be what a request ran: the same statements, with new keys where a write would meet the one before."""

from __future__ import annotations

import sqlite3
from uuid import UUID, uuid4

import pytest

from bench import replay
from bench.replay import ORDERS, NotAlike, Recorded, Statement

SITE = uuid4().hex
FIRST, SECOND, THIRD = uuid4(), uuid4(), uuid4()
NUMBER = "UPDATE mod_ecommod01_order_numbers SET last = last + 1 RETURNING last"
PLACE = f"{ORDERS}site_id, id, number, cart_id) VALUES (?, ?, ?, ?)"


def _ran(cart: UUID, number: int) -> tuple[Statement, ...]:
    return (
        Statement("BEGIN"),
        Statement(NUMBER),
        Statement(PLACE, (SITE, uuid4().hex, number, cart.hex)),
        Statement("COMMIT"),
    )


@pytest.fixture
def database() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:", isolation_level=None)
    made.execute("CREATE TABLE mod_ecommod01_orders (site_id, id UNIQUE, number UNIQUE, cart_id UNIQUE)")
    made.execute("CREATE TABLE mod_ecommod01_order_numbers (last)")
    made.execute("INSERT INTO mod_ecommod01_order_numbers VALUES (5000)")
    return made


def test_each_piece_of_work_writes_rows_of_its_own(database: sqlite3.Connection) -> None:
    statements = replay.prepared(Recorded(_ran(FIRST, 1003), _ran(SECOND, 1004), (FIRST,), 1003))
    replay.run(database.execute, statements, (SECOND,))
    replay.run(database.execute, statements, (THIRD,))
    rows = database.execute("SELECT site_id, number, cart_id FROM mod_ecommod01_orders ORDER BY number").fetchall()
    assert rows == [(SITE, 5001, SECOND.hex), (SITE, 5002, THIRD.hex)]


def test_a_key_that_was_made_is_the_same_one_wherever_it_is_named_again() -> None:
    def ran(made: UUID) -> tuple[Statement, ...]:
        return Statement("SELECT ?", (made.hex,)), Statement("SELECT ?", (str(made),)), Statement("SELECT ?", (made,))

    seen = []

    class Rows:
        description = None

    def execute(sql: str, values: list[object]) -> Rows:
        seen.append(values[0])
        return Rows()

    replay.run(execute, replay.prepared(Recorded(ran(FIRST), ran(SECOND), (), 0)), ())
    text, dashed, key = seen
    assert isinstance(key, UUID)
    assert (text, dashed) == (key.hex, str(key))
    assert key not in (FIRST, SECOND)


def test_what_both_pieces_had_alike_stays_as_it_was() -> None:
    shared = uuid4().hex
    ran = (Statement("SELECT ?, ?", (shared, "2026-11-22 10:00:00")),)
    (statement,) = replay.prepared(Recorded(ran, ran, (), 0))
    assert statement.slots == ()
    assert statement.parameters == (shared, "2026-11-22 10:00:00")


def test_work_that_ran_other_statements_the_second_time_is_not_measured() -> None:
    with pytest.raises(NotAlike, match="SELECT 2"):
        replay.prepared(Recorded((Statement("SELECT 1"),), (Statement("SELECT 2"),), (), 0))
