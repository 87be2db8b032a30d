"""Rows written as sets are the rows that Django would have written one by one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dramac.kit import bulk
from dramac.kit.clock import utc_now
from dramac.kit.ids import new_id
from dramac.kit.models import OutboxEvent
from dramac.kit.statements import batches, key_in, key_out, moment_in, moment_out

pytestmark = pytest.mark.django_db
FIELDS = ("id", "site_id", "name", "payload", "created_at", "spread_at")


def rows(count: int, site: UUID) -> list[tuple[Any, ...]]:
    return [(new_id(), site, f"N{number}", '{"ä": null}', utc_now(), None) for number in range(count)]


def test_what_goes_in_comes_out() -> None:
    row = rows(1, new_id())[0]
    bulk.insert(OutboxEvent, FIELDS, [row])
    assert OutboxEvent.objects.values_list(*FIELDS).get() == row


def test_the_number_of_statements_does_not_follow_the_number_of_rows() -> None:
    site = new_id()
    with CaptureQueriesContext(connection) as few:
        bulk.insert(OutboxEvent, FIELDS, rows(5, site))
    with CaptureQueriesContext(connection) as many:
        bulk.insert(OutboxEvent, FIELDS, rows(4000, site))
    assert (len(few), len(many)) == (1, 1)
    assert OutboxEvent.objects.filter(site_id=site).count() == 4005


def test_rows_change_by_key_and_only_on_their_site() -> None:
    here, there = new_id(), new_id()
    mine, other = rows(1, here)[0], rows(1, there)[0]
    bulk.insert(OutboxEvent, FIELDS, [mine, other])
    now = utc_now()
    bulk.update(OutboxEvent, here, ["name", "spread_at"], [(mine[0], "changed", now), (other[0], "never", now)])
    assert set(OutboxEvent.objects.values_list("site_id", "name", "spread_at")) == {
        (here, "changed", now),
        (there, other[2], None),
    }


def test_rows_that_are_known_are_skipped_when_asked() -> None:
    row = rows(1, new_id())[0]
    bulk.insert(OutboxEvent, FIELDS, [row])
    bulk.insert(OutboxEvent, FIELDS, [row], skip_known=True)
    assert OutboxEvent.objects.count() == 1


def test_rows_are_removed_by_key_on_their_site_only() -> None:
    here, there = new_id(), new_id()
    mine, other = rows(1, here)[0], rows(1, there)[0]
    bulk.insert(OutboxEvent, FIELDS, [mine, other])
    assert bulk.delete(OutboxEvent, here, "id", [mine[0], other[0]]) == 1
    assert list(OutboxEvent.objects.values_list("site_id", flat=True)) == [there]


def test_rows_without_a_key_are_removed_by_what_they_say() -> None:
    site = new_id()
    kept, gone = rows(2, site)
    bulk.insert(OutboxEvent, FIELDS, [kept, gone])
    bulk.delete_rows(OutboxEvent, site, ["name", "created_at"], [(gone[2], gone[4]), (kept[2], utc_now())])
    bulk.delete_rows(OutboxEvent, new_id(), ["name"], [(kept[2],)])
    assert list(OutboxEvent.objects.values_list("name", flat=True)) == [kept[2]]


def test_nothing_is_no_statement() -> None:
    with CaptureQueriesContext(connection) as none:
        bulk.insert(OutboxEvent, FIELDS, [])
        bulk.update(OutboxEvent, new_id(), ["name"], [])
        assert bulk.delete(OutboxEvent, new_id(), "id", []) == 0
    assert len(none) == 0


def test_keys_and_times_survive_the_way_through_a_statement_written_by_hand() -> None:
    row = rows(1, new_id())[0]
    bulk.insert(OutboxEvent, FIELDS, [row])
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, created_at FROM {OutboxEvent._meta.db_table} WHERE id = %s AND created_at = %s",
            [key_in(row[0]), moment_in(row[4])],
        )
        found = cursor.fetchone()
    assert (key_out(found[0]), moment_out(found[1])) == (row[0], row[4])


def test_batches_hold_everything_once() -> None:
    assert list(batches(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(batches([], 2)) == []
