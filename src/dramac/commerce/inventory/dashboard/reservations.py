"""Units that staff keep for somebody: what is kept of a variant, keeping more, and giving it back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory import actions, permissions, queries
from dramac.commerce.inventory.actions import Hold
from dramac.commerce.inventory.dashboard.finding import found
from dramac.commerce.inventory.rules import MOST_UNITS
from dramac.dashboard.forms import SiteForm, TextField
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest


class HoldForm(SiteForm):
    """How many units, where, until when, and for whom."""

    quantity = forms.IntegerField(
        label=_("Units"),
        min_value=1,
        max_value=MOST_UNITS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "size": "short"}),
    )
    location = forms.TypedChoiceField(label=_("Location"), coerce=UUID)
    until = forms.DateField(
        label=_("Until"),
        help_text=_("To the end of this day. Afterwards they can be bought again by themselves."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    reason = TextField(label=_("For whom, or why"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = self.fields["location"]
        assert isinstance(places, forms.ChoiceField)
        places.choices = [(str(one.pk), one.name) for one in queries.locations(self.site, only_active=True)]

    def hold(self, variant_id: UUID) -> Hold:
        """The same for the action."""
        data = self.cleaned_data
        day: date = data["until"]
        end = datetime.combine(day + timedelta(days=1), time(), tzinfo=self.site.zone)
        return Hold(variant_id, data["location"], data["quantity"], end, data["reason"])


@page(needs=permissions.VIEW, changes=permissions.ADJUST)
def holds(request: SiteRequest, variant_id: UUID) -> HttpResponse:
    """What is kept of a variant, and keeping more of it."""
    variant = found(request, variant_id)
    place = actions.default_location(request.site)
    form = HoldForm(sent(request), site=request.site, initial={"location": str(place)})
    if request.method == "POST" and form.is_valid():
        try:
            hold = form.hold(variant_id)
            row = actions.hold(site=request.site, hold=hold, by=request.actor, now=request.now)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            undo = here(request, "inventory:release", hold_id=row.pk)
            return done(request, now_("Kept."), to=here(request, "inventory:holds", variant_id=variant_id), undo=undo)
    return show(
        request,
        "commerce/inventory/dashboard/holds.html",
        form=form,
        variant=variant,
        holds=list(queries.holds(request.site, request.now, variant_id)),
        at_checkout=queries.kept_at_checkout(request.site, variant_id, request.now),
        may_adjust=request.membership.may(permissions.ADJUST),
    )


@page(needs=permissions.ADJUST, methods=("POST",))
def release(request: SiteRequest, hold_id: UUID) -> HttpResponse:
    """Let units be bought again that staff kept."""
    row = queries.hold(request.site, hold_id)
    if row is None:
        raise Http404
    actions.release_hold(site=request.site, hold_id=hold_id, by=request.actor, now=request.now)
    return done(
        request, now_("They can be bought again."), to=here(request, "inventory:holds", variant_id=row.variant_id)
    )
