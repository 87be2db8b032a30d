"""The orders of the last weeks, carried out by the same actions as any other: carts, checkout, payment, parcels, refunds.

What happened is told by `intentions`; here it happens, moment after moment across all orders, so that the ledgers of stock and
money read as if a shop had really been open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeAlias
from uuid import UUID

from django.db import transaction

from dramac.commerce.cart import actions as cart
from dramac.commerce.cart import queries as carts
from dramac.commerce.checkout import actions as checkout
from dramac.commerce.checkout import queries as quotes
from dramac.commerce.orders import actions as orders
from dramac.commerce.orders import queries as placed
from dramac.commerce.orders.rules.refunds import RefundWish, UnitsBack
from dramac.commerce.payments import queries as payments
from dramac.commerce.shipping import queries as shipping
from dramac.kit.refusal import Refused
from dramac.project.demo.fates import Cancelled, Paid, Refunded, Remarked, Sent, Step
from dramac.project.demo.intentions import OrderIntention
from dramac.project.demo.shops import Shop
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

DAYS = 90
OFFICE, WORKSHOP = Actor("staff", "Nora Quinn"), Actor("staff", "Eoin Ruddock")
AT_ONCE = 100
"""Deeds of the past that are kept together: nobody waits for one of them, and keeping costs time."""
GRACE = timedelta(hours=1)
"""How long after its term an order that nobody paid is looked at."""

Deed: TypeAlias = tuple[datetime, Callable[[], object]]


@dataclass(frozen=True, slots=True)
class Known:
    """A site's own keys for what intentions name: variants by SKU, ways of delivery, ways to pay and their terms."""

    site: Site
    variants: Mapping[str, UUID]
    deliveries: Mapping[str, UUID]
    tenders: Mapping[str, tuple[UUID, timedelta | None]]


def live_through(
    site: Site, shop: Shop, told: Iterable[OrderIntention], variants: Mapping[str, UUID], now: datetime
) -> int:
    """Let everything told have happened by now; returns how many orders could be placed."""
    known = _known(site, shop, variants)
    lives = [_Life(known, intention) for intention in told]
    deeds = sorted((deed for life in lives for deed in life.deeds()), key=lambda deed: deed[0])
    past = iter([deed for moment, deed in deeds if moment < now])
    while some := list(islice(past, AT_ONCE)):
        with transaction.atomic():
            for deed in some:
                deed()
    return sum(life.order_id is not None for life in lives)


def _known(site: Site, shop: Shop, variants: Mapping[str, UUID]) -> Known:
    rates = {rate.name: rate.id for rate in shipping.rates(site)}
    deliveries = {key: rates[name] for key, name in shop.ways().items() if name in rates}
    tenders = {
        offer.provider: (offer.id, timedelta(hours=offer.expires_after_hours) if offer.expires_after_hours else None)
        for offer in payments.offers(site)
    }
    return Known(site, variants, deliveries, tenders)


class _Life:
    """One order from the cart to its end."""

    def __init__(self, known: Known, intention: OrderIntention) -> None:
        self._known, self._told = known, intention
        self.order_id: UUID | None = None

    def deeds(self) -> list[Deed]:
        """All that is to happen to it, each with its moment."""
        told = self._told
        deeds: list[Deed] = [(told.at, self._place)]
        deeds.extend((step.at, self._doing(step)) for step in told.steps)
        term = self._known.tenders[told.tender][1]
        if term and not told.steps:
            forgotten = told.at + term + GRACE
            deeds.append((forgotten, lambda: orders.expire_unpaid(now=forgotten)))
        return deeds

    def _doing(self, step: Step) -> Callable[[], object]:
        return lambda: self._do(step) if self.order_id else None

    def _place(self) -> None:
        site, told = self._known.site, self._told
        opened = cart.open_cart(site=site, now=told.at)
        for line in told.lines:
            variant_id = self._known.variants[line.sku]
            cart.add(site=site, cart_id=opened.cart.id, variant_id=variant_id, quantity=line.quantity, now=told.at)
        filled = carts.by_id(site, opened.cart.id)
        if filled is None:
            return
        who = told.shopper
        delivery, tender = self._known.deliveries[told.delivery], self._known.tenders[told.tender][0]
        wish = replace(filled, address=who.address(), email=who.email, shipping_method_id=delivery)
        form = checkout.PlaceOrder(
            cart_id=filled.id,
            expected_total=quotes.quote(site, wish).bill.total,
            email=who.email,
            name=who.name,
            address=who.address(),
            shipping_method_id=delivery,
            payment_method_id=tender,
            note=told.note,
        )
        try:
            self.order_id = checkout.place(site=site, order=form, by=Actor("customer", who.email), now=told.at).order.id
        except Refused:
            self.order_id = None

    def _do(self, step: Step) -> object:
        site, order_id = self._known.site, self.order_id
        assert order_id is not None
        match step:
            case Paid():
                money = orders.MoneyIn(reference=step.reference)
                return orders.mark_paid(site=site, order_id=order_id, money=money, by=OFFICE, now=step.at)
            case Sent():
                parcel = orders.Parcel(self._lines(step.units) or None, orders.Tracking(step.carrier, step.tracking))
                return orders.fulfil(site=site, order_id=order_id, parcel=parcel, by=WORKSHOP, now=step.at)
            case Cancelled():
                why = orders.Cancellation(reason=step.reason)
                return orders.cancel(site=site, order_id=order_id, cancellation=why, by=OFFICE, now=step.at)
            case Refunded():
                request = orders.RefundRequest(self._wish(step), key=f"demonstration {order_id}", reason=step.reason)
                return orders.refund(site=site, order_id=order_id, request=request, by=OFFICE, now=step.at)
            case Remarked():
                return orders.note(site=site, order_id=order_id, text=step.text, by=WORKSHOP, now=step.at)

    def _wish(self, step: Refunded) -> RefundWish:
        if step.kind == "whole":
            return RefundWish(whole=True, restock=step.restock)
        if step.kind == "share":
            detail = self._detail()
            return RefundWish(amount=detail.order.total * step.percent // 100)
        units = {
            line: UnitsBack(many, step.restock, from_shipped=True) for line, many in self._lines(step.units).items()
        }
        return RefundWish(units=units)

    def _lines(self, units: Iterable[tuple[str, int]]) -> dict[UUID, int]:
        """How many units of which line; the order's own lines, found by their SKU."""
        wanted = dict(units)
        if not wanted:
            return {}
        return {line.pk: wanted[line.sku] for line in self._detail().lines if line.sku in wanted}

    def _detail(self) -> placed.OrderDetail:
        assert self.order_id is not None
        detail = placed.detail(self._known.site, self.order_id)
        assert detail is not None
        return detail
