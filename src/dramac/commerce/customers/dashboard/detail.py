"""One customer: what they bought, where they live, and what staff noted."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from dramac.commerce.customers import actions, permissions, queries
from dramac.commerce.customers.dashboard.finding import found
from dramac.commerce.customers.dashboard.forms import NoteForm, TagsForm
from dramac.commerce.customers.models import Customer, CustomerAddress
from dramac.commerce.customers.rules import postal_lines
from dramac.commerce.orders import permissions as orders_permissions
from dramac.commerce.orders import queries as orders
from dramac.commerce.orders.queries import Spend
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest

ORDERS_SHOWN = 20
ADDRESS = ("name", "company", "line1", "line2", "city", "region", "postcode", "country")


@page(needs=permissions.VIEW, methods=("GET",))
def detail(request: SiteRequest, customer_id: UUID) -> HttpResponse:
    """Show a customer, and what this person may do."""
    customer = found(request, customer_id)
    return _shown(request, customer, NoteForm(site=request.site, initial={"note": customer.note}))


@page(needs=permissions.EDIT, methods=("POST",))
def note(request: SiteRequest, customer_id: UUID) -> HttpResponse:
    """Keep a note that only staff see; an empty one removes it."""
    customer = found(request, customer_id)
    form = NoteForm(sent(request), site=request.site)
    if form.is_valid():
        text = form.cleaned_data["note"]
        try:
            actions.note(site=request.site, customer_id=customer.pk, text=text, by=request.actor, now=request.now)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            to = here(request, "customers:detail", customer_id=customer.pk)
            return done(request, _("The note was saved."), to=to)
    return _shown(request, customer, form)


@page(needs=permissions.EDIT, methods=("POST",))
def tags(request: SiteRequest, customer_id: UUID) -> HttpResponse:
    """Put words on a customer, instead of those there were."""
    customer = found(request, customer_id)
    form = TagsForm(sent(request), site=request.site)
    if form.is_valid():
        words = form.cleaned_data["tags"]
        try:
            actions.tag(site=request.site, customer_id=customer.pk, tags=words, by=request.actor, now=request.now)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            to = here(request, "customers:detail", customer_id=customer.pk)
            return done(request, _("The tags were saved."), to=to)
    return _shown(request, customer, NoteForm(site=request.site, initial={"note": customer.note}), form)


def _shown(request: SiteRequest, customer: Customer, form: NoteForm, tags_form: TagsForm | None = None) -> HttpResponse:
    tags = queries.tags_of(request.site, [customer.pk]).get(customer.pk, [])
    may = request.membership.may
    sees_orders = may(orders_permissions.VIEW)
    spend = orders.spend_of(request.site, [customer.pk]).get(customer.pk, Spend()) if sees_orders else None
    bought = list(orders.of_customer(request.site, customer.pk)[:ORDERS_SHOWN]) if sees_orders else []
    return show(
        request,
        "commerce/customers/dashboard/detail.html",
        customer=customer,
        form=form,
        tags=tags,
        tags_form=tags_form or TagsForm(site=request.site, initial={"tags": tags}),
        spend=spend,
        average=spend.total // spend.orders if spend and spend.orders else None,
        orders=bought,
        addresses=[(one, _lines(one)) for one in queries.addresses(request.site, customer.pk)],
        may={"edit": may(permissions.EDIT), "erase": may(permissions.ERASE)},
    )


def _lines(address: CustomerAddress) -> list[str]:
    return postal_lines({name: getattr(address, name) for name in ADDRESS})
