"""A count as it is counted: scanned code by code, or written beside each line; posted or given up at its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.counts import actions, permissions, queries
from dramac.commerce.counts.actions import CountRefused, Entry
from dramac.commerce.counts.dashboard.tables import STATES, named, variant_of
from dramac.commerce.counts.models import StockCount, StockCountLine
from dramac.commerce.counts.rules import MOST_UNITS, State
from dramac.dashboard.pages import done, here, page, show
from dramac.kit.refusal import Refused
from dramac.kit.text import clean
from dramac.tenancy.requests import SiteRequest

A_PAGE = 100
SHEET = "commerce/counts/dashboard/count.html"


@dataclass(slots=True)
class Row:
    """A line as the sheet shows it, with what was typed and what is wrong with it."""

    line: StockCountLine
    name: str
    typed: str
    error: str = ""

    @property
    def key(self) -> UUID:
        """Whose number it is."""
        return self.line.variant_id

    @property
    def is_changed(self) -> bool:
        """Whether something else stands there than what was written down."""
        return self.typed != ("" if self.line.counted is None else str(self.line.counted))


@page(needs=permissions.VIEW, changes=permissions.COUNT)
def count(request: SiteRequest, count_id: UUID) -> HttpResponse:
    """Count, or read what was counted."""
    found = _found(request, count_id)
    said: dict[str, str] = {}
    rows = _rows(request, found)
    if request.method == "POST":
        if request.POST.get("step") == "scan":
            said = _scan(request, found)
            rows = _rows(request, found) if "good" in said else rows
        elif _written(request, found, rows):
            return done(request, _("Written down."), to=request.get_full_path())
    wrong = "error" in said or any(row.error for row in rows["rows"])
    context = {
        **rows,
        "count": found,
        "heading": named(found),
        "standing": STATES[found.state],
        "progress": queries.progress(request.site, found),
        "said": said,
        "is_open": found.state == State.OPEN,
        "shows_expected": found.state != State.OPEN or not found.is_blind,
        "may_count": request.membership.may(permissions.COUNT),
        "may_post": request.membership.may(permissions.POST),
    }
    return show(request, SHEET, status=422 if wrong else 200, **context)


@page(needs=permissions.POST, methods=("POST",))
def posting(request: SiteRequest, count_id: UUID) -> HttpResponse:
    """Put the differences into the books."""
    found = _found(request, count_id)
    to = here(request, "counts:count", count_id=found.pk)
    rest_is_zero = request.POST.get("rest") == "zero"
    actions.post(site=request.site, count_id=found.pk, rest_is_zero=rest_is_zero, by=request.actor, now=request.now)
    return done(request, _("The differences are in the books."), to=to)


@page(needs=permissions.COUNT, methods=("POST",))
def cancellation(request: SiteRequest, count_id: UUID) -> HttpResponse:
    """Give the count up."""
    found = _found(request, count_id)
    actions.cancel(site=request.site, count_id=found.pk, by=request.actor, now=request.now)
    return done(request, _("The count was given up. The books stay as they are."), to=here(request, "counts:index"))


def _found(request: SiteRequest, count_id: UUID) -> StockCount:
    row = queries.count(request.site, count_id)
    if row is None:
        raise Http404
    return row


def _rows(request: SiteRequest, found: StockCount) -> dict[str, Any]:
    """A page of the sheet, in the order of the products, with what was typed into it."""
    words = clean(request.GET.get("q", ""))[:120]
    only = request.GET.get("only", "")
    rows = queries.lines(request.site, found).order_by("variant__product__search_title", "variant__position", "pk")
    if words:
        called = catalog.variants_called(request.site, catalog.variants_for_index(request.site), words)
        rows = rows.filter(variant_id__in=called.order_by().values("pk"))
    if only == "left":
        rows = rows.filter(counted=None)
    shown = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    is_sheet = request.method == "POST" and request.POST.get("step") != "scan"
    return {
        "rows": [_row(request, line, is_sheet) for line in shown],
        "sheet": shown,
        "words": words,
        "only": only,
    }


def _row(request: SiteRequest, line: StockCountLine, is_sheet: bool) -> Row:
    kept = "" if line.counted is None else str(line.counted)
    typed = request.POST.get(f"units-{line.variant_id}", kept).strip() if is_sheet else kept
    return Row(line, variant_of(line), typed)


def _scan(request: SiteRequest, found: StockCount) -> dict[str, str]:
    """Count what was scanned; what to say of it."""
    code, each = clean(request.POST.get("scanned", "")), request.POST.get("each", "1").strip() or "1"
    if not code:
        return {}
    if not (each.isascii() and each.isdecimal() and 0 < int(each) <= MOST_UNITS):
        return {"error": _("Write how many each scan counts, such as 1 or 12."), "code": code}
    meant = catalog.variants_coded(request.site, code)
    if len(meant) != 1:
        several = _("“%(code)s” is on several variants. Write the number beside the right one.")
        nothing = _("Nothing has the SKU or barcode “%(code)s”. It was not counted.")
        return {"error": (several if meant else nothing) % {"code": code}, "code": code}
    entry = Entry(meant[0].pk, int(each), adds=True)
    try:
        actions.enter(site=request.site, count_id=found.pk, entries=[entry], by=request.actor, now=request.now)
    except Refused as refusal:
        return {"error": str(refusal), "code": code}
    line = queries.lines(request.site, found).get(variant_id=entry.variant_id)
    return {"good": f"{variant_of(line)}: {line.counted}"}


def _written(request: SiteRequest, found: StockCount, shown: dict[str, Any]) -> bool:
    """Write down the numbers that were changed on this page of the sheet, all or none."""
    rows: list[Row] = [row for row in shown["rows"] if row.is_changed]
    for row in rows:
        if row.typed and not (row.typed.isascii() and row.typed.isdecimal() and int(row.typed[:8]) <= MOST_UNITS):
            row.error = _("Write a whole number between 0 and 1,000,000, or nothing.")
    if any(row.error for row in rows):
        return False
    try:
        _write(request, found, rows)
    except CountRefused as refusal:
        at_fault = next((row for row in rows if row.key == refusal.variant_id), None)
        if at_fault is None:
            raise
        at_fault.error = str(refusal)
    return not any(row.error for row in rows)


def _write(request: SiteRequest, found: StockCount, rows: list[Row]) -> None:
    who: dict[str, Any] = {"site": request.site, "count_id": found.pk, "by": request.actor, "now": request.now}
    entries = [Entry(row.key, int(row.typed)) for row in rows if row.typed]
    emptied = [row.key for row in rows if not row.typed]
    if entries:
        actions.enter(**who, entries=entries)
    if emptied:
        actions.clear(**who, variant_ids=emptied)
