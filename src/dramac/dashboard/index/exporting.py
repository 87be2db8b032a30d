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


class _Echo:
    """A file that hands back what is written to it, so that csv's lines can be sent one by one."""

    def write(self, line: str) -> str:
        return line


def export(table: IndexTable[Any]) -> StreamingHttpResponse:
    """The list as a file `<site>-<list>-<day>.csv`, in UTF-8 with the mark that spreadsheets need; memory stays bounded."""
    day = timezone.localdate(table.request.now, table.site.zone)
    name = f"{table.site.slug}-{table.name}-{day:%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    labels = [str(column.label) for column in table.shown]
    return StreamingHttpResponse(_lines(table, labels), content_type="text/csv; charset=utf-8", headers=headers)


def _lines(table: IndexTable[Any], labels: list[str]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff"
    yield writer.writerow(labels)
    with timezone.override(table.site.zone):
        rows = table.matching.order_by(*table.order.by())
        for batch in batches(rows.iterator(chunk_size=AT_ONCE), AT_ONCE):
            table.prepare(batch)
            for row in batch:
                yield writer.writerow([column.written(row, table.site.currency) for column in table.shown])
