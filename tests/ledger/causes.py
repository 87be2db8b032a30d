"""Everything that moves stock, as steps that a random story is made of: each does one thing, or is refused in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from threading import Lock
from typing import Any
from uuid import UUID

from django.db import transaction

from dramac.commerce.counts import actions as counts
from dramac.commerce.inventory import actions
from dramac.commerce.inventory.actions import Adjustment, Why
from dramac.commerce.inventory.models import Movement
from dramac.commerce.inventory.rules import STATES, Change, Reference
from dramac.commerce.inventory.rules.sending import Origin
from dramac.commerce.inventory.testing import NOW, demand
from dramac.commerce.purchasing import actions as purchasing
from dramac.commerce.purchasing import queries as purchases
from dramac.commerce.purchasing.rules import Delivered
from dramac.commerce.transfers import actions as transfers
from dramac.commerce.transfers import queries as moved
from dramac.commerce.transfers.rules import Arrived
from dramac.kit.ids import new_id
from dramac.tenancy.models import Site


@dataclass
class Shop:
    """What the steps of one story share: goods, places, and the orders and transfers so far. Time goes on by a minute a step."""

    site: Site
    variants: Sequence[UUID]
    places: Sequence[UUID]
    back_orders: UUID
    supplier: UUID
    orders: list[tuple[Reference, dict[UUID, int]]] = field(default_factory=list)
    transfers: list[UUID] = field(default_factory=list)
    purchases: list[UUID] = field(default_factory=list)
    steps: int = 0
    _turn: Lock = field(default_factory=Lock)

    def now(self) -> datetime:
        """The time of the next step."""
        with self._turn:
            self.steps += 1
            return NOW + timedelta(minutes=self.steps)


@dataclass(frozen=True)
class Step:
    """The dice of one step, and the words in which every action is asked."""

    shop: Shop
    dice: Random
    asked: dict[str, Any]

    @property
    def variant(self) -> UUID:
        """Any of the goods."""
        return self.dice.choice(self.shop.variants)

    @property
    def place(self) -> UUID:
        """Any of the places."""
        return self.dice.choice(self.shop.places)

    def units(self, most: int = 12) -> int:
        """A number of units."""
        return self.dice.randint(1, most)

    def cost(self) -> int | None:
        """What a unit cost, where it is known."""
        return self.dice.choice([None, self.dice.randint(0, 5000)])

    def why(self, kind: str, code: str = "", **more: Any) -> Why:
        """A reason; now and then what is promised is really gone."""
        return Why(kind, "As it happened", code=code, beyond_committed=self.dice.random() < 0.3, **more)

    def order(self) -> tuple[Reference, dict[UUID, int]]:
        """Any of the orders; one that nobody knows where there is none."""
        known = list(self.shop.orders)
        return self.dice.choice(known) if known else (Reference("order", "none"), {self.variant: 1})

    def transfer(self) -> UUID:
        """Any of the last transfers; one that nobody knows where there is none."""
        return self.dice.choice(self.shop.transfers[-5:] or [new_id()])

    def purchase(self) -> UUID:
        """Any of the last purchase orders; one that nobody knows where there is none."""
        return self.dice.choice(self.shop.purchases[-5:] or [new_id()])

    def some_of(self, units: dict[UUID, int]) -> dict[UUID, int]:
        """Some units of some of an order's goods."""
        return {key: self.dice.randint(1, count) for key, count in units.items() if self.dice.random() < 0.8}


def sale_placed(step: Step) -> None:
    goods = step.dice.sample(list(step.shop.variants), step.dice.randint(1, 3))
    wanted = {key: step.units(6) for key in goods}
    reference = Reference("order", str(new_id()))
    demands = [demand(key, units, sells_when_out=key == step.shop.back_orders) for key, units in wanted.items()]
    actions.take(demands=demands, reference=reference, **step.asked)
    step.shop.orders.append((reference, wanted))


