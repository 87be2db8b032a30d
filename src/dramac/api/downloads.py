"""Files as answers: what is taken out of a site as a table, sent while it is made."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.http.response import HttpResponseBase, StreamingHttpResponse

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA = {"csv": CSV, "xlsx": XLSX}
UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Download:
    """A file: its pieces, and a name whose ending says what it is. An open file as `pieces` is closed with the answer."""

    pieces: Iterable[bytes]
    name: str


def sending(download: Download) -> HttpResponseBase:
    """The response that sends a file."""
    name = UNSAFE.sub("-", download.name)
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    kind = MEDIA[name.rpartition(".")[2]]
    return StreamingHttpResponse(download.pieces, content_type=kind, headers=headers)
