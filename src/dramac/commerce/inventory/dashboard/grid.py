"""The stock of many variants as a sheet: typed over, looked at together, written together, undone as one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _

from dramac.commerce.inventory import actions, permissions, queries
from dramac.commerce.inventory.actions import CannotAdjust, WrongRows, sentence
from dramac.commerce.inventory.dashboard.finding import called
from dramac.commerce.inventory.dashboard.groups import made
from dramac.commerce.inventory.dashboard.outlook import Outlook, outlook
from dramac.commerce.inventory.dashboard.reasons import PlacedForm, allowed
from dramac.commerce.inventory.dashboard.table import Stock
from dramac.commerce.inventory.rules import MOST_UNITS
from dramac.commerce.inventory.rules.differences import Difference, Way, Wish
from dramac.dashboard.pages import here, page, refuse, sent, show
from dramac.tenancy.requests import SiteRequest

FIELDS = (("on_hand", Way.SET), ("available", Way.SET_AVAILABLE))


@dataclass(slots=True)
class Line:
    """One variant in the sheet: what there was as the sheet was drawn, what was typed, and what is wrong with it."""

    id: UUID
    name: str
    sku: str
    committed: int
    seen: dict[str, int]
    typed: dict[str, str]
    errors: dict[str, str]

    @property
    def is_changed(self) -> bool:
        """Whether something else was typed than what there was."""
        return any(text.strip() != str(self.seen[name]) for name, text in self.typed.items())


@page(needs=permissions.VIEW, changes=permissions.ADJUST)
def grid(request: SiteRequest) -> HttpResponse:
    """The variants of the list as it is narrowed, a page at a time, with their numbers at one location."""
    data = request.POST if request.method == "POST" else request.GET
    place = _place(request, data)
    form = PlacedForm(sent(request), site=request.site, initial={"location": str(place), "code": "correction"})
    table = _table(request, place)
    lines = _lines(table, request.POST if request.method == "POST" else None)
    ahead: Outlook | None = None
    if request.method == "POST" and form.is_valid():
        wishes = _wishes(lines, place)
        if not any(line.errors for line in lines):
            if request.POST.get("step") == "act":
                try:
                    return _act(request, form, wishes, table)
                except WrongRows as refusal:
                    ahead = _blame(request, form, lines, refusal.wrong)
                except CannotAdjust as refusal:
                    refuse(form, refusal)
            else:
                ahead = _look(request, form, lines, wishes)
    context: dict[str, Any] = {"table": table, "lines": lines, "form": form, "ahead": ahead, "place": place}
    wrong = any(line.errors for line in lines)
    return show(request, "commerce/inventory/dashboard/grid.html", status=422 if wrong else 200, **context)


def _place(request: SiteRequest, data: QueryDict) -> UUID:
    wanted = data.get("location", "")
    places = queries.locations(request.site, only_active=True)
    return next((one.pk for one in places if str(one.pk) == wanted), None) or actions.default_location(request.site)


def _table(request: SiteRequest, place: UUID) -> Stock:
    """The list of stock in the state that the address names, at one location; tracked variants alone."""
    data = request.GET.copy()
    data["location"], data["tracked"] = str(place), "yes"
    return Stock(request, data, "inventory:levels")


def _lines(table: Stock, typed: QueryDict | None) -> list[Line]:
    """The rows of the page; or those that were sent, with what was typed into them."""
    if typed is None:
        rows = table.page.rows
    else:
        keys = [key for key in map(_uuid, typed.getlist("variant")) if key][:100]
        found = {row.pk: row for row in table.rows().filter(pk__in=keys, tracks_stock=True)}
        rows = [found[key] for key in keys if key in found]
    return [_line(row, typed) for row in rows]


def _line(row: Any, typed: QueryDict | None) -> Line:
    now = {name: int(getattr(row, name)) for name, _way in FIELDS}
    seen, texts = dict(now), {name: str(units) for name, units in now.items()}
    for name in now if typed is not None else ():
        was = typed.get(f"{name}-{row.pk}-was", "") if typed else ""
        seen[name] = int(was) if was.lstrip("-").isdecimal() and len(was) < 12 else now[name]
        texts[name] = typed.get(f"{name}-{row.pk}", str(seen[name])) if typed else ""
    return Line(row.pk, called(row), row.sku, int(row.committed), seen, texts, {})


def _wishes(lines: list[Line], place: UUID) -> list[Wish]:
    """What was typed and differs; what is no number is blamed in its cell."""
    found = []
    for line in lines:
        changed = [(name, way) for name, way in FIELDS if line.typed[name].strip() != str(line.seen[name])]
        if len(changed) > 1:
            line.errors["available"] = _("Change one of the two numbers; the other follows.")
            continue
        for name, way in changed:
            if (units := _units(line, name)) is not None:
                found.append(Wish(line.id, place, units, way, seen=line.seen[name]))
    return found


def _units(line: Line, name: str) -> int | None:
    text = line.typed[name].strip().replace("\N{MINUS SIGN}", "-")
    if not text.removeprefix("-").isdecimal() or len(text) > 9:
        line.errors[name] = _("Write a whole number.")
    elif name == "on_hand" and text.startswith("-"):
        line.errors[name] = _("You cannot count less than nothing.")
    elif abs(int(text)) > MOST_UNITS:
        line.errors[name] = _("At most a million.")
    else:
        return int(text)
    return None


def _act(request: SiteRequest, form: PlacedForm, wishes: list[Wish], table: Stock) -> HttpResponse:
    group = actions.adjust_many(
        site=request.site, wishes=wishes, why=allowed(request, form.why()), by=request.actor, now=request.now
    )
    query = request.GET.urlencode()
    address = here(request, "inventory:grid")
    return made(request, group, to=f"{address}?{query}" if query else address)


def _look(request: SiteRequest, form: PlacedForm, lines: list[Line], wishes: list[Wish]) -> Outlook:
    found = actions.preview_many(site=request.site, wishes=wishes, why=allowed(request, form.why()), now=request.now)
    _mark(form, lines, [one for one in found if one.fault])
    return outlook(request.site, found)


def _blame(request: SiteRequest, form: PlacedForm, lines: list[Line], wrong: list[tuple[int, Difference]]) -> Outlook:
    found = [one for _place, one in wrong]
    _mark(form, lines, found)
    return outlook(request.site, found)


def _mark(form: PlacedForm, lines: list[Line], wrong: list[Difference]) -> None:
    """Put each fault beside the number that was typed, with the numbers of now where they moved meanwhile."""
    named = {way: name for name, way in FIELDS}
    known = {line.id: line for line in lines}
    for one in wrong:
        line = known[one.wish.variant_id]
        line.errors[named[one.wish.way]] = sentence(one)
        if one.fault == "changed_meanwhile":
            fresh = {"on_hand": one.before, "available": one.available_before}
            line.typed = {
                name: str(fresh[name]) if text.strip() == str(line.seen[name]) else text
                for name, text in line.typed.items()
            }
            line.seen = fresh
        if one.fault == "below_committed":
            form.is_below = True


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
