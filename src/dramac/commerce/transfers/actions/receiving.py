"""Goods come: whole or damaged they are on hand, at the worth with which they left; lost ones are no longer waited for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.rules import Change
from dramac.commerce.transfers.actions.opening import OpenTransfer, TransferRefused, opened
from dramac.commerce.transfers.events import TransferReceived, UnitsMoved
from dramac.commerce.transfers.models import StockTransferLine, StockTransferReceipt, StockTransferReceiptLine
from dramac.commerce.transfers.rules import Arrived, Fault, State, fault_of, portion
from dramac.kit.ids import new_id
from dramac.kit.outbox import publish
from dramac.kit.text import one_line
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

SENTENCES: dict[Fault, Promise] = {
    Fault.NOTHING: _("Say how many came, or how many are lost."),
    Fault.UNKNOWN_LINE: _("This line is not on the transfer, or it was named twice."),
    Fault.NOT_WHOLE: _("Give a whole number of units, zero or more."),
    Fault.TOO_MANY: _("Receive at most 1,000,000 units at a time."),
    Fault.MORE_THAN_SENT: _("More than was sent. If it really came, confirm it."),
    Fault.LOST_TOO_MANY: _("No more can be lost than is still on its way."),
}


@dataclass(frozen=True, slots=True)
class Receipt:
    """What came. `key` is one's own name for it: the same key twice is one receipt. `may_exceed` agrees to more than was sent."""

    units: Sequence[Arrived]
    key: str = ""
    note: str = ""
    may_exceed: bool = False


@transaction.atomic
def receive(*, site: Site, transfer_id: UUID, receipt: Receipt, by: Actor, now: datetime) -> StockTransferReceipt:
    """Take goods in at the worth with which they left, damaged ones set aside as that; lost ones are no longer on their way.

    What came beyond what was sent is found: it comes in at the average of what is there. Safe to repeat under the same key.
    Raises TransferRefused.
    """
    found = opened(site, transfer_id, by, now)
    key = receipt.key[:120] or new_id().hex
    if known := StockTransferReceipt.objects.of(site).filter(transfer_id=transfer_id, key=key).first():
        return known
    if not found.state.is_open and not (found.state in (State.RECEIVED, State.DISCREPANCY) and receipt.may_exceed):
        raise TransferRefused(_("Nothing of this transfer is on its way."), code="not_open")
    units = [one for one in receipt.units if one.received or one.damaged or one.lost]
    if fault := fault_of(found.facts, units, may_exceed=receipt.may_exceed):
        kind, line_id = fault
        raise TransferRefused(SENTENCES[kind], code=kind.value, field="units", line_id=line_id)
    note = one_line(receipt.note)[:300]
    made = take_in(found, units, StockTransferReceipt(site=site, key=key, note=note))
    _tell(found, units, made)
    return made


def take_in(found: OpenTransfer, units: Sequence[Arrived], receipt: StockTransferReceipt) -> StockTransferReceipt:
    """Record what came and what is lost, and post it."""
    transfer = found.transfer
    receipt.transfer_id, receipt.created_by, receipt.received_at = transfer.pk, found.by.label[:160], found.now
    lines = {line.pk: line for line in found.lines}
    rows = [_taken(receipt, lines[one.line_id], one) for one in units]
    _book(found, rows, lines, receipt.note)
    found.tell(
        "closed" if receipt.is_closing else "received",
        units=sum(one.came for one in units),
        damaged=sum(one.damaged for one in units),
        lost=sum(one.lost for one in units),
        found=sum(row.found for row in rows),
        reason=receipt.note,
        receipt=str(receipt.pk),
    )
    receipt.save(force_insert=True)
    StockTransferReceiptLine.objects.bulk_create(rows)
    found.settle()
    return receipt


def _taken(receipt: StockTransferReceipt, line: StockTransferLine, one: Arrived) -> StockTransferReceiptLine:
    """What a line brings of what left, and what of it is lost; the line is told."""
    awaited = one.awaited(line.open)
    worth = portion(line.value_open, awaited, line.open) if awaited else 0
    still = line.open - awaited
    gone = portion(line.value_open - worth, one.lost, still) if one.lost else 0
    line.received += one.received
    line.damaged += one.damaged
    line.found += one.came - awaited
    line.lost += one.lost
    line.value_received += worth
    line.value_lost += gone
    return StockTransferReceiptLine(
        site_id=line.site_id,
        receipt_id=receipt.pk,
        line_id=line.pk,
        received=one.received,
        damaged=one.damaged,
        lost=one.lost,
        found=one.came - awaited,
        value=worth,
        value_lost=gone,
    )


def _book(
    found: OpenTransfer, rows: Sequence[StockTransferReceiptLine], lines: dict[UUID, StockTransferLine], note: str
) -> None:
    place = found.transfer.destination_id
    awaited, extra = [], []
    for row in rows:
        variant_id = lines[row.line_id].variant_id
        broken = min(row.damaged, row.awaited)
        came: dict[str, Any] = {"on_hand": row.awaited, "incoming": -row.awaited - row.lost, "damaged": broken}
        awaited.append(Change(variant_id, place, value=row.value if row.awaited else None, **came))
        if row.found:
            extra.append(Change(variant_id, place, on_hand=row.found, damaged=row.damaged - broken))
    done = found.post(awaited, cause="received", reason=note)
    more = found.post(extra, cause="adjusted", reason=note, type="adjustment")
    for row in rows:
        key = lines[row.line_id].variant_id, place
        row.booked = done[key].value_change if key in done else 0
        row.value_found = more[key].value_change if key in more else 0


def _tell(found: OpenTransfer, units: Sequence[Arrived], made: StockTransferReceipt) -> None:
    lines = {line.pk: line for line in found.lines}
    publish(
        TransferReceived(
            site_id=found.site.pk,
            occurred_at=found.now,
            transfer_id=found.transfer.pk,
            number=found.transfer.number,
            receipt_id=made.pk,
            units=tuple(
                UnitsMoved(
                    variant_id=lines[one.line_id].variant_id,
                    quantity=one.received,
                    damaged=one.damaged,
                    lost=one.lost,
                )
                for one in units
            ),
            state=found.transfer.state,
        )
    )