def sale_shipped(step: Step) -> None:
    reference, units = step.order()
    place = step.place if step.dice.random() < 0.4 else None
    actions.ship(units=step.some_of(units), reference=reference, origin=Origin(place), **step.asked)


def sale_cancelled(step: Step) -> None:
    reference, units = step.order()
    actions.release(units=step.some_of(units), reference=reference, **step.asked)


def sale_spoiled(step: Step) -> None:
    reference, units = step.order()
    actions.write_off(units=step.some_of(units), reference=reference, **step.asked)


def sale_returned(step: Step) -> None:
    reference, units = step.order()
    actions.take_back(units=step.some_of(units), reference=reference, **step.asked)


def goods_expected(step: Step) -> None:
    actions.expect(deliveries=[Adjustment(step.variant, step.units(), step.place)], **step.asked)


def goods_received(step: Step) -> None:
    deliveries = [Adjustment(step.variant, step.units(40), step.place, step.cost()) for _ in range(2)]
    actions.receive(deliveries=deliveries, **step.asked)


def adjusted(step: Step) -> None:
    changes = [Adjustment(step.variant, step.dice.choice([-1, 1]) * step.units(), step.place) for _ in range(2)]
    actions.adjust(changes=changes, why=step.why("adjustment", "shrinkage"), **step.asked)


def broken_or_expired(step: Step) -> None:
    kind, code = step.dice.choice([("damage", "damaged"), ("expired", "expired")])
    gone = Adjustment(step.variant, -step.units(), step.place, state=step.dice.choice(["", *STATES]))
    actions.adjust(changes=[gone], why=step.why(kind, code), **step.asked)


def returned_by_hand(step: Step) -> None:
    back = Adjustment(step.variant, step.units(3), step.place, state=step.dice.choice(["", "damaged"]))
    actions.adjust(changes=[back], why=step.why("return"), **step.asked)


def set_aside_or_put_back(step: Step) -> None:
    units = step.dice.choice([-1, 1]) * step.units(5)
    state = step.dice.choice(STATES)
    aside: dict[str, Any] = {state: units}
    change = Change(step.variant, step.place, **aside)
    with transaction.atomic():
        actions.post(changes=[change], why=step.why("adjustment", "quality", cause="moved"), **step.asked)


def moved_between_places(step: Step) -> None:
    variant, units = step.variant, step.units()
    there, here = step.dice.sample(list(step.shop.places), 2)
    changes = [Adjustment(variant, units, there), Adjustment(variant, -units, here)]
    actions.adjust(changes=changes, why=step.why("transfer"), **step.asked)


def transfer_sent(step: Step) -> None:
    """A transfer of one or two goods leaves."""
    there, here = step.dice.sample(list(step.shop.places), 2)
    goods = step.dice.sample(list(step.shop.variants), step.dice.randint(1, 2))
    wishes = [transfers.LineWish(key, step.units(6)) for key in goods]
    with transaction.atomic():
        made = transfers.create(lines=wishes, details=transfers.TransferDetails(here, there), **step.asked)
        transfers.dispatch(transfer_id=made.pk, **step.asked)
    step.shop.transfers.append(made.pk)


def transfer_received(step: Step) -> None:
    """Some of it comes, some of that damaged, some is lost; now and then more than was sent."""
    found = moved.detail(step.shop.site, step.transfer())
    if found is None:
        return
    units = [
        Arrived(line.pk, step.dice.randint(0, line.open + 1), step.dice.randint(0, 1), step.dice.randint(0, 1))
        for line in found.lines
    ]
    receipt = transfers.Receipt(units, key=str(step.dice.randint(1, 4)), may_exceed=step.dice.random() < 0.3)
    transfers.receive(transfer_id=found.transfer.pk, receipt=receipt, **step.asked)


