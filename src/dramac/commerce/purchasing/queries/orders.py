"""Purchase orders, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from dramac.commerce.purchasing.models import (
    PurchaseOrder,
    PurchaseOrderEntry,
    PurchaseOrderLine,
    PurchaseReceipt,
    PurchaseReceiptLine,
)
from dramac.kit.money import Minor
from dramac.tenancy.models import Site


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """A delivery with the units of each of its lines."""

    receipt: PurchaseReceipt
    lines: Sequence[PurchaseReceiptLine]


@dataclass(frozen=True, slots=True)
class OrderDetail:
    """A purchase order with all that belongs to it."""

    order: PurchaseOrder
    lines: Sequence[PurchaseOrderLine]
    receipts: Sequence[ReceiptView]
    timeline: Sequence[PurchaseOrderEntry]

    @property
    def goods(self) -> Minor:
        """What the goods cost, in the order's currency."""
        return sum(line.ordered * (line.unit_cost or 0) for line in self.lines)

    @property
    def total(self) -> Minor:
        """Goods and other costs, in the order's currency."""
        return self.goods + self.order.shipping_cost + self.order.other_cost

    @property
    def latest(self) -> PurchaseReceipt | None:
        """The last delivery that was not taken back."""
        kept = [view.receipt for view in self.receipts if view.receipt.reversed_at is None]
        return kept[-1] if kept else None


@dataclass(frozen=True, slots=True)
class Ordered:
    """A variant on an order that is still to come."""

    line: PurchaseOrderLine
    order: PurchaseOrder


def orders(site: Site) -> QuerySet[PurchaseOrder]:
    """All purchase orders with supplier and location, `units`, `came` and `cost`, to be put in order and cut."""
    lines = PurchaseOrderLine.objects.filter(site_id=OuterRef("site_id"), order_id=OuterRef("pk")).order_by()
    found = PurchaseOrder.objects.of(site).select_related("supplier", "location")
    return found.annotate(units=_summed(lines, "ordered"), came=_summed(lines, "received"), cost=_cost(lines))


def _summed(lines: QuerySet[PurchaseOrderLine], column: str) -> Coalesce:
    summed = lines.values("order_id").annotate(n=Sum(column)).values("n")
    return Coalesce(Subquery(summed, output_field=IntegerField()), 0)


def _cost(lines: QuerySet[PurchaseOrderLine]) -> Combinable:
    """What the goods cost, in the order's currency."""
    worth = Sum(F("ordered") * F("unit_cost"))
    summed = lines.values("order_id").annotate(n=worth).values("n")
    return Coalesce(Subquery(summed, output_field=IntegerField()), 0) + F("shipping_cost") + F("other_cost")


def order_by_id(site: Site, order_id: UUID) -> PurchaseOrder | None:
    """One of them. One statement."""
    return PurchaseOrder.objects.of(site).select_related("supplier", "location").filter(pk=order_id).first()


def by_number(site: Site, number: int) -> OrderDetail | None:
    """An order by its number, with all that belongs to it. Five statements."""
    return _detail(site, PurchaseOrder.objects.of(site).filter(number=number))


def detail(site: Site, order_id: UUID) -> OrderDetail | None:
    """An order by its key, with all that belongs to it. Five statements."""
    return _detail(site, PurchaseOrder.objects.of(site).filter(pk=order_id))


def _detail(site: Site, rows: QuerySet[PurchaseOrder]) -> OrderDetail | None:
    order = rows.select_related("supplier", "location").first()
    if order is None:
        return None
    receipts = list(PurchaseReceipt.objects.of(site).filter(order_id=order.pk).order_by("received_at", "pk"))
    came: dict[UUID, list[PurchaseReceiptLine]] = {one.pk: [] for one in receipts}
    for row in PurchaseReceiptLine.objects.of(site).filter(receipt_id__in=came).order_by("pk"):
        came[row.receipt_id].append(row)
    return OrderDetail(
        order=order,
        lines=list(PurchaseOrderLine.objects.of(site).filter(order_id=order.pk).order_by("position", "pk")),
        receipts=[ReceiptView(one, came[one.pk]) for one in receipts],
        timeline=list(PurchaseOrderEntry.objects.of(site).filter(order_id=order.pk).order_by("created_at", "pk")),
    )


def ordered_from(site: Site, variant_ids: Iterable[UUID]) -> list[Ordered]:
    """What of these variants is still to come, the soonest first. One statement."""
    rows = (
        PurchaseOrderLine.objects.of(site)
        .filter(variant_id__in=list(variant_ids), order__state__in=("ordered", "partly_received"))
        .select_related("order__supplier", "order__location")
        .order_by("order__expected_on", "pk")
    )
    return [Ordered(line, line.order) for line in rows if line.open]
