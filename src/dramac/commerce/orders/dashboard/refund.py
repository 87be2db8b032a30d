"""Paying money of an order back."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from dramac.commerce.orders import actions
from dramac.commerce.orders.actions import RefundRequest
from dramac.commerce.orders.dashboard.finding import found
from dramac.commerce.orders.dashboard.units import UnitsForm
from dramac.commerce.orders.queries import OrderDetail
from dramac.commerce.orders.rules.refunds import RefundWish, UnitsBack
from dramac.commerce.payments import permissions
from dramac.dashboard.forms import MoneyField, TextField
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.kit.ids import new_id
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest


class RefundForm(UnitsForm):
    """Units of lines, of the delivery, or an amount on top."""

    restock = forms.BooleanField(label=_("Put these units back into stock"), required=False, initial=True)
    shipping = MoneyField(label=_("Of the delivery"), required=False)
    amount = MoneyField(
        label=_("An amount on top"), required=False, help_text=_("For goodwill; it belongs to no line.")
    )
    reason = TextField(label=_("Reason"), max_length=300, required=False)
    notify = forms.BooleanField(label=_("Write to the customer"), required=False, initial=True)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def wish(self, detail: OrderDetail) -> RefundWish:
        """What is to be paid back. Units that had left are taken back before units that had not."""
        sent_units = {line.pk: line.fulfilled for line in detail.lines}
        restock = self.cleaned_data["restock"]
        units = {
            key: UnitsBack(quantity=count, restock=restock, from_shipped=bool(sent_units.get(key)))
            for key, count in self.units().items()
        }
        return RefundWish(
            units=units, shipping=self.cleaned_data["shipping"] or 0, amount=self.cleaned_data["amount"] or 0
        )


@page(needs=permissions.REFUND)
def refund(request: SiteRequest, number: int) -> HttpResponse:
    """Refund by line, delivery or amount; sent twice it is paid once."""
    detail = found(request, number)
    left = [(line, line.quantity - line.refunded) for line in detail.lines if line.quantity > line.refunded]
    start: dict[str, UUID] = {"key": new_id()}
    form = RefundForm(sent(request), site=request.site, left=left, proposed=False, initial=start)
    if request.method == "POST" and form.is_valid():
        wanted = RefundRequest(
            wish=form.wish(detail),
            key=str(form.cleaned_data["key"]),
            reason=form.cleaned_data["reason"],
            notify=form.cleaned_data["notify"],
        )
        try:
            actions.refund(
                site=request.site, order_id=detail.order.pk, request=wanted, by=request.actor, now=request.now
            )
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return done(request, _("The refund was made."), to=here(request, "orders:detail", number=number))
    return show(request, "commerce/orders/dashboard/refund.html", form=form, detail=detail, order=detail.order)
