"""An order that was never placed, to show what e-mails look like."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dramac.commerce.orders.events import (
    LineTold,
    OrderCancelled,
    OrderFulfilled,
    OrderPaid,
    OrderPlaced,
    OrderPromised,
    OrderRefunded,
    OrderTold,
    UnitsTold,
)
from dramac.kit.facts import Event
from dramac.kit.ids import new_id
from dramac.notifications import letters
from dramac.notifications.posting import Letter
from dramac.tenancy.models import Site

TOTAL, PRICE, SHIPPING = 6490, 2800, 890


def letter(site: Site, kind: str, *, cause: UUID, now: datetime) -> Letter:
    """An e-mail of this kind about an order that was never placed. Raises KeyError for a kind that there is not."""
    order = _order(site, now)
    units = (UnitsTold(order.lines[0].id, order.lines[0].title, order.lines[0].variant_title, 1),)
    about: dict[str, Any] = {"site_id": site.pk, "occurred_at": now, "order": order}
    sent: dict[str, Any] = {
        "fulfilment_id": new_id(),
        "carrier": "DHL",
        "tracking_number": "JD014600003",
        "tracking_url": "",
    }
    back: dict[str, Any] = {"refund_id": new_id(), "amount": PRICE, "tax": 0, "reason": ""}
    facts: dict[str, Event] = {
        "order_placed": OrderPlaced(**about),
        "order_received": OrderPlaced(**about),
        "order_paid": OrderPaid(**about, amount=order.total),
        "order_fulfilled": OrderFulfilled(**about, units=units, **sent),
        "order_promised": OrderPromised(**about, units=units, promised_on=(now + timedelta(days=10)).date()),
        "order_cancelled": OrderCancelled(**about, reason="", is_expired=True),
        "order_refunded": OrderRefunded(**about, units=units, **back),
    }
    return replace(letters.about(site, kind, facts[kind], cause), to="")


def _order(site: Site, now: datetime) -> OrderTold:
    address = {"name": "Grace Murray", "line1": "1 Quay Street", "city": "Westport", "country": site.country}
    return OrderTold(
        id=new_id(),
        number=1001,
        state="open",
        payment_state="pending",
        fulfilment_state="unfulfilled",
        channel="website",
        currency=site.currency,
        locale=site.locale,
        prices_include_tax=site.prices_include_tax,
        customer_id=None,
        email="grace@example.com",
        name="Grace Murray",
        phone="",
        shipping_address=address,
        billing_address=address,
        shipping_method=_("Standard delivery"),
        payment_method=_("Bank transfer"),
        payment_provider="bank_transfer",
        payment_method_id=None,
        lines=(_line(_("Mug"), _("Blue"), 2),),
        taxes=(),
        subtotal=2 * PRICE,
        discount_total=0,
        shipping_total=SHIPPING,
        tax_total=0,
        total=TOTAL,
        paid_total=0,
        refunded_total=0,
        note="",
        placed_at=now,
        expires_at=now + timedelta(days=7),
        version=1,
    )


def _line(title: str, variant: str, quantity: int) -> LineTold:
    gross = PRICE * quantity
    return LineTold(
        id=new_id(),
        product_id=None,
        variant_id=None,
        title=title,
        variant_title=variant,
        sku="",
        image_file="",
        quantity=quantity,
        unit_price=PRICE,
        gross=gross,
        discount=0,
        net=gross,
        tax=0,
        total=gross,
        requires_shipping=True,
    )
