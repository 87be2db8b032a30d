"""Between tests tables are emptied, the books among them: their triggers are lifted for that one transaction, and only here.

Nothing in the product can do this: it takes the right to change the tables themselves (docs/decisions/0019).

With DRAMAC_DATABASE_ONLY set, tests that ask no database are left out: one run of them, on SQLite, says all that they can say.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.db.backends.base.operations import BaseDatabaseOperations
from hypothesis import HealthCheck, settings

assert models  # the framework's modules load each other only when they are asked for in this order
settings.register_profile("busy", suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")  # how quickly examples are made says how busy a machine is, and nothing of the product
DATABASES = {"db", "transactional_db", "live_server"}
EMPTY = BaseDatabaseOperations.execute_sql_flush


def _empty_all(operations: Any, statements: Sequence[str]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # To delete the few rows of a test takes a tenth of the time that new files for a hundred tables take.
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(
                "; ".join(f'DELETE FROM "{table}"' for table in connection.introspection.table_names(cursor))
            )
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        kept = cursor.fetchall()
        for name, _sql in kept:
            cursor.execute(f'DROP TRIGGER "{name}"')
        EMPTY(operations, statements)
        for _name, sql in kept:
            cursor.execute(sql)


@pytest.fixture(scope="session", autouse=True)
def _books_are_emptied_between_tests() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(BaseDatabaseOperations, "execute_sql_flush", _empty_all)
        yield


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what a second database cannot change."""
    if "DRAMAC_DATABASE_ONLY" not in os.environ:
        return
    asking = [item for item in items if _asks_a_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if not _asks_a_database(item)])
    items[:] = asking


def _asks_a_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or bool(DATABASES & {*getattr(item, "fixturenames", ())})
