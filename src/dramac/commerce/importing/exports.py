"""Owns the whole catalogue as a file that imports to the same catalogue, sent while it is made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from django.utils import timezone

from dramac.commerce.importing import queries, writing
from dramac.tenancy.models import Site


def name(site: Site, now: datetime) -> str:
    """What the file is called, without its ending: the shop and the day."""
    return f"{site.slug}-products-{timezone.localdate(now, site.zone):%Y-%m-%d}"


def csv_pieces(site: Site) -> Iterator[bytes]:
    """The catalogue as CSV, piece by piece."""
    return writing.csv_pieces(queries.records(site))


def workbook(site: Site) -> BinaryIO:
    """The catalogue as an open workbook, whose file is gone once it is closed. Raises TooLargeForWorkbook."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "products.xlsx"
        writing.write_xlsx(queries.records(site), path)
        return path.open("rb")  # stays readable without its name
