"""Changing what is on hand of a variant: by so much or to what was counted, looked at first, and taken back by its opposite."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory import actions, permissions, queries
from dramac.commerce.inventory.actions import AdjustedLevel, Adjustment, CannotReverse, Why
from dramac.commerce.inventory.dashboard.batches.naming import NamesBatch, named
from dramac.commerce.inventory.dashboard.finding import found
from dramac.commerce.inventory.dashboard.words import TYPES
from dramac.commerce.inventory.queries import HistoryFilter
from dramac.commerce.inventory.rules import MANUAL, MOST_UNITS
from dramac.dashboard.forms import TextField
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest

KINDS = ("adjustment", "restock", "return", "damage", "expired")
COUNTED, DIFFERENCE = "counted", "difference"


class AdjustmentForm(NamesBatch):
    """How many units, where, and why."""

    location = forms.TypedChoiceField(label=_("Location"), coerce=UUID)
    way = forms.ChoiceField(
        label=_("How do you want to say it?"),
        choices=((DIFFERENCE, _("Add or take away")), (COUNTED, _("I counted them"))),
        widget=forms.RadioSelect,
        initial=DIFFERENCE,
    )
    number = forms.IntegerField(
        label=_("Units"),
        min_value=-MOST_UNITS,
        max_value=MOST_UNITS,
        help_text=_("With a minus sign to take away, such as −3; or the number that you counted."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": "medium"}),
    )
    type = forms.ChoiceField(label=_("Kind of change"), choices=[(kind, TYPES[kind]) for kind in KINDS])
    reason = TextField(label=_("Reason"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = self.fields["location"]
        assert isinstance(places, forms.ChoiceField)
        places.choices = [(str(one.pk), one.name) for one in queries.locations(self.site, only_active=True)]

    def change(self, variant_id: UUID) -> Adjustment:
        """The signed units to add."""
        data = self.cleaned_data
        number, place = int(data["number"]), data["location"]
        if data["way"] == COUNTED:
            levels = queries.levels(self.site, [variant_id]).get(variant_id, [])
            number -= next((level.on_hand for level in levels if level.location_id == place), 0)
        return Adjustment(variant_id, number, place, batch=named(data))

    def clean(self) -> dict[str, Any]:
        """What was counted is never less than nothing."""
        data = super().clean() or self.cleaned_data
        if data.get("way") == COUNTED and (data.get("number") or 0) < 0:
            self.add_error("number", _("You cannot count less than nothing."))
        return data


@page(needs=permissions.ADJUST)
def adjustment(request: SiteRequest, variant_id: UUID) -> HttpResponse:
    """Change what is on hand, after a look at what will be."""
    variant = found(request, variant_id)
    actions.default_location(request.site)
    start = {"location": request.GET.get("location", ""), "way": DIFFERENCE}
    form = AdjustmentForm(sent(request), site=request.site, initial=start)
    outlook: list[AdjustedLevel] = []
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("step") == "act":
                return _act(request, form, variant_id)
            outlook = actions.preview(**_asked(request, form, variant_id))
        except Refused as refusal:
            refuse(form, _renamed(refusal))
    levels = queries.levels(request.site, [variant_id]).get(variant_id, [])
    names = {one.pk: one.name for one in queries.locations(request.site)}
    context: dict[str, Any] = {"form": form, "variant": variant, "outlook": outlook, "levels": levels, "names": names}
    return show(request, "commerce/inventory/dashboard/adjustment.html", **context)


def _asked(request: SiteRequest, form: AdjustmentForm, variant_id: UUID) -> dict[str, Any]:
    why = Why(form.cleaned_data["type"], form.cleaned_data["reason"])
    changes = [form.change(variant_id)]
    return {"site": request.site, "changes": changes, "why": why, "by": request.actor, "now": request.now}


def _act(request: SiteRequest, form: AdjustmentForm, variant_id: UUID) -> HttpResponse:
    with transaction.atomic():
        [level] = actions.adjust(**_asked(request, form, variant_id))
        # The level is locked until this transaction ends, so its newest movement is the one just made.
        at = HistoryFilter(variant_id=variant_id, location_id=level.location_id)
        movement = queries.history(request.site, at, limit=1).movements[0]
    told = now_("%(n)s on hand now.") % {"n": level.on_hand}
    # What left several batches is several movements, which are taken back one by one from the history.
    whole = movement.quantity == level.quantity
    undo = here(request, "inventory:reversal", movement_id=movement.pk) if whole else ""
    return done(request, told, to=here(request, "inventory:variant", variant_id=variant_id), undo=undo)


def _renamed(refusal: Refused) -> Refused:
    """The refusal beside the form's own field for units."""
    field = {"quantity": "number"}.get(refusal.field or "", refusal.field)
    return Refused(str(refusal), field=field, code=refusal.code)


@page(needs=permissions.ADJUST, methods=("POST",))
def reversal(request: SiteRequest, movement_id: UUID) -> HttpResponse:
    """Take a change by hand back by its opposite, and offer to take that back once."""
    try:
        made = actions.reverse(site=request.site, movement_id=movement_id, by=request.actor, now=request.now)
    except CannotReverse as refusal:
        if refusal.code == CannotReverse.code:
            raise Http404 from None
        raise
    is_first = queries.movements(request.site).filter(pk=movement_id, reference_type=MANUAL).exists()
    undo = here(request, "inventory:reversal", movement_id=made.pk) if is_first else ""
    to = here(request, "inventory:variant", variant_id=made.variant_id)
    return done(request, now_("The change was taken back."), to=to, undo=undo)
