"""Goods of a transfer that come: counted by scanning or written beside each line; and a receipt taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from dramac.commerce.transfers import actions, permissions
from dramac.commerce.transfers.actions import Receipt, TransferRefused
from dramac.commerce.transfers.dashboard.finding import found, meant
from dramac.commerce.transfers.dashboard.words import named
from dramac.commerce.transfers.models import StockTransferLine
from dramac.commerce.transfers.queries import TransferDetail
from dramac.commerce.transfers.rules import MOST_UNITS, Arrived
from dramac.dashboard.forms import SiteForm, TextField
from dramac.dashboard.pages import done, here, page, refuse, show
from dramac.kit.ids import new_id
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest

TEMPLATE = "commerce/transfers/dashboard/receipt.html"
KINDS = ("received", "damaged", "lost")
COUNTING = "counting"
"""Says that the numbers received are counted by scanning, and no longer what is proposed."""


class ReceiptForm(SiteForm):
    """Units of each line that came whole, damaged, or are lost. The key makes pressing the button twice one receipt."""

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    note = TextField(label=_("Note"), max_length=300, required=False)
    may_exceed = forms.BooleanField(
        label=_("More came than was sent, and it is really there"),
        required=False,
        help_text=_(
            "It is recorded as found. Count the location that sent it: it has probably fewer than its books say."
        ),
    )

    def __init__(self, *args: Any, detail: TransferDetail, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.detail = detail
        for line in detail.lines:
            for kind in KINDS:
                self.fields[field_of(kind, line)] = forms.IntegerField(
                    label=line.title,
                    min_value=0,
                    max_value=MOST_UNITS,
                    required=False,
                    initial=(line.open if kind == "received" else 0) if line.open else None,
                )

    def rows(self) -> list[tuple[Any, ...]]:
        """Each line with its fields: what is still to come before what is complete."""
        lines = sorted(self.detail.lines, key=lambda one: not one.open)
        return [(one, *(self[field_of(kind, one)] for kind in KINDS)) for one in lines]

    def receipt(self) -> Receipt:
        """The same for the action."""
        data = self.cleaned_data
        units = [Arrived(one.pk, *(data[field_of(kind, one)] or 0 for kind in KINDS)) for one in self.detail.lines]
        return Receipt(units, data["key"], data["note"], data["may_exceed"])

    def turn_back(self, refusal: Refused) -> None:
        """Put what the domain said beside the line at fault."""
        line_id = getattr(refusal, "line_id", None)
        kind = "lost" if refusal.code == "lost_too_many" else "received"
        field = f"{kind}_{line_id.hex}" if line_id else refusal.field
        refuse(self, TransferRefused(str(refusal), code=refusal.code, field=field))


def field_of(kind: str, line: StockTransferLine) -> str:
    """The name of a line's field."""
    return f"{kind}_{line.pk.hex}"


@page(needs=permissions.RECEIVE)
def receipt(request: SiteRequest, transfer_number: int) -> HttpResponse:
    """Take goods in: all that is still to come, or a part of it."""
    detail = found(request, transfer_number)
    is_scan = request.method == "POST" and request.POST.get("step") == "scan"
    said, data = _scan(request, detail) if is_scan else ({}, request.POST)
    is_sent = request.method == "POST"
    form = ReceiptForm(data if is_sent else None, site=request.site, detail=detail, initial={"key": new_id().hex})
    if is_sent and not is_scan and form.is_valid():
        told: dict[str, Any] = {"receipt": form.receipt(), "by": request.actor, "now": request.now}
        try:
            made = actions.receive(site=request.site, transfer_id=detail.transfer.pk, **told)
        except Refused as refusal:
            form.turn_back(refusal)
        else:
            return _received(request, transfer_number, made.pk)
    wrong = "error" in said if is_scan else is_sent
    context: dict[str, Any] = {
        "form": form,
        "detail": detail,
        "transfer": detail.transfer,
        "heading": named(detail.transfer.number),
        "said": said,
        "counting": COUNTING in data,
    }
    return show(request, TEMPLATE, status=422 if wrong else 200, **context)


@page(needs=permissions.RECEIVE, methods=("POST",))
def reversal(request: SiteRequest, transfer_number: int, transfer_receipt_id: UUID) -> HttpResponse:
    """Take the latest receipt or closing back."""
    detail = found(request, transfer_number)
    if transfer_receipt_id not in {view.receipt.pk for view in detail.receipts}:
        raise Http404
    told: dict[str, Any] = {"receipt_id": transfer_receipt_id, "by": request.actor, "now": request.now}
    actions.reverse_receipt(site=request.site, transfer_id=detail.transfer.pk, **told)
    to = here(request, "transfers:transfer", transfer_number=transfer_number)
    return done(request, now_("Taken back. The goods are on their way again."), to=to)


def _received(request: SiteRequest, number: int, receipt_id: UUID) -> HttpResponse:
    parts = {"transfer_number": number}
    undo = here(request, "transfers:receipt-reversal", transfer_receipt_id=receipt_id, **parts)
    to = here(request, "transfers:transfer", **parts)
    return done(request, now_("The goods are on hand now."), to=to, undo=undo)


def _scan(request: SiteRequest, detail: TransferDetail) -> tuple[dict[str, str], QueryDict]:
    """Count what was scanned; what to say of it, and the form as it is then. The first scan begins from zero."""
    data = request.POST.copy()
    code, each = data.get("scanned", "").strip()[:120], data.get("each", "1").strip() or "1"
    if not code:
        return {}, data
    if not (each.isascii() and each.isdecimal() and 0 < int(each[:8]) <= MOST_UNITS):
        return {"error": now_("Write how many each scan counts, such as 1 or 12."), "code": code}, data
    variant, problem = meant(request.site, code)
    line = next((one for one in detail.lines if variant and one.variant_id == variant.pk), None)
    if variant is None or line is None:
        words = now_("%(name)s is not on this transfer.") % {"name": variant.product.title if variant else ""}
        return {"error": words if variant else problem, "code": code}, data
    if COUNTING not in data:
        data[COUNTING] = "1"
        for one in detail.lines:
            data[field_of("received", one)] = "0"
    name = field_of("received", line)
    typed = data.get(name, "").strip()
    units = int(each) + (int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 8 else 0)
    data[name] = str(units)
    return {"good": now_("%(name)s: %(n)s of %(open)s") % {"name": line.title, "n": units, "open": line.open}}, data
