"""How a row belongs to a site and how it refers to other rows of the same site: checked by the database itself.

Every table of a site has `site_id`, its (`site_id`, `id`) pair is unique, and every reference between two such tables is a
`SiteForeignKey`: Django's ForeignKey with the join widened by the site, and with a composite foreign key
(`site_id`, `x_id`) -> (`site_id`, `id`) in the database. So no row can point into another site, and the tables can be
distributed by `site_id` (docs/decisions/0003).
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement
from django.db.models.constraints import BaseConstraint
from django.db.models.expressions import Col
from django.db.models.fields.related import lazy_related_operation
from django.db.models.lookups import Exact


def _is_migration_state(model: type[models.Model]) -> bool:
    """Whether the model is a migration's picture of a table, whose constraints are listed by the migration."""
    return model.__module__ == "__fake__"


def _add_constraint(model: type[models.Model], constraint: BaseConstraint) -> None:
    options = model._meta
    if options.abstract or _is_migration_state(model):
        return
    if any(known.name == constraint.name for known in options.constraints):
        return
    options.constraints = [*options.constraints, constraint]
    options.original_attrs.setdefault("constraints", options.constraints)


def _add_index(model: type[models.Model], field: str) -> None:
    """Index (`site`, field), as the reference is looked up, unless the model has an index or a key that begins so.

    An index of only the rows that refer to something will do.
    """
    options = model._meta
    if isinstance(options.pk, models.CompositePrimaryKey) and list(options.pk.field_names)[:2] == [
        "site_id",
        f"{field}_id",
    ]:
        return
    only_set = models.Q(**{f"{field}__isnull": False})
    listed = [index.fields for index in options.indexes if index.condition in (None, only_set)]
    listed += [
        list(known.fields)
        for known in options.constraints
        if isinstance(known, models.UniqueConstraint) and known.condition is None
    ]
    if any(list(fields[:2]) == ["site", field] for fields in listed):
        return
    index = models.Index(fields=["site", field])
    index.set_name_with_model(model)
    options.indexes = [*options.indexes, index]
    options.original_attrs.setdefault("indexes", options.indexes)


class SiteReference(BaseConstraint):
    """A composite foreign key (`site_id`, column) -> (`site_id`, `id`), kept through SQLite's table rebuilds."""

    def __init__(self, *, name: str, column: str, table: str) -> None:
        super().__init__(name=name)
        self.column = column
        self.table = table

    def _clause(self, editor: BaseDatabaseSchemaEditor) -> str:
        quote = editor.quote_name
        return (
            f"CONSTRAINT {quote(self.name)} FOREIGN KEY ({quote('site_id')}, {quote(self.column)}) "
            f"REFERENCES {quote(self.table)} ({quote('site_id')}, {quote('id')}) DEFERRABLE INITIALLY DEFERRED"
        )

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        """The clause inside CREATE TABLE; elsewhere than on SQLite it follows once all tables of the migration exist."""
        if schema_editor.connection.vendor == "sqlite":
            return self._clause(schema_editor)
        schema_editor.deferred_sql.append(self._addition(model, schema_editor))
        return None

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        """The statement that adds it to a table that exists; on SQLite the table is rebuilt."""
        if schema_editor.connection.vendor == "sqlite":
            schema_editor._remake_table(model)
            return None
        return self._addition(model, schema_editor)

    def _addition(self, model: Any, editor: Any) -> Statement:
        return Statement(f"ALTER TABLE {editor.quote_name(model._meta.db_table)} ADD {self._clause(editor)}")

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        """The statement that drops it."""
        if schema_editor.connection.vendor == "sqlite":
            schema_editor._remake_table(model)
            return None
        table = schema_editor.quote_name(model._meta.db_table)
        return Statement(f"ALTER TABLE {table} DROP CONSTRAINT {schema_editor.quote_name(self.name)}")

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = "default") -> None:
        """The database checks it; forms choose from rows of their own site."""

    def deconstruct(self) -> tuple[str, Any, dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "column": self.column, "table": self.table}

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, SiteReference):
            return NotImplemented
        return (self.name, self.column, self.table) == (other.name, other.column, other.table)

    __hash__ = None  # type: ignore[assignment]  # as every Django constraint: compared, never hashed


class SiteField(models.ForeignKey[Any, Any]):
    """The site a row belongs to; makes (`site_id`, `id`) unique, so that other rows can refer to the pair."""

    def __init__(self, to: Any = "tenancy.Site", on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs.setdefault("related_name", "+")
        kwargs.setdefault("db_index", False)
        super().__init__(to, on_delete, **kwargs)

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False, **kwargs: Any) -> None:
        super().contribute_to_class(cls, name, private_only, **kwargs)
        label = f"{cls._meta.app_label}_{cls._meta.model_name}"
        _add_constraint(cls, models.UniqueConstraint(fields=["site", "id"], name=f"{label}_of_site"))


class SiteForeignKey(models.ForeignKey[Any, Any]):
    """A reference to a row of the same site. The first model of a reference must have `site` and `id`."""

    def __init__(self, to: Any, on_delete: Any, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        kwargs["db_index"] = False
        kwargs.setdefault("related_name", "+")
        super().__init__(to, on_delete, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("db_constraint", None)
        kwargs.pop("db_index", None)
        return name, path, args, kwargs

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False, **kwargs: Any) -> None:
        super().contribute_to_class(cls, name, private_only, **kwargs)
        if not cls._meta.abstract and not _is_migration_state(cls):
            models.signals.class_prepared.connect(self._refer, sender=cls, weak=False)

    def _refer(self, sender: Any, **_: Any) -> None:
        def add(model: Any, target: Any, field: Any) -> None:
            name = f"{model._meta.app_label}_{model._meta.model_name}_{field.name}_ref"
            _add_constraint(model, SiteReference(name=name, column=field.column, table=target._meta.db_table))
            _add_index(model, field.name)

        lazy_related_operation(add, sender, self.remote_field.model, field=self)

    def get_extra_restriction(self, alias: str | None, related_alias: str | None) -> Any:
        """Both ends of a join are of one site: needed by distributed tables, and it lets indexes begin with the site."""
        target: Any = self.remote_field.model._meta.get_field("site")
        own: Any = self.model._meta.get_field("site")
        return Exact(Col(alias or "", target), Col(related_alias or "", own))

    def get_extra_descriptor_filter(self, instance: Any) -> dict[str, Any]:
        """Following the reference from a row asks for the row's own site, too."""
        return {"site_id": instance.site_id}
