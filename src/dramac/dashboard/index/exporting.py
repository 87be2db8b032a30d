"""A list as CSV: the rows that match, in their order, with the columns that show, sent as they are read."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.http import StreamingHttpResponse
from django.utils import timezone

from dramac.dashboard.index.table import IndexTable
from dramac.kit.statements import batches

AT_ONCE = 500
MOST_AT_ONCE = 10_000
"""Rows that are sent while they are read; longer lists are written by the worker."""


class _Echo:
    """A file that hands back what is written to it, so that csv's lines can be sent one by one."""

    def write(self, line: str) -> str:
        return line


def is_long(table: IndexTable[Any]) -> bool:
    """Whether more rows match than are sent while someone waits. One statement."""
    return bool(table.matching.order_by()[: MOST_AT_ONCE + 1].count() > MOST_AT_ONCE)


def file_name(table: IndexTable[Any], ending: str = "csv") -> str:
    """What the file is called: `<site>-<list>-<day>.csv`."""
    day = timezone.localdate(table.request.now, table.site.zone)
    return f"{table.site.slug}-{table.name}-{day:%Y-%m-%d}.{ending}"


def export(table: IndexTable[Any]) -> StreamingHttpResponse:
    """The list as a file, in UTF-8 with the mark that spreadsheets need; memory stays bounded."""
    headers = {"Content-Disposition": f'attachment; filename="{file_name(table)}"'}
    return StreamingHttpResponse(lines(table), content_type="text/csv; charset=utf-8", headers=headers)


def lines(table: IndexTable[Any]) -> Iterator[str]:
    """The lines of the file, read as they are taken."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow([str(column.label) for column in table.shown])
    with timezone.override(table.site.zone):
        rows = table.matching.order_by(*table.order.by())
        for batch in batches(rows.iterator(chunk_size=AT_ONCE), AT_ONCE):
            table.prepare(batch)
            for row in batch:
                yield writer.writerow([column.written(row, table.site.currency) for column in table.shown])
