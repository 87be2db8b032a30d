"""One text of a statement for both databases, for one row and for thousands: what it finds and changes is the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dramac.kit import bulk, sql
from dramac.kit.ids import new_id
from dramac.kit.models import OutboxEvent
from dramac.kit.statements import key_out

pytestmark = pytest.mark.django_db
THEN = datetime(2026, 5, 1, 12, tzinfo=UTC)
NAMED = (
    "SELECT id, name FROM mod_ecommod01_outbox_events WHERE site_id = %s AND id IN (:keys) AND name <> %s ORDER BY id"
)
RENAMED = """
UPDATE mod_ecommod01_outbox_events AS e SET created_at = u.column2, name = %s FROM (VALUES :rows) AS u
WHERE e.site_id = %s AND e.id = u.column1
"""
COUNTS = (1, sql.MANY - 1, sql.MANY, 300)


def some(site: UUID, count: int) -> list[UUID]:
    """Rows of a site, in the order of their keys."""
    keys = sorted(new_id() for _ in range(count))
    sql.insert(
        "mod_ecommod01_outbox_events",
        "id, site_id, name, payload, created_at",
        [(key, site, f"N{number}", "{}", THEN) for number, key in enumerate(keys)],
    )
    return keys


@pytest.mark.parametrize("count", COUNTS)
def test_rows_are_found_by_a_list_of_keys_with_values_before_and_behind_it(count: int) -> None:
    here = new_id()
    keys = some(here, count + 1)
    some(new_id(), 2)
    found = sql.rows(NAMED, [here], sql.keys(keys[:-1]), ["N0"])
    assert [(key_out(key), name) for key, name in found] == [(key, f"N{n}") for n, key in enumerate(keys[:-1])][1:]


@pytest.mark.parametrize("count", COUNTS)
def test_each_row_is_changed_to_its_own_and_no_other_site_s(count: int) -> None:
    here, there = new_id(), new_id()
    mine, others = some(here, count), some(there, 1)
    wanted = {key: THEN + timedelta(days=n + 1) for n, key in enumerate(mine)}
    values = [*wanted.items(), (others[0], THEN + timedelta(days=999))]
    with CaptureQueriesContext(connection) as asked:
        changed = sql.change(RENAMED, "uuid timestamptz", ["renamed"], values, [here])
    assert (changed, len(asked)) == (count, 1)
    assert dict(OutboxEvent.objects.filter(name="renamed").values_list("pk", "created_at")) == wanted


def test_a_list_of_texts_is_compared_with_texts() -> None:
    keys = some(new_id(), 3)
    statement = "SELECT id FROM mod_ecommod01_outbox_events WHERE name IN (:keys) ORDER BY id"
    assert [key_out(row[0]) for row in sql.rows(statement, many=sql.keys(["N0", "N2", "N9"]))] == [keys[0], keys[2]]


def test_many_rows_are_written_like_few() -> None:
    site = new_id()
    written = [(new_id(), site, "N", "{}", THEN) for _ in range(sql.MANY + 5)]
    columns = ("id", "site_id", "name", "payload", "created_at")
    bulk.insert(OutboxEvent, columns, written[: sql.MANY])
    sql.insert(OutboxEvent._meta.db_table, ", ".join(columns), written[sql.MANY :])
    assert list(OutboxEvent.objects.order_by("pk").values_list(*columns)) == sorted(written)
