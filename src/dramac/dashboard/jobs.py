"""Background work of the frame: lists that are too long to be exported while someone waits."""

from __future__ import annotations

from typing import BinaryIO
from uuid import UUID

from django.http import QueryDict
from django.urls import resolve, reverse
from django.utils import translation
from django_tasks import task

from dramac.dashboard.index import exporting, exports, workbooks
from dramac.dashboard.index.screens import Screens
from dramac.dashboard.models import ExportFile
from dramac.kit.clock import utc_now
from dramac.tenancy import queries as tenancy
from dramac.tenancy.actors import Actor
from dramac.tenancy.requests import SiteRequest


class NoLongerAllowed(Exception):
    """Whoever asked for the export may not see the list any more."""


@task
def make_export(site_id: str, export_id: str) -> bool:
    """Write an export that was asked for; whether it is there now."""
    site = tenancy.site_by_id(UUID(site_id))
    return exports.make(site, UUID(export_id), _write, now=utc_now())


def _write(row: ExportFile, file: BinaryIO) -> None:
    """Write the list as whoever asked saw it, as long as they may still see it. Raises NoLongerAllowed."""
    request = SiteRequest()
    membership = tenancy.membership_at(row.site.slug, row.user)
    if membership is None or (row.needs and not membership.may(row.needs)):
        raise NoLongerAllowed
    request.membership, request.site, request.now = membership, membership.site, utc_now()
    request.actor = Actor("staff", str(row.user), row.user.pk)
    screen = resolve(reverse(row.address, kwargs={"site_slug": row.site.slug})).func
    screens: Screens = screen.view.__self__  # type: ignore[attr-defined]  # a list's page is a method of its screens
    table = screens.table(request, QueryDict(row.query), row.address)
    with translation.override(str(row.user.preferences.get("language", "")) or row.site.locale):
        if row.name.endswith(".xlsx"):
            workbooks.write(table, file)
        else:
            for line in exporting.lines(table):
                file.write(line.encode())
