"""The screens of files that change stock."""

from __future__ import annotations

import csv
from functools import partial
from io import StringIO
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from dramac.commerce.importing import sentences
from dramac.commerce.importing.reading import CannotRead
from dramac.commerce.inventory import actions, permissions, queries
from dramac.commerce.inventory.dashboard.groups import made
from dramac.commerce.inventory.dashboard.outlook import outlook
from dramac.commerce.inventory.dashboard.reasons import allowed
from dramac.commerce.inventory.dashboard.sheets import columns, jobs, keeping
from dramac.commerce.inventory.dashboard.sheets.forms import SheetForm, UploadForm
from dramac.commerce.inventory.dashboard.sheets.keeping import Sheet
from dramac.commerce.inventory.dashboard.sheets.posting import Order, Report, look, post
from dramac.commerce.inventory.dashboard.sheets.reading import Peek, peek
from dramac.commerce.inventory.rules.differences import WishFault
from dramac.dashboard.pages import done, go, here, page, refuse, sent, show
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest

HERE = "commerce/inventory/dashboard/sheets"
SHOWN = 200
WAITED_FOR = 10_000
"""Rows that are posted while somebody waits; longer files are posted by the worker."""


@page(needs=permissions.ADJUST)
def upload(request: SiteRequest) -> HttpResponse:
    """Choose a file; nothing changes yet."""
    form = UploadForm(sent(request), request.FILES or None, site=request.site)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["file"]
        key = keeping.keep(request.site, chosen.file, chosen.name)
        try:
            sheet = _found(request, key)
            peek(sheet.file_name)
        except CannotRead as refusal:
            form.add_error("file", sentences.explain(refusal, _))
        else:
            return go(request, here(request, "inventory:sheet", sheet_id=key))
    return show(request, f"{HERE}/upload.html", form=form)


@page(needs=permissions.ADJUST, methods=("GET",))
def template(request: SiteRequest) -> HttpResponse:
    """A file to fill in: every tracked variant with what is on hand at the default location."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(["SKU", "Product", "Location", "Quantity"])
    place = queries.location(request.site, actions.default_location(request.site))
    for sku, name, units in queries.counted_list(request.site, place.pk):
        writer.writerow([sku, f"'{name}" if name.startswith(("=", "+", "-", "@")) else name, place.name, units])
    headers = {"Content-Disposition": f'attachment; filename="{request.site.slug}-stock.csv"'}
    return HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


@page(needs=permissions.ADJUST)
def sheet(request: SiteRequest, sheet_id: UUID) -> HttpResponse:
    """A chosen file: what its columns are, what it would do row by row; and posting it."""
    kept = _found(request, sheet_id)
    try:
        top = peek(kept.file_name)
    except CannotRead as refusal:
        return show(request, f"{HERE}/sheet.html", sheet=kept, broken=sentences.explain(refusal, _))
    form = SheetForm(sent(request), site=request.site, headers=top.headers, initial=_start(request, top))
    if _is_posted(request, sheet_id) or kept.state in ("waiting", "failed"):
        return show(request, f"{HERE}/sheet.html", sheet=kept, top=top, is_posted=_is_posted(request, sheet_id))
    asked = form if request.method == "POST" else _guessed(request, top)
    report: Report | None = None
    if asked.is_valid():
        try:
            if request.method == "POST" and request.POST.get("step") in ("act", "act-partly"):
                return _act(request, kept, form)
            why = asked.why_for(sheet_id, kept.name)
            report = look(request.site, kept.file_name, asked.wanted(), why, now=request.now)
        except CannotRead as refusal:
            form.add_error(None, sentences.explain(refusal, _)) if form.is_bound else None
        except Refused as refusal:
            refuse(form, refusal)
    return show(request, f"{HERE}/sheet.html", sheet=kept, top=top, form=form, **_told(request, form, report))


def _told(request: SiteRequest, form: SheetForm, report: Report | None) -> dict[str, Any]:
    if report is None:
        return {"report": None}
    form.is_below = any(one.fault is WishFault.BELOW_COMMITTED for one in report.differences)
    good = [one for one in report.differences if not one.fault]
    return {
        "report": report,
        "problems": report.problems[:SHOWN],
        "ahead": outlook(request.site, good),
        "rows": len(good) + len(report.problems),
    }


def _act(request: SiteRequest, kept: Sheet, form: SheetForm) -> HttpResponse:
    order = Order(
        kept.file_name,
        form.wanted(),
        allowed(request, form.why_for(kept.id, kept.name)),
        partly=request.POST.get("step") == "act-partly",
    )
    to = here(request, "inventory:sheet", sheet_id=kept.id)
    if int(request.POST.get("rows") or 0) > WAITED_FOR:
        keeping.note(request.site, kept.id, state="waiting")
        who = (request.actor.label, str(request.actor.id) if request.actor.id else None)
        begin = partial(jobs.post_sheet.enqueue, str(request.site.pk), str(kept.id), jobs.ordered(order), who)
        transaction.on_commit(begin)
        return done(request, _("That is a long file. It is being posted and this page tells when it is."), to=to)
    return made(request, post(request.site, order, by=request.actor, now=request.now), to=to)


def _start(request: SiteRequest, top: Peek) -> dict[str, Any]:
    found = {f"column_{what}": str(place) for what, place in columns.guess(top.headers).items()}
    place = str(actions.default_location(request.site))
    return {"location": place, "code": "correction", "way": "set", **found}


def _guessed(request: SiteRequest, top: Peek) -> SheetForm:
    """The form as if it had been sent as it stands, for the first look at the file."""
    return SheetForm(_start(request, top), site=request.site, headers=top.headers)


def _is_posted(request: SiteRequest, sheet_id: UUID) -> bool:
    return queries.movements(request.site).filter(reference_type="manual", reference_id=str(sheet_id)).exists()


def _found(request: SiteRequest, sheet_id: UUID) -> Sheet:
    found = keeping.find(request.site, sheet_id)
    if found is None:
        raise Http404
    return found
