"""Recording that money came for an order."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from dramac.commerce.orders import actions
from dramac.commerce.orders.dashboard.finding import found
from dramac.commerce.orders.dashboard.seeing import SeenForm
from dramac.commerce.payments import permissions
from dramac.dashboard.forms import MoneyField, TextField
from dramac.dashboard.pages import done, here, page, sent, show
from dramac.kit.ids import new_id
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest


class PaymentForm(SeenForm):
    """How much came, and what the bank says."""

    amount = MoneyField(label=_("Amount received"))
    reference = TextField(
        label=_("Reference"), max_length=200, required=False, help_text=_("What the statement of your bank says.")
    )
    operation = forms.UUIDField(widget=forms.HiddenInput)


@page(needs=permissions.CAPTURE)
def payment(request: SiteRequest, number: int) -> HttpResponse:
    """Record a payment, all that is due or a part of it; sent twice it is recorded once."""
    detail = found(request, number)
    start: dict[str, int | UUID] = {
        "amount": detail.due,
        "operation": new_id(),
        "seen": detail.order.version,
    }
    form = PaymentForm(sent(request), site=request.site, initial=start)
    if request.method == "POST" and form.is_valid():
        money = actions.MoneyIn(
            amount=form.cleaned_data["amount"],
            reference=form.cleaned_data["reference"],
            operation_id=form.cleaned_data["operation"],
            seen=form.cleaned_data["seen"],
        )
        try:
            actions.mark_paid(
                site=request.site, order_id=detail.order.pk, money=money, by=request.actor, now=request.now
            )
        except Refused as refusal:
            form.turn_back(refusal, detail.order)
        else:
            return done(request, _("The payment was recorded."), to=here(request, "orders:detail", number=number))
    return show(request, "commerce/orders/dashboard/payment.html", form=form, detail=detail, order=detail.order)
