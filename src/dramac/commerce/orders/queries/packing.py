"""What goes into parcels: of orders that wait, what is left to send; of a parcel that left, what it held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from dramac.commerce.orders.models import Fulfilment, FulfilmentLine, Order, OrderLine
from dramac.tenancy.models import Site


@dataclass(frozen=True, slots=True)
class Slip:
    """A packing slip: an order, and how many units of which of its lines go into the parcel."""

    order: Order
    lines: list[tuple[OrderLine, int]]

    @property
    def units(self) -> int:
        """Units in the parcel."""
        return sum(units for _line, units in self.lines)


def slips_to_pack(site: Site, numbers: Sequence[int]) -> list[Slip]:
    """For each order with one of these numbers what is left to send of it, in their order; none for an order that is over or of
    which all left. Two statements, however many they are."""
    orders = Order.objects.of(site).filter(number__in=numbers, state__in=(Order.State.OPEN, Order.State.COMPLETED))
    found = {order.pk: Slip(order, []) for order in orders.order_by("number")}
    for line in OrderLine.objects.of(site).filter(order__in=list(found)).order_by("position"):
        if units := line.quantity - line.cancelled - line.fulfilled:
            found[line.order_id].lines.append((line, units))
    return [slip for slip in found.values() if slip.lines]


def slip_of(site: Site, number: int, fulfilment_id: UUID) -> Slip | None:
    """What a parcel of this order held; None where there is no such parcel. Two statements."""
    parcel = Fulfilment.objects.of(site).select_related("order").filter(pk=fulfilment_id, order__number=number).first()
    if parcel is None:
        return None
    rows = FulfilmentLine.objects.of(site).filter(fulfilment=parcel).select_related("line").order_by("line__position")
    return Slip(parcel.order, [(row.line, row.quantity) for row in rows])
