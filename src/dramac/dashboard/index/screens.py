"""The addresses of a list: itself, its export, its bulk actions, and what people keep of it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from dramac.dashboard.forms import SiteForm
from dramac.dashboard.index import bulk, exporting, exports, keeping, workbooks
from dramac.dashboard.index.bulk import BulkAction, Outcome
from dramac.dashboard.index.table import IndexTable, tidy_query
from dramac.dashboard.pages import came_from, done, forbidden, go, page, safe_next, show
from dramac.kit import media
from dramac.tenancy.requests import SiteRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Screens:
    """The screens of one list; `name` is the name of its address inside its slice."""

    table: type[IndexTable[Any]]
    name: str

    def index(self, request: SiteRequest) -> HttpResponseBase:
        """The list itself."""
        table = self._table(request, request.GET)
        return show(request, table.template, table=table, **table.context())

    def export(self, request: SiteRequest) -> HttpResponseBase:
        """The rows that match, as CSV: at once, or where they are many as soon as the worker has written them."""
        table = self._table(request, request.GET)
        return self._later(request, table, "csv") if exporting.is_long(table) else exporting.export(table)

    def workbook(self, request: SiteRequest) -> HttpResponseBase:
        """The same rows as a workbook."""
        table = self._table(request, request.GET)
        if exporting.is_long(table):
            return self._later(request, table, "xlsx")
        file = tempfile.TemporaryFile()  # noqa: SIM115  # the answer closes it
        workbooks.write(table, file)
        file.seek(0)
        return FileResponse(file, as_attachment=True, filename=exporting.file_name(table, "xlsx"), content_type=XLSX)

    def _later(self, request: SiteRequest, table: IndexTable[Any], ending: str) -> HttpResponseBase:
        query = table.state.link(cols=",".join(column.key for column in table.shown)).removeprefix("?")
        name = exporting.file_name(table, ending)
        row = exports.ask(request, address=table.address, table=table.name, query=query, name=name, needs=table.needs)
        transaction.on_commit(partial(self._begin, str(request.site.pk), str(row.pk)))
        return done(request, _("That is a long list. The file is being made and will be offered here."), to=table.back)

    def exported(self, request: SiteRequest, export_id: UUID) -> HttpResponseBase:
        """Hand out a list that the worker has written."""
        row = exports.ready(request.membership, export_id)
        if row is None:
            raise Http404
        exports.fetched(request, export_id)
        file = media.place(row.file).open("rb")
        kind = XLSX if row.name.endswith(".xlsx") else "text/csv; charset=utf-8"
        return FileResponse(file, as_attachment=True, filename=row.name, content_type=kind)

    @staticmethod
    def _begin(site_id: str, export_id: str) -> None:
        # The job reads lists by their screens, so that this module cannot know it before it is there itself.
        from dramac.dashboard.jobs import make_export

        make_export.enqueue(site_id, export_id)

    def bulk(self, request: SiteRequest, action: str) -> HttpResponseBase:
        """Do something to the chosen rows, after asking for what it needs."""
        table = self._table(request, request.POST)
        deed = _named(table, action)
        if deed.needs is not None and not request.membership.may(deed.needs):
            return forbidden(request)
        asked = bool(request.POST.getlist("ids")) or request.POST.get("all_matching") == "1"
        rows = table.chosen(request.POST)
        number = rows.order_by().count() if asked else 0
        if asked and not number:
            raise Http404
        bulk.check_size(number)
        form = _asked(deed, request)
        if form is not None and not form.is_valid():
            return show(request, "dashboard/index/step.html", table=table, deed=deed, form=form, number=number)
        if form is not None and deed.preview is not None and request.POST.get("seen") != (seen := _digest(form)):
            asked_with: dict[str, Any] = {
                "form": form,
                "seen": seen,
                "preview": deed.preview(request, rows, form.cleaned_data),
            }
            return show(request, "dashboard/index/step.html", table=table, deed=deed, number=number, **asked_with)
        return _tell(table, deed, deed.act(request, rows, form.cleaned_data if form else {}))

    def undo(self, request: SiteRequest, step_id: UUID) -> HttpResponseBase:
        """Take a bulk action back."""
        table = self._table(request, request.POST)
        step = keeping.undo_step(request.membership, table.name, step_id)
        if step is None:
            raise Http404
        deed = _named(table, step.action)
        if deed.needs is not None and not request.membership.may(deed.needs):
            return forbidden(request)
        if deed.undo is None:
            raise Http404
        with transaction.atomic():
            keeping.use_undo(step, now=request.now)
            outcome = deed.undo(request, step.payload)
        return done(request, outcome.message or _("Undone."), to=_back(table, request))

    def columns(self, request: SiteRequest) -> HttpResponseBase:
        """Choose which columns show, and how many rows a page, from now on."""
        table = self._table(request, request.POST)
        known = [column.key for column in table.columns if column.key in request.POST.getlist("columns")]
        keeping.keep_manners(request.membership.user, table.name, columns=known)
        return done(request, _("Columns saved."), to=_back(table, request))

    def views(self, request: SiteRequest) -> HttpResponseBase:
        """Keep the present search, filters and order as a tab of one's own."""
        table = self._table(request, request.POST)
        name = " ".join(request.POST.get("name", "").split())[:60] or _("My view")
        kept = keeping.save_view(request.membership, table.name, name, tidy_query(table, request.POST.get("query", "")))
        return done(request, _("View “%(name)s” saved.") % {"name": name}, to=f"{table.at()}?{kept.query}")

    def view_removal(self, request: SiteRequest, view_id: UUID) -> HttpResponseBase:
        """Remove a tab of one's own."""
        table = self._table(request, request.POST)
        if not keeping.drop_view(request.membership, table.name, view_id):
            raise Http404
        return done(request, _("View removed."), to=table.at())

    def _table(self, request: SiteRequest, data: QueryDict) -> IndexTable[Any]:
        match = request.resolver_match
        return self.table(request, data, f"{match.namespace}:{self.name}" if match else self.name)


