"""The cart: a page, and the same in the drawer that comes up after something was put into it."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from dramac.commerce.cart import actions as carts
from dramac.commerce.cart import queries
from dramac.commerce.cart.actions import CartGone, Changed
from dramac.commerce.catalog import queries as catalog
from dramac.kit.refusal import Refused
from dramac.storefront import amounts, basket, visitors, visits
from dramac.storefront.frame import Head, part, show
from dramac.storefront.pages.product import show_product
from dramac.tenancy.requests import SiteRequest

NO_LINE = UUID(int=0)


@require_safe
def cart(request: SiteRequest) -> HttpResponse:
    """The cart as a page. Seven statements."""
    return show_cart(request)


@require_safe
def drawer(request: SiteRequest) -> HttpResponse:
    """What the drawer holds. Six statements."""
    return part(request, "storefront/parts/drawer.html", _context(request))


@require_POST
def lines(request: SiteRequest) -> HttpResponse:
    """Put something into the cart; the drawer comes up, or without a script the cart's page."""
    typed = request.POST.get("quantity", "1")
    variant_id = amounts.key(request.POST.get("variant", ""))
    variant = catalog.variants_for_sale(request.site, [variant_id]).get(variant_id) if variant_id else None
    if variant is None:
        raise Http404
    secret = ""
    try:
        units = amounts.units(typed)
        held = visitors.cart_of(request)
        if held is None:
            opened = _open(request)
            held, secret = opened.cart, opened.secret
        changed = carts.add(site=request.site, cart_id=held.id, variant_id=variant.id, quantity=units, now=request.now)
    except (amounts.NotANumber, Refused) as problem:
        return _refused(request, variant.product_id, variant.id, str(problem))
    response = _added(request, changed, f"{variant.product_title} {variant.title}".strip())
    if secret:
        visits.keep_cart(request, response, secret)
    return response


@require_POST
def quantity(request: SiteRequest) -> HttpResponse:
    """Change how many of a line there are; none at all takes it out, which can be undone."""
    line_id = amounts.key(request.POST.get("line", "")) or NO_LINE
    typed = request.POST.get("quantity", "")
    held = visitors.cart_of(request)
    if held is None:
        return _seen(request, {})
    try:
        units = amounts.units(typed)
        if units == 0:
            return _removed(request, held.id, line_id)
        changed = carts.change(site=request.site, cart_id=held.id, line_id=line_id, quantity=units, now=request.now)
    except (amounts.NotANumber, Refused) as problem:
        wrong = {"problem": str(problem), "wrong_line": str(line_id), "wrong_quantity": amounts.kept(typed)}
        return _answer(request, wrong, status=422)
    return _seen(request, {"left": changed.quantity} if changed.is_less else {})


@require_POST
def acceptance(request: SiteRequest) -> HttpResponse:
    """The shopper has seen what changed: prices and numbers are today's from here on."""
    held = visitors.cart_of(request)
    if held is not None:
        with suppress(CartGone):  # ordered or merged in another window: the page shows what there is now
            carts.accept(site=request.site, cart_id=held.id, now=request.now)
    return _seen(request, {})


def show_cart(request: SiteRequest, extra: dict[str, Any] | None = None, *, status: int = 200) -> HttpResponse:
    """The cart as a page, with something to be said about it."""
    head = Head(title=_("Your cart"), is_indexed=False)
    return show(request, "storefront/pages/cart.html", _context(request, extra), head=head, status=status)


def _context(request: SiteRequest, extra: dict[str, Any] | None = None) -> dict[str, Any]:
    held = visitors.cart_of(request)
    shown = basket.basket(request.site, held) if held else None
    context: dict[str, Any] = {"basket": shown, "cart_count": shown.view.count if shown else 0}
    context |= {"totals": basket.totals(shown, estimated=True) if shown else [], "undo": None, "note": ""}
    context |= {
        "tax_note": basket.tax_note(shown) if shown else "",
        "problem": "",
        "wrong_line": "",
        "wrong_quantity": "",
    }
    return {**context, **_said(request), **(extra or {})}


