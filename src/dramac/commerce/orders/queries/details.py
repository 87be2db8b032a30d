"""One order with all that belongs to it, in few statements."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from dramac.commerce.orders.models import (
    Fulfilment,
    FulfilmentLine,
    Order,
    OrderLine,
    Refund,
    RefundLine,
    TimelineEntry,
)
from dramac.commerce.orders.queries.refunding import facts_of
from dramac.commerce.orders.rules import obstacles
from dramac.commerce.orders.rules.obstacles import Obstacle
from dramac.commerce.orders.rules.states import LineFacts, State
from dramac.commerce.payments import queries as payments
from dramac.kit.ids import digest_of
from dramac.kit.money import Minor
from dramac.tenancy.models import Site

if TYPE_CHECKING:
    from dramac.commerce.payments.models import PaymentEntry


@dataclass(frozen=True, slots=True)
class FulfilmentView:
    """Units that left together."""

    fulfilment: Fulfilment
    units: dict[UUID, int]


@dataclass(frozen=True, slots=True)
class RefundView:
    """Money that went back, with the shares of its lines."""

    refund: Refund
    lines: list[RefundLine]


@dataclass(frozen=True, slots=True)
class OrderDetail:
    """An order with its lines, what left, what went back, its story and its payment ledger. Amounts in its currency."""

    order: Order
    lines: list[OrderLine]
    fulfilments: list[FulfilmentView]
    refunds: list[RefundView]
    timeline: list[TimelineEntry]
    ledger: list[PaymentEntry]

    @property
    def facts(self) -> list[LineFacts]:
        """The lines as the rules see them."""
        return facts_of(self.lines, (row for view in self.refunds if not view.refund.failed_at for row in view.lines))

    @property
    def paid(self) -> Minor:
        """What came in."""
        return int(self.order.payment.captured)

    @property
    def due(self) -> Minor:
        """What is still to come; nothing for an order that is over."""
        return 0 if self.order.state in ("cancelled", "expired") else self.order.total - self.paid

    @property
    def refundable(self) -> Minor:
        """What could still go back."""
        return self.paid - self.order.refunded_total

    @property
    def delivery_left(self) -> Minor:
        """What of the delivery was not given back."""
        back = sum(view.refund.shipping_amount for view in self.refunds if not view.refund.failed_at)
        return int(self.order.shipping_shares.get("total", 0)) - back

    @property
    def units_to_fulfil(self) -> int:
        """Units that are still to leave."""
        return sum(line.to_fulfil for line in self.facts)

    @property
    def payment_details(self) -> list[tuple[object, str]]:
        """What the shopper needs to know in order to pay, as labels and values."""
        return payments.details(self.order.payment.method)

    @property
    def payment_instructions(self) -> str:
        """What the merchant tells shoppers who pay this way."""
        method = self.order.payment.method
        return method.instructions if method else ""

    def obstacle_to_cancel(self) -> Obstacle | None:
        """Why the order cannot be cancelled now."""
        return obstacles.to_cancel(State(self.order.state), self.facts)

    def obstacle_to_pay(self) -> Obstacle | None:
        """Why no money can be recorded now."""
        return obstacles.to_pay(State(self.order.state), self.order.total - self.paid)


def get(site: Site, order_id: UUID) -> Order | None:
    """The order with this key, with its payment. One statement."""
    found: Order | None = _orders(site).filter(pk=order_id).first()
    return found


def detail(site: Site, order_id: UUID) -> OrderDetail | None:
    """The order with this key and all that belongs to it. Eight statements, whatever it holds."""
    return _detail(site, pk=order_id)


def by_number(site: Site, number: int) -> OrderDetail | None:
    """The order with this number and all that belongs to it. Eight statements."""
    return _detail(site, number=number) if 0 < number < 2**31 else None


def by_token(site: Site, token: str) -> OrderDetail | None:
    """The order of a shopper's status link and all that belongs to it. Eight statements, one for a wrong link."""
    return _detail(site, token_digest=digest_of(token)) if 0 < len(token) <= 100 else None


def order_of(site: Site, customer_id: UUID, number: int) -> OrderDetail | None:
    """A customer's own order by its number; nothing of anybody else's. Eight statements."""
    return _detail(site, number=number, customer_id=customer_id) if 0 < number < 2**31 else None


def _orders(site: Site) -> Any:
    return Order.objects.of(site).select_related("payment__method")


def _detail(site: Site, **by: Any) -> OrderDetail | None:
    order = _orders(site).filter(**by).first()
    if order is None:
        return None
    units: dict[UUID, dict[UUID, int]] = defaultdict(dict)
    for row in FulfilmentLine.objects.of(site).filter(fulfilment__order=order):
        units[row.fulfilment_id][row.line_id] = row.quantity
    back: dict[UUID, list[RefundLine]] = defaultdict(list)
    for share in RefundLine.objects.of(site).filter(refund__order=order).order_by("line__position"):
        back[share.refund_id].append(share)
    return OrderDetail(
        order=order,
        lines=list(OrderLine.objects.of(site).filter(order=order).order_by("position")),
        fulfilments=[FulfilmentView(row, units[row.pk]) for row in _of(Fulfilment, order)],
        refunds=[RefundView(row, back[row.pk]) for row in _of(Refund, order)],
        timeline=list(_of(TimelineEntry, order)),
        ledger=payments.ledger(site, order.payment_id),
    )


def _of(model: Any, order: Order) -> Any:
    return model.objects.of(order.site_id).filter(order=order).order_by("created_at", "id")
