"""The addresses that a signed-in customer keeps: added, changed, removed, chosen as the first."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dramac.commerce.customers import actions as customers
from dramac.commerce.customers import queries as people
from dramac.kit.refusal import Refused
from dramac.storefront import addressing, signing, visitors
from dramac.storefront.frame import Head, show
from dramac.tenancy.requests import SiteRequest


@signing.signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SiteRequest) -> HttpResponse:
    """Keep a new address."""
    customer = visitors.customer_of(request)
    empty = {"country": request.site.country, "name": customer.name, "phone": customer.phone}
    form = _form(request, empty)
    if _is_sent(request) and form.is_sound:
        try:
            customers.add_address(
                site=request.site,
                customer_id=customer.pk,
                address=form.values,
                by=visitors.actor_of(request),
                now=request.now,
            )
            return _back()
        except Refused as refusal:
            return _show(request, form, title=_("New address"), problem=str(refusal))
    return _show(request, form, title=_("New address"))


@signing.signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SiteRequest, address_id: UUID) -> HttpResponse:
    """Say an address anew."""
    own = _own(request, address_id)
    form = _form(request, {name: getattr(own, name) for name in addressing.FIELDS})
    if _is_sent(request) and form.is_sound:
        by = visitors.actor_of(request)
        customers.edit_address(site=request.site, address_id=own.pk, address=form.values, by=by, now=request.now)
        return _back()
    return _show(request, form, title=_("Change address"))


@signing.signed_in_only
@require_POST
def removal(request: SiteRequest, address_id: UUID) -> HttpResponse:
    """Forget an address."""
    own = _own(request, address_id)
    customers.remove_address(site=request.site, address_id=own.pk, by=visitors.actor_of(request), now=request.now)
    return _back()


@signing.signed_in_only
@require_POST
def default(request: SiteRequest, address_id: UUID) -> HttpResponse:
    """Offer this address first."""
    own = _own(request, address_id)
    by = visitors.actor_of(request)
    customers.make_default_address(site=request.site, address_id=own.pk, by=by, now=request.now)
    return _back()


def _own(request: SiteRequest, address_id: UUID) -> Any:
    """The customer's own address with this key; another's is not there."""
    kept = people.addresses(request.site, visitors.customer_of(request).pk)
    found = next((address for address in kept if address.pk == address_id), None)
    if found is None:
        raise Http404
    return found


def _is_sent(request: SiteRequest) -> bool:
    """Whether the form was sent to be kept, and not only to see the fields of another country."""
    return request.method == "POST" and "refresh" not in request.POST


def _form(request: SiteRequest, empty: dict[str, str]) -> addressing.AddressForm:
    values = addressing.typed(request.POST) if request.method == "POST" else empty
    return addressing.form(values, locale=request.site.locale, checked=_is_sent(request))


def _show(request: SiteRequest, form: addressing.AddressForm, *, title: str, problem: str = "") -> HttpResponse:
    wrong = bool(problem) or (_is_sent(request) and not form.is_sound)
    context = {"form": form, "problem": problem, "heading": title}
    head = Head(title=title, is_indexed=False)
    return show(request, "storefront/pages/address.html", context, head=head, status=422 if wrong else 200)


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("shop:account"), status=303)
