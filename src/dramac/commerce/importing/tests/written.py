"""A shop's products as the files that exports give. Needs a database, which `files` does not."""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory

from dramac.commerce.importing import queries, writing
from dramac.tenancy.models import Site


def as_csv(site: Site) -> io.BytesIO:
    """All products of a shop as our own CSV."""
    return io.BytesIO(b"".join(writing.csv_pieces(queries.records(site))))


def as_workbook(site: Site) -> io.BytesIO:
    """All products of a shop as our own workbook."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "products.xlsx"
        writing.write_xlsx(queries.records(site), path)
        return io.BytesIO(path.read_bytes())
