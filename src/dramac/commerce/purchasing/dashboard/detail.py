"""One purchase order: what was ordered, what came, its story, and its sheet for the supplier."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dramac.commerce.customers.rules import postal_lines
from dramac.commerce.purchasing import actions, permissions
from dramac.commerce.purchasing.dashboard.finding import found
from dramac.commerce.purchasing.dashboard.words import ICONS, happened, why
from dramac.commerce.purchasing.queries import OrderDetail
from dramac.commerce.purchasing.rules import State
from dramac.dashboard.forms import SiteForm, TextField
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.kit.money import Money, to_decimal
from dramac.kit.refusal import Refused
from dramac.tenancy.models import Membership
from dramac.tenancy.requests import SiteRequest


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the story, ready to show."""

    text: str
    at: datetime
    who: str
    why: str
    icon: str


class PlacementForm(SiteForm):
    """Whether the supplier is written to."""

    notify = forms.BooleanField(label=gettext_lazy("Send the order to the supplier by e-mail"), required=False)


class EndingForm(SiteForm):
    """Why nothing more is waited for."""

    reason = TextField(label=gettext_lazy("Reason"), max_length=300, required=False)


@page(needs=permissions.VIEW, methods=("GET",))
def detail(request: SiteRequest, purchase_number: int) -> HttpResponse:
    """Show an order, and what this person may do with it."""
    order = found(request, purchase_number)
    return show(
        request,
        "commerce/purchasing/dashboard/order.html",
        detail=order,
        order=order.order,
        told=[_told(entry) for entry in reversed(order.timeline)],
        may=_may(order, request.membership),
    )


@page(needs=permissions.ORDER)
def placement(request: SiteRequest, purchase_number: int) -> HttpResponse:
    """Send an order."""
    order = found(request, purchase_number)
    form = PlacementForm(sent(request), site=request.site, initial={"notify": bool(order.order.supplier.email)})
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"order_id": order.order.pk, "by": request.actor, "now": request.now}
        try:
            actions.place_order(site=request.site, notify=form.cleaned_data["notify"], **told)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            undo = "" if form.cleaned_data["notify"] else _here(request, "withdrawal", purchase_number)
            to = _here(request, "order", purchase_number)
            return done(request, _("Ordered. The goods are counted as incoming now."), to=to, undo=undo)
    return show(request, "commerce/purchasing/dashboard/placement.html", form=form, detail=order, order=order.order)


@page(needs=permissions.ORDER, methods=("POST",))
def withdrawal(request: SiteRequest, purchase_number: int) -> HttpResponse:
    """Make an order of which nothing came a draft again."""
    order = found(request, purchase_number).order
    actions.take_back_order(site=request.site, order_id=order.pk, by=request.actor, now=request.now)
    return done(request, _("The order is a draft again."), to=_here(request, "order", purchase_number))


@page(needs=permissions.ORDER)
def closure(request: SiteRequest, purchase_number: int) -> HttpResponse:
    """Wait for nothing more of an order of which a part came."""
    return _end(request, purchase_number, closing=True)


@page(needs=permissions.ORDER)
def cancellation(request: SiteRequest, purchase_number: int) -> HttpResponse:
    """Cancel an order of which nothing came."""
    return _end(request, purchase_number, closing=False)


def _end(request: SiteRequest, number: int, *, closing: bool) -> HttpResponse:
    order = found(request, number)
    form = EndingForm(sent(request), site=request.site)
    act = actions.close_order if closing else actions.cancel_order
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"reason": form.cleaned_data["reason"], "by": request.actor, "now": request.now}
        try:
            act(site=request.site, order_id=order.order.pk, **told)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            words = _("The order was closed.") if closing else _("The order was cancelled.")
            return done(request, words, to=_here(request, "order", number))
    template = "commerce/purchasing/dashboard/ending.html"
    return show(request, template, form=form, detail=order, order=order.order, closing=closing)


@page(needs=permissions.VIEW, methods=("GET",))
def sheet(request: SiteRequest, purchase_number: int) -> HttpResponse:
    """The order as the supplier gets it, to be printed."""
    order = found(request, purchase_number)
    to, ours = order.order.supplier.address, order.order.location.address
    return show(
        request,
        "commerce/purchasing/dashboard/sheet.html",
        detail=order,
        order=order.order,
        supplier_lines=postal_lines(to),
        delivery=postal_lines(ours),
    )


@page(needs=permissions.VIEW, methods=("GET",))
def lines(request: SiteRequest, purchase_number: int) -> HttpResponse:
    """What was ordered, as CSV."""
    order = found(request, purchase_number)
    name = f"{request.site.slug}-PO-{purchase_number}.csv"
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(answer)
    heads = (_("Supplier's SKU"), _("SKU"), _("Product"), _("Units"), _("Unit cost"), _("Currency"))
    writer.writerow(heads)
    for one in order.lines:
        cost = "" if one.unit_cost is None else to_decimal(Money(one.unit_cost, order.order.currency))
        texts = [_plain(text) for text in (one.supplier_sku, one.sku, one.title)]
        writer.writerow([*texts, one.ordered, cost, order.order.currency])
    return answer


def _plain(text: str) -> str:
    """A text that no spreadsheet runs as a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) else text


def _told(entry: Any) -> Told:
    icon = ICONS.get(entry.kind, "circle-dot")
    return Told(happened(entry.kind, entry.details), entry.created_at, entry.actor, why(entry.details), icon)


def _may(order: OrderDetail, member: Membership) -> dict[str, bool]:
    """What can be done with the order now, by this person."""
    state = State(order.order.state)
    sends = member.may(permissions.ORDER)
    return {
        "edit": state == State.DRAFT and member.may(permissions.EDIT),
        "order": state == State.DRAFT and bool(order.lines) and sends,
        "receive": state.is_open and member.may(permissions.RECEIVE),
        "close": state == State.PARTLY_RECEIVED and sends,
        "cancel": state in (State.DRAFT, State.ORDERED) and sends,
    }


def _here(request: SiteRequest, name: str, number: int) -> str:
    return here(request, f"purchasing:{name}", purchase_number=number)
