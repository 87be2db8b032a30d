"""What can be done to many orders at once: their money came, their goods leave. Each is done or refused on its own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dramac.commerce.orders import actions
from dramac.commerce.orders.models import Order
from dramac.dashboard.forms import SiteForm
from dramac.dashboard.index import Outcome, each
from dramac.tenancy.requests import SiteRequest


class SendingForm(SiteForm):
    """Whether shoppers are written to."""

    notify = forms.BooleanField(label=_("Write to the customers"), required=False, initial=True)


def record_payments(request: SiteRequest, rows: QuerySet[Order], _data: dict[str, Any]) -> Outcome:
    """All that is due of the chosen orders came."""

    def paid(order: Order) -> object:
        return actions.mark_paid(
            site=request.site, order_id=order.pk, money=actions.MoneyIn(), by=request.actor, now=request.now
        )

    outcome = each(rows, paid, name=_name)
    words = ngettext("%(n)s order marked as paid.", "%(n)s orders marked as paid.", outcome.done)
    return Outcome(outcome.done, words % {"n": outcome.done}, outcome.refused)


def send(request: SiteRequest, rows: QuerySet[Order], data: dict[str, Any]) -> Outcome:
    """Everything that is left of the chosen orders leaves."""

    def sent(order: Order) -> object:
        parcel = actions.Parcel(notify=data["notify"])
        return actions.fulfil(site=request.site, order_id=order.pk, parcel=parcel, by=request.actor, now=request.now)

    outcome = each(rows, sent, name=_name)
    words = ngettext("%(n)s order sent.", "%(n)s orders sent.", outcome.done)
    return Outcome(outcome.done, words % {"n": outcome.done}, outcome.refused)


def _name(order: Order) -> str:
    return f"#{order.number}"
