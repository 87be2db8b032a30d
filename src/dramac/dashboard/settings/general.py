"""The shop's particulars: name, contact, place, language, and how prices are meant."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from dramac.dashboard.forms import AddressField, CountryField, LanguageField, SiteForm, TextField, TimeZoneField
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.kit.refusal import Refused
from dramac.tenancy import actions as tenancy
from dramac.tenancy import permissions
from dramac.tenancy.models import Site
from dramac.tenancy.requests import SiteRequest


class GeneralForm(SiteForm):
    """What may be changed about a shop after it was opened."""

    name = TextField(label=_("Shop name"), max_length=120)
    tagline = TextField(
        label=_("Tagline"),
        max_length=200,
        required=False,
        help_text=_("A short line that search engines show as well."),
    )
    contact_email = AddressField(
        label=_("Contact e-mail"), required=False, help_text=_("Shoppers see it, and reply to it.")
    )
    contact_phone = TextField(
        label=_("Contact phone"), max_length=40, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    postal_address = TextField(
        label=_("Postal address"), max_length=500, rows=4, required=False, help_text=_("Printed on invoices.")
    )
    country = CountryField(label=_("Country"), help_text=_("Where the business is; taxes depend on it."))
    locale = LanguageField(label=_("Language"))
    time_zone = TimeZoneField(label=_("Time zone"), help_text=_("Days in reports and schedules begin by it."))
    prices_include_tax = forms.BooleanField(
        label=_("Prices in the catalogue include tax"),
        required=False,
        help_text=_("Orders already placed keep their amounts."),
    )

    @staticmethod
    def particulars(site: Site) -> dict[str, Any]:
        """The form's fields as the site has them."""
        return {name: getattr(site, name) for name in GeneralForm.base_fields}


@page(needs=permissions.SETTINGS_VIEW, changes=permissions.SETTINGS_EDIT)
def general(request: SiteRequest) -> HttpResponse:
    """Show the shop's particulars, and change them."""
    initial = GeneralForm.particulars(request.site)
    form = GeneralForm(sent(request), site=request.site, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            tenancy.edit_site(site=request.site, by=request.actor, now=request.now, **form.cleaned_data)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return done(request, _("Saved."), to=here(request, "dashboard:general"))
    editable = request.membership.may(permissions.SETTINGS_EDIT)
    return show(request, "dashboard/settings/general.html", form=form, editable=editable)
