"""Goods that come in for a purchase order, and a delivery taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory import queries as stock
from dramac.commerce.purchasing import actions, permissions
from dramac.commerce.purchasing.actions import Delivery, OrderRefused
from dramac.commerce.purchasing.dashboard.finding import found
from dramac.commerce.purchasing.queries import OrderDetail, PurchaseOrderLine
from dramac.commerce.purchasing.rules import MOST_UNITS, Delivered
from dramac.dashboard.forms import SiteForm, TextField
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.kit.ids import new_id
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest


class ReceiptForm(SiteForm):
    """Units of each line that came in, and that were turned away. The key makes pressing the button twice one delivery."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    note = TextField(
        label=_("Note"), max_length=300, required=False, help_text=_("Such as the number of the delivery note.")
    )
    may_exceed = forms.BooleanField(label=_("More came than was ordered, and I want to keep it"), required=False)

    def __init__(self, *args: Any, detail: OrderDetail, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.detail = detail
        self.has_batches = stock.batching(self.site).is_on
        for line in detail.lines:
            for name, proposed in (("received", line.open or None), ("rejected", 0 if line.open else None)):
                self.fields[f"{name}_{line.pk.hex}"] = forms.IntegerField(
                    label=line.title, min_value=0, max_value=MOST_UNITS, required=False, initial=proposed
                )
            if self.has_batches:
                self.fields[f"batch_{line.pk.hex}"] = TextField(label=line.title, max_length=60, required=False)
                self.fields[f"expires_{line.pk.hex}"] = forms.DateField(label=line.title, required=False)

    def rows(self) -> list[tuple[Any, ...]]:
        """Each line with its fields: what is still to come before what is complete."""
        names = ("received", "rejected", "batch", "expires") if self.has_batches else ("received", "rejected")
        return [
            (one, *(self[f"{name}_{one.pk.hex}"] for name in names))
            for one in sorted(self.detail.lines, key=_is_complete)
        ]

    def delivery(self) -> Delivery:
        """The same for the action."""
        data = self.cleaned_data
        units = [
            Delivered(
                one.pk,
                data[f"received_{one.pk.hex}"] or 0,
                data[f"rejected_{one.pk.hex}"] or 0,
                data.get(f"batch_{one.pk.hex}") or "",
                data.get(f"expires_{one.pk.hex}"),
            )
            for one in self.detail.lines
        ]
        return Delivery(units, data["key"], data["note"], data["may_exceed"])

    def turn_back(self, refusal: Refused) -> None:
        """Put what the domain said beside the line at fault."""
        line_id = getattr(refusal, "line_id", None)
        name = refusal.field if refusal.field in ("batch", "expires") and self.has_batches else "received"
        field = f"{name}_{line_id.hex}" if line_id else refusal.field
        refuse(self, OrderRefused(str(refusal), code=refusal.code, field=field))


def _is_complete(line: PurchaseOrderLine) -> bool:
    return not line.open


@page(needs=permissions.RECEIVE)
def receipt(request: SiteRequest, purchase_number: int) -> HttpResponse:
    """Take goods in: all that is still to come, or a part of it."""
    detail = found(request, purchase_number)
    form = ReceiptForm(sent(request), site=request.site, detail=detail, initial={"key": new_id().hex})
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"delivery": form.delivery(), "by": request.actor, "now": request.now}
        try:
            made = actions.receive(site=request.site, order_id=detail.order.pk, **told)
        except Refused as refusal:
            form.turn_back(refusal)
        else:
            parts = {"purchase_number": purchase_number}
            undo = here(request, "purchasing:receipt-reversal", receipt_id=made.pk, **parts)
            return done(
                request, now_("The goods are on hand now."), to=here(request, "purchasing:order", **parts), undo=undo
            )
    return show(request, "commerce/purchasing/dashboard/receipt.html", form=form, detail=detail, order=detail.order)


@page(needs=permissions.RECEIVE, methods=("POST",))
def reversal(request: SiteRequest, purchase_number: int, receipt_id: UUID) -> HttpResponse:
    """Take the latest delivery back."""
    detail = found(request, purchase_number)
    if receipt_id not in {view.receipt.pk for view in detail.receipts}:
        raise Http404
    told: dict[str, Any] = {"receipt_id": receipt_id, "by": request.actor, "now": request.now}
    actions.reverse_receipt(site=request.site, order_id=detail.order.pk, **told)
    to = here(request, "purchasing:order", purchase_number=purchase_number)
    return done(request, now_("The delivery was taken back."), to=to)
