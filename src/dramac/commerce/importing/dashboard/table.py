"""The list of imports, with the way to begin one above it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dramac.commerce.importing import permissions, queries
from dramac.commerce.importing.dashboard.uploading import UploadForm
from dramac.commerce.importing.models import ImportRun
from dramac.dashboard.index import Choices, Column, DayRange, Empty, IndexTable, YesNo
from dramac.dashboard.pages import here


def state_of(run: ImportRun) -> str:
    """The state of an import as `ui.statuses` knows it."""
    if run.state == ImportRun.State.DONE and run.refused:
        return "done_with_errors"
    return "waiting" if run.state == ImportRun.State.UPLOADED else run.state


def _kind(run: ImportRun) -> str:
    if run.state == ImportRun.State.UPLOADED:
        return gettext("Not started")
    return gettext("Dry run") if run.is_dry_run else gettext("Import")


class Imports(IndexTable[ImportRun]):
    """Every file that was brought in, newest first."""

    name = "imports"
    title = _("Import products")
    needs = permissions.VIEW
    sort = "-created"
    columns = (
        Column("file", _("File"), value="file_name", role="title"),
        Column("state", _("State"), value=state_of, kind="status", role="state"),
        Column("kind", _("Kind"), value=_kind),
        Column("made", _("Created"), value="products_created", kind="count", sort="products_created"),
        Column("changed", _("Updated"), value="products_updated", kind="count", sort="products_updated"),
        Column("refused", _("Refused"), kind="count", sort="refused"),
        Column("warnings", _("Warnings"), kind="count", sort="warnings", shown=False),
        Column("by", _("By"), value="created_by"),
        Column("created", _("Uploaded"), value="created_at", kind="moment", sort="created_at", role="note"),
    )
    filters = (
        Choices(
            "state",
            _("State"),
            options=[
                ("uploaded", _("Waiting")),
                ("running", _("Running")),
                ("done", _("Done")),
                ("failed", _("Failed")),
            ],
        ),
        YesNo("dry", _("Dry run"), field="is_dry_run"),
        DayRange("created", _("Uploaded"), field="created_at"),
    )
    searches = ("file_name__icontains", "created_by__icontains")
    empty = Empty(_("No imports yet"), _("Each file you bring in is listed here with what came of it."), "file-up")
    template = "commerce/importing/dashboard/imports.html"

    def rows(self) -> QuerySet[ImportRun]:
        """The site's imports."""
        return queries.runs(self.site)

    def href(self, row: ImportRun) -> str:
        """What came of it."""
        return here(self.request, "importing:run", run_id=row.pk)

    def row_name(self, row: ImportRun) -> str:
        """The file's name."""
        return row.file_name

    def context(self) -> dict[str, Any]:
        """The form to begin with, for those who may, and whether exporting is allowed."""
        may = self.request.membership.may
        form = UploadForm(site=self.site) if may(permissions.IMPORT) else None
        return {"form": form, "may_export": may(permissions.EXPORT)}
