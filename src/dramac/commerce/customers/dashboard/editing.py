"""Writing a customer down, saying anew who they are, and forgetting them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from dramac.commerce.customers import actions, permissions
from dramac.commerce.customers.actions import CustomerDetails, Person
from dramac.commerce.customers.dashboard.finding import found
from dramac.commerce.customers.dashboard.forms import CustomerForm, ErasureForm
from dramac.commerce.orders import actions as orders
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest


@page(needs=permissions.EDIT)
def new(request: SiteRequest) -> HttpResponse:
    """Write a customer down who has not bought yet."""
    form = CustomerForm(sent(request), site=request.site)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create(
                site=request.site, person=Person(**form.cleaned_data), by=request.actor, now=request.now
            )
        except Refused as refusal:
            refuse(form, refusal)
        else:
            to = here(request, "customers:detail", customer_id=made.pk)
            return done(request, _("The customer was added."), to=to)
    return show(request, "commerce/customers/dashboard/new.html", form=form)


@page(needs=permissions.EDIT)
def edit(request: SiteRequest, customer_id: UUID) -> HttpResponse:
    """Say anew who a customer is."""
    customer = found(request, customer_id)
    start = {name: getattr(customer, name) for name in CustomerForm.base_fields}
    form = CustomerForm(sent(request), site=request.site, initial=start)
    if request.method == "POST" and form.is_valid():
        told = CustomerDetails(**form.cleaned_data)
        try:
            actions.edit(site=request.site, customer_id=customer.pk, details=told, by=request.actor, now=request.now)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return done(request, _("Saved."), to=here(request, "customers:detail", customer_id=customer.pk))
    return show(request, "commerce/customers/dashboard/edit.html", form=form, customer=customer)


@page(needs=permissions.ERASE)
def erasure(request: SiteRequest, customer_id: UUID) -> HttpResponse:
    """Remove everything that tells who a customer is, from their orders, too. It cannot be taken back."""
    customer = found(request, customer_id)
    form = ErasureForm(sent(request), site=request.site, email=customer.email)
    if request.method == "POST" and form.is_valid():
        try:
            orders.erase_customer(site=request.site, customer_id=customer.pk, by=request.actor, now=request.now)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return done(request, _("The customer's data was erased."), to=here(request, "customers:index"))
    return show(request, "commerce/customers/dashboard/erasure.html", form=form, customer=customer)
