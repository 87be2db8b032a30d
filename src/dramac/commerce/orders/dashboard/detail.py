"""One order: what was bought, what was paid, what left, and its story."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dramac.commerce.customers import permissions as customers
from dramac.commerce.customers.rules import postal_lines
from dramac.commerce.orders import actions, permissions
from dramac.commerce.orders.dashboard.finding import found
from dramac.commerce.orders.queries import OrderDetail
from dramac.commerce.orders.tokens import token_of
from dramac.commerce.orders.words import story
from dramac.commerce.payments import permissions as payments
from dramac.dashboard.pages import done, here, page, show
from dramac.tenancy.addresses import shop_page
from dramac.tenancy.models import Membership
from dramac.tenancy.requests import SiteRequest

ICONS = {
    "placed": "shopping-bag",
    "paid": "banknote",
    "authorized": "shield-check",
    "payment_failed": "circle-alert",
    "fulfilled": "truck",
    "tracking_changed": "map-pin",
    "cancelled": "circle-x",
    "expired": "clock-alert",
    "refunded": "undo-2",
    "refund_failed": "circle-alert",
    "note": "message-square",
    "erased": "eraser",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the story, ready to show."""

    text: str
    at: datetime
    who: str
    why: str
    icon: str


@dataclass(frozen=True, slots=True)
class Entered:
    """One line of the payment ledger, ready to show. The amount is in minor units."""

    words: str
    reference: str
    at: datetime
    who: str
    amount: int


@page(needs=permissions.VIEW, methods=("GET",))
def detail(request: SiteRequest, number: int) -> HttpResponse:
    """Show an order, and what this person may do with it."""
    order = found(request, number)
    address = shop_page(request.site, "shop:order", token=token_of(order.order.pk))
    return show(
        request,
        "commerce/orders/dashboard/detail.html",
        detail=order,
        order=order.order,
        told=_told(order),
        ledger=_ledger(order),
        may=_may(order, request.membership),
        delivery=postal_lines(order.order.shipping_address),
        billing=postal_lines(order.order.billing_address),
        status_page=address,
    )


@page(needs=permissions.NOTE, methods=("POST",))
def note(request: SiteRequest, number: int) -> HttpResponse:
    """Write a comment into an order's story; shoppers never see it."""
    order = found(request, number).order
    text = request.POST.get("text", "")
    actions.note(site=request.site, order_id=order.pk, text=text, by=request.actor, now=request.now)
    return done(request, _("The note was added."), to=here(request, "orders:detail", number=number))


def _told(order: OrderDetail) -> list[Told]:
    """The story, newest first."""
    language = (get_language() or "en").replace("-", "_")
    return [
        Told(
            text=story(entry.kind, entry.details, order.order.currency, language),
            at=entry.created_at,
            who=entry.actor,
            why=_why(entry.details),
            icon=ICONS.get(entry.kind, "circle-dot"),
        )
        for entry in reversed(order.timeline)
    ]


def _why(details: dict[str, Any]) -> str:
    """What else is known of something that happened: a reason, a reference, a parcel."""
    names = ("reason", "reference", "location", "carrier", "tracking_number")
    return " · ".join(str(details[name]) for name in names if details.get(name))


def _ledger(order: OrderDetail) -> list[Entered]:
    """The payment ledger, newest first."""
    words = {
        "authorize": _("Promised"),
        "capture": _("Received"),
        "refund": _("Given back"),
        "void": _("Let go"),
    }
    states = {"failed": _("failed"), "unknown": _("under way")}
    return [
        Entered(
            words=", ".join(filter(None, (words[entry.kind], states.get(entry.status)))),
            reference=entry.reference,
            at=entry.created_at,
            who=entry.created_by,
            amount=entry.amount,
        )
        for entry in reversed(order.ledger)
    ]


def _may(order: OrderDetail, member: Membership) -> dict[str, bool]:
    """What can be done with the order now, by this person."""
    return {
        "pay": order.obstacle_to_pay() is None and member.may(payments.CAPTURE),
        "fulfil": order.units_to_fulfil > 0 and _lives(order) and member.may(permissions.FULFIL),
        "pack": order.units_to_fulfil > 0 and _lives(order),
        "cancel": order.obstacle_to_cancel() is None and member.may(permissions.CANCEL),
        "refund": order.refundable > 0 and member.may(payments.REFUND),
        "note": member.may(permissions.NOTE),
        "track": member.may(permissions.FULFIL),
        "customer": order.order.customer_id is not None and member.may(customers.VIEW),
    }


def _lives(order: OrderDetail) -> bool:
    return order.order.state in ("open", "completed")
