"""Scanning: each code counts one more, until the list is posted as received, as taken away, or as what was counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog.queries import Variant
from dramac.commerce.inventory import actions, permissions, queries
from dramac.commerce.inventory.actions import WrongRows, sentence
from dramac.commerce.inventory.dashboard.finding import by_key, called, coded
from dramac.commerce.inventory.dashboard.groups import made
from dramac.commerce.inventory.dashboard.reasons import CHOICES, PlacedForm, allowed
from dramac.commerce.inventory.rules import MANUAL, MOST_UNITS, Reference
from dramac.commerce.inventory.rules.differences import Way, Wish, WishFault
from dramac.dashboard.pages import here, page, refuse, show
from dramac.kit.ids import new_id
from dramac.kit.refusal import Refused
from dramac.kit.text import clean
from dramac.tenancy.requests import SiteRequest

MOST_LINES = 500
PURPOSES = (
    ("received", _("Received: add them")),
    ("removed", _("Taken away: take them off")),
    ("counted", _("Counted: this is what there is")),
)
CODES = {"received": "received", "removed": "correction", "counted": "cycle_count"}


class ScanForm(PlacedForm):
    """What the list is for, where, and why."""

    purpose = forms.ChoiceField(label=_("Post as"), choices=PURPOSES, widget=forms.RadioSelect, initial="received")
    field_order = ("purpose", "location", "code", "note", "anyway")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        assert isinstance(code, forms.ChoiceField)
        code.required = False
        code.choices = [("", _("The usual one")), *CHOICES]
        self.initial["code"] = ""

    def clean(self) -> dict[str, Any]:
        """Without another reason the usual one of the purpose is meant."""
        data = super().clean()
        data["code"] = data.get("code") or CODES.get(str(data.get("purpose")), "correction")
        return data


@dataclass(slots=True)
class Line:
    """A variant that was scanned, how often, and what is wrong with posting it."""

    id: UUID
    name: str
    sku: str
    typed: str
    on_hand: int = 0
    error: str = ""

    @property
    def units(self) -> int:
        """The number as it counts; zero for what is no number."""
        return int(self.typed) if self.typed.isascii() and self.typed.isdecimal() and len(self.typed) < 8 else 0


@page(needs=permissions.VIEW, changes=permissions.ADJUST)
def scanner(request: SiteRequest) -> HttpResponse:
    """Take a code into the list, or post the list. The key makes pressing the button twice one change."""
    start = {"location": str(actions.default_location(request.site)), "purpose": "received"}
    is_posting = request.method == "POST" and request.POST.get("step") == "act"
    lines, key = _lines(request), _uuid(request.POST.get("key", "")) or new_id()
    form = ScanForm(request.POST if is_posting else None, site=request.site, initial={**start, **_kept(request.POST)})
    said: dict[str, str] = {}
    if is_posting:
        if form.is_valid() and _check(lines, form):
            try:
                return _act(request, form, lines, key)
            except WrongRows as refusal:
                _blame(form, lines, refusal)
            except Refused as refusal:
                refuse(form, refusal)
    elif request.method == "POST":
        said = _scan(request, lines)
    _count(request, lines, form)
    wrong = is_posting or "error" in said
    context = {"form": form, "lines": lines, "key": key, "said": said, "total": sum(line.units for line in lines)}
    return show(request, "commerce/inventory/dashboard/scanner.html", status=422 if wrong else 200, **context)


def _kept(data: QueryDict) -> dict[str, str]:
    return {name: str(data[name]) for name in ("purpose", "location", "code", "note") if data.get(name)}


def _lines(request: SiteRequest) -> list[Line]:
    """The list as it was sent: the keys in order, the number of each."""
    gone = request.POST.get("removed", "")
    keys = [key for key in map(_uuid, request.POST.getlist("line")) if key and str(key) != gone][:MOST_LINES]
    known = by_key(request.site, keys)
    return [_line(known[key], request.POST.get(f"units-{key}", "")) for key in dict.fromkeys(keys) if key in known]


def _line(variant: Variant, typed: str) -> Line:
    return Line(variant.pk, called(variant), variant.sku or variant.barcode, typed.strip())


def _scan(request: SiteRequest, lines: list[Line]) -> dict[str, str]:
    """Count what was scanned; what to say of it, and whether that is an error."""
    code = clean(request.POST.get("scanned", ""))
    if not code:
        return {}
    each = request.POST.get("each", "1").strip() or "1"
    if not (each.isascii() and each.isdecimal() and 0 < int(each) <= MOST_UNITS):
        return {"error": now_("Write how many each scan counts, such as 1 or 12."), "code": code}
    found = coded(request.site, code)
    if len(found) != 1:
        words = now_("“%(code)s” is on several variants. Scan the other code, or adjust it by name.")
        none = now_("Nothing has the SKU or barcode “%(code)s”. It was not counted.")
        return {"error": (words if found else none) % {"code": code}, "code": code}
    line = next((one for one in lines if one.id == found[0].pk), None)
    if line is None:
        if len(lines) >= MOST_LINES:
            return {"error": now_("Post these first: a list has at most 500 lines."), "code": code}
        line = _line(found[0], "0")
    else:
        lines.remove(line)
    lines.insert(0, line)
    line.typed = str(line.units + int(each))
    return {"good": f"{line.name}: {line.typed}"}


def _check(lines: list[Line], form: ScanForm) -> bool:
    """Whether the list can be posted as it stands."""
    if not lines:
        form.add_error(None, now_("Scan something first."))
    for line in lines:
        is_zero_counted = form.cleaned_data["purpose"] == "counted" and line.typed == "0"
        if not line.units and not is_zero_counted:
            line.error = now_("Write a whole number above zero.")
    return bool(lines) and not any(line.error for line in lines)


def _act(request: SiteRequest, form: ScanForm, lines: list[Line], key: UUID) -> HttpResponse:
    purpose = form.cleaned_data["purpose"]
    sign, way = (-1 if purpose == "removed" else 1), (Way.SET if purpose == "counted" else Way.ADD)
    wishes = [Wish(line.id, form.cleaned_data["location"], sign * line.units, way) for line in lines]
    why = replace(allowed(request, form.why()), reference=Reference(MANUAL, str(key)))
    group = actions.adjust_many(site=request.site, wishes=wishes, why=why, by=request.actor, now=request.now)
    return made(request, group, to=here(request, "inventory:scanner"))


def _blame(form: ScanForm, lines: list[Line], refusal: WrongRows) -> None:
    for place, one in refusal.wrong:
        lines[place].error = sentence(one)
        if one.fault is WishFault.BELOW_COMMITTED:
            form.is_below = True


def _count(request: SiteRequest, lines: list[Line], form: ScanForm) -> None:
    """What is on hand of each at the location that is chosen. One statement."""
    place = str(form["location"].value())
    levels = queries.levels(request.site, [line.id for line in lines]) if lines else {}
    for line in lines:
        line.on_hand = sum(one.on_hand for one in levels.get(line.id, []) if str(one.location_id) == place)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
