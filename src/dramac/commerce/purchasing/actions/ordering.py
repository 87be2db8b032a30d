"""Sending a purchase order: its costs are frozen, its goods are on their way; and taking that back."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.rules import Change
from dramac.commerce.purchasing.actions.opening import OpenOrder, OrderRefused, opened
from dramac.commerce.purchasing.events import PurchaseOrdered, PurchaseOrderEnded, UnitsOfVariant
from dramac.commerce.purchasing.models import PurchaseOrder, Supplier, SupplierItem
from dramac.commerce.purchasing.rules import ReorderSettings, State, converted, landed
from dramac.kit.outbox import publish
from dramac.kit.settings import read
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


@transaction.atomic
def place_order(*, site: Site, order_id: UUID, by: Actor, now: datetime, notify: bool = False) -> PurchaseOrder:
    """Send a draft: its goods are on their way and what they cost is frozen. With `notify` the supplier gets an e-mail.

    Safe to repeat. Raises OrderRefused for one without lines, without a rate where it needs one, or that has ended.
    """
    found = opened(site, order_id, by, now)
    if found.state.is_open or found.state == State.RECEIVED:
        return found.order
    supplier = Supplier.objects.of(site).get(pk=found.order.supplier_id)
    _check(found, supplier, notify)
    _freeze(found)
    order = found.order
    order.ordered_at = now
    order.expected_on = order.expected_on or now.astimezone(site.zone).date() + timedelta(
        days=_lead_time(found, supplier)
    )
    found.tell("ordered", units=sum(line.ordered for line in found.lines), emailed=supplier.email if notify else "")
    found.settle()
    changes = [Change(line.variant_id, order.location_id, incoming=line.ordered) for line in found.lines]
    found.post(changes, cause="expected")
    units = tuple(UnitsOfVariant(variant_id=one.variant_id, quantity=one.ordered) for one in found.lines)
    told: dict[str, Any] = {
        "order_id": order.pk,
        "number": order.number,
        "supplier_id": supplier.pk,
        "location_id": order.location_id,
    }
    publish(PurchaseOrdered(site_id=site.pk, occurred_at=now, units=units, notify=notify, **told))
    return order


@transaction.atomic
def take_back_order(*, site: Site, order_id: UUID, by: Actor, now: datetime) -> PurchaseOrder:
    """Make an order of which nothing came a draft again. Safe to repeat; raises OrderRefused where something came."""
    found = opened(site, order_id, by, now)
    if found.state == State.DRAFT:
        return found.order
    if found.state != State.ORDERED or any(line.cancelled for line in found.lines):
        raise OrderRefused(_("Only an order of which nothing has come can be taken back."), code="not_just_ordered")
    order = found.order
    changes = [Change(line.variant_id, order.location_id, incoming=-line.ordered) for line in found.lines]
    order.state, order.ordered_at = State.DRAFT.value, None
    found.tell("taken_back")
    found.save()
    found.post(changes, cause="expected")
    publish(
        PurchaseOrderEnded(site_id=site.pk, occurred_at=now, order_id=order.pk, number=order.number, state=order.state)
    )
    return order


def _check(found: OpenOrder, supplier: Supplier, notify: bool) -> None:
    order = found.order
    if found.state != State.DRAFT:
        raise OrderRefused(_("This order was cancelled."), code="is_cancelled")
    if not found.lines:
        raise OrderRefused(_("Add what you want to order first."), code="no_lines", field="lines")
    if order.rate is None and order.currency != found.site.currency:
        words = _("Say what one %(currency)s costs in %(own)s.") % {
            "currency": order.currency,
            "own": found.site.currency,
        }
        raise OrderRefused(words, code="no_rate", field="rate")
    if notify and not supplier.email:
        raise OrderRefused(_("This supplier has no e-mail address."), code="no_email", field="notify")


def _freeze(found: OpenOrder) -> None:
    """What all units of each line cost in the shop's currency, other costs with them where they are spread."""
    order, own = found.order, found.site.currency
    rate = Decimal(1) if order.currency == own else order.rate or Decimal(1)
    goods = sum(line.ordered * (line.unit_cost or 0) for line in found.lines)
    other = order.shipping_cost + order.other_cost if order.spreads_costs else 0
    pairs = [(line.ordered, line.unit_cost) for line in found.lines]
    totals = landed(pairs, converted(goods, order.currency, rate, own), converted(other, order.currency, rate, own))
    for line, total in zip(found.lines, totals, strict=True):
        line.landed_total = total


def _lead_time(found: OpenOrder, supplier: Supplier) -> int:
    """The longest of its goods: by the supplier's item, the supplier, the shop."""
    usual = supplier.lead_time_days
    if usual is None:
        usual = read(ReorderSettings, found.site.settings).lead_time_days
    own = SupplierItem.objects.of(found.site).filter(
        supplier_id=supplier.pk, variant_id__in=[line.variant_id for line in found.lines], lead_time_days__isnull=False
    )
    days = {key: number for key, number in own.values_list("variant_id", "lead_time_days") if number is not None}
    return max(days.get(line.variant_id, usual) for line in found.lines)
