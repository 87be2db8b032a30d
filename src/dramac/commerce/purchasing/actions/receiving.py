"""Deliveries: units come in at what they cost or are turned away; and a delivery recorded by mistake is taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.actions import BatchName, CannotAdjust, name_batches
from dramac.commerce.inventory.rules import Change
from dramac.commerce.purchasing.actions.opening import OpenOrder, OrderRefused, opened
from dramac.commerce.purchasing.events import GoodsReceived, ReceiptReversed, UnitsOfVariant
from dramac.commerce.purchasing.models import PurchaseOrderLine, PurchaseReceipt, PurchaseReceiptLine
from dramac.commerce.purchasing.rules import Delivered, Fault, State, fault_of, share
from dramac.kit.ids import new_id
from dramac.kit.outbox import publish
from dramac.kit.text import one_line
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

SENTENCES: dict[Fault, Promise] = {
    Fault.NOTHING: _("Say how many came, or how many you turned away."),
    Fault.UNKNOWN_LINE: _("This line is not on the order, or it was named twice."),
    Fault.NOT_WHOLE: _("Give a whole number of units, zero or more."),
    Fault.TOO_MANY: _("Receive at most 1,000,000 units at a time."),
    Fault.MORE_THAN_ORDERED: _("More than was ordered. If it really came, confirm it."),
}


@dataclass(frozen=True, slots=True)
class Delivery:
    """What came. `key` is one's own name for it: the same key twice is one delivery. `may_exceed` agrees to more than ordered."""

    units: Sequence[Delivered]
    key: str = ""
    note: str = ""
    may_exceed: bool = False


@transaction.atomic
def receive(*, site: Site, order_id: UUID, delivery: Delivery, by: Actor, now: datetime) -> PurchaseReceipt:
    """Take goods in at what they cost, and off what is on its way; what is turned away does not come in.

    Safe to repeat under the same key. Raises OrderRefused.
    """
    found = opened(site, order_id, by, now)
    key = delivery.key[:120] or new_id().hex
    if known := PurchaseReceipt.objects.of(site).filter(order_id=order_id, key=key).first():
        return known
    if not found.state.is_open and not (found.state == State.RECEIVED and delivery.may_exceed):
        raise OrderRefused(_("Nothing is on its way for this order."), code="not_open")
    units = [one for one in delivery.units if one.received or one.rejected]
    if fault := fault_of(found.facts, units, may_exceed=delivery.may_exceed):
        kind, line_id = fault
        raise OrderRefused(SENTENCES[kind], code=kind.value, field="units", line_id=line_id)
    return _take_in(found, units, key, one_line(delivery.note)[:300])


def _take_in(found: OpenOrder, units: Sequence[Delivered], key: str, note: str) -> PurchaseReceipt:
    site, order, now = found.site, found.order, found.now
    label = found.by.label[:160]
    receipt = PurchaseReceipt(site=site, order_id=order.pk, key=key, note=note, created_by=label, received_at=now)
    lines = {line.pk: line for line in found.lines}
    rows, changes = [], []
    batches = _batches(found, units, lines)
    for one, batch_id in zip(units, batches, strict=True):
        line = lines[one.line_id]
        row, change = _taken(found, receipt, one, batch_id)
        line.received += one.received
        line.rejected += one.rejected
        rows.append(row)
        changes.append(change)
    found.tell(
        "received",
        units=sum(one.received for one in units),
        rejected=sum(one.rejected for one in units),
        reason=note,
        receipt=str(receipt.pk),
    )
    receipt.save(force_insert=True)
    PurchaseReceiptLine.objects.bulk_create(rows)
    found.settle()
    found.post([change for change in changes if change.on_hand or change.incoming], cause="received", reason=note)
    publish(
        GoodsReceived(
            site_id=site.pk,
            occurred_at=now,
            order_id=order.pk,
            number=order.number,
            receipt_id=receipt.pk,
            units=tuple(
                UnitsOfVariant(variant_id=lines[one.line_id].variant_id, quantity=one.received, rejected=one.rejected)
                for one in units
            ),
            is_complete=found.state == State.RECEIVED,
        )
    )
    return receipt


def _batches(
    found: OpenOrder, units: Sequence[Delivered], lines: Mapping[UUID, PurchaseOrderLine]
) -> list[UUID | None]:
    """The batch of each delivered line, opened where need be. Raises OrderRefused beside the line at fault."""
    made: list[UUID | None] = []
    for one in units:
        name = BatchName(one.batch, one.expires_on) if one.received and (one.batch or one.expires_on) else None
        variant = lines[one.line_id].variant_id
        try:
            made += name_batches(found.site, [(variant, name)], found.by, found.now)
        except CannotAdjust as refusal:
            raise OrderRefused(str(refusal), code=refusal.code, field=refusal.field, line_id=one.line_id) from refusal
    return made


def _taken(
    found: OpenOrder, receipt: PurchaseReceipt, one: Delivered, batch_id: UUID | None
) -> tuple[PurchaseReceiptLine, Change]:
    line = next(line for line in found.lines if line.pk == one.line_id)
    awaited = min(line.open, one.received + one.rejected)
    worth = None if line.landed_total is None else share(line.landed_total, line.ordered, line.received, one.received)
    row = PurchaseReceiptLine(
        site=found.site,
        receipt_id=receipt.pk,
        line_id=line.pk,
        received=one.received,
        rejected=one.rejected,
        awaited=awaited,
        value=worth or 0,
        batch_id=batch_id,
    )
    units: dict[str, Any] = {"on_hand": one.received, "incoming": -awaited, "batch_id": batch_id}
    return row, Change(line.variant_id, found.order.location_id, value=worth if one.received else None, **units)


@transaction.atomic
def reverse_receipt(*, site: Site, order_id: UUID, receipt_id: UUID, by: Actor, now: datetime) -> PurchaseReceipt:
    """Take the latest delivery back, as if it had never come. Safe to repeat.

    Raises OrderRefused for another one or an order that was closed short, CannotAdjust where its units are gone or promised.
    """
    found = opened(site, order_id, by, now)
    mine = PurchaseReceipt.objects.of(site).filter(order_id=order_id)
    receipt = mine.filter(pk=receipt_id).first()
    if receipt is None:
        raise OrderRefused(_("There is no such delivery."), code="unknown_receipt")
    if receipt.reversed_at:
        return receipt
    latest = mine.filter(reversed_at=None).order_by("-received_at", "-id").first()
    if latest is None or latest.pk != receipt.pk or any(line.cancelled for line in found.lines):
        raise OrderRefused(_("Only the latest delivery of an open order can be taken back."), code="not_the_latest")
    lines = {line.pk: line for line in found.lines}
    changes = []
    for row in PurchaseReceiptLine.objects.of(site).filter(receipt_id=receipt.pk):
        line = lines[row.line_id]
        line.received -= row.received
        line.rejected -= row.rejected
        units: dict[str, Any] = {"on_hand": -row.received, "incoming": row.awaited, "batch_id": row.batch_id}
        worth = -row.value if row.received and line.landed_total is not None else None
        changes.append(Change(line.variant_id, found.order.location_id, value=worth, **units))
    receipt.reversed_at = now
    receipt.save(update_fields=["reversed_at"])
    found.tell("receipt_reversed", receipt=str(receipt.pk))
    found.settle()
    found.post([change for change in changes if change.on_hand or change.incoming], cause="adjusted")
    order = found.order
    told: dict[str, Any] = {"order_id": order.pk, "number": order.number, "receipt_id": receipt.pk}
    publish(ReceiptReversed(site_id=site.pk, occurred_at=now, **told))
    return receipt
