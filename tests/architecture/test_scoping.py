"""Rows are asked for by their site: outside models, queries and actions no code reads or writes a table unscoped."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "dramac"
STOREYS = ("commerce", "storefront", "notifications", "search", "dashboard", "api")
INSIDE = {"models", "queries", "actions", "migrations", "tests"}


def edges() -> Iterator[Path]:
    """The files that may ask for rows only by way of their site."""
    for storey in STOREYS:
        for path in sorted((SOURCE / storey).rglob("*.py")):
            parts = {*path.relative_to(SOURCE).with_suffix("").parts}
            if not parts & INSIDE and path.name != "testing.py":
                yield path


def test_no_edge_asks_for_rows_of_no_site() -> None:
    assert [f"{path.relative_to(SOURCE)}:{line}" for path in edges() for line in _unscoped(path)] == []


def _unscoped(path: Path) -> Iterator[int]:
    """The lines that begin a query by anything but `.of(site)` or a site by name; sweeps clear all sites at once."""
    tree = ast.parse(path.read_text("utf-8"))
    sweeping = {id(inner) for node in tree.body if getattr(node, "name", "") == "sweep" for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or id(node) in sweeping or not isinstance(node.func, ast.Attribute):
            continue
        asked = node.func.value
        if isinstance(asked, ast.Attribute) and asked.attr == "objects" and node.func.attr != "of":
            named = {word.arg for word in node.keywords}
            if not named & {"site", "site_id"}:
                yield node.lineno
