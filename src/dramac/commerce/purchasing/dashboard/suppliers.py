"""Someone who sells to the shop: added, described, closed and opened again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from dramac.commerce.purchasing import actions, permissions, queries
from dramac.commerce.purchasing.actions import SupplierDetails
from dramac.commerce.purchasing.dashboard.drafting import currency_of
from dramac.commerce.purchasing.models import Supplier
from dramac.dashboard.forms import AddressField, CountryField, MoneyField, SiteForm, TextField
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.kit.money import UnknownCurrency, exponent
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest

ADDRESS = ("line1", "line2", "postcode", "city", "country")
PLAIN = ("name", "contact", "email", "phone", "currency", "lead_time_days", "minimum_order", "notes")
SHORT = {"inputmode": "numeric", "autocomplete": "off", "size": "short"}


class SupplierForm(SiteForm):
    """What is said of a supplier."""

    name = TextField(label=_("Name"), max_length=120)
    contact = TextField(label=_("Contact person"), max_length=120, required=False)
    email = AddressField(label=_("E-mail address"), required=False, help_text=_("Orders are sent here."))
    phone = TextField(label=_("Phone"), max_length=40, required=False)
    currency = TextField(label=_("Currency"), max_length=3, help_text=_("Three letters, such as EUR."))
    lead_time_days = forms.IntegerField(
        label=_("Lead time in days"),
        min_value=0,
        max_value=365,
        required=False,
        help_text=_("From the order until the goods are there."),
        widget=forms.TextInput(attrs=SHORT),
    )
    minimum_order = MoneyField(label=_("Minimum order value"), required=False)
    line1 = TextField(label=_("Street and number"), max_length=200, required=False)
    line2 = TextField(label=_("Floor, building"), max_length=200, required=False)
    postcode = TextField(label=_("Postcode"), max_length=20, required=False)
    city = TextField(label=_("Town"), max_length=120, required=False)
    country = CountryField(label=_("Country"), required=False)
    notes = TextField(label=_("Notes"), max_length=2000, rows=3, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = str(self.data.get("currency") or self.initial.get("currency") or "").upper()
        try:
            exponent(wanted)
        except UnknownCurrency:
            return
        currency_of(self.fields["minimum_order"], wanted)

    def details(self) -> SupplierDetails:
        """The same for the action."""
        data = self.cleaned_data
        address = {name: data[name] for name in ADDRESS if data[name]}
        return SupplierDetails(**{name: data[name] for name in PLAIN}, address=address)


@page(needs=permissions.EDIT)
def new(request: SiteRequest) -> HttpResponse:
    """Add a supplier."""
    return _edit(request, None)


@page(needs=permissions.VIEW, changes=permissions.EDIT)
def supplier(request: SiteRequest, supplier_id: UUID) -> HttpResponse:
    """Look at a supplier, and change what is said of them."""
    return _edit(request, _found(request, supplier_id))


def _edit(request: SiteRequest, row: Supplier | None) -> HttpResponse:
    start: dict[str, Any] = {"currency": request.site.currency, "country": request.site.country}
    if row:
        start = {**{name: getattr(row, name) for name in PLAIN}, **row.address}
    form = SupplierForm(sent(request), site=request.site, initial=start)
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"details": form.details(), "by": request.actor, "now": request.now}
        try:
            if row:
                actions.edit_supplier(site=request.site, supplier_id=row.pk, **told)
            else:
                actions.add_supplier(site=request.site, **told)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return done(request, now_("Saved."), to=here(request, "purchasing:suppliers"))
    may_edit = request.membership.may(permissions.EDIT)
    template = "commerce/purchasing/dashboard/supplier.html"
    return show(request, template, form=form, supplier=row, may_edit=may_edit)


@page(needs=permissions.EDIT, methods=("POST",))
def closing(request: SiteRequest, supplier_id: UUID) -> HttpResponse:
    """Buy nothing more from a supplier."""
    _found(request, supplier_id)
    actions.close_supplier(site=request.site, supplier_id=supplier_id, by=request.actor, now=request.now)
    undo = here(request, "purchasing:supplier-reopening", supplier_id=supplier_id)
    return done(request, now_("The supplier was closed."), to=here(request, "purchasing:suppliers"), undo=undo)


@page(needs=permissions.EDIT, methods=("POST",))
def reopening(request: SiteRequest, supplier_id: UUID) -> HttpResponse:
    """Buy from a supplier again."""
    _found(request, supplier_id)
    actions.reopen_supplier(site=request.site, supplier_id=supplier_id, by=request.actor, now=request.now)
    return done(request, now_("The supplier is open again."), to=here(request, "purchasing:suppliers"))


def _found(request: SiteRequest, supplier_id: UUID) -> Supplier:
    row = queries.supplier(request.site, supplier_id)
    if row is None:
        raise Http404
    return row
