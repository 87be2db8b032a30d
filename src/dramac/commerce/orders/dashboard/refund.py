"""Paying money of an order back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from dramac.commerce.orders import actions
from dramac.commerce.orders.actions import RefundRequest
from dramac.commerce.orders.dashboard.finding import found
from dramac.commerce.orders.dashboard.units import UnitsForm, units_field
from dramac.commerce.orders.models import OrderLine
from dramac.commerce.orders.queries import OrderDetail
from dramac.commerce.orders.rules.refunds import RefundWish, UnitsBack
from dramac.commerce.payments import permissions
from dramac.dashboard.forms import MoneyField, TextField
from dramac.dashboard.pages import done, here, page, sent, show
from dramac.kit.ids import new_id
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest


class RefundForm(UnitsForm):
    """Units of lines, of the delivery, or an amount on top; or everything.

    Of a line that has left in part, units that had left and units that had not are asked for apart.
    """

    whole = forms.BooleanField(label=_("Everything that is left"), required=False)
    restock = forms.BooleanField(label=_("Put these units back into stock"), required=False, initial=True)
    shipping = MoneyField(label=_("Of the delivery"), required=False)
    amount = MoneyField(
        label=_("An amount on top"), required=False, help_text=_("For goodwill; it belongs to no line.")
    )
    reason = TextField(label=_("Reason"), max_length=300, required=False, help_text=_("Only staff see it."))
    notify = forms.BooleanField(label=_("Write to the customer"), required=False, initial=True)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, detail: OrderDetail, **kwargs: Any) -> None:
        self.parts = _parts(detail)
        kwargs["initial"] = {"key": new_id(), "seen": detail.order.version}
        left = [(line, unsent or back) for line, unsent, back in self.parts]
        super().__init__(*args, left=left, proposed=False, **kwargs)
        for line, unsent, back in self.parts:
            if unsent and back:
                self.fields[_back(line.pk)] = units_field(line, back, 0)
        self.delivery_left = detail.delivery_left
        if not self.delivery_left:
            del self.fields["shipping"]

    def asked(self) -> list[tuple[OrderLine, int, Any, str]]:
        """Each field for units: its line, how many are left, and which of them they are, where there are two kinds."""
        found = []
        for (line, most, field), (_line, unsent, back) in zip(self.rows(), self.parts, strict=True):
            found.append((line, most, field, "unsent" if unsent and back else ""))
            if unsent and back:
                found.append((line, back, self[_back(line.pk)], "sent"))
        return found

    def wish(self) -> RefundWish:
        """What is to be paid back."""
        given = self.cleaned_data
        if given["whole"]:
            return RefundWish(whole=True, restock=given["restock"])
        counted = self.units()
        units = {}
        for line, unsent, back in self.parts:
            came_back = given.get(_back(line.pk)) or 0
            if count := counted.get(line.pk, 0) + came_back:
                returned = came_back if unsent and back else None
                units[line.pk] = UnitsBack(count, given["restock"], returned=returned)
        return RefundWish(units=units, shipping=given.get("shipping") or 0, amount=given["amount"] or 0)


@page(needs=permissions.REFUND)
def refund(request: SiteRequest, number: int) -> HttpResponse:
    """Refund by line, delivery or amount, or everything; sent twice it is paid once."""
    detail = found(request, number)
    form = RefundForm(sent(request), site=request.site, detail=detail)
    if request.method == "POST" and form.is_valid():
        wanted = RefundRequest(
            wish=form.wish(),
            key=str(form.cleaned_data["key"]),
            reason=form.cleaned_data["reason"],
            notify=form.cleaned_data["notify"],
            seen=form.cleaned_data["seen"],
        )
        try:
            actions.refund(
                site=request.site, order_id=detail.order.pk, request=wanted, by=request.actor, now=request.now
            )
        except Refused as refusal:
            form.turn_back(refusal, detail.order)
        else:
            return done(request, _("The refund was made."), to=here(request, "orders:detail", number=number))
    return show(request, "commerce/orders/dashboard/refund.html", form=form, detail=detail, order=detail.order)


def _parts(detail: OrderDetail) -> list[tuple[OrderLine, int, int]]:
    """Each line of which something can be refunded: how many units of it had not left, how many had."""
    found = []
    for line in detail.lines:
        back = min(line.fulfilled - line.returned, line.quantity - line.refunded)
        if left := line.quantity - line.refunded:
            found.append((line, left - back, back))
    return found


def _back(line_id: UUID) -> str:
    return f"returned_{line_id.hex}"
