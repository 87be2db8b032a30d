"""The ledger is kept by the database itself: nobody changes or takes away a movement, not even by a mistake in our code."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory.models import Movement
from dramac.commerce.inventory.testing import stocked
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
TABLE = Movement._meta.db_table


@pytest.fixture
def movement() -> Movement:
    site = a_site()
    stocked(site, {a_variant(site).pk: 3})
    return Movement.objects.get()


def refused(statement: str) -> None:
    with (
        pytest.raises(IntegrityError, match="never changed nor taken away"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_database_refuses_to_change_a_movement(movement: Movement) -> None:
    refused(f"UPDATE {TABLE} SET quantity = quantity + 1, new_stock = new_stock + 1")
    refused(f"UPDATE {TABLE} SET reason = ''")
    with pytest.raises(IntegrityError), transaction.atomic():
        Movement.objects.filter(pk=movement.pk).update(reason="Something else")
    movement.refresh_from_db()
    assert (movement.new_stock, movement.reason) == (3, "Counted")


def test_the_database_refuses_to_take_a_movement_away(movement: Movement) -> None:
    refused(f"DELETE FROM {TABLE}")
    with pytest.raises(IntegrityError), transaction.atomic():
        movement.delete()
    assert Movement.objects.count() == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no TRUNCATE")
def test_the_database_refuses_to_empty_the_ledger(movement: Movement) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    refused(f"TRUNCATE {TABLE} CASCADE")


def test_a_table_that_sqlite_builds_anew_is_kept_as_before(movement: Movement) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = CAST(%s AS regclass) ORDER BY 1"
            if connection.vendor == "postgresql"
            else "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s ORDER BY 1",
            [TABLE],
        )
        found = [name for (name,) in cursor.fetchall()]
    kinds = ("change", "truncate") if connection.vendor == "postgresql" else ("delete", "update")
    assert found == [f"inventory_movement_kept_{kind}" for kind in kinds]
