"""Promises about the tables, read from the models and from the database itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import UniqueConstraint

SOURCE = Path(__file__).resolve().parents[2] / "src" / "dramac"
WITHOUT_SITE = {
    "mod_ecommod01_sites": "is the site",
    "mod_ecommod01_domains": "resolves the site, before one is known",
    "mod_ecommod01_users": "people work on several sites",
    "mod_ecommod01_staff_sessions": "people work on several sites in one session",
    "mod_ecommod01_schedule_entries": "the worker's own timetable",
    "mod_ecommod01_throttle_windows": "counts attempts before a site is known",
}
FRAMEWORK = ("auth_", "django_")


def our_models() -> list[type]:
    return [model for model in apps.get_models() if model.__module__.startswith("dramac.")]


@pytest.mark.django_db
def test_every_table_has_a_site_or_says_why_not() -> None:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for table in tables:
            if table in WITHOUT_SITE or table.startswith(FRAMEWORK):
                continue
            columns = {c.name for c in connection.introspection.get_table_description(cursor, table)}
            assert "site_id" in columns, table


def test_every_table_of_ours_carries_the_prefix() -> None:
    strays = [m._meta.db_table for m in our_models() if not m._meta.db_table.startswith("mod_ecommod01_")]  # type: ignore[attr-defined]  # models
    assert not strays


def test_every_unique_constraint_begins_with_the_site() -> None:
    for model in our_models():
        if model._meta.db_table in WITHOUT_SITE or not hasattr(model, "site"):  # type: ignore[attr-defined]  # models
            continue
        for constraint in model._meta.constraints:  # type: ignore[attr-defined]  # models
            if isinstance(constraint, UniqueConstraint):
                assert constraint.fields[0] == "site", f"{model.__name__}: {constraint.name}"


def _imports(tree: ast.AST) -> Iterator[ast.ImportFrom]:
    """Imports that happen when the program runs; those for type checkers alone are left out."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.ImportFrom):
            yield node
        yield from _imports(node)


def test_a_slice_reads_its_own_tables_only() -> None:
    strays = []
    for path in sorted((SOURCE / "commerce").rglob("*.py")):
        slice_name = path.relative_to(SOURCE / "commerce").parts[0]
        if "tests" in path.parts or path.name == "testing.py":
            continue
        for node in _imports(ast.parse(path.read_text(encoding="utf-8"))):
            module = node.module
            foreign = module and module.startswith("dramac.commerce.") and module.endswith(".models")
            if foreign and module and module.split(".")[2] != slice_name:
                strays.append(f"{path.relative_to(SOURCE)} imports {module}")
    assert not strays, "\n".join(strays)
