"""The checkout: one page, guests first. What was typed is never lost; what changed meanwhile is told before anything is ordered."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dramac.commerce.cart import actions as carts
from dramac.commerce.cart import queries as cart_queries
from dramac.commerce.cart.actions import CartDetails, CartGone
from dramac.commerce.cart.queries import Cart
from dramac.commerce.checkout import actions as checkouts
from dramac.commerce.checkout.actions import CartMoved, OutOfStock, PaymentDeclined, PlaceOrder, TotalMoved
from dramac.commerce.checkout.rules import CheckoutSettings
from dramac.commerce.customers import queries as people
from dramac.commerce.customers.rules import AccountSettings
from dramac.commerce.orders import queries as orders
from dramac.commerce.payments import queries as payments
from dramac.kit.money import Money
from dramac.kit.refusal import Refused
from dramac.kit.settings import read
from dramac.storefront import addressing, basket, delivery, ordering, visitors, visits
from dramac.storefront.basket import Basket
from dramac.storefront.frame import Head, absolute, show
from dramac.storefront.ordering import Checked, Typed
from dramac.tenancy.requests import SiteRequest
from dramac.ui.formats import money

FIELDS = {"shipping_method": "shipping", "payment_method": "payment"}


@require_http_methods(["GET", "HEAD", "POST"])
def checkout(request: SiteRequest) -> HttpResponse:
    """Show the form, show it again for another address, or place the order. Seven statements to show it."""
    cart = _cart(request)
    if cart is None:
        return _placed_before(request) or _to_cart()
    if _asked(request).account_required and visitors.customer_of(request) is None:
        return HttpResponseRedirect(f"{reverse('shop:sign-in')}?{urlencode({'next': reverse('shop:checkout')})}")
    if request.method != "POST":
        if not cart.is_open:
            return _to_cart()
        checkouts.reserve(site=request.site, cart=cart, now=request.now)
        return _show(request, cart, ordering.from_cart(request.site, cart, *_known(request)))
    typed = ordering.from_form(request.POST)
    if request.POST.get("do") != "place":
        return _refresh(request, cart, typed)
    return _place(request, cart, typed)


def _cart(request: SiteRequest) -> Cart | None:
    """The visitor's cart; when they send the form once more, also one that has become an order."""
    found = visitors.cart_of(request)
    secret = visits.cart_secret(request)
    if found is None and secret and request.method == "POST":
        return cart_queries.by_secret(request.site, secret)
    return found


def _asked(request: SiteRequest) -> CheckoutSettings:
    return read(CheckoutSettings, request.site.settings)


def _known(request: SiteRequest) -> tuple[Any, dict[str, str] | None]:
    """Who is signed in, and the address they keep first."""
    customer = visitors.customer_of(request)
    kept = people.addresses(request.site, customer.pk) if customer else []
    return customer, {name: getattr(kept[0], name) for name in addressing.FIELDS} if kept else None


def _refresh(request: SiteRequest, cart: Cart, typed: Typed) -> HttpResponse:
    """Another country, another way of delivery: the same form with what follows from it."""
    if not cart.is_open:
        return _to_cart()
    checkouts.reserve(site=request.site, cart=cart, now=request.now)
    shown = _basket(request, cart, typed)
    checked = _check(request, shown, typed, is_final=False)
    _remember(request, cart, ordering.details(checked, shipping=_method(shown)))
    return _draw(request, shown, checked)


def _place(request: SiteRequest, cart: Cart, typed: Typed) -> HttpResponse:
    if cart.is_open:
        shown = _basket(request, cart, typed)
        if len(shown.offers) == 1:
            typed = replace(typed, shipping_method=shown.offers[0].method_id)
        checked = _check(request, shown, typed, is_final=True)
        if not checked.is_sound:
            return _draw(request, shown, checked, status=422)
        _remember(request, cart, ordering.details(checked, shipping=typed.shipping_method))
        typed = replace(typed, address={**dict.fromkeys(typed.address, ""), **checked.address.values})
    try:
        placement = checkouts.place(
            site=request.site,
            order=_order(request, cart, typed),
            by=visitors.actor_of(request),
            now=request.now,
            key=typed.key,
        )
    except (OutOfStock, TotalMoved, CartMoved) as moved:
        return _moved(request, cart, typed, moved)
    except PaymentDeclined as declined:
        return _show(request, cart, typed, errors={"payment": str(declined)}, status=422)
    except Refused as refusal:
        name = FIELDS.get(refusal.field or "", refusal.field or "email")
        return _show(request, cart, typed, errors={name: str(refusal)}, status=422)
    return HttpResponseRedirect(
        placement.started.redirect_url or reverse("shop:order", kwargs={"token": placement.order.token}), status=303
    )


