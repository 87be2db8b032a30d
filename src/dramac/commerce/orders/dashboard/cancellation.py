"""Cancelling an order."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from dramac.commerce.orders import actions, permissions
from dramac.commerce.orders.actions import Cancellation
from dramac.commerce.orders.dashboard.finding import found
from dramac.commerce.orders.dashboard.seeing import SeenForm
from dramac.commerce.payments import permissions as payments
from dramac.dashboard.forms import TextField
from dramac.dashboard.pages import done, here, page, sent, show
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest


class CancellationForm(SeenForm):
    """Why, and what becomes of goods and money."""

    reason = TextField(
        label=_("Reason"), max_length=300, required=False, help_text=_("The customer reads it in the e-mail.")
    )
    restock = forms.BooleanField(label=_("Put the goods back into stock"), required=False, initial=True)
    refund = forms.BooleanField(label=_("Refund what was paid"), required=False, initial=True)
    notify = forms.BooleanField(label=_("Write to the customer"), required=False, initial=True)


@page(needs=permissions.CANCEL)
def cancellation(request: SiteRequest, number: int) -> HttpResponse:
    """Cancel an order of which nothing has left; refunding needs the permission to refund, too."""
    detail = found(request, number)
    form = CancellationForm(sent(request), site=request.site, initial={"seen": detail.order.version})
    may_refund = detail.refundable > 0 and request.membership.may(payments.REFUND)
    if not may_refund:
        del form.fields["refund"]
    if request.method == "POST" and form.is_valid():
        wish = Cancellation(**{"refund": False, **form.cleaned_data})
        try:
            actions.cancel(
                site=request.site, order_id=detail.order.pk, cancellation=wish, by=request.actor, now=request.now
            )
        except Refused as refusal:
            form.turn_back(refusal, detail.order)
        else:
            return done(request, _("The order was cancelled."), to=here(request, "orders:detail", number=number))
    return show(request, "commerce/orders/dashboard/cancellation.html", form=form, detail=detail, order=detail.order)
