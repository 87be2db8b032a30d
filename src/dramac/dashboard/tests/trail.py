"""A list over the audit trail, as a slice would declare one; and the addresses that mount it for the tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import include, path

from dramac.dashboard.forms import SiteForm, TextField
from dramac.dashboard.index import (
    BulkAction,
    Choice,
    Choices,
    Column,
    DayRange,
    Empty,
    IndexTable,
    Outcome,
    View,
    addresses,
    each,
)
from dramac.dashboard.pages import here
from dramac.kit.refusal import Refused
from dramac.tenancy import permissions
from dramac.tenancy.models import AuditEntry, Site
from dramac.tenancy.requests import SiteRequest

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def entries(site: Site, number: int, **fields: Any) -> list[AuditEntry]:
    """So many lines, a minute apart, the last the newest."""
    return AuditEntry.objects.bulk_create(
        AuditEntry(
            **{
                "site": site,
                "actor": "Ann",
                "action": "made",
                "subject": f"thing:{one:03}",
                "details": {"price": one * 100},
                "created_at": NOON + timedelta(minutes=one),
                **fields,
            }
        )
        for one in range(number)
    )


class RenameForm(SiteForm):
    """What to call the chosen lines."""

    action = TextField(max_length=10)


def rename(request: SiteRequest, rows: QuerySet[AuditEntry], data: dict[str, Any]) -> Outcome:
    """Call lines otherwise, except one that is locked."""
    before = {str(row.pk): row.action for row in rows}

    def change(row: AuditEntry) -> None:
        if row.subject == "locked":
            raise Refused("It is locked.")
        AuditEntry.objects.of(request.site).filter(pk=row.pk).update(action=data.get("action", "seen"))

    outcome = each(rows, change, name=lambda row: row.subject)
    return replace(outcome, undo=before)


def restore(request: SiteRequest, before: dict[str, Any]) -> Outcome:
    """Call them what they were called."""
    for key, action in before.items():
        AuditEntry.objects.of(request.site).filter(pk=key).update(action=action)
    return Outcome(len(before))


class Trail(IndexTable[AuditEntry]):
    """Who did what."""

    name = "trail"
    title = "Trail"
    needs = permissions.SETTINGS_VIEW
    columns = (
        Column("subject", "Subject", sort="subject", role="title"),
        Column("actor", "Who", sort="actor", role="note"),
        Column("action", "What", role="state"),
        Column("price", "Price", lambda row: row.details.get("price"), kind="money", role="figure"),
        Column("at", "When", "created_at", kind="moment", sort="created_at"),
        Column("site", "Shop", "site.name", shown=False),
    )
    filters = (
        Choices("action", "What", options=(("made", "Made"), ("seen", "Seen"))),
        Choice("actor", "Who", options=lambda site: [("Ann", "Ann"), ("Bo", f"Bo of {site.slug}")]),
        DayRange("day", "Day", field="created_at"),
    )
    views = (View("All"), View("Seen ones", "action=seen"))
    bulk = (
        BulkAction("marking", "Mark", rename, needs=permissions.SETTINGS_EDIT, undo=restore),
        BulkAction("renaming", "Rename", rename, needs=permissions.SETTINGS_EDIT, form=RenameForm),
        BulkAction("clearing", "Clear", rename, confirm="Really?", danger=True),
    )
    searches = ("subject__icontains", "actor__icontains")
    sort = "-at"
    empty = Empty("No lines yet", "What people do is listed here.", action="Settings", page="dashboard:settings")

    def rows(self) -> QuerySet[AuditEntry]:
        """Every line of the site."""
        return AuditEntry.objects.of(self.site).select_related("site")

    def href(self, row: AuditEntry) -> str:
        """Somewhere."""
        return here(self.request, "dashboard:settings") + f"?{row.subject}"

    def row_name(self, row: AuditEntry) -> str:
        """Its subject."""
        return row.subject


class LongTrail(Trail):
    """The same, paged by key."""

    name = "long"
    paging = "key"


lists = ([*addresses(Trail, "trail/"), *addresses(LongTrail, "long/", name="long")], "trail")
urlpatterns = [path("", include("dramac.project.urls")), path("dashboard/<slug:site_slug>/", include(lists))]
handler404 = "dramac.dashboard.errors.not_found"
