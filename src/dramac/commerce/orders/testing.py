"""Builders of orders for the tests of every slice."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from dramac.commerce.catalog.queries import SaleVariant, variants_for_sale
from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.customers import actions as customers
from dramac.commerce.customers import queries as people
from dramac.commerce.customers.testing import a_session, an_address
from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.rules import Demand, Reference
from dramac.commerce.orders import actions, queries
from dramac.commerce.orders.actions import Buyer, NewLine, NewOrder, PlacedOrder, Terms
from dramac.commerce.orders.models import Fulfilment
from dramac.commerce.payments import actions as payments
from dramac.commerce.payments import queries as payment_queries
from dramac.commerce.pricing import queries as pricing
from dramac.commerce.pricing.engine import BilledLine, ShippingCharge
from dramac.kit.clock import utc_now
from dramac.kit.ids import new_id
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
STAFF = Actor("staff", "Ann Staff")
SHOPPER = Actor("customer", "grace@example.com")


@transaction.atomic
def an_order(
    site: Site,
    lines: Iterable[tuple[Any, int]],
    *,
    now: datetime = NOW,
    email: str = "grace@example.com",
    shipping: int | None = 495,
    **terms: Any,
) -> PlacedOrder:
    """An order of so many units of each variant, delivered to Dublin and not paid yet. Stock and money are real.

    `terms` are those of `actions.Terms` (expires_at, payment_provider …).
    """
    wanted = list(lines)
    variants = variants_for_sale(site, [variant.pk for variant, _units in wanted])
    goods = [pricing.Goods(key.hex, variants[key], units) for key, units in ((v.pk, n) for v, n in wanted)]
    charge = None if shipping is None else ShippingCharge("Standard", shipping)
    bill = pricing.price(site, goods, pricing.terms_at(site, an_address()), charge)
    order_id = new_id()
    demands = [_demand(one.variant, one.quantity) for one in goods]
    inventory.take(site=site, demands=demands, reference=Reference("order", str(order_id)), by=SHOPPER, now=now)
    provider = terms.pop("payment_provider", "manual")
    payment = payments.NewPayment(bill.total, bill.currency, provider)
    told = {
        "payment_id": payments.open_payment(site=site, payment=payment, now=now),
        "payment_method": "Manual payment",
        "payment_provider": provider,
        "shipping_method": charge.label if charge else "",
    }
    made = NewOrder(
        id=order_id,
        lines=[_line(one.variant, billed) for one, billed in zip(goods, bill.lines, strict=True)],
        bill=bill,
        buyer=_buyer(site, email, now),
        terms=Terms(**{**told, **terms}),
    )
    return actions.create(site=site, order=made, by=SHOPPER, now=now)


def a_paid_order(site: Site, lines: Iterable[tuple[Any, int]], **more: Any) -> PlacedOrder:
    """An order that is paid in full; `more` as in `an_order`."""
    order = an_order(site, lines, **more)
    actions.mark_paid(site=site, order_id=order.id, money=actions.MoneyIn(), by=STAFF, now=more.get("now", NOW))
    return order


def detail_of(site: Site, order: PlacedOrder) -> queries.OrderDetail:
    """The order as it is now."""
    found = queries.detail(site, order.id)
    assert found is not None
    return found


def assert_books_agree(site: Site) -> None:
    """Stock levels are the sums of their movements, payments those of their ledgers, orders those of their parts."""
    assert stock.check_ledger(site) == []
    assert payment_queries.disagreements(site) == []
    for order in queries.index(site):
        found = queries.detail(site, order.pk)
        assert found is not None
        _assert_adds_up(found)


def _assert_adds_up(found: queries.OrderDetail) -> None:
    order, shares = found.order, found.order.shipping_shares
    delivery = shares.get("total", 0)
    assert sum(line.total for line in found.lines) + delivery == order.total
    assert sum(line.tax for line in found.lines) + shares.get("tax", 0) == order.tax_total
    assert sum(line.gross for line in found.lines) == order.subtotal
    good = [view for view in found.refunds if view.refund.failed_at is None]
    for view in good:
        parts = sum(row.amount for row in view.lines) + view.refund.shipping_amount
        assert parts == view.refund.amount
        assert sum(row.tax for row in view.lines) + sum(view.refund.shipping_taxes) == view.refund.tax
    assert sum(view.refund.amount for view in good) == order.refunded_total <= order.payment.captured
    for line in found.lines:
        back = [row for view in good for row in view.lines if row.line_id == line.pk]
        assert sum(row.quantity for row in back) == line.refunded
        assert sum(row.amount for row in back) <= line.total


def _demand(variant: SaleVariant, units: int) -> Demand:
    return Demand(
        variant.id, variant.product_id, units, variant.tracks_stock, variant.sells_when_out, variant.oversell_limit
    )


def _line(variant: SaleVariant, billed: BilledLine) -> NewLine:
    return NewLine(
        product_id=variant.product_id,
        variant_id=variant.id,
        title=variant.product_title,
        variant_title=variant.title,
        sku=variant.sku,
        image_file=variant.image_file,
        unit_cost=variant.cost,
        weight_g=variant.weight_g,
        requires_shipping=variant.requires_shipping,
        billed=billed,
        holds_stock=variant.tracks_stock,
    )


def _buyer(site: Site, email: str, now: datetime) -> Buyer:
    customer_id: UUID = customers.find_or_create(site=site, person=customers.Person(email, "Grace Murray"), now=now)
    return Buyer(customer_id, email, "Grace Murray", "", an_address(), an_address(), "en-GB")


def _a_bowl(site: Site) -> PlacedOrder:
    return an_order(site, [(a_variant(site, "A bowl of oak", tracks_stock=False), 2)])


def _a_parcel(site: Site) -> UUID:
    placed = _a_bowl(site)
    actions.fulfil(site=site, order_id=placed.id, parcel=actions.Parcel(), by=STAFF, now=NOW)
    return detail_of(site, placed).fulfilments[0].fulfilment.pk


def _an_own_order(site: Site) -> tuple[int, str]:
    """The number of an order, and the secret of its customer's sign-in."""
    placed, now = _a_bowl(site), utc_now()
    customer = people.by_email(site, "grace@example.com")
    assert customer is not None
    return detail_of(site, placed).order.number, a_session(site, customer, now=now)


API_PARTS = {
    "order_id": lambda site: _a_bowl(site).id,
    ("order_number", "Dramac-Customer"): _an_own_order,
    "fulfilment_id": _a_parcel,
    "Dramac-Order": lambda site: _a_bowl(site).token,
}
"""What names a record of this part in addresses of the API, for the test that walks them all."""


def _a_sent_number(site: Site) -> int:
    """The number of an order of which something was sent."""
    _a_parcel(site)
    return queries.recent(site)[0].number


DASHBOARD_PARTS = {
    "number": lambda site: _a_bowl(site).number,
    "fulfilment_id": lambda site: Fulfilment.objects.of(site).latest("created_at").pk,
    ("orders:tracking", "number"): _a_sent_number,
    ("orders:slip", "number"): _a_sent_number,
}
"""Builders for the parts of dashboard addresses; the address of a parcel holds the number of its own order."""
