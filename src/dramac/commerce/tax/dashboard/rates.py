"""Tax rates: the list, and a form for each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dramac.commerce.tax import actions, permissions, queries
from dramac.commerce.tax.actions import RateDetails
from dramac.commerce.tax.models import TaxRate
from dramac.dashboard.forms import CountryField, PercentField, SiteForm, TextField
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.dashboard.settings.records import FORM, LIST, Row, Section
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest
from dramac.ui.formats import percent

SECTIONS = (
    Section(gettext_lazy("Rate"), gettext_lazy("Shoppers read its name on their bill."), ("name", "rate", "tax_class")),
    Section(
        gettext_lazy("Where"),
        gettext_lazy("The most narrow rate that fits a delivery address is charged."),
        ("country", "region"),
    ),
    Section(
        gettext_lazy("How"),
        gettext_lazy("Rates of the same priority exclude each other; those of several priorities add up."),
        ("applies_to_shipping", "priority", "is_compound", "is_active"),
    ),
)


class RateForm(SiteForm):
    """What a rate is and where it is charged."""

    name = TextField(label=gettext_lazy("Name"), max_length=120)
    rate = PercentField(label=gettext_lazy("Rate"))
    tax_class = forms.ChoiceField(label=gettext_lazy("Tax class"))
    country = CountryField(label=gettext_lazy("Country"))
    region = TextField(
        label=gettext_lazy("Region"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Empty for the whole country; the code of a state or province otherwise."),
    )
    applies_to_shipping = forms.BooleanField(label=gettext_lazy("Charged on delivery, too"), required=False)
    priority = forms.IntegerField(label=gettext_lazy("Priority"), min_value=1, max_value=9)
    is_compound = forms.BooleanField(label=gettext_lazy("Charged on top of other taxes"), required=False)
    is_active = forms.BooleanField(label=gettext_lazy("In use"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        classes = [(row.key, row.name) for row in queries.classes(self.site)]
        self.fields["tax_class"].choices = classes  # type: ignore[attr-defined]  # a ChoiceField


@page(needs=permissions.VIEW, methods=("GET",))
def rates(request: SiteRequest) -> HttpResponse:
    """The rates the shop charges, by country."""
    rows = [_row(request, rate) for rate in queries.rates(request.site)]
    add = (_("Add rate"), here(request, "tax:new")) if request.membership.may(permissions.EDIT) else None
    return show(
        request,
        LIST,
        heading=_("Taxes"),
        lead=_("What is charged where, by class of goods."),
        add=add,
        rows=rows,
        icon_name="percent",
        empty=(_("No tax rates yet"), _("Add the rate of your country; without one no tax is charged.")),
    )


@page(needs=permissions.EDIT)
def new(request: SiteRequest) -> HttpResponse:
    """Add a rate."""
    start = {
        "country": request.site.country,
        "tax_class": "standard",
        "priority": 1,
        "is_active": True,
        "applies_to_shipping": True,
    }
    return _edited(request, None, start)


@page(needs=permissions.VIEW, changes=permissions.EDIT)
def rate(request: SiteRequest, rate_id: UUID) -> HttpResponse:
    """Show a rate, and change it."""
    found = queries.rate(request.site, rate_id)
    if found is None:
        raise Http404
    return _edited(request, found, {name: getattr(found, name) for name in RateForm.base_fields})


@page(needs=permissions.EDIT, methods=("POST",))
def removal(request: SiteRequest, rate_id: UUID) -> HttpResponse:
    """Charge a rate no longer."""
    if queries.rate(request.site, rate_id) is None:
        raise Http404
    actions.remove_rate(site=request.site, rate_id=rate_id, by=request.actor, now=request.now)
    return done(request, _("The rate was removed."), to=here(request, "tax:rates"))


def _row(request: SiteRequest, found: TaxRate) -> Row:
    place = " · ".join(word for word in (found.country, found.region, found.tax_class) if word)
    href = here(request, "tax:rate", rate_id=found.pk)
    return Row(found.name, href, f"{percent(found.rate / 100)} · {place}", found.is_active)


def _edited(request: SiteRequest, found: TaxRate | None, start: dict[str, Any]) -> HttpResponse:
    form = RateForm(sent(request), site=request.site, initial=start)
    if request.method == "POST" and form.is_valid():
        kept: dict[str, Any] = {"postcodes": tuple(found.postcodes), "cities": tuple(found.cities)} if found else {}
        details = RateDetails(**form.cleaned_data, **kept)
        same = {"site": request.site, "details": details, "by": request.actor, "now": request.now}
        try:
            _save(found, same)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return done(request, _("Saved."), to=here(request, "tax:rates"))
    editable = request.membership.may(permissions.EDIT)
    return show(
        request,
        FORM,
        heading=found.name if found else _("New tax rate"),
        back=(_("Taxes"), here(request, "tax:rates")),
        form=form,
        sections=SECTIONS,
        removal=here(request, "tax:removal", rate_id=found.pk) if found and editable else None,
        editable=editable,
    )


def _save(found: TaxRate | None, same: dict[str, Any]) -> None:
    if found is None:
        actions.add_rate(**same)
    else:
        actions.edit_rate(rate_id=found.pk, **same)
