"""An order as the shopper who placed it reads it: what happens next, what was bought, what it cost, where it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.orders.queries import FulfilmentView, OrderDetail
from dramac.kit.money import Money
from dramac.kit.pictures import PictureSources
from dramac.storefront import addressing
from dramac.storefront.basket import contained_tax
from dramac.tenancy.models import Site
from dramac.ui.formats import date, money
from dramac.ui.waiting import waiting_words


@dataclass(frozen=True, slots=True)
class Summary:
    """An order in a list of one's orders."""

    number: int
    placed_at: datetime
    units: int
    total: Money
    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class BoughtLine:
    """A line of an order, as it was when it was placed."""

    title: str
    options: str
    quantity: int
    image: PictureSources | None
    amount: Money
    before: Money | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parcel:
    """Units that left together, and where they are."""

    title: str
    sent_at: datetime
    carrier: str
    tracking_number: str
    tracking_url: str
    contents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Purchase:
    """An order ready to be drawn. `next_step` says what happens now; `pay` how to pay, while something is due."""

    number: int
    placed_at: datetime
    name: str
    email: str
    state: str
    words: str
    tone: str
    next_step: str
    due: Money | None
    pay: tuple[tuple[str, str], ...]
    instructions: str
    lines: tuple[BoughtLine, ...]
    totals: tuple[tuple[str, Any], ...]
    total: Money
    tax_note: str
    shipping_method: str
    payment_method: str
    shipping_address: tuple[str, ...]
    billing_address: tuple[str, ...]
    parcels: tuple[Parcel, ...]
    refunds: tuple[tuple[str, str], ...]
    note: str

    @property
    def is_over(self) -> bool:
        """Whether it was cancelled or has expired."""
        return self.state in ("cancelled", "expired")


def summary(order: Any) -> Summary:
    """An order in one line."""
    words, tone = _word(order.state, order.payment_state, order.fulfilment_state)
    return Summary(order.number, order.placed_at, order.item_count, Money(order.total, order.currency), words, tone)


def purchase(site: Site, found: OrderDetail) -> Purchase:
    """The whole order. One statement, for the pictures."""
    order = found.order
    due = Money(found.due, order.currency) if found.due > 0 else None
    words, tone = _word(order.state, order.payment_state, order.fulfilment_state)
    taxes = [(str(tax["name"]), Money(int(tax["amount"]), order.currency)) for tax in order.taxes]
    return Purchase(
        number=order.number,
        placed_at=order.placed_at,
        name=order.name,
        email=order.email,
        state=order.state,
        words=words,
        tone=tone,
        next_step=_next_step(found, due),
        due=due,
        pay=tuple((str(label), value) for label, value in found.payment_details) if due else (),
        instructions=found.payment_instructions if due else "",
        lines=tuple(_lines(site, found)),
        totals=tuple(_totals(order, taxes)),
        total=Money(order.total, order.currency),
        tax_note=contained_tax(order.prices_include_tax, taxes),
        shipping_method=order.shipping_method,
        payment_method=order.payment_method,
        shipping_address=_destination(site, order.shipping_address),
        billing_address=tuple(addressing.lines(order.billing_address, site.locale)),
        parcels=tuple(_parcel(found, view) for view in found.fulfilments),
        refunds=tuple(_refunds(found)),
        note=order.note,
    )


def _destination(site: Site, address: dict[str, str]) -> tuple[str, ...]:
    """Where the goods go, line by line; nothing for an order that is not sent anywhere."""
    return tuple(addressing.lines(address, site.locale)) if address.get("line1") else ()


def _word(state: str, payment_state: str, fulfilment_state: str) -> tuple[str, str]:
    """The one word that tells a shopper most about an order, and its tone."""
    if state == "cancelled":
        return _("Cancelled"), "bad"
    if state == "expired":
        return _("Expired"), "plain"
    if payment_state == "refunded":
        return _("Refunded"), "plain"
    if fulfilment_state == "fulfilled":
        return _("On its way"), "good"
    if fulfilment_state == "partly_fulfilled":
        return _("Partly on its way"), "info"
    return (_("Waiting for payment"), "warn") if payment_state == "pending" else (_("Being prepared"), "info")


