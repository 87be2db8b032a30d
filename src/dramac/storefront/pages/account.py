"""The account: signing in by a code that is mailed, past orders, and who one is."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dramac.commerce.customers import actions as customers
from dramac.commerce.customers import queries as people
from dramac.commerce.customers.actions import CustomerDetails, CustomerRefused, WrongCode
from dramac.commerce.customers.rules import AccountSettings
from dramac.commerce.orders import queries as orders
from dramac.commerce.waitlist import queries as waitlist
from dramac.kit.refusal import Refused
from dramac.kit.settings import read
from dramac.kit.throttle import TooMany
from dramac.storefront import addressing, purchases, signing, visitors
from dramac.storefront.frame import Head, show
from dramac.tenancy.requests import SiteRequest

LONGEST = 300
ORDERS_SHOWN = 20


@signing.signed_in_only
@require_safe
def account(request: SiteRequest) -> HttpResponse:
    """Orders, addresses, profile and what one waits for on one page. Six statements."""
    customer = visitors.customer_of(request)
    placed = orders.of_customer(request.site, customer.pk)[:ORDERS_SHOWN]
    kept = people.addresses(request.site, customer.pk)
    context = {
        "customer": customer,
        "orders": [purchases.summary(order) for order in placed],
        "addresses": [(address, addressing.lines(_as_mapping(address), request.site.locale)) for address in kept],
        "wishes": waitlist.of_customer(request.site, customer.pk),
    }
    return show(request, "storefront/pages/account.html", context, head=_head(_("Your account")))


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: SiteRequest) -> HttpResponse:
    """Ask for an e-mail address and send a code to it; whether the address is known makes no difference. 404 where the shop
    has no accounts."""
    if not read(AccountSettings, request.site.settings).accounts:
        raise Http404
    if visitors.customer_of(request) is not None:
        return HttpResponseRedirect(reverse("shop:account"))
    email = request.POST.get("email", "")[:LONGEST].strip()
    wanted = request.POST.get("next", request.GET.get("next", ""))[:LONGEST]
    if request.method != "POST":
        known = request.GET.get("email", "")[:LONGEST]
        return _ask(request, {"next": wanted, "email": known, "sent": "sent" in request.GET and bool(known)})
    try:
        customers.request_code(
            site=request.site,
            email=email,
            ip=visitors.address_of(request),
            now=request.now,
            locale=get_language() or "",
        )
    except CustomerRefused as refusal:
        return _ask(request, {"next": wanted, "email": email, "errors": {"email": str(refusal)}}, status=422)
    except TooMany as refusal:
        return _slow_down(request, {"next": wanted, "email": email, "errors": {"email": str(refusal)}}, refusal)
    return _ask(request, {"next": wanted, "email": email, "sent": True})


@require_POST
def code(request: SiteRequest) -> HttpResponse:
    """Take the code that was mailed and sign in."""
    email = request.POST.get("email", "")[:LONGEST].strip()
    typed = request.POST.get("code", "")[:40]
    wanted = request.POST.get("next", "")[:LONGEST]
    again = {"next": wanted, "email": email, "sent": True, "code": typed}
    try:
        signed_in = customers.sign_in(
            site=request.site,
            email=email,
            code=typed,
            ip=visitors.address_of(request),
            now=request.now,
            locale=get_language() or "",
        )
    except WrongCode as refusal:
        return _ask(request, {**again, "errors": {"code": str(refusal)}}, status=422)
    except TooMany as refusal:
        return _slow_down(request, {**again, "errors": {"code": str(refusal)}}, refusal)
    return signing.welcome(request, signed_in, signing.safe_next(request, wanted))


@require_POST
def sign_out(request: SiteRequest) -> HttpResponse:
    """End the sign-in of this browser."""
    return signing.farewell(request)


@signing.signed_in_only
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: SiteRequest) -> HttpResponse:
    """Name, telephone and whether news may be sent. The address of an account stays: it is what one signs in by."""
    customer = visitors.customer_of(request)
    typed = {
        "name": request.POST.get("name", customer.name)[:LONGEST],
        "phone": request.POST.get("phone", customer.phone)[:LONGEST],
        "news": "news" in request.POST if request.method == "POST" else customer.accepts_marketing,
    }
    errors: dict[str, str] = {}
    if request.method == "POST":
        details = CustomerDetails(customer.email, typed["name"], typed["phone"], accepts_marketing=typed["news"])
        try:
            customers.edit(
                site=request.site,
                customer_id=customer.pk,
                details=details,
                by=visitors.actor_of(request),
                now=request.now,
            )
            return HttpResponseRedirect(reverse("shop:account"), status=303)
        except Refused as refusal:
            errors = {refusal.field or "name": str(refusal)}
    context = {"customer": customer, "typed": typed, "errors": errors}
    head = _head(_("Your details"))
    return show(request, "storefront/pages/profile.html", context, head=head, status=422 if errors else 200)


@signing.signed_in_only
@require_safe
def order(request: SiteRequest, number: int) -> HttpResponse:
    """One of the customer's own orders; another's is not there."""
    customer = visitors.customer_of(request)
    found = orders.order_of(request.site, customer.pk, number)
    if found is None:
        raise Http404
    context = {"purchase": purchases.purchase(request.site, found), "token": "", "offers_account": False}
    return show(request, "storefront/pages/order.html", context, head=_head(_("Order %(number)s") % {"number": number}))


def _ask(request: SiteRequest, said: dict[str, Any], *, status: int = 200) -> HttpResponse:
    context = {"next": "", "email": "", "code": "", "sent": False, "errors": {}, **said}
    return show(request, "storefront/pages/sign-in.html", context, head=_head(_("Sign in")), status=status)


def _slow_down(request: SiteRequest, said: dict[str, Any], refusal: TooMany) -> HttpResponse:
    response = _ask(request, said, status=429)
    response["Retry-After"] = str(refusal.retry_after)
    return response


def _as_mapping(address: Any) -> dict[str, str]:
    return {name: getattr(address, name) for name in addressing.FIELDS}


def _head(title: str) -> Head:
    return Head(title=title, is_indexed=False)
