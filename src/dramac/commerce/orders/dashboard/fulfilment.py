"""Sending goods of an order."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _

from dramac.commerce.orders import actions, permissions
from dramac.commerce.orders.actions import Parcel, Tracking
from dramac.commerce.orders.dashboard.finding import found
from dramac.commerce.orders.dashboard.sending import FulfilmentForm, TrackingForm, origins_of, promised
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest


def _tracking(form: forms.Form) -> Tracking:
    given = form.cleaned_data
    return Tracking(carrier=given["carrier"], number=given["tracking_number"], url=given["tracking_url"])


@page(needs=permissions.FULFIL)
def fulfilment(request: SiteRequest, number: int) -> HttpResponse:
    """Send units of an order, all that are left or a part of them."""
    detail = found(request, number)
    waiting = {line.id: line.to_fulfil for line in detail.facts}
    left = [(line, waiting[line.pk]) for line in detail.lines if waiting.get(line.pk)]
    origins = origins_of(request, [line.variant_id for line, _most in left if line.variant_id])
    start = {"seen": detail.order.version}
    form = FulfilmentForm(sent(request), site=request.site, left=left, origins=origins, initial=start)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        asked = given["notify"], given["seen"], form.location_id, form.batches()
        parcel = Parcel(form.units(), _tracking(form), *asked)
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
        promised=promised(request.site, detail.order.pk, origins),
    )


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
