"""What was sold before it was there: which lines wait, for when they were promised, and which can be sent now."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dramac.commerce.orders import actions, permissions, queries
from dramac.commerce.orders.models import OrderLine
from dramac.dashboard.forms import SiteForm
from dramac.dashboard.index import BulkAction, Choices, Column, DayRange, Empty, IndexTable, Outcome, View, YesNo
from dramac.dashboard.pages import here
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest


class PromiseForm(SiteForm):
    """For which day it is promised now; without one no day is told."""

    promised_on = forms.DateField(
        label=_("Promised for"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Leave it empty if you cannot name a day."),
    )
    notify = forms.BooleanField(label=_("Write to the customers"), required=False, initial=True)

    def clean_promised_on(self) -> date | None:
        """A day that is still to come."""
        day: date | None = self.cleaned_data["promised_on"]
        if day is not None and day < localdate():
            raise forms.ValidationError(_now("Promise a day that is still to come."))
        return day


def promise(request: SiteRequest, rows: QuerySet[OrderLine], data: dict[str, Any]) -> Outcome:
    """The chosen lines are promised for another day; each customer is written to once."""
    lines: dict[UUID, list[OrderLine]] = defaultdict(list)
    for line in rows:
        lines[line.order_id].append(line)
    promised, done, refused = actions.Promise(data["promised_on"], data["notify"]), 0, []
    for order_id, chosen in lines.items():
        try:
            actions.promise(
                site=request.site,
                order_id=order_id,
                line_ids=[line.pk for line in chosen],
                promised=promised,
                by=request.actor,
                now=request.now,
            )
            done += len(chosen)
        except Refused as reason:
            refused.append((f"#{chosen[0].order.number}", str(reason)))
    words = ngettext("%(n)s line promised anew.", "%(n)s lines promised anew.", done) % {"n": done}
    return Outcome(done, words, tuple(refused))


def _state(row: Any) -> str:
    if row.is_ready:
        return _now("Can be sent now")
    return _now("Overdue") if row.promised_on and row.promised_on < localdate() else ""


class WaitingForStock(IndexTable[OrderLine]):
    """Lines of open orders that wait for stock, the oldest order first."""

    name = "waiting"
    title = _("Waiting for stock")
    needs = permissions.VIEW
    sort = "ordered"
    search_label = _("Search by product, SKU, order or customer")
    columns = (
        Column(
            "product",
            _("Product"),
            value=lambda row: " – ".join(filter(None, (row.title, row.variant_title))),
            role="title",
        ),
        Column("order", _("Order"), value=lambda row: f"#{row.order.number}", role="note"),
        Column("customer", _("Customer"), value=lambda row: row.order.name or row.order.email, role="note"),
        Column("ordered", _("Ordered on"), value="order.placed_at", kind="date", sort="order__placed_at"),
        Column("waiting", _("Units waiting"), kind="number", sort="waiting", role="figure"),
        Column("kind", _("Sold as"), value=lambda row: row.get_waiting_as_display()),
        Column("promised", _("Promised for"), value="promised_on", kind="date", sort="promised_on", role="state"),
        Column("outlook", _("State"), value=_state, role="state"),
        Column("sku", _("SKU"), shown=False),
    )
    filters = (
        Choices("kind", _("Sold as"), field="waiting_as", options=OrderLine.WaitingAs.choices),
        YesNo("overdue", _("Overdue"), where=lambda rows, value: _overdue(rows, value == "yes")),
        YesNo("ready", _("Can be sent now"), where=lambda rows, value: rows.filter(is_ready=int(value == "yes"))),
        DayRange("ordered", _("Ordered on"), field="order__placed_at"),
    )
    views = (
        View(_("All")),
        View(_("Overdue"), "overdue=yes"),
        View(_("Can be sent now"), "ready=yes"),
        View(_("Pre-orders"), "kind=pre_order"),
        View(_("Back-orders"), "kind=back_order"),
    )
    bulk = (BulkAction("promise", _("Change the day"), promise, needs=permissions.FULFIL, form=PromiseForm),)
    empty = Empty(
        _("Nothing waits for stock"),
        _("What is sold as a pre-order or back-order stands here until it is sent."),
        "calendar-clock",
    )

    def rows(self) -> QuerySet[OrderLine]:
        """What waits in this shop."""
        return queries.waiting_lines(self.site)

    def search(self, rows: QuerySet[OrderLine], q: str) -> QuerySet[OrderLine]:
        """By product, SKU, number of the order, name or e-mail address."""
        return rows.filter(queries.waiting_for(q))

    def row_name(self, row: OrderLine) -> str:
        """The product and its order."""
        return f"{row.title} (#{row.order.number})"

    def href(self, row: OrderLine) -> str:
        """The order."""
        return here(self.request, "orders:detail", number=row.order.number)


def _overdue(rows: QuerySet[OrderLine], is_overdue: bool) -> QuerySet[OrderLine]:
    late = {"promised_on__lt": localdate()}
    return rows.filter(**late) if is_overdue else rows.exclude(**late)
