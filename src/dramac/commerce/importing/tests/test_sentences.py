"""Everything that can be wrong has words, with all its figures, and no words stand for nothing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dramac.commerce.importing import formats, sentences
from dramac.commerce.importing.columns import ColumnUse
from dramac.commerce.importing.reading import encodings
from dramac.commerce.importing.records import CannotRead, RowProblem

FOLDER = Path(sentences.__file__).parent
# Which argument of a call is the code.
CALLS = {"CannotRead": 0, "BadValue": 0, "LeaveOut": 1, "RowProblem": 2, "report": 1, "warn": 1, "choice": 2}


def calls() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Every place that says what is wrong: the call, the code, and the figures given with it where they stand there."""
    for path in FOLDER.rglob("*.py"):
        if {"tests", "migrations"} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                name = node.func.attr
            if not isinstance(node, ast.Call) or name not in CALLS or len(node.args) <= CALLS[name]:
                continue
            code = node.args[CALLS[name]]
            figures = {
                key.value
                for argument in node.args
                if isinstance(argument, ast.Dict)
                for key in argument.keys
                if isinstance(key, ast.Constant)
            }
            if isinstance(code, ast.Constant) and isinstance(code.value, str):
                yield name, code.value, frozenset(str(figure) for figure in figures)


def test_every_code_has_words_and_all_words_are_used() -> None:
    files = {code for name, code, _ in calls() if name == "CannotRead"} | {code for _, code in encodings.SIGNATURES}
    rows = {code for name, code, _ in calls() if name != "CannotRead"}
    assert files == sentences.FILES.keys()
    assert rows == sentences.ROWS.keys()


def test_every_sentence_is_given_its_figures() -> None:
    words = sentences.FILES | sentences.ROWS
    for name, code, figures in calls():
        wanted = set(re.findall(r"%\((\w+)\)", words[code]))
        assert not wanted or not figures or wanted <= figures, (name, code, wanted - figures)


def test_every_column_of_every_format_has_words() -> None:
    for layout in formats.every():
        module = __import__(layout.read.__module__, fromlist=["read"])
        names = getattr(module, "NAMES", None) or __import__(layout.matches.__module__, fromlist=["NAMES"]).NAMES
        for field in names:
            assert sentences.purpose(ColumnUse(field, field))
    for reason in sentences.REASONS:
        assert sentences.purpose(ColumnUse("Colour", None, reason))


def test_numbered_columns_say_their_number() -> None:
    assert sentences.purpose(ColumnUse("Option2 Value", "option2_value")) == "Option 2 value"
    assert sentences.purpose(ColumnUse("Price EUR", "price_eur")) == "Price"


def test_sentences_are_translated_before_figures_are_put_in() -> None:
    refused = CannotRead("too_large", {"megabytes": 300})
    assert sentences.explain(refused, lambda text: text.replace("MB", "Mo")) == (
        "This file is larger than 300 Mo. Split it in two and import one after the other."
    )


def test_figures_with_percent_signs_do_no_harm() -> None:
    problem = RowProblem(2, "Type", "unknown_kind", {"kind": "100 %(x)s %s"}, "warning")
    assert sentences.explain(problem) == (
        "We do not sell products of the kind “100 %(x)s %s” yet. It was taken as a draft."
    )


def test_a_code_without_words_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        sentences.explain(RowProblem(1, "", "nothing_of_the_sort"))