def _next_step(found: OrderDetail, due: Money | None) -> str:
    """What happens now, in a sentence for the shopper."""
    order = found.order
    if order.state == "cancelled":
        return _("This order was cancelled. What you paid goes back the way it came.")
    if order.state == "expired":
        return _("This order was not paid in time, so it has ended. You are welcome to order again.")
    if order.fulfilment_state == "fulfilled":
        return _("Everything has left us and is on its way to you.")
    if order.fulfilment_state == "partly_fulfilled":
        return _("A part is on its way to you; the rest follows.")
    if due and order.expires_at:
        values = {"amount": money(due), "day": date(order.expires_at, "long")}
        return _("Please pay %(amount)s until %(day)s. We send your order as soon as the money is here.") % values
    return _("We are preparing your order and write to you when it leaves.")


def _lines(site: Site, found: OrderDetail) -> list[BoughtLine]:
    variants = catalog.variants_for_sale(site, [line.variant_id for line in found.lines if line.variant_id])
    shown = []
    for line in found.lines:
        variant = variants.get(line.variant_id) if line.variant_id else None
        currency = found.order.currency
        shown.append(
            BoughtLine(
                title=line.title,
                options=line.variant_title,
                quantity=line.quantity,
                image=catalog.picture(variant.picture) if variant else None,
                amount=Money(line.net, currency),
                before=Money(line.gross, currency) if line.discount else None,
                notes=tuple(_line_notes(line, found.order.state)),
            )
        )
    return shown


def _line_notes(line: Any, state: str) -> list[str]:
    found = []
    left = line.quantity - line.fulfilled - line.cancelled
    if state == "open" and (waits := min(line.waits, left)):
        day = line.promised_on if line.promised_on and line.promised_on >= localdate() else None
        found.append(waiting_words(line.waiting_as, day, waits=waits, quantity=left))
    if line.cancelled:
        found.append(ngettext("%(count)d cancelled", "%(count)d cancelled", line.cancelled) % {"count": line.cancelled})
    if line.refunded:
        found.append(ngettext("%(count)d refunded", "%(count)d refunded", line.refunded) % {"count": line.refunded})
    return found


def _totals(order: Any, taxes: list[tuple[str, Money]]) -> list[tuple[str, Any]]:
    def amount(minor: int) -> Money:
        return Money(minor, order.currency)

    found: list[tuple[str, Any]] = [(_("Subtotal"), amount(order.subtotal))]
    if order.discount_total:
        found.append((_("Discount"), amount(-order.discount_total)))
    if order.shipping_method:
        found.append((_("Delivery"), amount(order.shipping_total) if order.shipping_total else _("Free")))
    if not order.prices_include_tax:
        found += [pair for pair in taxes if pair[1].minor]
    return found


def _parcel(found: OrderDetail, view: FulfilmentView) -> Parcel:
    titles = {line.pk: f"{line.title} {line.variant_title}".strip() for line in found.lines}
    sent = view.fulfilment
    return Parcel(
        title=_("Sent on %(day)s") % {"day": date(sent.created_at)},
        sent_at=sent.created_at,
        carrier=sent.carrier,
        tracking_number=sent.tracking_number,
        tracking_url=sent.tracking_url if sent.tracking_url.startswith(("https://", "http://")) else "",
        contents=tuple(f"{units} × {titles.get(key, '')}" for key, units in view.units.items()),
    )


def _refunds(found: OrderDetail) -> list[tuple[str, str]]:
    """(day, amount) of money that went back."""
    currency = found.order.currency
    done = [view.refund for view in found.refunds if not view.refund.failed_at]
    return [(date(refund.created_at), money(Money(refund.amount, currency))) for refund in done]
