"""Purchase orders before they are sent: begun and changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory import queries as stock
from dramac.commerce.purchasing.actions.opening import OpenOrder, OrderRefused, next_number, opened
from dramac.commerce.purchasing.events import PurchaseOrderDrafted
from dramac.commerce.purchasing.models import PurchaseOrder, PurchaseOrderLine, Supplier, SupplierItem
from dramac.commerce.purchasing.rules import MOST_UNITS, State
from dramac.kit.ids import new_id
from dramac.kit.money import LARGEST_AMOUNT, Minor
from dramac.kit.outbox import publish
from dramac.kit.text import one_line
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

MOST_LINES = 1000
LARGEST_RATE = Decimal(10**6)


@dataclass(frozen=True, slots=True)
class LineWish:
    """Units of a variant to order; `unit_cost` in minor units of the order's currency (None: what the supplier asks)."""

    variant_id: UUID
    quantity: int
    unit_cost: Minor | None = None


@dataclass(frozen=True, slots=True)
class OrderDetails:
    """What a purchase order says beside its goods. Costs in minor units of the supplier's currency; `rate` is what one of it
    costs in the shop's, not needed where they are the same. Without a location the default one receives."""

    location_id: UUID | None = None
    expected_on: date | None = None
    rate: Decimal | None = None
    shipping_cost: Minor = 0
    other_cost: Minor = 0
    spreads_costs: bool = True
    reference: str = ""
    note: str = ""


@transaction.atomic
def create_order(
    *, site: Site, supplier_id: UUID, lines: Sequence[LineWish], details: OrderDetails, by: Actor, now: datetime
) -> PurchaseOrder:
    """Begin a purchase order, which may have no lines yet. Raises OrderRefused."""
    supplier = Supplier.objects.of(site).filter(pk=supplier_id).first()
    if supplier is None:
        raise OrderRefused(_("There is no such supplier."), code="no_such_supplier", field="supplier")
    if not supplier.is_active:
        raise OrderRefused(
            _("Nothing is bought from this supplier any more."), code="supplier_closed", field="supplier"
        )
    order = PurchaseOrder(id=new_id(), site=site, supplier=supplier, currency=supplier.currency, created_at=now)
    order.created_by = by.label[:160]
    open_order = OpenOrder(site, order, [], by, now)
    _describe(open_order, details)
    made = _lines(open_order, lines)
    order.number = next_number(site)
    order.version = 0
    open_order.tell("drafted")
    open_order.save()
    PurchaseOrderLine.objects.bulk_create(made)
    publish(PurchaseOrderDrafted(site_id=site.pk, occurred_at=now, order_id=order.pk))
    return order


@transaction.atomic
def edit_order(
    *, site: Site, order_id: UUID, lines: Sequence[LineWish] | None, details: OrderDetails, by: Actor, now: datetime
) -> PurchaseOrder:
    """Replace what a draft says and, where lines are given, what it orders. Raises OrderRefused for one that was sent."""
    found = opened(site, order_id, by, now)
    _check_draft(found)
    _describe(found, details)
    if lines is not None:
        made = _lines(found, lines)
        PurchaseOrderLine.objects.of(site).filter(order_id=order_id).delete()
        PurchaseOrderLine.objects.bulk_create(made)
    found.save()
    publish(PurchaseOrderDrafted(site_id=site.pk, occurred_at=now, order_id=order_id))
    return found.order


def _check_draft(found: OpenOrder) -> None:
    if found.state != State.DRAFT:
        raise OrderRefused(_("This order was sent and can no longer be changed."), code="not_a_draft")


def _describe(found: OpenOrder, details: OrderDetails) -> None:
    place = details.location_id or inventory.default_location(found.site)
    if place not in {one.pk for one in stock.locations(found.site, only_active=True)}:
        raise OrderRefused(_("Choose a location that is open."), code="no_such_location", field="location")
    for name in ("shipping_cost", "other_cost"):
        if not 0 <= getattr(details, name) <= LARGEST_AMOUNT:
            raise OrderRefused(_("An amount is zero or more."), code="bad_amount", field=name)
    if details.rate is not None and not 0 < details.rate <= LARGEST_RATE:
        raise OrderRefused(_("A rate is more than zero."), code="bad_rate", field="rate")
    order = found.order
    order.location_id = place
    order.expected_on, order.rate = details.expected_on, details.rate
    order.shipping_cost, order.other_cost = details.shipping_cost, details.other_cost
    order.spreads_costs = details.spreads_costs
    order.reference, order.note = one_line(details.reference)[:120], details.note.strip()[:2000]


def _lines(found: OpenOrder, wishes: Sequence[LineWish]) -> list[PurchaseOrderLine]:
    wanted = [wish.variant_id for wish in wishes]
    if len(set(wanted)) < len(wanted):
        raise OrderRefused(_("Each variant stands on one line."), code="variant_twice", field="lines")
    if len(wanted) > MOST_LINES:
        raise OrderRefused(_("An order has at most 1,000 lines."), code="too_many_lines", field="lines")
    variants = {row.pk: row for row in catalog.variants_for_index(found.site).filter(pk__in=wanted)} if wanted else {}
    items = {
        item.variant_id: item
        for item in SupplierItem.objects.of(found.site).filter(
            supplier_id=found.order.supplier_id, variant_id__in=wanted
        )
    }
    return [
        _line(found, position, wish, variants.get(wish.variant_id), items.get(wish.variant_id))
        for position, wish in enumerate(wishes)
    ]


def _line(
    found: OpenOrder, position: int, wish: LineWish, variant: catalog.Variant | None, item: SupplierItem | None
) -> PurchaseOrderLine:
    if variant is None:
        raise OrderRefused(_("There is no such variant."), code="no_such_variant", field="lines")
    if not 1 <= wish.quantity <= MOST_UNITS:
        raise OrderRefused(_("Give a number of units from 1 to 1,000,000."), code="bad_units", field="lines")
    cost = wish.unit_cost if wish.unit_cost is not None else item.unit_cost if item else None
    if cost is None and found.order.currency == found.site.currency:
        cost = variant.cost
    if not 0 <= (cost or 0) <= LARGEST_AMOUNT // MOST_UNITS:
        raise OrderRefused(_("This cost is too large."), code="bad_amount", field="lines")
    return PurchaseOrderLine(
        site=found.site,
        order_id=found.order.pk,
        position=position,
        variant_id=variant.pk,
        title=" ".join(part for part in (variant.product.title, variant.title) if part)[:600],
        sku=variant.sku,
        supplier_sku=item.supplier_sku if item else "",
        ordered=wish.quantity,
        unit_cost=cost,
    )
