"""The status page of an order, behind a secret address that only its shopper was given."""

from __future__ import annotations

from contextlib import suppress

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dramac.commerce.customers import actions as customers
from dramac.commerce.customers import queries as people
from dramac.commerce.customers.rules import AccountSettings
from dramac.commerce.orders import queries as orders
from dramac.commerce.orders.queries import OrderDetail
from dramac.kit.refusal import Refused
from dramac.kit.settings import read
from dramac.storefront import purchases, visitors
from dramac.storefront.frame import Head, show
from dramac.tenancy.requests import SiteRequest


@require_safe
def order(request: SiteRequest, token: str) -> HttpResponse:
    """The order of a secret address; a wrong one says no more than any address that is not there. Eleven statements."""
    found = _found(request, token)
    title = _("Order %(number)s") % {"number": found.order.number}
    context = {
        "purchase": purchases.purchase(request.site, found),
        "token": token,
        "offers_account": _offers_account(request, found),
    }
    response = show(request, "storefront/pages/order.html", context, head=Head(title=title, is_indexed=False))
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_POST
def account(request: SiteRequest, token: str) -> HttpResponse:
    """Send a sign-in code to the address the order was placed with: using it makes the account."""
    found = _found(request, token)
    with suppress(Refused):  # too many codes: the page to enter one says how to get another
        customers.request_code(
            site=request.site,
            email=found.order.email,
            ip=visitors.address_of(request),
            now=request.now,
            locale=get_language() or "",
        )
    query = urlencode({"sent": "1", "email": str(found.order.email)})
    return HttpResponseRedirect(f"{reverse('shop:sign-in')}?{query}", status=303)


def _found(request: SiteRequest, token: str) -> OrderDetail:
    found = orders.by_token(request.site, token)
    if found is None:
        raise Http404
    return found


def _offers_account(request: SiteRequest, found: OrderDetail) -> bool:
    """Whether the shopper could make an account now: the shop offers it, they are not signed in, and the address has none."""
    told = read(AccountSettings, request.site.settings)
    if not (told.accounts and told.offered_after_order):
        return False
    if visitors.customer_of(request) is not None or not found.order.customer_id:
        return False
    customer = people.get(request.site, found.order.customer_id)
    return bool(customer and not customer.has_account)
