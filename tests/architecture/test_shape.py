"""The sizes and names the design asks for. The limits are never raised: a file that is full becomes a package."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("src", "tests", "bench")
LINES = {".py": 400, ".html": 150, ".css": 200, ".js": 100}
FUNCTION_LINES = 50
PARAMETERS = 6
BAD_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "core", "misc", "manager", "managers", "services"}
ASKED_FOR = {"src/dramac/kit/embedded/base.py": "Django finds a database's backend by this name (decision 0015)"}
"""Modules that the framework itself asks for by such a name."""

BAD_ENDINGS = ("Service", "Handler", "Helper", "Utils", "Util")


def files(*endings: str) -> Iterator[Path]:
    for place in PLACES:
        for path in sorted((ROOT / place).rglob("*")):
            inside = path.relative_to(ROOT).parts
            if path.suffix in endings and path.is_file() and not {"migrations", "vendor", "__pycache__"} & set(inside):
                yield path


@cache
def tree(path: Path) -> ast.Module:
    """What a Python file says."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_file_is_longer_than_its_kind_may_be() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in files(*LINES)}
    too_long = [f"{p.relative_to(ROOT)}: {n}" for p, n in lengths.items() if n > LINES[p.suffix]]
    assert not too_long, "\n".join(too_long)


def test_no_function_is_longer_than_fifty_lines() -> None:
    too_long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in files(".py")
        for node in functions(path)
        if (node.end_lineno or node.lineno) - node.lineno + 1 > FUNCTION_LINES
    ]
    assert not too_long, "\n".join(too_long)


def test_no_function_takes_more_than_six_parameters() -> None:
    too_many = []
    for path in files(".py"):
        for node in functions(path):
            arguments = node.args
            named = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
            count = len([a for a in named if a.arg not in {"self", "cls"}])
            if count > PARAMETERS:
                too_many.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name} ({count})")
    assert not too_many, "\n".join(too_many)


def test_no_module_or_class_is_named_for_nothing() -> None:
    named = {str(path.relative_to(ROOT)) for path in files(".py") if path.stem in BAD_NAMES}
    assert named >= ASKED_FOR.keys()
    bad = sorted(named - ASKED_FOR.keys())
    for path in files(".py"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef) and node.name.endswith(BAD_ENDINGS):
                bad.append(f"{path.relative_to(ROOT)}: {node.name}")
    assert not bad, "\n".join(bad)


def test_every_module_says_what_it_owns() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in files(".py")
        if path.read_text(encoding="utf-8").strip() and not ast.get_docstring(tree(path))
    ]
    assert not silent, "\n".join(silent)


def test_every_public_function_of_the_product_has_a_docstring() -> None:
    silent = []
    for path in files(".py"):
        parts = path.relative_to(ROOT).parts
        if parts[0] != "src" or "tests" in parts:
            continue
        for node in tree(path).body:
            public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if public and not ast.get_docstring(node):  # type: ignore[arg-type]  # narrowed by the line above
                silent.append(f"{path.relative_to(ROOT)}: {node.name}")  # type: ignore[attr-defined]  # likewise
    assert not silent, "\n".join(silent)


def test_slices_contain_no_look() -> None:
    strays = [str(path.relative_to(ROOT)) for path in files(".css") if "commerce" in path.relative_to(ROOT).parts]
    assert not strays, "\n".join(strays)


def test_nothing_third_party_is_committed_and_nothing_names_a_registry() -> None:
    hosts = ("registry.npm" + "js", "pypi." + "org", "files.python" + "hosted")
    locks = [ROOT / name for name in ("requirements.lock", "requirements-dev.lock", "requirements-node.lock")]
    bad = [str(path.name) for path in (*locks, ROOT / "package-lock.json") if any(h in path.read_text() for h in hosts)]
    assert not bad, bad
