"""Requests run in threads: what is made on first use must not be made by two of them at once."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "dramac"
ONE_AT_A_TIME = {"kit/facts.py"}
"""Learns behind a lock (kit/tests/test_facts.py)."""


def test_shapes_are_decoded_by_decoders_made_while_the_program_loads() -> None:
    """msgspec learns a struct when it first decodes one, and a second thread that comes in between ends the process."""
    found = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in sorted(SOURCE.rglob("*.py"))
        if path.relative_to(SOURCE).as_posix() not in ONE_AT_A_TIME and "tests" not in path.parts
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and _learns_a_struct(node)
    ]
    assert not found, "\n".join(found)


def _learns_a_struct(node: ast.Call) -> bool:
    name = ast.unparse(node.func)
    if name.startswith("msgspec.") and name.endswith(".Decoder"):
        return True
    kinds = [word.value for word in node.keywords if word.arg == "type"]
    return name.startswith("msgspec.") and name.endswith("decode") and any(isinstance(kind, ast.Name) for kind in kinds)
