"""Words of a row joined by the database, so that a list of many rows is still one statement."""

from __future__ import annotations

from typing import Any

from django.db.models import Aggregate, CharField, Value


class Joined(Aggregate):
    """The texts of a group joined by commas, on PostgreSQL and SQLite alike; their order is the database's."""

    function = "STRING_AGG"
    output_field = CharField()

    def __init__(self, words: str) -> None:
        super().__init__(words, Value(", "))

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """SQLite calls it otherwise."""
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **more)
