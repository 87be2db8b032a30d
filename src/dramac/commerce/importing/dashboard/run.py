"""One import: what the file is, how far the work is, and what came of every row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dramac.commerce.importing import actions, formats, permissions, queries, reports
from dramac.commerce.importing.dashboard.table import state_of
from dramac.commerce.importing.models import ImportRun
from dramac.commerce.importing.records import CannotRead
from dramac.commerce.importing.sentences import explain, purpose
from dramac.dashboard.index import paging
from dramac.dashboard.pages import done, go, here, page, show
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest

PROBLEMS_A_PAGE = 50
BY_LINE = paging.Order("line", descending=False)


@page(needs=permissions.VIEW, methods=("GET",))
def run(request: SiteRequest, run_id: UUID) -> HttpResponse:
    """Show an import: before it starts the file's columns, afterwards its progress and its report."""
    found = _found(request, run_id)
    if found.state == ImportRun.State.UPLOADED:
        return _preview(request, found)
    counted = paging.by_number(
        queries.problems(request.site, found.pk), BY_LINE, wanted=request.GET.get("page", ""), per=PROBLEMS_A_PAGE
    )
    context: dict[str, Any] = {
        "run": found,
        "state": state_of(found),
        "format_label": _label(found.format),
        "reason": explain(CannotRead(**found.problem), _) if found.problem else "",
        "problems": [(row, reports.sentence(row)) for row in counted.rows],
        "slice": counted,
        "page_links": list(_page_links(request, counted)),
        "may_import": request.membership.may(permissions.IMPORT),
    }
    return show(request, "commerce/importing/dashboard/run.html", **context)


@page(needs=permissions.IMPORT, methods=("POST",))
def start(request: SiteRequest, run_id: UUID) -> HttpResponse:
    """Let the worker bring the file in, or only try it."""
    found = _found(request, run_id)
    dry = "dry_run" in request.POST
    actions.start(site=request.site, run_id=found.pk, is_dry_run=dry, by=request.actor, now=request.now)
    return go(request, here(request, "importing:run", run_id=found.pk))


@page(needs=permissions.IMPORT, methods=("POST",))
def repetition(request: SiteRequest, run_id: UUID) -> HttpResponse:
    """Bring the same file in once more, as an import of its own."""
    found = _found(request, run_id)
    dry = "dry_run" in request.POST
    made = actions.again(site=request.site, run_id=found.pk, is_dry_run=dry, by=request.actor, now=request.now)
    return done(request, _("The import has started."), to=here(request, "importing:run", run_id=made.pk))


@page(needs=permissions.VIEW, methods=("GET",))
def problems(request: SiteRequest, run_id: UUID) -> HttpResponseBase:
    """Everything that was wrong, row by row, as a CSV."""
    found = _found(request, run_id)
    headers = {"Content-Disposition": f'attachment; filename="{reports.name(request.site, found)}"'}
    pieces = reports.pieces(request.site, found, get_language() or "en")
    return StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8", headers=headers)


def _preview(request: SiteRequest, found: ImportRun) -> HttpResponse:
    context: dict[str, Any] = {"run": found, "may_import": request.membership.may(permissions.IMPORT)}
    try:
        seen = actions.preview(site=request.site, run=found)
    except Refused as refusal:
        context |= {"reason": str(refusal), "seen": None, "uses": (), "filled": 0}
    else:
        uses = [(use, purpose(use, _), _sample(seen, place)) for place, use in enumerate(seen.columns)]
        filled = sum(use.field is not None for use in seen.columns)
        context |= {"reason": "", "seen": seen, "uses": uses, "filled": filled}
    return show(request, "commerce/importing/dashboard/preview.html", **context)


def _sample(seen: actions.Upload, place: int) -> str:
    """The first value that the file's beginning has in a column."""
    return next((row[place] for row in seen.sample if place < len(row) and row[place].strip()), "")


def _label(name: str) -> str:
    return formats.named(name).label if name else ""


def _page_links(request: SiteRequest, counted: paging.Slice) -> Iterator[tuple[int, str, bool] | None]:
    for one in counted.pages:
        yield one and (one[0], f"{request.path}?page={one[1]['page']}", one[2])


def _found(request: SiteRequest, run_id: UUID) -> ImportRun:
    found = queries.run(request.site, run_id)
    if found is None:
        raise Http404
    return found
