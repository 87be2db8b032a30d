"""What each e-mail about an order says: its subject and what its template is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from dramac.commerce.customers.rules import postal_lines
from dramac.commerce.orders.events import OrderTold
from dramac.commerce.orders.tokens import token_of
from dramac.commerce.payments import queries as payments
from dramac.notifications.posting import Letter
from dramac.tenancy import addresses
from dramac.tenancy.models import Site


def about(site: Site, kind: str, fact: Any, cause: UUID) -> Letter:
    """The e-mail of this kind that tells of a fact about an order: to the shopper in the order's language, or to the shop
    in its own. Raises KeyError for a kind that there is not."""
    order: OrderTold = fact.order
    is_ours = kind == "order_received"
    locale = site.locale if is_ours else order.locale or site.locale
    with translation.override(locale):
        subject = _subject(site, kind, order)
        context = {**_words(site, order), **_more(site, kind, fact)}
    to = site.contact_email if is_ours else order.email
    return Letter(kind, to, subject, cause, context, f"order:{order.number}", locale)


def _subject(site: Site, kind: str, order: OrderTold) -> str:
    values = {"number": order.number, "shop": site.name, "name": order.name or order.email}
    subjects = {
        "order_placed": _("Your order %(number)s at %(shop)s"),
        "order_received": _("New order %(number)s from %(name)s"),
        "order_paid": _("We received your payment for order %(number)s"),
        "order_fulfilled": _("Order %(number)s is on its way"),
        "order_promised": _("A new day for order %(number)s"),
        "order_cancelled": _("Order %(number)s was cancelled"),
        "order_refunded": _("A refund for order %(number)s"),
    }
    return subjects[kind] % values


def _more(site: Site, kind: str, fact: Any) -> Mapping[str, Any]:
    order: OrderTold = fact.order
    match kind:
        case "order_placed":
            return _how_to_pay(site, order)
        case "order_received":
            return {"dashboard": addresses.dashboard_page(site, "orders:detail", number=order.number)}
        case "order_paid":
            return {"amount": fact.amount}
        case "order_fulfilled":
            return {"fulfilment": fact}
        case "order_promised":
            return {"promise": fact}
        case "order_cancelled":
            return {"cancellation": fact}
        case _:
            return {"refund": fact}


def _how_to_pay(site: Site, order: OrderTold) -> dict[str, Any]:
    method = payments.method(site, order.payment_method_id) if order.payment_method_id else None
    waiting = order.payment_state == "pending" and order.total > 0
    return {
        "instructions": method.instructions if method and waiting else "",
        "payment_details": payments.details(method) if waiting else [],
        "waiting": waiting,
    }


def _words(site: Site, order: OrderTold) -> dict[str, Any]:
    return {
        "order": order,
        "status_page": addresses.shop_page(site, "shop:order", token=token_of(order.id)),
        "delivery": postal_lines(order.shipping_address),
    }
