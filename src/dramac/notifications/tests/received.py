"""What the tests of e-mails share: sales to write of, facts told to who writes, and mails read back as they arrive."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from django.core import mail
from django.utils.module_loading import import_string
from msgspec import structs

from dramac.commerce.inventory.testing import a_stocked_product
from dramac.commerce.orders import actions
from dramac.commerce.orders.events import OrderPlaced
from dramac.commerce.orders.testing import NOW, STAFF, an_order, detail_of
from dramac.kit.facts import decode
from dramac.kit.models import OutboxEvent
from dramac.notifications.models import Mail
from dramac.tenancy.actions.invite import invite
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site
from dramac.tenancy.roles import Role
from dramac.tenancy.testing import a_site

HEARS = {
    "OrderPlaced": "send_confirmation",
    "OrderPaid": "send_payment_receipt",
    "OrderFulfilled": "send_shipping_notice",
    "OrderPromised": "send_new_promise",
    "OrderCancelled": "send_cancellation",
    "OrderRefunded": "send_refund_notice",
    "SignInCodeIssued": "send_sign_in_code",
    "StaffInvited": "send_invitation",
    "CustomerDeleted": "forget_customer",
}
HOSTILE = 'Ann "<b>O\'Hara</b>" {{7*7}} {% raw %} <script>alert(1)</script> & Co'


@dataclass(frozen=True, slots=True)
class Received:
    """A mail as it arrives: its envelope read back from the bytes that were sent, its two texts."""

    message: EmailMessage
    text: str
    html: str

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])


def received() -> list[Received]:
    """Every mail that was sent, read back from its bytes."""
    found = []
    for sent in mail.outbox:
        message = message_from_bytes(sent.message().as_bytes(), policy=policy.default)
        assert isinstance(message, EmailMessage)
        parts = [message.get_body((kind,)) for kind in ("plain", "html")]
        text, html = (part.get_content() for part in parts if part is not None)
        found.append(Received(message, text, html))
    return found


def the_mail(kind: str) -> Received:
    """The one mail of this kind that was sent."""
    (row,) = Mail.objects.filter(kind=kind)
    (found,) = [one for one in received() if str(row.pk) in str(one.message["Message-ID"])]
    return found


def listener(kind: str) -> Any:
    """Who writes when a fact of this kind is told."""
    return import_string(f"dramac.notifications.listeners.{HEARS[kind]}")


def tell(kind: str) -> None:
    """Hand the facts of a kind to who writes of them."""
    for row in OutboxEvent.objects.filter(name=kind).order_by("id"):
        listener(kind)(decode(row.name, row.payload), row.pk)


def tell_placed(**of_order: str) -> None:
    """Tell of the one order that was placed as if it had said this."""
    row = OutboxEvent.objects.get(name="OrderPlaced")
    event = decode(row.name, row.payload)
    assert isinstance(event, OrderPlaced)
    changed = structs.replace(event, order=structs.replace(event.order, **of_order))
    listener("OrderPlaced")(changed, row.pk)


def a_shop(**more: Any) -> Site:
    """A shop that can be written to."""
    return a_site(**{"name": "Marl & Weft", "contact_email": "hello@shop.example", **more})


def a_sale(site: Site, **more: Any) -> actions.PlacedOrder:
    """Two mugs at 12.50 and their delivery at 4.95, waiting for a bank transfer unless told otherwise."""
    mug = a_stocked_product(site, 10, title=more.pop("title", "Harbour mug"), price=more.pop("price", 1250))
    return an_order(site, [(mug, 2)], **more)


def refunded(site: Site, order: actions.PlacedOrder, **wish: Any) -> None:
    request = actions.RefundRequest(actions.RefundWish(**wish), "key", reason="Cracked")
    actions.refund(site=site, order_id=order.id, request=request, by=STAFF, now=NOW)


def sent_off(site: Site, order: actions.PlacedOrder, units: int = 1, **tracking: str) -> None:
    line = detail_of(site, order).lines[0].pk
    parcel = actions.Parcel({line: units}, actions.Tracking(**tracking))
    actions.fulfil(site=site, order_id=order.id, parcel=parcel, by=STAFF, now=NOW)


def cancelled(site: Site, order: actions.PlacedOrder, reason: str = "") -> None:
    cancellation = actions.Cancellation(reason)
    actions.cancel(site=site, order_id=order.id, cancellation=cancellation, by=STAFF, now=NOW)


def assert_says(found: Received, *words: str) -> None:
    """Both texts of the mail say all of it."""
    readable = re.sub(r"<[^>]+>", " ", found.html).replace("&amp;", "&")
    assert [one for one in words if one not in found.text] == []
    assert [one for one in words if one not in readable] == []


def everything(site: Site, words: str = "Harbour mug") -> None:
    """Every mail of an order's life and the code of a customer, each written for its fact."""
    order = a_sale(site, title=words)
    actions.mark_paid(site=site, order_id=order.id, money=actions.MoneyIn(), by=STAFF, now=NOW)
    sent_off(site, order, carrier=words[:80], number=words[:80])
    line = detail_of(site, order).lines[0].pk
    refunded(site, order, units={line: actions.UnitsBack(1)})
    cancelled(site, a_sale(site, title=words, email="ada@example.com"), words)
    OutboxEvent.objects.filter(name="OrderPlaced").latest("id").delete()
    invite(site=site, email="bo@example.com", role=Role.VIEWER, by=Actor("system", words[:80]), now=NOW)
    for kind in HEARS:
        tell(kind)
