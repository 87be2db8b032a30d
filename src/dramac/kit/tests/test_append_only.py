"""Tables that are never changed stay so when SQLite builds them anew, and can be let go by a migration."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connection, models
from django.db.migrations.state import ModelState, ProjectState

from dramac.kit.append_only import AppendOnly

KEPT = AppendOnly(name="kit_book_kept")


def book(*, extra: bool = False, kept: bool = True) -> type[models.Model]:
    fields: list[tuple[str, Any]] = [
        ("id", models.BigAutoField(primary_key=True)),
        ("text", models.CharField(max_length=20)),
    ]
    if extra:
        fields.append(("more", models.CharField(max_length=20, default="x")))
    options = {"db_table": "kit_books", "constraints": [KEPT] if kept else []}
    state = ProjectState()
    state.add_model(ModelState("kit", "Book", fields, options))
    found: type[models.Model] = state.apps.get_model("kit", "Book")
    return found


@pytest.fixture
def table(transactional_db: None) -> Iterator[type[models.Model]]:
    made = book()
    with connection.schema_editor() as editor:
        editor.create_model(made)
    yield made
    with connection.schema_editor() as editor:
        editor.delete_model(made)


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_rows_are_added_and_never_changed(table: type[models.Model]) -> None:
    run("INSERT INTO kit_books (text) VALUES ('as it was')")
    for statement in ("UPDATE kit_books SET text = 'otherwise'", "DELETE FROM kit_books"):
        with pytest.raises(IntegrityError, match="never changed nor taken away"):
            run(statement)


def test_a_column_that_is_added_leaves_it_so(table: type[models.Model]) -> None:
    run("INSERT INTO kit_books (text) VALUES ('as it was')")
    after = book(extra=True)
    with connection.schema_editor() as editor:
        more: Any = after._meta.get_field("more")
        editor.add_field(table, more)
    with pytest.raises(IntegrityError):
        run("UPDATE kit_books SET more = 'otherwise'")


def test_a_migration_can_let_it_go_and_keep_it_again(table: type[models.Model]) -> None:
    run("INSERT INTO kit_books (text) VALUES ('as it was')")
    free = book(kept=False)
    with connection.schema_editor() as editor:
        editor.remove_constraint(free, KEPT)
    run("UPDATE kit_books SET text = 'put right'")
    with connection.schema_editor() as editor:
        editor.add_constraint(table, KEPT)
    with pytest.raises(IntegrityError):
        run("UPDATE kit_books SET text = 'otherwise'")
