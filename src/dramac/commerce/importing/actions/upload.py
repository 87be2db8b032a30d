"""Taking a file in: it is kept, opened and recognised, so that its columns can be shown before anything happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import BinaryIO
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from dramac.commerce.importing import formats, queries
from dramac.commerce.importing.columns import ColumnUse
from dramac.commerce.importing.events import ImportStarted
from dramac.commerce.importing.models import ImportRun
from dramac.commerce.importing.reading import Limits, open_table
from dramac.commerce.importing.records import CannotRead
from dramac.commerce.importing.sentences import explain
from dramac.kit import media
from dramac.kit.ids import new_id
from dramac.kit.outbox import publish
from dramac.kit.refusal import Refused
from dramac.kit.text import one_line
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

SAMPLE_ROWS = 5


class CannotImport(Refused):
    """The file is no list of products that we can read; the sentence says what to do."""

    code = "cannot_import"


@dataclass(frozen=True, slots=True)
class Upload:
    """What a file is: its layout, what each column fills, and its first rows."""

    format_name: str
    format_label: str
    columns: tuple[ColumnUse, ...]
    headers: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]


def upload(*, site: Site, source: BinaryIO, file_name: str, by: Actor, now: datetime) -> ImportRun:
    """Keep a file and open an import for it that has not started. Raises CannotImport for a file that cannot be read."""
    found = _looked_at(source)
    run_id = new_id()
    name = f"{site.pk}/imports/{run_id}"
    media.keep(name, source)
    return ImportRun.objects.create(
        id=run_id,
        site=site,
        file=name,
        file_name=one_line(PurePath(file_name).name)[:255],
        format=found.format_name,
        created_by=by.label[:160],
        created_at=now,
    )


def preview(*, site: Site, run: ImportRun) -> Upload:
    """What the kept file of an import is. Raises CannotImport."""
    try:
        with media.place(run.file).open("rb") as source:
            return _looked_at(source)
    except FileNotFoundError:
        raise CannotImport(
            gettext("The file of this import is no longer here. Choose it again."), code="file_gone"
        ) from None


@transaction.atomic
def start(*, site: Site, run_id: UUID, is_dry_run: bool, by: Actor, now: datetime) -> ImportRun:
    """Let an uploaded file be brought in by the worker; starting twice starts once. Raises CannotImport."""
    changed = (
        ImportRun.objects.of(site)
        .filter(pk=run_id, state=ImportRun.State.UPLOADED)
        .update(state=ImportRun.State.RUNNING, is_dry_run=is_dry_run, touched_at=now)
    )
    run = queries.run(site, run_id)
    if run is None:
        raise CannotImport(gettext("There is no such import."), code="unknown_import")
    if changed:
        publish(ImportStarted(site_id=site.pk, occurred_at=now, run_id=run_id, by=by.label))
    return run


def _looked_at(source: BinaryIO) -> Upload:
    try:
        table = open_table(source, limits=Limits())
        found = formats.recognise(table.headers)
        sample = []
        for row in table.rows():
            if isinstance(row, tuple):
                sample.append(tuple(cell[:80] for cell in row.cells))
            if len(sample) == SAMPLE_ROWS:
                break
    except CannotRead as problem:
        raise CannotImport(explain(problem, gettext), field="file", code=problem.code) from problem
    return Upload(found.name, found.label, found.columns(table.headers), table.headers, tuple(sample))
