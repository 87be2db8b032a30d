"""Sending goods of an order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.rules import Reference
from dramac.commerce.orders import actions, permissions
from dramac.commerce.orders.actions import Parcel, Tracking
from dramac.commerce.orders.dashboard.finding import found
from dramac.commerce.orders.dashboard.units import UnitsForm
from dramac.commerce.orders.queries import OrderDetail
from dramac.dashboard.forms import SiteForm, TextField
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest

CARRIER = TextField(label=_("Carrier"), max_length=80, required=False)
NUMBER = TextField(label=_("Tracking number"), max_length=120, required=False)
URL = TextField(
    label=_("Tracking link"), max_length=1000, required=False, help_text=_("Shoppers find it in their e-mail.")
)


class FulfilmentForm(UnitsForm):
    """What leaves, from where if there is a choice, and how it is followed."""

    location = forms.ChoiceField(label=_("Leaves from"), required=False)
    carrier = CARRIER
    tracking_number = NUMBER
    tracking_url = URL
    notify = forms.BooleanField(label=_("Write to the customer"), required=False, initial=True)

    def __init__(self, *args: Any, places: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Where each thing is")), *((str(key), name) for key, name in places.items())]
        cast("forms.ChoiceField", self.fields["location"]).choices = choices
        if len(places) < 2:
            del self.fields["location"]

    @property
    def location_id(self) -> UUID | None:
        """The location that was chosen; None for wherever each thing is."""
        chosen = self.cleaned_data.get("location")
        return UUID(chosen) if chosen else None


class TrackingForm(SiteForm):
    """How a parcel is followed."""

    carrier = CARRIER
    tracking_number = NUMBER
    tracking_url = URL


def _tracking(form: forms.Form) -> Tracking:
    given = form.cleaned_data
    return Tracking(carrier=given["carrier"], number=given["tracking_number"], url=given["tracking_url"])


@page(needs=permissions.FULFIL)
def fulfilment(request: SiteRequest, number: int) -> HttpResponse:
    """Send units of an order, all that are left or a part of them."""
    detail = found(request, number)
    waiting = {line.id: line.to_fulfil for line in detail.facts}
    left = [(line, waiting[line.pk]) for line in detail.lines if waiting.get(line.pk)]
    places = {place.pk: place.name for place in stock.locations(request.site, only_active=True)}
    start = {"seen": detail.order.version}
    form = FulfilmentForm(sent(request), site=request.site, left=left, places=places, initial=start)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        parcel = Parcel(form.units(), _tracking(form), given["notify"], given["seen"], form.location_id)
        try:
            actions.fulfil(
                site=request.site, order_id=detail.order.pk, parcel=parcel, by=request.actor, now=request.now
            )
        except Refused as refusal:
            form.turn_back(refusal, detail.order)
        else:
            return done(request, _("The goods are on their way."), to=here(request, "orders:detail", number=number))
    return show(
        request,
        "commerce/orders/dashboard/fulfilment.html",
        form=form,
        order=detail.order,
        promised=_promised(request, detail, places) if len(places) > 1 else {},
    )


def _promised(request: SiteRequest, detail: OrderDetail, places: Mapping[UUID, str]) -> dict[UUID, str]:
    """Where the units of each variant were promised, in words. One statement."""
    held = stock.held(request.site, Reference("order", str(detail.order.pk)))
    return {
        variant: ", ".join(f"{units} × {places[place]}" for place, units in at.items() if place in places)
        for variant, at in held.items()
    }


@page(needs=permissions.FULFIL)
def tracking(request: SiteRequest, number: int, fulfilment_id: UUID) -> HttpResponse:
    """Say anew how a parcel is followed."""
    detail = found(request, number)
    parcels = {view.fulfilment.pk: view.fulfilment for view in detail.fulfilments}
    if (parcel := parcels.get(fulfilment_id)) is None:
        raise Http404
    start = {name: getattr(parcel, name) for name in TrackingForm.base_fields}
    form = TrackingForm(sent(request), site=request.site, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_tracking(
                site=request.site, fulfilment_id=parcel.pk, tracking=_tracking(form), by=request.actor, now=request.now
            )
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return done(request, _("Saved."), to=here(request, "orders:detail", number=number))
    return show(request, "commerce/orders/dashboard/tracking.html", form=form, order=detail.order)
