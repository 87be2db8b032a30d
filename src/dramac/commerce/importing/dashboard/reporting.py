"""What was wrong with the rows of a file, in words and as a file of its own."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from django.http import StreamingHttpResponse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from dramac.commerce.importing import formulas, queries
from dramac.commerce.importing.models import ImportProblem, ImportRun
from dramac.commerce.importing.records import RowProblem
from dramac.commerce.importing.sentences import explain
from dramac.tenancy.models import Site

AT_ONCE = 500


class _Echo:
    """A file that hands back what is written to it, so that csv's lines can be sent one by one."""

    def write(self, line: str) -> str:
        return line


def sentence(problem: ImportProblem) -> str:
    """What is wrong with a row, in the reader's language."""
    return explain(RowProblem(problem.line, problem.column, problem.code, problem.params), _)


def severity(problem: ImportProblem) -> str:
    """What became of the row, in a word."""
    return _("Refused") if problem.severity == "refused" else _("Warning")


def download(site: Site, run: ImportRun) -> StreamingHttpResponse:
    """All problems of an import as CSV in the reader's language, sent as they are read."""
    headers = {"Content-Disposition": f'attachment; filename="{site.slug}-import-{run.pk.hex[-8:]}-report.csv"'}
    lines = _lines(site, run, get_language() or "en")
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)


def _lines(site: Site, run: ImportRun, language: str) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"
    with override(language):
        yield writer.writerow([_("Row"), _("Column"), _("What became of it"), _("Why"), _("Value")])
        for row in queries.problems(site, run.pk).iterator(chunk_size=AT_ONCE):
            cells = (row.column, severity(row), sentence(row), row.value)
            yield writer.writerow([row.line or "", *map(formulas.disarm, cells)])