def transfer_ended(step: Step) -> None:
    """It is closed with what is missing, sent back, made a draft again, or its last receipt is taken back."""
    key = step.transfer()
    found = moved.detail(step.shop.site, key)
    if found and found.latest and step.dice.random() < 0.4:
        transfers.reverse_receipt(transfer_id=key, receipt_id=found.latest.pk, **step.asked)
    else:
        act = step.dice.choice([transfers.close, transfers.cancel, transfers.recall])
        act(transfer_id=key, **step.asked)


def purchase_placed(step: Step) -> None:
    """Goods are ordered from a supplier."""
    goods = step.dice.sample(list(step.shop.variants), step.dice.randint(1, 2))
    wishes = [purchasing.LineWish(key, step.units(10), step.cost()) for key in goods]
    details = purchasing.OrderDetails(step.place, shipping_cost=step.dice.randint(0, 500))
    with transaction.atomic():
        made = purchasing.create_order(supplier_id=step.shop.supplier, lines=wishes, details=details, **step.asked)
        purchasing.place_order(order_id=made.pk, **step.asked)
    step.shop.purchases.append(made.pk)


def purchase_received(step: Step) -> None:
    """Some of what was ordered comes, and some is turned away; or the last delivery is taken back."""
    found = purchases.detail(step.shop.site, step.purchase())
    if found is None:
        return
    if found.latest and step.dice.random() < 0.2:
        key = found.latest.pk
        purchasing.reverse_receipt(order_id=found.order.pk, receipt_id=key, **step.asked)
        return
    units = [Delivered(line.pk, step.dice.randint(0, line.open + 1), step.dice.randint(0, 1)) for line in found.lines]
    delivery = purchasing.Delivery(units, key=str(step.dice.randint(1, 4)), may_exceed=step.dice.random() < 0.3)
    purchasing.receive(order_id=found.order.pk, delivery=delivery, **step.asked)


def purchase_ended(step: Step) -> None:
    """It is closed short, or cancelled."""
    step.dice.choice([purchasing.close_order, purchasing.cancel_order])(order_id=step.purchase(), **step.asked)


def imported(step: Step) -> None:
    counted = {key: step.dice.randint(0, 60) for key in step.shop.variants if step.dice.random() < 0.5}
    why = Why("adjustment", "stock.csv", Reference("import", str(new_id())), beyond_committed=True)
    actions.set_on_hand(counted=counted, why=why, location_id=step.place, **step.asked)


def counted(step: Step) -> None:
    """A place is counted while the shop goes on, and the differences are posted."""
    goods = step.dice.sample(list(step.shop.variants), 2)
    with transaction.atomic():
        count = counts.start(details=counts.CountDetails(step.place), variant_ids=goods, **step.asked)
        entries = [counts.Entry(key, step.dice.randint(0, 60)) for key in goods]
        counts.enter(count_id=count.pk, entries=entries[: step.units(2)], **step.asked)
        counts.post(count_id=count.pk, rest_is_zero=step.dice.random() < 0.2, **step.asked)


def taken_back(step: Step) -> None:
    site = step.shop.site
    recent = Movement.objects.of(site).filter(reference_type__in=["manual", "reversal"]).order_by("-created_at", "-id")
    if keys := list(recent.values_list("pk", flat=True)[:10]):
        actions.reverse(movement_id=step.dice.choice(keys), **step.asked)


CAUSES: tuple[tuple[Callable[[Step], None], int], ...] = (
    (sale_placed, 8),
    (sale_shipped, 6),
    (sale_cancelled, 3),
    (sale_spoiled, 1),
    (sale_returned, 2),
    (goods_expected, 2),
    (goods_received, 4),
    (adjusted, 3),
    (broken_or_expired, 2),
    (returned_by_hand, 1),
    (set_aside_or_put_back, 4),
    (moved_between_places, 2),
    (transfer_sent, 4),
    (transfer_received, 6),
    (transfer_ended, 3),
    (purchase_placed, 2),
    (purchase_received, 4),
    (purchase_ended, 1),
    (imported, 1),
    (counted, 2),
    (taken_back, 2),
)
"""What can happen, and how often in comparison."""
