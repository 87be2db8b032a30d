"""Exports that take longer than anybody waits for: asked for, made by the worker as the list stood, offered, forgotten."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import BinaryIO
from uuid import UUID

from django.db import transaction

from dramac.dashboard.models import ExportFile
from dramac.kit import media
from dramac.tenancy.models import Membership, Site
from dramac.tenancy.requests import SiteRequest

KEPT_FOR = timedelta(days=1)
GIVEN_UP_AFTER = timedelta(hours=1)
"""A worker that died leaves an export unfinished; then it has failed, and may be asked for again."""

SESSION = "exports"
MOST = 5
log = logging.getLogger("dramac.dashboard")


def ask(request: SiteRequest, *, address: str, table: str, query: str, name: str, needs: str | None) -> ExportFile:
    """Have a list written as it is now: `address` is the list's page, `query` its state. Asked for twice, made once."""
    asked = {"address": address, "table": table, "query": query}
    with transaction.atomic():
        mine = ExportFile.objects.of(request.site).filter(user=request.membership.user, name=name, **asked)
        found = mine.filter(state=ExportFile.State.WAITING, asked_at__gt=request.now - GIVEN_UP_AFTER).first()
        row = found or ExportFile.objects.create(
            site=request.site, user=request.membership.user, name=name, needs=needs or "", asked_at=request.now, **asked
        )
    known = [key for key in request.session.get(SESSION, []) if key != str(row.pk)]
    request.session[SESSION] = [*known, str(row.pk)][-MOST:]
    return row


def offered(request: SiteRequest, table: str) -> list[ExportFile]:
    """The exports of a list that this person waits for or may fetch. One statement; none for who has asked for none."""
    keys = request.session.get(SESSION, [])
    if not keys:
        return []
    rows = ExportFile.objects.of(request.site).filter(pk__in=keys, table=table, user=request.membership.user)
    found = list(rows.filter(asked_at__gt=request.now - KEPT_FOR).order_by("asked_at"))
    for row in found:
        if row.state == ExportFile.State.WAITING and row.asked_at < request.now - GIVEN_UP_AFTER:
            row.state = ExportFile.State.FAILED
    return found


def ready(member: Membership, export_id: UUID) -> ExportFile | None:
    """An export of the site that is there to be fetched, for who may see the list it is of."""
    row = ExportFile.objects.of(member.site).filter(pk=export_id, state=ExportFile.State.READY).first()
    may = row is not None and (not row.needs or member.may(row.needs))
    return row if row and may and media.exists(row.file) else None


def fetched(request: SiteRequest, export_id: UUID) -> None:
    """Offer it no longer: this person has it."""
    keys = request.session.get(SESSION, [])
    if str(export_id) in keys:
        request.session[SESSION] = [key for key in keys if key != str(export_id)]


def make(site: Site, export_id: UUID, write: Callable[[ExportFile, BinaryIO], None], *, now: datetime) -> bool:
    """Have an export that waits written; whether it is there now. Doing it twice changes nothing the second time."""
    row = (
        ExportFile.objects.of(site).filter(pk=export_id, state=ExportFile.State.WAITING).select_related("user").first()
    )
    if row is None:
        return False
    name = f"{site.pk}/exports/{row.pk}.{row.name.rpartition('.')[2]}"
    try:
        with tempfile.TemporaryFile() as file:
            write(row, file)
            file.seek(0)
            media.keep(name, file)
    except Exception:  # whatever it is, the person who waits is told, and the log says why
        log.exception("An export could not be made", extra={"export": str(export_id)})
        ExportFile.objects.of(site).filter(pk=row.pk).update(state=ExportFile.State.FAILED)
        return False
    ExportFile.objects.of(site).filter(pk=row.pk).update(state=ExportFile.State.READY, file=name, ready_at=now)
    return True


def sweep(*, now: datetime) -> int:
    """Forget exports of all sites that were asked for more than a day ago, with their files; returns how many."""
    old = list(ExportFile.objects.filter(asked_at__lte=now - KEPT_FOR)[:1000])
    for row in old:
        row.delete()
        if row.file:
            media.remove(row.file)
    return len(old)
