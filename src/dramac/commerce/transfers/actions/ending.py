"""The end of a transfer of which not everything came: the missing are written off, or what is on its way goes back."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.transfers.actions.dispatching import send_back
from dramac.commerce.transfers.actions.opening import TransferRefused, opened
from dramac.commerce.transfers.actions.receiving import take_in
from dramac.commerce.transfers.events import TransferCancelled, TransferClosed
from dramac.commerce.transfers.models import StockTransfer, StockTransferReceipt
from dramac.commerce.transfers.rules import Arrived, State
from dramac.kit.ids import new_id
from dramac.kit.outbox import publish
from dramac.kit.text import one_line
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


@transaction.atomic
def close(*, site: Site, transfer_id: UUID, by: Actor, now: datetime, reason: str = "") -> StockTransfer:
    """Wait for nothing more: what has not come is missing, and what it was worth is lost. Safe to repeat.

    The closing is a receipt of nothing, which can be taken back when they turn up. Raises TransferRefused for a transfer whose
    goods have not left, or that was cancelled.
    """
    found = opened(site, transfer_id, by, now)
    transfer = found.transfer
    if found.state in (State.RECEIVED, State.DISCREPANCY):
        return transfer
    if not found.state.is_open:
        raise TransferRefused(_("Nothing of this transfer is on its way."), code="not_open")
    missing = [Arrived(line.pk, 0, lost=line.open) for line in found.lines if line.open]
    note = one_line(reason)[:300]
    take_in(found, missing, StockTransferReceipt(site=site, key=new_id().hex, note=note, is_closing=True))
    told: dict[str, Any] = {"transfer_id": transfer.pk, "number": transfer.number, "state": transfer.state}
    publish(TransferClosed(site_id=site.pk, occurred_at=now, missing=sum(one.lost for one in missing), **told))
    return transfer


@transaction.atomic
def cancel(*, site: Site, transfer_id: UUID, by: Actor, now: datetime, reason: str = "") -> StockTransfer:
    """Give a draft up, or send back what is still on its way: it is on hand again where it left, at the same worth.

    What came stays; then the transfer is not cancelled but has ended with what came. Safe to repeat. Raises TransferRefused for
    one of which nothing is on its way.
    """
    found = opened(site, transfer_id, by, now)
    transfer = found.transfer
    if found.state == State.CANCELLED:
        return transfer
    if found.state != State.DRAFT and not found.state.is_open:
        raise TransferRefused(_("Everything of this transfer has come: there is nothing to cancel."), code="not_open")
    why = one_line(reason)[:300]
    was_draft = found.state == State.DRAFT
    units = 0 if was_draft else send_back(found, why)
    came = any(line.received or line.differs for line in found.facts)
    found.tell("sent_back" if came else "cancelled", units=units, reason=why)
    if was_draft:
        transfer.state, transfer.closed_at = State.CANCELLED.value, now
        found.save()
    else:
        found.settle()
    told: dict[str, Any] = {"transfer_id": transfer.pk, "number": transfer.number, "state": transfer.state}
    publish(TransferCancelled(site_id=site.pk, occurred_at=now, returned=units, **told))
    return transfer
