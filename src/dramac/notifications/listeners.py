"""What people are told when something happened to an order, or when they want to sign in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from dramac.commerce.alerts.events import AlertsGathered
from dramac.commerce.customers.codes import code_text
from dramac.commerce.customers.events import CustomerDeleted, SignInCodeIssued
from dramac.commerce.inventory.events import BatchesDue
from dramac.commerce.orders import queries as orders
from dramac.commerce.orders.events import (
    OrderCancelled,
    OrderFulfilled,
    OrderPaid,
    OrderPlaced,
    OrderPromised,
    OrderRefunded,
)
from dramac.commerce.purchasing import queries as purchasing
from dramac.commerce.purchasing.events import PurchaseOrdered
from dramac.commerce.waitlist import queries as waitlist
from dramac.commerce.waitlist.events import RestockNotified
from dramac.dashboard.entrance import links
from dramac.kit.facts import Event
from dramac.kit.settings import read
from dramac.notifications import expiring, letters, restocking, stock, supplying
from dramac.notifications.posting import Letter, forget, post
from dramac.notifications.rules import MailSettings
from dramac.tenancy import addresses, queries
from dramac.tenancy.events import StaffInvited
from dramac.tenancy.models import Site


def send_confirmation(event: Event, event_id: UUID) -> None:
    """Tell the shopper that the order was placed and, where there is something to pay, how; and tell the shop."""
    if not isinstance(event, OrderPlaced):
        return
    site = queries.site_by_id(event.site_id)
    post(site, letters.about(site, "order_placed", event, event_id))
    ours = letters.about(site, "order_received", event, event_id)
    post(site, replace(ours, to=read(MailSettings, site.settings).orders_to or ours.to))


def send_payment_receipt(event: Event, event_id: UUID) -> None:
    """Tell the shopper that the money came."""
    if isinstance(event, OrderPaid):
        _tell("order_paid", event, event_id)


def send_shipping_notice(event: Event, event_id: UUID) -> None:
    """Tell the shopper what is on its way, and how to follow it."""
    if isinstance(event, OrderFulfilled) and event.notify:
        _tell("order_fulfilled", event, event_id)


def send_new_promise(event: Event, event_id: UUID) -> None:
    """Tell the shopper for when what is not there yet is promised now."""
    if isinstance(event, OrderPromised) and event.notify:
        _tell("order_promised", event, event_id)


def send_cancellation(event: Event, event_id: UUID) -> None:
    """Tell the shopper that the order will not be carried out."""
    if isinstance(event, OrderCancelled) and event.notify:
        _tell("order_cancelled", event, event_id)


def send_refund_notice(event: Event, event_id: UUID) -> None:
    """Tell the shopper what money goes back, and for what."""
    if isinstance(event, OrderRefunded) and event.notify:
        _tell("order_refunded", event, event_id)


def send_restock_notice(event: Event, event_id: UUID) -> None:
    """Tell someone who waited that a product is back, unless they were forgotten meanwhile."""
    if not isinstance(event, RestockNotified):
        return
    site = queries.site_by_id(event.site_id)
    wish = waitlist.by_id(site, event.request_id)
    if wish is not None:
        post(site, restocking.notice(site, wish, event_id))


def send_purchase_order(event: Event, event_id: UUID) -> None:
    """Send a supplier the order, where it was asked for and the order was not taken back meanwhile."""
    if not isinstance(event, PurchaseOrdered) or not event.notify:
        return
    site = queries.site_by_id(event.site_id)
    detail = purchasing.detail(site, event.order_id)
    if detail is not None and detail.order.state not in ("draft", "cancelled"):
        post(site, supplying.purchase_order(site, detail, event_id))


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


def send_stock_alerts(event: Event, event_id: UUID) -> None:
    """Tell whoever the shop named of stock that runs low. One address that a mail server refuses keeps no other waiting."""
    if isinstance(event, AlertsGathered):
        site = queries.site_by_id(event.site_id)
        _post_each(site, stock.about_alerts(site, event, event_id))


def send_batches_due(event: Event, event_id: UUID) -> None:
    """Tell the same people of batches that expire."""
    if isinstance(event, BatchesDue):
        site = queries.site_by_id(event.site_id)
        _post_each(site, expiring.about_batches(site, event, event_id))


def _post_each(site: Site, letters: Iterable[Letter]) -> None:
    trouble: Exception | None = None
    for letter in letters:
        try:
            post(site, letter)
        except Exception as error:  # told again by the outbox; those who were told are not told twice
            trouble = error
    if trouble:
        raise trouble


def forget_customer(event: Event, _key: UUID) -> None:
    """Forget to whom e-mails about the orders and wishes of an erased customer went, and what they were headed. Safe to repeat."""
    if isinstance(event, CustomerDeleted):
        site = queries.site_by_id(event.site_id)
        numbers = orders.of_customer(site, event.customer_id).values_list("number", flat=True)
        forget(site, [f"order:{number}" for number in numbers])
        forget(site, waitlist.references_of(site, event.customer_id))


def _tell(kind: str, event: Event, cause: UUID) -> None:
    site = queries.site_by_id(event.site_id)
    post(site, letters.about(site, kind, event, cause))
