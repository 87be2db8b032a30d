"""One transfer: what was sent, what came, its story, its packing list, and how it ends."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dramac.commerce.customers.rules import postal_lines
from dramac.commerce.inventory import queries as stock
from dramac.commerce.transfers import actions, permissions
from dramac.commerce.transfers.dashboard.finding import found
from dramac.commerce.transfers.dashboard.words import named, told
from dramac.commerce.transfers.queries import TransferDetail
from dramac.commerce.transfers.rules import State
from dramac.dashboard.forms import SiteForm, TextField
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.kit.refusal import Refused
from dramac.tenancy.models import Membership
from dramac.tenancy.requests import SiteRequest

SUMS = (
    "quantity",
    "sent",
    "received",
    "damaged",
    "lost",
    "returned",
    "found",
    "open",
    "value",
    "value_open",
    "value_lost",
)


class DispatchForm(SiteForm):
    """Who carries the goods."""

    carrier = TextField(label=gettext_lazy("Carrier"), max_length=120, required=False)
    tracking = TextField(label=gettext_lazy("Tracking number"), max_length=120, required=False)


class EndForm(SiteForm):
    """Why nothing more is waited for."""

    reason = TextField(label=gettext_lazy("Reason"), max_length=300, required=False)


@page(needs=permissions.VIEW, methods=("GET",))
def detail(request: SiteRequest, transfer_number: int) -> HttpResponse:
    """Show a transfer, and what this person may do with it."""
    transfer = found(request, transfer_number)
    return show(
        request,
        "commerce/transfers/dashboard/transfer.html",
        **_about(transfer),
        told=[told(entry) for entry in reversed(transfer.timeline)],
        may=_may(transfer, request.membership),
    )


@page(needs=permissions.MOVE)
def dispatch(request: SiteRequest, transfer_number: int) -> HttpResponse:
    """Send the goods."""
    transfer = found(request, transfer_number)
    row = transfer.transfer
    form = DispatchForm(sent(request), site=request.site, initial={"carrier": row.carrier, "tracking": row.tracking})
    if request.method == "POST" and form.is_valid():
        who: dict[str, Any] = {"by": request.actor, "now": request.now}
        try:
            actions.dispatch(site=request.site, transfer_id=row.pk, **form.cleaned_data, **who)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            undo = _here(request, "recall", transfer_number)
            to = _here(request, "transfer", transfer_number)
            return done(request, _("Sent. The goods are on their way."), to=to, undo=undo)
    levels = stock.levels(request.site, [line.variant_id for line in transfer.lines])
    available = {
        one.variant_id: one.available for rows in levels.values() for one in rows if one.location_id == row.origin_id
    }
    template = "commerce/transfers/dashboard/dispatch.html"
    return show(request, template, form=form, available=available, **_about(transfer))


@page(needs=permissions.MOVE, methods=("POST",))
def recall(request: SiteRequest, transfer_number: int) -> HttpResponse:
    """Make a transfer of which nothing came a draft again."""
    transfer = found(request, transfer_number).transfer
    actions.recall(site=request.site, transfer_id=transfer.pk, by=request.actor, now=request.now)
    to = _here(request, "transfer", transfer_number)
    return done(request, _("The goods are back, and the transfer is a draft again."), to=to)


@page(needs=permissions.RECEIVE)
def closure(request: SiteRequest, transfer_number: int) -> HttpResponse:
    """Wait for nothing more: what has not come is missing."""
    transfer = found(request, transfer_number)
    form = EndForm(sent(request), site=request.site)
    if request.method == "POST" and form.is_valid():
        try:
            actions.close(site=request.site, transfer_id=transfer.transfer.pk, **_ending(request, form))
        except Refused as refusal:
            refuse(form, refusal)
        else:
            latest = found(request, transfer_number).latest
            parts: dict[str, Any] = {"transfer_receipt_id": latest.pk} if latest else {}
            undo = _here(request, "receipt-reversal", transfer_number, **parts) if parts else ""
            to = _here(request, "transfer", transfer_number)
            return done(request, _("Closed. What is missing was written off."), to=to, undo=undo)
    template = "commerce/transfers/dashboard/ending.html"
    return show(request, template, form=form, closing=True, **_about(transfer))


@page(needs=permissions.MOVE)
def cancellation(request: SiteRequest, transfer_number: int) -> HttpResponse:
    """Give a draft up, or send back what has not come."""
    transfer = found(request, transfer_number)
    form = EndForm(sent(request), site=request.site)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel(site=request.site, transfer_id=transfer.transfer.pk, **_ending(request, form))
        except Refused as refusal:
            refuse(form, refusal)
        else:
            to = _here(request, "transfer", transfer_number)
            was_sent = transfer.transfer.dispatched_at is not None
            words = _("What had not come is back where it left.") if was_sent else _("The transfer was cancelled.")
            return done(request, words, to=to)
    template = "commerce/transfers/dashboard/ending.html"
    return show(request, template, form=form, closing=False, **_about(transfer))


@page(needs=permissions.VIEW, methods=("GET",))
def sheet(request: SiteRequest, transfer_number: int) -> HttpResponse:
    """The packing list, to be printed and put in with the goods."""
    transfer = found(request, transfer_number)
    row = transfer.transfer
    return show(
        request,
        "commerce/transfers/dashboard/sheet.html",
        **_about(transfer),
        origin_lines=postal_lines(row.origin.address),
        destination_lines=postal_lines(row.destination.address),
    )


def _about(transfer: TransferDetail) -> dict[str, Any]:
    return {
        "detail": transfer,
        "transfer": transfer.transfer,
        "heading": named(transfer.transfer.number),
        "sums": {name: transfer.units(name) for name in SUMS},
    }


def _ending(request: SiteRequest, form: EndForm) -> dict[str, Any]:
    return {"reason": form.cleaned_data["reason"], "by": request.actor, "now": request.now}


def _may(transfer: TransferDetail, member: Membership) -> dict[str, bool]:
    """What can be done with the transfer now, by this person."""
    state = State(transfer.transfer.state)
    moves, receives = member.may(permissions.MOVE), member.may(permissions.RECEIVE)
    is_draft, is_new = state == State.DRAFT, state == State.IN_TRANSIT
    gone_back = any(line.returned for line in transfer.lines)
    return {
        "edit": is_draft and moves,
        "send": is_draft and bool(transfer.lines) and moves,
        "receive": state.is_open and receives,
        "close": state.is_open and receives,
        "find": state in (State.RECEIVED, State.DISCREPANCY) and receives,
        "cancel": (is_draft or is_new) and moves,
        "send_back": state == State.PARTLY_RECEIVED and moves,
        "take_back": receives and not gone_back,
    }


def _here(request: SiteRequest, name: str, number: int, **parts: Any) -> str:
    return here(request, f"transfers:{name}", transfer_number=number, **parts)
