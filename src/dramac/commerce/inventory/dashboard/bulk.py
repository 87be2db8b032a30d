"""What can be done to the stock of many variants at once, as the list of stock offers it; undone as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dramac.commerce.catalog.queries import Variant
from dramac.commerce.inventory import actions
from dramac.commerce.inventory.actions import Group, Why
from dramac.commerce.inventory.dashboard.outlook import named
from dramac.commerce.inventory.dashboard.reasons import PlacedForm, allowed, units_field, why_of
from dramac.commerce.inventory.dashboard.words import STATES, signed
from dramac.commerce.inventory.rules import MOST_UNITS
from dramac.commerce.inventory.rules.differences import Aside, Difference, Way, Wish
from dramac.dashboard.index import Outcome
from dramac.tenancy.requests import SiteRequest

SHOWN = 20
"""Variants of which a change is shown before it is made."""

Variants = QuerySet[Variant]
Data = dict[str, Any]


class AddForm(PlacedForm):
    """By how much, where and why."""

    units = units_field(_("Units"), help_text=_("With a minus sign to take away, such as −3."))
    field_order = ("units", "location", "code", "note", "anyway")


class SetForm(PlacedForm):
    """To what, where and why."""

    way = forms.ChoiceField(
        label=_("Set"),
        choices=((Way.SET.value, _("What is on hand")), (Way.SET_AVAILABLE.value, _("What is available"))),
        widget=forms.RadioSelect,
        initial=Way.SET.value,
    )
    units = units_field(_("To"))
    field_order = ("way", "units", "location", "code", "note", "anyway")


class AsideForm(PlacedForm):
    """How many of each, where, and why they are not for sale."""

    state = forms.ChoiceField(label=_("As"), choices=list(STATES.items()))
    units = forms.IntegerField(
        label=_("Units of each"),
        min_value=1,
        max_value=MOST_UNITS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": "short"}),
    )
    field_order: Any = ("state", "units", "location", "note", "anyway")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["code"]


def add(request: SiteRequest, rows: Variants, data: Data) -> Outcome:
    """Add to what is on hand of the chosen variants, or take away."""
    return _changed(request, rows, data, Way.ADD)


def put(request: SiteRequest, rows: Variants, data: Data) -> Outcome:
    """Set what is on hand or available of the chosen variants."""
    return _changed(request, rows, data, Way(data["way"]))


def set_aside(request: SiteRequest, rows: Variants, data: Data) -> Outcome:
    """Take units of the chosen variants out of what can be sold."""
    return _outcome(request, _aside(request, rows, data, 1))


def put_back(request: SiteRequest, rows: Variants, data: Data) -> Outcome:
    """Put units of the chosen variants back on sale."""
    return _outcome(request, _aside(request, rows, data, -1))


def preview_add(request: SiteRequest, rows: Variants, data: Data) -> Sequence[tuple[str, str]]:
    """What adding comes to, for the first of them."""
    return _look(request, _wishes(rows[:SHOWN], data, Way.ADD), data)


def preview_put(request: SiteRequest, rows: Variants, data: Data) -> Sequence[tuple[str, str]]:
    """What setting comes to, for the first of them."""
    return _look(request, _wishes(rows[:SHOWN], data, Way(data["way"])), data)


def preview_aside(request: SiteRequest, rows: Variants, data: Data) -> Sequence[tuple[str, str]]:
    """What setting aside comes to, for the first of them."""
    return _look_aside(request, rows, data, 1)


def preview_back(request: SiteRequest, rows: Variants, data: Data) -> Sequence[tuple[str, str]]:
    """What putting back comes to, for the first of them."""
    return _look_aside(request, rows, data, -1)


def take_back(request: SiteRequest, before: dict[str, Any]) -> Outcome:
    """Move the opposite of all of it."""
    levels = actions.reverse_group(site=request.site, group_id=UUID(before["group"]), by=request.actor, now=request.now)
    return Outcome(len(levels), now_("The change was taken back."))


def _wishes(rows: Variants, data: Data, way: Way) -> list[Wish]:
    keys = rows.values_list("pk", flat=True)
    return [Wish(key, data["location"], data["units"], way) for key in keys]


def _changed(request: SiteRequest, rows: Variants, data: Data, way: Way) -> Outcome:
    why = allowed(request, why_of(data["code"], data["note"], beyond_committed=data["anyway"]))
    wishes = _wishes(rows.order_by(), data, way)
    return _outcome(
        request,
        actions.adjust_many(
            site=request.site, wishes=wishes, why=why, by=request.actor, now=request.now, only_good=True
        ),
    )


def _asides(rows: Variants, data: Data, sign: int) -> list[Aside]:
    keys = rows.values_list("pk", flat=True)
    return [Aside(key, data["location"], data["state"], sign * data["units"]) for key in keys]


def _aside(request: SiteRequest, rows: Variants, data: Data, sign: int) -> Group:
    why = allowed(request, Why("adjustment", data["note"], code=data["state"], beyond_committed=data["anyway"]))
    asides = _asides(rows.order_by(), data, sign)
    return actions.set_aside(
        site=request.site, asides=asides, why=why, by=request.actor, now=request.now, only_good=True
    )


def _look(request: SiteRequest, wishes: Sequence[Wish], data: Data) -> list[tuple[str, str]]:
    why = allowed(request, why_of(data["code"], data["note"], beyond_committed=data["anyway"]))
    found = actions.preview_many(site=request.site, wishes=wishes, why=why, now=request.now)
    return _told(request, found, _on_hand)


def _look_aside(request: SiteRequest, rows: Variants, data: Data, sign: int) -> list[tuple[str, str]]:
    asides = _asides(rows[:SHOWN], data, sign)
    found = actions.preview_asides(site=request.site, asides=asides, now=request.now, beyond=data["anyway"])
    return _told(request, found, _available)


def _told(
    request: SiteRequest, found: Sequence[Difference], words: Callable[[Difference], str]
) -> list[tuple[str, str]]:
    return [(row.name, row.problem or words(row.difference)) for row in named(request.site, found)]


def _on_hand(one: Difference) -> str:
    return f"{one.before} → {one.after} ({signed(one.change)})"


def _available(one: Difference) -> str:
    return now_("%(before)s → %(after)s available") % {"before": one.available_before, "after": one.available}


def _outcome(request: SiteRequest, group: Group) -> Outcome:
    number = len(group.levels)
    wrong = [one for _place, one in group.refused]
    refused = tuple((row.name, row.problem) for row in named(request.site, wrong))
    told = ngettext("The stock of %(n)s variant was changed.", "The stock of %(n)s variants was changed.", number)
    return Outcome(number, told % {"n": number}, refused, {"group": str(group.id)} if number else None)