def _said(request: SiteRequest) -> dict[str, Any]:
    """What the last change has to say, as the address of the page tells."""
    removed = amounts.key(request.GET.get("removed", ""))
    left = request.GET.get("left", "")
    if removed and (variant := catalog.variants_for_sale(request.site, [removed]).get(removed)):
        units = request.GET.get("units", "1")
        sound = units if units.isascii() and units.isdigit() and len(units) < 5 else "1"
        return {"undo": {"title": variant.product_title, "variant": variant.id, "units": sound}}
    if left.isascii() and left.isdigit() and len(left) < 6:
        number = int(left)
        return {
            "note": ngettext("There is only %(count)s left.", "There are only %(count)s left.", number)
            % {"count": left}
        }
    return {}


def _open(request: SiteRequest) -> Any:
    customer = visitors.customer_of(request)
    who = {"customer_id": customer.pk, "email": customer.email} if customer else {}
    return carts.open_cart(site=request.site, now=request.now, **who)


def _added(request: SiteRequest, changed: Changed, title: str) -> HttpResponse:
    said = {"left": changed.quantity} if changed.is_less else {}
    if not _in_drawer(request):
        return _seen(request, said)
    shown = basket.basket(request.site, changed.view.cart)
    context = {"basket": shown, "totals": basket.totals(shown, estimated=True), "tax_note": basket.tax_note(shown)}
    context |= {"cart_count": shown.view.count, "undo": None, "problem": "", "wrong_line": "", "wrong_quantity": ""}
    left = ngettext("There is only %(count)s left.", "There are only %(count)s left.", changed.quantity)
    note = (
        left % {"count": changed.quantity}
        if changed.is_less
        else _("%(product)s is in your cart.") % {"product": title}
    )
    response = part(request, "storefront/parts/drawer.html", {**context, "note": note})
    response["HX-Trigger"] = '{"open-dialog": "cart"}'
    return response


def _removed(request: SiteRequest, cart_id: UUID, line_id: UUID) -> HttpResponse:
    gone = next((line for line in queries.lines_of(request.site, cart_id) if line.id == line_id), None)
    carts.remove(site=request.site, cart_id=cart_id, line_id=line_id, now=request.now)
    return _seen(request, {"removed": str(gone.variant_id), "units": gone.quantity} if gone else {})


def _refused(request: SiteRequest, product_id: UUID, variant_id: UUID, problem: str) -> HttpResponse:
    """Something could not be put into the cart: the sentence stands where it was tried, with what was typed."""
    typed = amounts.kept(request.POST.get("quantity", ""))
    if _in_drawer(request):
        response = _answer(request, {"problem": problem}, status=422)
        response["HX-Trigger"] = '{"open-dialog": "cart"}'
        return response
    product = catalog.product_by_id(request.site, product_id)
    if product is None:
        return show_cart(request, {"problem": problem}, status=422)
    return show_product(request, product, problem=problem, typed=typed, asked=str(variant_id))


def _seen(request: SiteRequest, said: dict[str, Any]) -> HttpResponse:
    """Show the cart after a change: the page by redirect, so that reloading changes nothing again; the drawer at once."""
    query = f"?{urlencode(said)}" if said else ""
    name = "shop:drawer" if _in_drawer(request) else "shop:cart"
    return HttpResponseRedirect(reverse(name) + query, status=303)


def _answer(request: SiteRequest, extra: dict[str, Any], *, status: int) -> HttpResponse:
    if _in_drawer(request):
        return part(request, "storefront/parts/drawer.html", _context(request, extra), status=status)
    return show_cart(request, extra, status=status)


def _in_drawer(request: SiteRequest) -> bool:
    """Whether the answer goes into the drawer: only a script asks for that."""
    return bool(request.htmx) and "drawer" in request.GET