def addresses(table: type[IndexTable[Any]], prefix: str, *, name: str = "index") -> list[URLPattern]:
    """Mount a list below `prefix` (`products/`): `name` is the name of its address inside its slice."""
    screens = Screens(table, name)

    def at(route: str, part: str, view: Callable[..., HttpResponseBase], *, method: str = "POST") -> URLPattern:
        dressed = page(needs=table.needs, methods=(method,))(view)
        return path(f"{prefix}{route}", dressed, name=f"{name}-{part}" if part else name)

    return [
        at("", "", screens.index, method="GET"),
        at("export.csv", "export", screens.export, method="GET"),
        at("export.xlsx", "workbook", screens.workbook, method="GET"),
        at("exports/<uuid:export_id>", "exported", screens.exported, method="GET"),
        at("bulk/<slug:action>", "bulk", screens.bulk),
        at("undo/<uuid:step_id>", "undo", screens.undo),
        at("columns", "columns", screens.columns),
        at("views", "views", screens.views),
        at("views/<uuid:view_id>/removal", "view-removal", screens.view_removal),
    ]


def _named(table: IndexTable[Any], action: str) -> BulkAction:
    found = next((deed for deed in table.bulk if deed.name == action), None)
    if found is None:
        raise Http404
    return found


def _asked(deed: BulkAction, request: SiteRequest) -> SiteForm | None:
    """The form to fill in before the deed; None where it needs nothing. Unbound until its own step was sent."""
    if deed.form is None and not deed.confirm:
        return None
    data = request.POST if request.POST.get("step") == "act" else None
    return (deed.form or SiteForm)(data, site=request.site, prefix="with")


def _digest(form: SiteForm) -> str:
    """What was asked for, in short: a preview of something else is shown anew."""
    typed = "\0".join(str(form[name].data) for name in form.fields)
    return sha256(typed.encode()).hexdigest()[:32]


def _tell(table: IndexTable[Any], deed: BulkAction, outcome: Outcome) -> HttpResponse:
    """Say what was done, with a way back; and row by row what was not."""
    request = table.request
    if outcome.to:
        return go(request, outcome.to)
    undo = ""
    if outcome.done and outcome.undo is not None and deed.undo is not None:
        step = keeping.keep_undo(request.membership, table.name, deed.name, dict(outcome.undo))
        undo = table.at("undo", step_id=step.pk)
    message, back = bulk.told(deed, outcome), _back(table, request)
    if outcome.refused:
        context: dict[str, Any] = {"table": table, "outcome": outcome, "message": message, "undo": undo, "back": back}
        return show(request, "dashboard/index/report.html", **context)
    return done(request, message, to=back, undo=undo)


def _back(table: IndexTable[Any], request: SiteRequest) -> str:
    """The list as it was: where the button was pressed, if that is an address of the list itself, else by its state."""
    wanted = safe_next(request, request.POST.get("back") or came_from(request), otherwise=table.back)
    return wanted if wanted.partition("?")[0] == table.at() else table.back
