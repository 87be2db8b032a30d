"""Imports once more: the same file as a new import, and work that was cut off."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext

from dramac.commerce.importing import queries
from dramac.commerce.importing.actions.bring import give_up
from dramac.commerce.importing.actions.upload import CannotImport, start
from dramac.commerce.importing.events import ImportStarted
from dramac.commerce.importing.models import ImportRun
from dramac.kit import media
from dramac.kit.ids import new_id
from dramac.kit.outbox import publish
from dramac.tenancy.actors import SYSTEM, Actor
from dramac.tenancy.models import Site

STALLED = timedelta(minutes=10)
MOST_TRIES = 5


@transaction.atomic
def again(*, site: Site, run_id: UUID, is_dry_run: bool, by: Actor, now: datetime) -> ImportRun:
    """Bring the kept file of an import in once more, as a new import that starts now. Raises CannotImport."""
    former = queries.run(site, run_id)
    if former is None:
        raise CannotImport(gettext("There is no such import."), code="unknown_import")
    if not media.exists(former.file):
        raise CannotImport(gettext("The file of this import is no longer here. Choose it again."), code="file_gone")
    made = ImportRun.objects.create(
        id=new_id(),
        site=site,
        file=former.file,
        file_name=former.file_name,
        format=former.format,
        created_by=by.label[:160],
        created_at=now,
    )
    return start(site=site, run_id=made.pk, is_dry_run=is_dry_run, by=by, now=now)


def resume_stalled(*, now: datetime) -> int:
    """Hand imports whose work has not moved for ten minutes to a worker again; returns how many.

    One that was cut off five times is ended as failed instead, so that a file that kills its worker does so no more.
    """
    stalled = ImportRun.objects.filter(state=ImportRun.State.RUNNING, touched_at__lt=now - STALLED)
    return sum(_resume(run, now) for run in stalled.select_related("site").order_by("touched_at")[:100])


@transaction.atomic
def _resume(run: ImportRun, now: datetime) -> bool:
    mine = ImportRun.objects.filter(pk=run.pk, state=ImportRun.State.RUNNING, touched_at=run.touched_at)
    if not mine.update(touched_at=now, tries=F("tries") + 1):
        return False
    if run.tries + 1 >= MOST_TRIES:
        give_up(site=run.site, run_id=run.pk, by=SYSTEM, now=now)
        return False
    publish(ImportStarted(site_id=run.site_id, occurred_at=now, run_id=run.pk, by=run.created_by))
    return True