def _remember(request: SiteRequest, cart: Cart, details: CartDetails) -> None:
    """Keep what was typed with the cart; one that the same form, sent twice, has just made an order of needs nothing."""
    with suppress(CartGone):
        carts.tell(site=request.site, cart_id=cart.id, details=details, now=request.now)


def _order(request: SiteRequest, cart: Cart, typed: Typed) -> PlaceOrder:
    customer = visitors.customer_of(request)
    return PlaceOrder(
        cart_id=cart.id,
        expected_total=typed.expected_total if typed.expected_total is not None else -1,
        email=typed.email,
        address=typed.address,
        billing_address=typed.billing if typed.has_own_billing else None,
        shipping_method_id=typed.shipping_method,
        payment_method_id=typed.payment_method,
        name=typed.address["name"],
        phone=typed.address["phone"],
        note=typed.note,
        locale=get_language() or "",
        customer_id=customer.pk if customer else None,
        accepts_marketing=typed.accepts_marketing and _asked(request).offers_news,
        return_url=absolute(request, reverse("shop:home")),
    )


def _moved(request: SiteRequest, cart: Cart, typed: Typed, moved: OutOfStock | TotalMoved | CartMoved) -> HttpResponse:
    """Prices or stock are not what the shopper saw: say what changed, put the cart right, and let them look again."""
    view = moved.quote.view
    site = request.site
    news = [f"{notice.title}: {basket.sentence(site, notice)}" for notice in view.notices]
    with suppress(CartGone):
        carts.accept(site=site, cart_id=cart.id, now=request.now)
    shown = _basket(request, cart, typed)
    if shown.is_empty:
        return HttpResponseRedirect(reverse("shop:cart"), status=303)
    if typed.expected_total is not None and typed.expected_total != shown.view.bill.total:
        amounts = {"before": money(Money(typed.expected_total, site.currency)), "now": money(shown.total)}
        news.append(_("The total was %(before)s and is %(now)s now.") % amounts)
    checked = _check(request, shown, typed, is_final=False)
    return _draw(request, shown, checked, news=news or [str(moved)], status=409)


def _show(
    request: SiteRequest, cart: Cart, typed: Typed, *, errors: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    shown = _basket(request, cart, typed)
    if status == 200 and not shown.view.can_be_ordered:
        return _to_cart()
    checked = _check(request, shown, typed, is_final=False)
    return _draw(request, shown, replace(checked, errors={**checked.errors, **(errors or {})}), status=status)


def _basket(request: SiteRequest, cart: Cart, typed: Typed) -> Basket:
    """The cart with delivery and taxes as the form says where it goes."""
    address = addressing.form(typed.address, locale=request.site.locale, checked=False).values
    told = replace(cart, address=address, shipping_method_id=typed.shipping_method)
    return basket.basket(request.site, told, collects=typed.collects)


def _check(request: SiteRequest, shown: Basket, typed: Typed, *, is_final: bool) -> Checked:
    ways = tuple(payments.offers(request.site))
    offered = ordering.Offered(shown.offers, ways, shown.view.requires_shipping, shown.needs_address, _asked(request))
    return ordering.check(request.site, typed, offered, is_final=is_final)


def _method(shown: Basket) -> Any:
    return shown.delivery.method_id if shown.delivery else None


def _draw(
    request: SiteRequest, shown: Basket, checked: Checked, *, news: list[str] | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "basket": shown,
        "form": checked,
        "asked": _asked(request),
        "has_accounts": read(AccountSettings, request.site.settings).accounts,
        "customer": visitors.customer_of(request),
        "cart_count": shown.view.count,
        "methods": [_method_card(shown, offer) for offer in shown.offers],
        "payments": [
            {"value": offer.id, "label": offer.name, "hint": offer.instructions} for offer in checked.offered.payments
        ],
        "totals": basket.totals(shown, estimated=False),
        "tax_note": basket.tax_note(shown),
        "news": news or [],
    }
    head = Head(title=_("Check out"), is_indexed=False)
    return show(request, "storefront/pages/checkout.html", context, head=head, status=status)


def _method_card(shown: Basket, offer: Any) -> dict[str, Any]:
    price = shown.money(offer.amount)
    return {
        "value": offer.method_id,
        "label": offer.name,
        "hint": delivery.days(offer),
        "aside": money(price) if price.minor else _("Free"),
    }


def _placed_before(request: SiteRequest) -> HttpResponse | None:
    """The order that this very form has become already, when it is sent once more without its cart."""
    key = request.POST.get("key", "")[:64]
    placed = orders.placed_with_key(request.site, key) if len(key) >= 16 else None
    return HttpResponseRedirect(reverse("shop:order", kwargs={"token": placed.token}), status=303) if placed else None


def _to_cart() -> HttpResponse:
    return HttpResponseRedirect(reverse("shop:cart"))
