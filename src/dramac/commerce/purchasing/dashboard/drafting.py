"""Purchase orders before they are sent: begun, and their lines and costs written down."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory import queries as stock
from dramac.commerce.purchasing import actions, permissions, queries
from dramac.commerce.purchasing.actions import LineWish, OrderDetails
from dramac.commerce.purchasing.dashboard.finding import meant
from dramac.commerce.purchasing.models import PurchaseOrder
from dramac.commerce.purchasing.queries import OrderDetail
from dramac.commerce.purchasing.rules import MOST_UNITS
from dramac.dashboard.forms import MoneyField, SiteForm, TextField
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest

NAMES = ("expected_on", "rate", "shipping_cost", "other_cost", "spreads_costs", "reference", "note")


class NewOrderForm(SiteForm):
    """From whom."""

    supplier = forms.ChoiceField(label=_("Supplier"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["supplier"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = queries.supplier_choices(self.site)


def currency_of(field: forms.Field, currency: str) -> None:
    """Let an amount be typed in another currency than the shop's."""
    assert isinstance(field, MoneyField)
    field.currency = currency
    field.widget.attrs["suffix"] = currency


class DraftForm(SiteForm):
    """What is ordered, to where, and what it costs beside the goods. A line of no units is taken off."""

    add = TextField(
        label=_("Add by SKU, barcode or name"), max_length=120, required=False, help_text=_("One is added at a time.")
    )
    add_units = forms.IntegerField(label=_("Units"), min_value=1, max_value=MOST_UNITS, required=False, initial=1)
    location = forms.TypedChoiceField(label=_("Deliver to"), coerce=UUID)
    expected_on = forms.DateField(
        label=_("Expected"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Left empty, it follows from the lead time when the order is sent."),
    )
    rate = forms.DecimalField(label=_("Exchange rate"), required=False, max_digits=14, decimal_places=6, localize=True)
    shipping_cost = MoneyField(label=_("Delivery"), required=False)
    other_cost = MoneyField(label=_("Other costs"), required=False, help_text=_("Customs, packing, fees."))
    spreads_costs = forms.BooleanField(
        label=_("Spread delivery and other costs over the goods"),
        required=False,
        help_text=_("By value, to the last cent: what is on the shelf is then worth what it really cost."),
    )
    reference = TextField(label=_("Supplier's reference"), max_length=120, required=False)
    note = TextField(label=_("Note to the supplier"), max_length=2000, rows=3, required=False)

    def __init__(self, *args: Any, detail: OrderDetail, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.detail = detail
        places = self.fields["location"]
        assert isinstance(places, forms.ChoiceField)
        places.choices = [(str(one.pk), one.name) for one in stock.locations(self.site, only_active=True)]
        for line in detail.lines:
            self.fields[f"units_{line.pk.hex}"] = forms.IntegerField(
                min_value=0, max_value=MOST_UNITS, initial=line.ordered, label=line.title
            )
            cost = MoneyField(required=False, initial=line.unit_cost, label=line.title)
            self.settle(cost)
            self.fields[f"cost_{line.pk.hex}"] = cost
            currency_of(cost, detail.order.currency)
        for name in ("shipping_cost", "other_cost"):
            currency_of(self.fields[name], detail.order.currency)
        if detail.order.currency == self.site.currency:
            del self.fields["rate"]
        else:
            words = now_("What one %(currency)s costs in %(own)s, frozen as the order is sent.")
            self.fields["rate"].help_text = words % {"currency": detail.order.currency, "own": self.site.currency}

    def rows(self) -> list[tuple[Any, Any, Any]]:
        """Each line with its fields."""
        return [(one, self[f"units_{one.pk.hex}"], self[f"cost_{one.pk.hex}"]) for one in self.detail.lines]

    def clean_add(self) -> Any:
        """The variant that is meant, if one is."""
        text = self.cleaned_data["add"]
        return meant(self.site, text) if text else None

    def details(self) -> OrderDetails:
        """What the order says."""
        data = self.cleaned_data
        told: dict[str, Any] = {name: data.get(name) for name in NAMES}
        return OrderDetails(
            **{**told, "shipping_cost": told["shipping_cost"] or 0, "other_cost": told["other_cost"] or 0},
            location_id=data["location"],
        )

    def wishes(self) -> list[LineWish]:
        """What is ordered, the line that is added last."""
        data, found = self.cleaned_data, []
        for line in self.detail.lines:
            if units := data[f"units_{line.pk.hex}"]:
                found.append(LineWish(line.variant_id, units, data[f"cost_{line.pk.hex}"]))
        if variant := data.get("add"):
            found.append(LineWish(variant.pk, data.get("add_units") or 1))
        return found


@page(needs=permissions.EDIT)
def new(request: SiteRequest) -> HttpResponse:
    """Begin an order."""
    start = {"supplier": request.GET.get("supplier", "")}
    form = NewOrderForm(sent(request), site=request.site, initial=start)
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"lines": [], "details": OrderDetails(), "by": request.actor, "now": request.now}
        try:
            supplier_id = UUID(form.cleaned_data["supplier"])
            made = actions.create_order(site=request.site, supplier_id=supplier_id, **told)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            to = here(request, "purchasing:draft", purchase_number=made.number)
            return done(request, now_("The order was begun. Add what you want to order."), to=to)
    return show(request, "commerce/purchasing/dashboard/new.html", form=form)


@page(needs=permissions.EDIT)
def draft(request: SiteRequest, purchase_number: int) -> HttpResponse:
    """Write down what is ordered and what it costs."""
    detail = queries.by_number(request.site, purchase_number)
    if detail is None:
        raise Http404
    form = DraftForm(sent(request), site=request.site, detail=detail, initial=_start(detail.order))
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"lines": form.wishes(), "details": form.details(), "by": request.actor}
        try:
            actions.edit_order(site=request.site, order_id=detail.order.pk, now=request.now, **told)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            name = "purchasing:draft" if form.cleaned_data.get("add") else "purchasing:order"
            return done(request, now_("Saved."), to=here(request, name, purchase_number=purchase_number))
    return show(request, "commerce/purchasing/dashboard/draft.html", form=form, detail=detail, order=detail.order)


def _start(order: PurchaseOrder) -> dict[str, Any]:
    return {**{name: getattr(order, name) for name in NAMES}, "location": str(order.location_id)}
