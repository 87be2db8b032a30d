"""Statements written by hand: they are answered as Django's own are, and fail as they do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.transaction import TransactionManagementError
from django.db.utils import OperationalError
from hypothesis import given
from hypothesis import strategies as st

from dramac.kit.statements import fetch, key_in, key_out, learn_sizes, moment_in, moment_out, run

pytestmark = pytest.mark.django_db
KEY = UUID(int=7)
ZONES = ("Europe/Dublin", "Asia/Kolkata", "America/St_Johns")
ROWS = 200
KNOWN = {
    "sqlite": "SELECT stat FROM sqlite_stat1 WHERE tbl = 'mod_ecommod01_outbox_events' AND idx = 'kit_outbox_age'",
    "postgresql": "SELECT CAST(CAST(reltuples AS INTEGER) AS TEXT) FROM pg_class WHERE oid = 'mod_ecommod01_outbox_events'::regclass",
}


def test_values_stand_where_their_places_are_and_a_percent_sign_is_one() -> None:
    assert fetch("SELECT CAST(%s AS INTEGER), '100 %%', CAST(%s AS VARCHAR(20))", [5, "%s"]) == [(5, "100 %", "%s")]


def test_a_key_comes_back_as_it_went_in() -> None:
    assert key_out(key_in(KEY)) == KEY


@given(st.integers(-(2**51), 2**52), st.sampled_from([UTC, *map(ZoneInfo, ZONES)]))
def test_a_moment_is_kept_as_the_framework_keeps_it_and_comes_back(microseconds: int, zone: tzinfo) -> None:
    moment = (datetime(2000, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)).astimezone(zone)
    assert moment_in(moment) == connection.ops.adapt_datetimefield_value(moment)
    assert moment_out(moment_in(moment)) == moment


def test_a_mistake_in_a_statement_is_told_in_the_framework_s_own_words() -> None:
    with pytest.raises((OperationalError, ProgrammingError)), transaction.atomic():
        fetch("SELECT nothing FROM nowhere")


def test_a_row_that_breaks_a_rule_of_the_database_is_an_integrity_error() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        run(
            "INSERT INTO mod_ecommod01_domains (id, host, is_primary, site_id) VALUES (%s, NULL, FALSE, NULL)",
            [key_in(KEY)],
        )


def test_nothing_more_is_asked_in_a_transaction_that_is_lost() -> None:
    with transaction.atomic():
        connection.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            fetch("SELECT 1")


def test_whoever_watches_statements_sees_each(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        fetch("SELECT 1")
        run("UPDATE mod_ecommod01_domains SET is_primary = is_primary WHERE id = %s", [key_in(KEY)])


@pytest.mark.django_db(transaction=True)
def test_the_database_learns_what_its_tables_hold() -> None:
    row = ", ".join(["(%s, %s, 'N', '{}', %s)"] * ROWS)
    keys = [(key_in(UUID(int=number)), key_in(KEY), "2026-01-01 00:00:00+00:00") for number in range(ROWS)]
    run(
        f"INSERT INTO mod_ecommod01_outbox_events (id, site_id, name, payload, created_at) VALUES {row}",
        [value for key in keys for value in key],
    )
    learn_sizes()
    assert fetch(KNOWN[connection.vendor])[0][0].split()[0] == str(ROWS)
