"""What a supplier sells: which variant, at which cost, in which packs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.catalog.queries import Variant
from dramac.commerce.purchasing import actions, permissions, queries
from dramac.commerce.purchasing.actions import ItemDetails
from dramac.commerce.purchasing.dashboard.drafting import currency_of
from dramac.commerce.purchasing.dashboard.finding import meant, named
from dramac.commerce.purchasing.models import SupplierItem
from dramac.commerce.purchasing.rules import MOST_UNITS
from dramac.dashboard.forms import MoneyField, SiteForm, TextField
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest

SHORT = {"inputmode": "numeric", "autocomplete": "off", "size": "short"}
NAMES = ("supplier_sku", "unit_cost", "minimum_lot", "pack_size", "lead_time_days", "is_preferred")


def _units(label: Any, text: Any) -> forms.IntegerField:
    widget = forms.TextInput(attrs=SHORT)
    return forms.IntegerField(label=label, min_value=1, max_value=MOST_UNITS, help_text=text, widget=widget)


class ItemForm(SiteForm):
    """How a supplier sells a variant."""

    supplier_sku = TextField(label=_("Supplier's SKU"), max_length=120, required=False)
    unit_cost = MoneyField(label=_("Unit cost"), required=False, help_text=_("In the supplier's currency."))
    minimum_lot = _units(_("Minimum lot"), _("They sell no fewer units at a time."))
    pack_size = _units(_("Pack size"), _("Units are ordered in multiples of this."))
    lead_time_days = forms.IntegerField(
        label=_("Lead time in days"),
        min_value=0,
        max_value=365,
        required=False,
        help_text=_("Where it is another than the supplier's."),
        widget=forms.TextInput(attrs=SHORT),
    )
    is_preferred = forms.BooleanField(label=_("Order from this supplier first"), required=False)

    def details(self) -> ItemDetails:
        """The same for the action."""
        return ItemDetails(**{name: self.cleaned_data[name] for name in NAMES})


class NewItemForm(ItemForm):
    """Which supplier sells which variant."""

    supplier = forms.ChoiceField(label=_("Supplier"))
    variant = TextField(label=_("SKU, barcode or product"), max_length=120)
    field_order = ("variant", "supplier")

    def __init__(self, *args: Any, chosen: Variant | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["supplier"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = queries.supplier_choices(self.site)
        if chosen is not None:
            del self.fields["variant"]
        wanted = str(self.data.get("supplier") or self.initial.get("supplier") or "")
        known = dict(queries.suppliers(self.site).values_list("pk", "currency"))
        currency = next((code for key, code in known.items() if str(key) == wanted), "")
        if currency:
            currency_of(self.fields["unit_cost"], currency)

    def clean_variant(self) -> Variant:
        """The one that is meant."""
        return meant(self.site, self.cleaned_data["variant"])


@page(needs=permissions.EDIT)
def new(request: SiteRequest) -> HttpResponse:
    """Say that a supplier sells a variant."""
    chosen = _chosen(request)
    start = {"minimum_lot": 1, "pack_size": 1, "supplier": request.GET.get("supplier", ""), "is_preferred": True}
    form = NewItemForm(sent(request), site=request.site, chosen=chosen, initial=start)
    if request.method == "POST" and form.is_valid():
        variant = chosen or form.cleaned_data["variant"]
        told: dict[str, Any] = {"variant_id": variant.pk, "details": form.details(), "now": request.now}
        try:
            actions.put_item(site=request.site, supplier_id=UUID(form.cleaned_data["supplier"]), **told)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            back = "purchasing:reorder" if request.GET.get("next") == "reorder" else "purchasing:items"
            return done(request, now_("Saved."), to=here(request, back))
    return _shown(request, form, None, named(chosen) if chosen else now_("New item"))


@page(needs=permissions.VIEW, changes=permissions.EDIT)
def item(request: SiteRequest, item_id: UUID) -> HttpResponse:
    """Change how a supplier sells a variant."""
    row = _found(request, item_id)
    form = ItemForm(sent(request), site=request.site, initial={name: getattr(row, name) for name in NAMES})
    currency_of(form.fields["unit_cost"], row.supplier.currency)
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {"variant_id": row.variant_id, "details": form.details(), "now": request.now}
        try:
            actions.put_item(site=request.site, supplier_id=row.supplier_id, **told)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return done(request, now_("Saved."), to=here(request, "purchasing:items"))
    return _shown(request, form, row, named(row.variant))


@page(needs=permissions.EDIT, methods=("POST",))
def removal(request: SiteRequest, item_id: UUID) -> HttpResponse:
    """Forget that a supplier sells a variant."""
    row = _found(request, item_id)
    told: dict[str, Any] = {"supplier_id": row.supplier_id, "variant_id": row.variant_id}
    actions.remove_item(site=request.site, now=request.now, **told)
    return done(request, now_("Removed."), to=here(request, "purchasing:items"))


def _shown(request: SiteRequest, form: ItemForm, row: SupplierItem | None, heading: str) -> HttpResponse:
    may_edit = request.membership.may(permissions.EDIT)
    template = "commerce/purchasing/dashboard/item.html"
    return show(request, template, form=form, item=row, heading=heading, may_edit=may_edit)


def _chosen(request: SiteRequest) -> Variant | None:
    """The variant that the address names, if it does. Raises Http404."""
    text = request.GET.get("variant", "")
    if not text:
        return None
    try:
        found = catalog.variant_by_id(request.site, UUID(text))
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


def _found(request: SiteRequest, item_id: UUID) -> SupplierItem:
    row = queries.item_by_id(request.site, item_id)
    if row is None:
        raise Http404
    return row
