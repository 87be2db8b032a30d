"""Builders of imports for the tests of every slice."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime

from dramac.commerce.importing import actions
from dramac.commerce.importing.models import ImportRun
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
STAFF = Actor("staff", "Ann Staff")
HEADINGS = ("Handle", "Title", "Status", "SKU", "Price", "Track stock", "Quantity")


def a_product_file(*rows: Sequence[str]) -> io.BytesIO:
    """A CSV in our own layout: handle, title, status, SKU, price, whether stock is tracked, quantity."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([HEADINGS, *(rows or [("mug", "Mug", "active", "MUG", "12.50", "TRUE", "5")])])
    return io.BytesIO(text.getvalue().encode())


def an_import(site: Site, source: io.BytesIO | None = None, *, name: str = "products.csv") -> ImportRun:
    """A file that was uploaded and not started."""
    source = source or a_product_file()
    return actions.upload(site=site, source=source, file_name=name, by=STAFF, now=NOW)


def brought(site: Site, source: io.BytesIO | None = None, *, is_dry_run: bool = False) -> ImportRun:
    """A file that was uploaded, started and brought in."""
    run = an_import(site, source)
    actions.start(site=site, run_id=run.pk, is_dry_run=is_dry_run, by=STAFF, now=NOW)
    return actions.bring(site=site, run_id=run.pk, by=STAFF, now=NOW)


DASHBOARD_PARTS = {"run_id": lambda site: an_import(site).pk}
"""Builders for the parts of dashboard addresses."""

API_PARTS = {"import_id": lambda site: an_import(site).pk}
"""What names a record of this part in addresses of the API, for the test that walks them all."""
