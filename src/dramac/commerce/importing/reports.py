"""Owns the file that tells what was wrong with the rows of an import, in the reader's words."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override

from dramac.commerce.importing import formulas, queries
from dramac.commerce.importing.models import ImportProblem, ImportRun
from dramac.commerce.importing.records import RowProblem
from dramac.commerce.importing.sentences import explain
from dramac.tenancy.models import Site

AT_ONCE = 500


def sentence(problem: ImportProblem) -> str:
    """What is wrong with a row, in the reader's language."""
    return explain(RowProblem(problem.line, problem.column, problem.code, problem.params), _)


def severity(problem: ImportProblem) -> str:
    """What became of the row, in a word."""
    return _("Refused") if problem.severity == "refused" else _("Warning")


def name(site: Site, run: ImportRun) -> str:
    """What the file is called."""
    return f"{site.slug}-import-{run.pk.hex[-8:]}-report.csv"


def pieces(site: Site, run: ImportRun, language: str) -> Iterator[bytes]:
    """All problems of an import as CSV in a language, line by line as they are read."""
    yield "\ufeff".encode()
    with override(language):
        yield _line([_("Row"), _("Column"), _("What became of it"), _("Why"), _("Value")])
        for row in queries.problems(site, run.pk).iterator(chunk_size=AT_ONCE):
            cells = (row.column, severity(row), sentence(row), row.value)
            yield _line([str(row.line or ""), *map(formulas.disarm, cells)])


def _line(cells: list[str]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerow(cells)
    return text.getvalue().encode()
