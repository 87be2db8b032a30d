"""Tables whose rows the database itself neither changes nor takes away: the books (docs/decisions/0019)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.backends.ddl_references import Statement, Table
from django.db.models.constraints import BaseConstraint

_SQLITE = (
    "CREATE TRIGGER %(name)s_{verb} BEFORE {verb} ON %(table)s "
    "BEGIN SELECT RAISE(ABORT, 'Rows of this table are never changed nor taken away.'); END"
)
_FUNCTION = """
CREATE OR REPLACE FUNCTION dramac_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Rows of % are never changed nor taken away.', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""
_POSTGRESQL = (
    "CREATE TRIGGER %(name)s_change BEFORE UPDATE OR DELETE ON %(table)s "
    "FOR EACH ROW EXECUTE FUNCTION dramac_append_only(); "
    "CREATE TRIGGER %(name)s_truncate BEFORE TRUNCATE ON %(table)s "
    "FOR EACH STATEMENT EXECUTE FUNCTION dramac_append_only()"
)


class AppendOnly(BaseConstraint):
    """Triggers that refuse to change, delete or truncate rows with an IntegrityError; they outlive SQLite's table rebuilds.

    Only who may change the table's definition can lift them; nothing in the product does.
    """

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        """No clause of CREATE TABLE: the triggers follow once the table stands under its own name."""
        schema_editor.deferred_sql.extend(self._statements(model, schema_editor))

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        """Add them to a table that stands. On SQLite the table is rebuilt instead, as for every constraint."""
        return next(self._statements(model, schema_editor))

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        """Lift them. On SQLite the table is rebuilt without them."""
        table = schema_editor.quote_name(model._meta.db_table)
        return f"DROP TRIGGER {self.name}_change ON {table}; DROP TRIGGER {self.name}_truncate ON {table}"

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = "default") -> None:
        """The database checks it."""

    def _statements(self, model: type[models.Model], editor: Any) -> Iterator[Statement]:
        table = Table(model._meta.db_table, editor.quote_name)
        if editor.connection.vendor == "postgresql":
            editor.execute(_FUNCTION, params=None)
            yield Statement(_POSTGRESQL, name=self.name, table=table)
            return
        for verb in ("update", "delete"):
            yield Statement(_SQLITE.format(verb=verb), name=self.name, table=table)

    def __eq__(self, other: object) -> bool:
        return self.name == other.name if isinstance(other, AppendOnly) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # as every Django constraint: compared, never hashed
