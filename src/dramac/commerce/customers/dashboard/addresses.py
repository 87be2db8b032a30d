"""The addresses that a customer keeps, as staff write them down: each country with its own fields."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from dramac.commerce.customers import actions, permissions, queries
from dramac.commerce.customers.dashboard.finding import found
from dramac.commerce.customers.labels import label_of, sentence_of
from dramac.commerce.customers.models import Customer, CustomerAddress
from dramac.commerce.customers.rules import AddressField, check_address, clean_address, countries, fields_of
from dramac.dashboard.forms import CountryField, SiteForm, TextField
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.kit.refusal import Refused
from dramac.tenancy.models import Site
from dramac.tenancy.requests import SiteRequest

FIELDS = ("name", "company", "line1", "line2", "city", "region", "postcode", "country", "phone")
FAR_TOO_LONG = 1000


class PostalForm(SiteForm):
    """An address with the fields of its country, in the order in which its people write them."""

    country = CountryField()

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].label = _("Country")
        self.parts = fields_of(country)
        for part in self.parts:
            self.fields[part.name] = _field(part)

    def clean(self) -> dict[str, str]:
        """The address as it is kept; what is wrong with it stands beside each field."""
        kept = clean_address(super().clean() or {})
        for problem in check_address(kept):
            if problem.field in self.fields and problem.field not in self.errors:
                self.add_error(problem.field, str(sentence_of(problem)))
        return kept


@page(needs=permissions.EDIT)
def address_new(request: SiteRequest, customer_id: UUID) -> HttpResponse:
    """Keep a new address of a customer."""
    customer = found(request, customer_id)
    form = _form(request, {"country": request.site.country, "name": customer.name, "phone": customer.phone})
    if _is_sent(request) and form.is_valid():
        try:
            actions.add_address(
                site=request.site,
                customer_id=customer.pk,
                address=form.cleaned_data,
                by=request.actor,
                now=request.now,
            )
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return _back(request, customer, _("The address was added."))
    return _show(request, form, customer, _("Add address"))


@page(needs=permissions.EDIT)
def address(request: SiteRequest, address_id: UUID) -> HttpResponse:
    """Say an address anew."""
    kept = _kept(request, address_id)
    form = _form(request, {name: getattr(kept, name) for name in FIELDS})
    if _is_sent(request) and form.is_valid():
        try:
            actions.edit_address(
                site=request.site, address_id=kept.pk, address=form.cleaned_data, by=request.actor, now=request.now
            )
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return _back(request, kept.customer, _("Saved."))
    return _show(request, form, kept.customer, _("Edit address"))


@page(needs=permissions.EDIT, methods=("POST",))
def address_removal(request: SiteRequest, address_id: UUID) -> HttpResponse:
    """Forget an address."""
    kept = _kept(request, address_id)
    actions.remove_address(site=request.site, address_id=kept.pk, by=request.actor, now=request.now)
    return _back(request, kept.customer, _("The address was removed."))


@page(needs=permissions.EDIT, methods=("POST",))
def address_default(request: SiteRequest, address_id: UUID) -> HttpResponse:
    """Offer this address first."""
    kept = _kept(request, address_id)
    actions.make_default_address(site=request.site, address_id=kept.pk, by=request.actor, now=request.now)
    return _back(request, kept.customer, _("This address comes first now."))


def _kept(request: SiteRequest, address_id: UUID) -> CustomerAddress:
    kept = queries.address(request.site, address_id)
    if kept is None:
        raise Http404
    return kept


def _is_sent(request: SiteRequest) -> bool:
    """Whether the form was sent to be kept, and not only to see the fields of another country."""
    return request.method == "POST" and "refresh" not in request.POST


def _form(request: SiteRequest, start: dict[str, str]) -> PostalForm:
    typed = sent(request)
    if typed is not None:
        start = {name: typed.get(name, "")[:FAR_TOO_LONG] for name in FIELDS}
    return PostalForm(
        typed if _is_sent(request) else None,
        site=request.site,
        country=_country(request.site, start["country"]),
        initial=start,
    )


def _country(site: Site, wanted: str) -> str:
    return wanted if wanted in countries() else site.country


def _show(request: SiteRequest, form: PostalForm, customer: Customer, heading: str) -> HttpResponse:
    return show(request, "commerce/customers/dashboard/address.html", form=form, customer=customer, heading=heading)


def _back(request: SiteRequest, customer: Customer, message: str) -> HttpResponse:
    return done(request, message, to=here(request, "customers:detail", customer_id=customer.pk))


def _field(part: AddressField) -> forms.Field:
    """A field that takes anything of a sensible length; what its country asks for is checked for the whole address."""
    label, attrs = str(label_of(part)), {"autocomplete": "off"}
    if part.choices:
        choices = [("", _("Choose")), *part.choices]
        return forms.ChoiceField(label=label, choices=choices, required=False)
    return TextField(label=label, max_length=part.longest, required=False, widget=forms.TextInput(attrs=attrs))
