"""Transfers before their goods leave: where from and to, and what, scanned code by code or typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.catalog.queries import Variant
from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.actions import default_location
from dramac.commerce.transfers import actions, permissions
from dramac.commerce.transfers.actions import LineWish, TransferDetails
from dramac.commerce.transfers.dashboard.finding import called, found, meant
from dramac.commerce.transfers.dashboard.words import named
from dramac.commerce.transfers.queries import TransferDetail
from dramac.commerce.transfers.rules import MOST_UNITS, State
from dramac.dashboard.forms import SiteForm, TextField
from dramac.dashboard.pages import done, here, page, refuse, show
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest

MOST_LINES = 500
SAID = ("expected_on", "carrier", "tracking", "reference", "note")
TEMPLATE = "commerce/transfers/dashboard/draft.html"


class DraftForm(SiteForm):
    """From where to where, and what is said of it."""

    origin = forms.TypedChoiceField(label=_("From"), coerce=UUID)
    destination = forms.TypedChoiceField(label=_("To"), coerce=UUID)
    expected_on = forms.DateField(
        label=_("Expected"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    carrier = TextField(label=_("Carrier"), max_length=120, required=False)
    tracking = TextField(label=_("Tracking number"), max_length=120, required=False)
    reference = TextField(label=_("Reference"), max_length=120, required=False)
    note = TextField(label=_("Note"), max_length=2000, rows=3, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), one.name) for one in stock.locations(self.site, only_active=True)]
        for name in ("origin", "destination"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def details(self) -> TransferDetails:
        """The same for the action."""
        data = self.cleaned_data
        told: dict[str, Any] = {name: data[name] for name in SAID}
        return TransferDetails(data["origin"], data["destination"], **told)


@dataclass(slots=True)
class Line:
    """A variant on the list, with what was typed and what is wrong with it."""

    id: UUID
    name: str
    sku: str
    typed: str
    available: int = 0
    error: str = ""

    @property
    def units(self) -> int:
        """The number as it counts; zero for what is no number."""
        is_number = self.typed.isascii() and self.typed.isdecimal() and len(self.typed) < 8
        return int(self.typed) if is_number and int(self.typed) <= MOST_UNITS else 0


@page(needs=permissions.MOVE)
def new(request: SiteRequest) -> HttpResponse:
    """Begin a transfer."""
    return _edit(request, None)


@page(needs=permissions.MOVE)
def draft(request: SiteRequest, transfer_number: int) -> HttpResponse:
    """Change a transfer whose goods have not left."""
    detail = found(request, transfer_number)
    if detail.transfer.state != State.DRAFT and request.method == "GET":
        raise Http404
    return _edit(request, detail)


def _edit(request: SiteRequest, detail: TransferDetail | None) -> HttpResponse:
    is_saving = request.method == "POST" and request.POST.get("step") == "save"
    form = DraftForm(request.POST if is_saving else None, site=request.site, initial=_start(request, detail))
    lines = _lines(request) if request.method == "POST" else _first(request, detail)
    said: dict[str, str] = {}
    if is_saving:
        if form.is_valid() and _are_numbers(lines):
            try:
                return _save(request, form, lines, detail)
            except Refused as refusal:
                refuse(form, refusal)
    elif request.method == "POST":
        said = _scan(request, lines)
    _look(request, form, lines)
    context = {
        "form": form,
        "lines": lines,
        "said": said,
        "total": sum(line.units for line in lines),
        "transfer": detail.transfer if detail else None,
        "heading": named(detail.transfer.number) if detail else "",
    }
    return show(request, TEMPLATE, status=422 if is_saving or "error" in said else 200, **context)


def _start(request: SiteRequest, detail: TransferDetail | None) -> dict[str, Any]:
    """What the fields show: what was typed before a scan, what the draft says, or what the address asks for."""
    names = ("origin", "destination", *SAID)
    if request.method == "POST":
        return {name: request.POST.get(name, "") for name in names}
    if detail:
        row = detail.transfer
        said = {name: getattr(row, name) for name in SAID}
        return {**said, "origin": str(row.origin_id), "destination": str(row.destination_id)}
    places = [str(one.pk) for one in stock.locations(request.site, only_active=True)]
    origin = request.GET.get("origin") or str(default_location(request.site))
    return {"origin": origin, "destination": next((key for key in places if key != origin), "")}


def _first(request: SiteRequest, detail: TransferDetail | None) -> list[Line]:
    """The lines of the draft; of a new transfer the variant that the address asks for."""
    if detail:
        return [Line(one.variant_id, one.title, one.sku, str(one.quantity)) for one in detail.lines]
    key = _uuid(request.GET.get("variant", ""))
    rows = _variants(request, [key]) if key else {}
    return [_line(row, "1") for row in rows.values() if row.tracks_stock]


def _lines(request: SiteRequest) -> list[Line]:
    """The list as it was sent: the keys in order, the number of each; without the one that was taken off."""
    gone = request.POST.get("removed", "")
    keys = [key for key in map(_uuid, request.POST.getlist("line")) if key and str(key) != gone][:MOST_LINES]
    known = _variants(request, keys)
    return [_line(known[key], request.POST.get(f"units-{key}", "")) for key in dict.fromkeys(keys) if key in known]


def _variants(request: SiteRequest, keys: list[UUID]) -> dict[UUID, Variant]:
    rows = catalog.variants_for_index(request.site).filter(pk__in=keys) if keys else ()
    return {row.pk: row for row in rows}


def _line(variant: Variant, typed: str) -> Line:
    return Line(variant.pk, called(variant), variant.sku or variant.barcode, typed.strip()[:40])


def _scan(request: SiteRequest, lines: list[Line]) -> dict[str, str]:
    """Put what was scanned on the list, or so many more of it; what to say of it, and whether that is an error."""
    code, each = request.POST.get("scanned", "").strip()[:120], request.POST.get("each", "1").strip() or "1"
    if not code:
        return {}
    if not (each.isascii() and each.isdecimal() and 0 < int(each[:8]) <= MOST_UNITS):
        return {"error": now_("Write how many each scan counts, such as 1 or 12."), "code": code}
    variant, problem = meant(request.site, code)
    if variant is None:
        return {"error": problem, "code": code}
    line = next((one for one in lines if one.id == variant.pk), None)
    if line is None:
        if len(lines) >= MOST_LINES:
            return {"error": now_("Send these first: a list has at most 500 lines."), "code": code}
        line = _line(variant, "0")
    else:
        lines.remove(line)
    lines.insert(0, line)
    line.typed = str(line.units + int(each))
    return {"good": f"{line.name}: {line.typed}"}


def _are_numbers(lines: list[Line]) -> bool:
    for line in lines:
        if not line.units:
            line.error = now_("Write a whole number between 1 and 1,000,000.")
    return not any(line.error for line in lines)


def _save(request: SiteRequest, form: DraftForm, lines: list[Line], detail: TransferDetail | None) -> HttpResponse:
    wishes = [LineWish(line.id, line.units) for line in lines]
    told: dict[str, Any] = {"site": request.site, "lines": wishes, "details": form.details()}
    who: dict[str, Any] = {"by": request.actor, "now": request.now}
    saved = actions.edit(transfer_id=detail.transfer.pk, **told, **who) if detail else actions.create(**told, **who)
    to = here(request, "transfers:transfer", transfer_number=saved.number)
    return done(request, now_("Saved. Nothing has moved yet: send it when the goods leave."), to=to)


def _look(request: SiteRequest, form: DraftForm, lines: list[Line]) -> None:
    """What can be taken off at the origin that is chosen. One statement."""
    place = str(form["origin"].value())
    levels = stock.levels(request.site, [line.id for line in lines]) if lines else {}
    for line in lines:
        line.available = sum(max(one.available, 0) for one in levels.get(line.id, []) if str(one.location_id) == place)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
