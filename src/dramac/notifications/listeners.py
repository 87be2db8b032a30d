"""What people are told when something happened to an order, or when they want to sign in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from dramac.commerce.customers.codes import code_text
from dramac.commerce.customers.events import SignInCodeIssued
from dramac.commerce.customers.rules import postal_lines
from dramac.commerce.orders.events import (
    OrderCancelled,
    OrderFulfilled,
    OrderPaid,
    OrderPlaced,
    OrderRefunded,
    OrderTold,
)
from dramac.commerce.orders.tokens import token_of
from dramac.commerce.payments import queries as payments
from dramac.dashboard.entrance import links
from dramac.kit.facts import Event
from dramac.notifications.posting import Letter, post
from dramac.tenancy import addresses, queries
from dramac.tenancy.events import StaffInvited
from dramac.tenancy.models import Site


def send_confirmation(event: Event, event_id: UUID) -> None:
    """Tell the shopper that the order was placed and, where there is something to pay, how; and tell the shop."""
    if not isinstance(event, OrderPlaced):
        return
    site = queries.site_by_id(event.site_id)
    order = event.order
    method = payments.method(site, order.payment_method_id) if order.payment_method_id else None
    waiting = order.payment_state == "pending" and order.total > 0
    how = {
        "instructions": method.instructions if method and waiting else "",
        "payment_details": payments.details(method) if waiting else [],
        "waiting": waiting,
    }
    with translation.override(order.locale or site.locale):
        subject = _("Your order %(number)s at %(shop)s") % {"number": order.number, "shop": site.name}
    _tell(site, order, event_id, ("order_placed", subject, how))
    if site.contact_email:
        with translation.override(site.locale):
            subject = _("New order %(number)s from %(name)s") % {
                "number": order.number,
                "name": order.name or order.email,
            }
        context = {
            **_words(site, order),
            "dashboard": addresses.dashboard_page(site, "orders:detail", number=order.number),
        }
        post(site, Letter("order_received", site.contact_email, subject, event_id, context, f"order:{order.number}"))


def send_payment_receipt(event: Event, event_id: UUID) -> None:
    """Tell the shopper that the money came."""
    if not isinstance(event, OrderPaid):
        return
    site = queries.site_by_id(event.site_id)
    with translation.override(event.order.locale or site.locale):
        subject = _("We received your payment for order %(number)s") % {"number": event.order.number}
    _tell(site, event.order, event_id, ("order_paid", subject, {"amount": event.amount}))


def send_shipping_notice(event: Event, event_id: UUID) -> None:
    """Tell the shopper what is on its way, and how to follow it."""
    if not isinstance(event, OrderFulfilled) or not event.notify:
        return
    site = queries.site_by_id(event.site_id)
    with translation.override(event.order.locale or site.locale):
        subject = _("Order %(number)s is on its way") % {"number": event.order.number}
    _tell(site, event.order, event_id, ("order_fulfilled", subject, {"fulfilment": event}))


def send_cancellation(event: Event, event_id: UUID) -> None:
    """Tell the shopper that the order will not be carried out."""
    if not isinstance(event, OrderCancelled) or not event.notify:
        return
    site = queries.site_by_id(event.site_id)
    with translation.override(event.order.locale or site.locale):
        subject = _("Order %(number)s was cancelled") % {"number": event.order.number}
    _tell(site, event.order, event_id, ("order_cancelled", subject, {"cancellation": event}))


def send_refund_notice(event: Event, event_id: UUID) -> None:
    """Tell the shopper what money goes back, and for what."""
    if not isinstance(event, OrderRefunded) or not event.notify:
        return
    site = queries.site_by_id(event.site_id)
    with translation.override(event.order.locale or site.locale):
        subject = _("A refund for order %(number)s") % {"number": event.order.number}
    _tell(site, event.order, event_id, ("order_refunded", subject, {"refund": event}))


def send_sign_in_code(event: Event, event_id: UUID) -> None:
    """Send the one-time code to who asked for it."""
    if not isinstance(event, SignInCodeIssued):
        return
    site = queries.site_by_id(event.site_id)
    code = code_text(event.code_id)
    with translation.override(event.locale or site.locale):
        subject = _("%(code)s is your code for %(shop)s") % {"code": code, "shop": site.name}
    post(site, Letter("sign_in_code", event.email, subject, event_id, {"code": code}, locale=event.locale))


def send_invitation(event: Event, event_id: UUID) -> None:
    """Tell someone that they may work on a shop, unless they were removed again before the worker came to it.

    Who has no password yet gets a link to set one.
    """
    if not isinstance(event, StaffInvited):
        return
    site = queries.site_by_id(event.site_id)
    member = queries.member(site, event.member_id)
    if member is None or not member.is_active:
        return
    person = member.user
    is_new = not person.has_usable_password()
    link = links.link(person, links.INVITATION) if is_new else addresses.dashboard_page(site, "dashboard:home")
    with translation.override(site.locale):
        subject = _("You may work on %(shop)s") % {"shop": site.name}
    context = {"by": event.by, "is_new": is_new, "link": link}
    post(site, Letter("staff_invited", person.email, subject, event_id, context))


def _tell(site: Site, order: OrderTold, cause: UUID, letter: tuple[str, str, Mapping[str, Any]]) -> None:
    kind, subject, more = letter
    context = {**_words(site, order), **more}
    post(site, Letter(kind, order.email, subject, cause, context, f"order:{order.number}", order.locale))


def _words(site: Site, order: OrderTold) -> dict[str, Any]:
    return {
        "order": order,
        "status_page": addresses.shop_page(site, "shop:order", token=token_of(order.id)),
        "delivery": postal_lines(order.shipping_address),
    }
