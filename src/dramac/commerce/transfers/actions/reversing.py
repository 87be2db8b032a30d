"""What was recorded by mistake, as come or as missing, is taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.rules import Change
from dramac.commerce.transfers.actions.opening import OpenTransfer, TransferRefused, opened
from dramac.commerce.transfers.events import TransferReceiptReversed
from dramac.commerce.transfers.models import StockTransferReceipt, StockTransferReceiptLine
from dramac.kit.outbox import publish
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


@transaction.atomic
def reverse_receipt(
    *, site: Site, transfer_id: UUID, receipt_id: UUID, by: Actor, now: datetime
) -> StockTransferReceipt:
    """Take the latest receipt or closing back: its goods are on their way again. Safe to repeat.

    Raises TransferRefused for another one or where the rest went back, CannotAdjust where its units are gone or promised.
    """
    found = opened(site, transfer_id, by, now)
    mine = StockTransferReceipt.objects.of(site).filter(transfer_id=transfer_id)
    receipt = mine.filter(pk=receipt_id).first()
    if receipt is None:
        raise TransferRefused(_("There is no such receipt."), code="unknown_receipt")
    if receipt.reversed_at:
        return receipt
    latest = mine.filter(reversed_at=None).order_by("-received_at", "-id").first()
    if latest is None or latest.pk != receipt.pk or any(line.returned for line in found.lines):
        raise TransferRefused(
            _("Only the latest receipt can be taken back, and none once the rest went back."), code="not_the_latest"
        )
    _give_back(found, list(StockTransferReceiptLine.objects.of(site).filter(receipt_id=receipt.pk)))
    receipt.reversed_at = now
    receipt.save(update_fields=["reversed_at"])
    found.tell("receipt_reversed", receipt=str(receipt.pk))
    found.settle()
    transfer = found.transfer
    told: dict[str, Any] = {"transfer_id": transfer.pk, "number": transfer.number, "receipt_id": receipt.pk}
    publish(TransferReceiptReversed(site_id=site.pk, occurred_at=now, **told))
    return receipt


def _give_back(found: OpenTransfer, rows: Sequence[StockTransferReceiptLine]) -> None:
    """Post the counter-movements. What the goods take with them is on its way again, even where it became more or less."""
    place = found.transfer.destination_id
    lines = {line.pk: line for line in found.lines}
    extra, awaited = [], []
    for row in rows:
        variant_id = lines[row.line_id].variant_id
        broken = min(row.damaged, row.awaited)
        if row.found:
            back: dict[str, Any] = {"on_hand": -row.found, "damaged": broken - row.damaged, "value": -row.value_found}
            extra.append(Change(variant_id, place, **back))
        units: dict[str, Any] = {"on_hand": -row.awaited, "incoming": row.awaited + row.lost, "damaged": -broken}
        awaited.append(Change(variant_id, place, value=-row.booked if row.awaited else None, **units))
    found.post(extra, cause="adjusted", type="adjustment")
    done = found.post(awaited, cause="adjusted")
    for row in rows:
        line = lines[row.line_id]
        moved = done.get((line.variant_id, place))
        taken = -moved.value_change if moved else 0
        line.received -= row.received
        line.damaged -= row.damaged
        line.found -= row.found
        line.lost -= row.lost
        line.value_received -= row.value + taken - row.booked
        line.value_lost -= row.value_lost
