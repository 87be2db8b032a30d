"""Opens an order for a change, and closes it again: locked, its states worked out anew, its story told.

Locks are taken in one order everywhere: stock levels of the order's goods (by variant, by location), then the order, then
its payment. Placing an order takes stock and only then writes an order that nobody else can know, so it fits in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.actions.ledger import lock as lock_levels
from dramac.commerce.inventory.rules import Reference
from dramac.commerce.orders.actions import writing
from dramac.commerce.orders.events import OrderTold
from dramac.commerce.orders.models import Order, OrderLine
from dramac.commerce.orders.queries.refunding import facts_of
from dramac.commerce.orders.queries.telling import told
from dramac.commerce.orders.rules.obstacles import Obstacle
from dramac.commerce.orders.rules.states import LineFacts, State, fulfilment_state, life, payment_state
from dramac.commerce.orders.words import OBSTACLES
from dramac.kit.refusal import Refused
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


class UnknownOrder(Refused):
    """The site has no such order."""

    code = "unknown_order"

    def __init__(self) -> None:
        super().__init__(_("There is no such order."))


class OrderRefused(Refused):
    """Something cannot be done with the order; `obstacle` says why, `left` how many units or how much money still could."""

    code = "order_refused"

    def __init__(self, obstacle: Obstacle, *, left: int | None = None, field: str | None = None) -> None:
        super().__init__(OBSTACLES[obstacle], field=field, code=obstacle.value)
        self.obstacle = obstacle
        self.left = left


@dataclass(slots=True)
class OpenOrder:
    """A locked order with its lines, while it is being changed."""

    site: Site
    order: Order
    lines: list[OrderLine]
    by: Actor
    now: datetime
    entries: list[writing.Entry] = field(default_factory=list)

    @property
    def facts(self) -> list[LineFacts]:
        """The lines as the rules see them, without what was refunded of them."""
        return facts_of(self.lines)

    @property
    def state(self) -> State:
        """The order's life so far."""
        return State(self.order.state)

    @property
    def reference(self) -> Reference:
        """What the order's stock movements refer to."""
        return Reference("order", str(self.order.pk))

    @property
    def due(self) -> int:
        """What has not been paid of it, in minor units."""
        return self.order.total - int(self.order.payment.captured)

    def expect(self, seen: int | None) -> None:
        """Raises OrderRefused when the order has changed since somebody saw this version; None has seen nothing."""
        if seen is not None and seen != self.order.version:
            raise OrderRefused(Obstacle.CHANGED_MEANWHILE)

    def tell(self, kind: str, **details: Any) -> None:
        """Add a line to its story."""
        self.entries.append(writing.Entry(self.site.pk, self.order.pk, kind, details, self.by.label, self.now))

    def stock_units(self, units: dict[UUID, int]) -> dict[UUID, int]:
        """Units of lines as units of variants, of those lines that hold stock."""
        found: dict[UUID, int] = {}
        for line in self.lines:
            if line.holds_stock and line.variant_id and units.get(line.pk):
                found[line.variant_id] = found.get(line.variant_id, 0) + units[line.pk]
        return found


def open_order(site: Site, order_id: UUID, by: Actor, now: datetime, *, moves_stock: bool = False) -> OpenOrder:
    """Lock an order for a change. Raises UnknownOrder.

    Two statements, four when stock is to move, and one more when its payment is asked for.
    """
    if moves_stock:
        goods = OrderLine.objects.of(site).filter(order_id=order_id, holds_stock=True, variant__isnull=False)
        variant_ids = [key for key in goods.values_list("variant_id", flat=True) if key]
        lock_levels(site, variant_ids)
    # The payment is read after the lock, not joined: a statement that waited would show it as it was before.
    order = Order.objects.of(site).select_for_update().filter(pk=order_id).first()
    if order is None:
        raise UnknownOrder
    lines = list(OrderLine.objects.of(site).filter(order_id=order_id).order_by("position"))
    return OpenOrder(site, order, lines, by, now)


def close_order(opened: OpenOrder) -> OrderTold:
    """Work the order's states out anew, write it and its story, and return it as facts tell of it. Three statements.

    The payment is read again, because its ledger may have moved.
    """
    order = opened.order
    order.payment.refresh_from_db()
    facts = opened.facts
    captured = order.payment.captured
    paid = payment_state(
        total=order.total,
        captured=captured,
        refunded=order.refunded_total,
        is_over=order.state in (State.CANCELLED, State.EXPIRED),
    )
    order.payment_state = paid.value
    order.fulfilment_state = fulfilment_state(facts).value
    after = life(opened.state, facts, paid)
    if after is not opened.state:
        order.state = after.value
        order.closed_at = None if after is State.OPEN else opened.now
    order.version += 1
    order.updated_at = opened.now
    order.save()
    writing.insert_entries(opened.entries)
    return told(order, opened.lines)


def save_lines(opened: OpenOrder, *names: str) -> None:
    """Write changed counters of the lines. One statement."""
    OrderLine.objects.bulk_update(opened.lines, names)
