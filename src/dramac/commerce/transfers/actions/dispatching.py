"""The goods leave: they are taken off one location and are on their way to the other; and that taken back."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.actions import CannotAdjust
from dramac.commerce.inventory.rules import Change
from dramac.commerce.transfers.actions.opening import OpenTransfer, TransferRefused, check_places, opened
from dramac.commerce.transfers.events import TransferCancelled, TransferDispatched, UnitsMoved
from dramac.commerce.transfers.models import StockTransfer
from dramac.commerce.transfers.rules import State
from dramac.kit.outbox import publish
from dramac.kit.text import one_line
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


@transaction.atomic
def dispatch(
    *,
    site: Site,
    transfer_id: UUID,
    by: Actor,
    now: datetime,
    carrier: str | None = None,
    tracking: str | None = None,
) -> StockTransfer:
    """Send all of a draft: its goods leave the origin at what they are worth there and are incoming at the destination.

    A carrier or tracking number that is given takes the place of the draft's. Safe to repeat. Raises TransferRefused for one
    without lines, that was cancelled, or of which more is wanted than can be taken off: what is promised to orders or set
    aside stays; `line_id` names that line.
    """
    found = opened(site, transfer_id, by, now)
    transfer = found.transfer
    if found.state not in (State.DRAFT, State.CANCELLED):
        return transfer
    _check(found)
    left = _take_off(found)
    for line in found.lines:
        line.sent = line.quantity
        line.value = -left[line.variant_id]
    transfer.dispatched_at = now
    transfer.carrier = transfer.carrier if carrier is None else one_line(carrier)[:120]
    transfer.tracking = transfer.tracking if tracking is None else one_line(tracking)[:120]
    units = sum(line.sent for line in found.lines)
    found.tell("dispatched", units=units, carrier=transfer.carrier, tracking=transfer.tracking)
    found.settle()
    told: dict[str, Any] = {"transfer_id": transfer.pk, "number": transfer.number}
    publish(
        TransferDispatched(
            site_id=site.pk,
            occurred_at=now,
            origin_id=transfer.origin_id,
            destination_id=transfer.destination_id,
            units=tuple(UnitsMoved(variant_id=one.variant_id, quantity=one.sent) for one in found.lines),
            **told,
        )
    )
    return transfer


@transaction.atomic
def recall(*, site: Site, transfer_id: UUID, by: Actor, now: datetime) -> StockTransfer:
    """Make a transfer of which nothing came a draft again, its goods back where they left at the same worth.

    Safe to repeat; raises TransferRefused where something came or was given up.
    """
    found = opened(site, transfer_id, by, now)
    transfer = found.transfer
    if found.state == State.DRAFT:
        return transfer
    if found.state != State.IN_TRANSIT or any(line.returned for line in found.lines):
        raise TransferRefused(_("Only a transfer of which nothing has come can be taken back."), code="not_just_sent")
    units = send_back(found)
    for line in found.lines:
        line.sent = line.value = line.returned = line.value_returned = 0
    transfer.state, transfer.dispatched_at = State.DRAFT.value, None
    found.tell("recalled", units=units)
    found.save_lines()
    found.save()
    told: dict[str, Any] = {"transfer_id": transfer.pk, "number": transfer.number, "state": transfer.state}
    publish(TransferCancelled(site_id=site.pk, occurred_at=now, returned=units, **told))
    return transfer


def send_back(found: OpenTransfer, reason: str = "") -> int:
    """Put what is still on its way back where it left, at what is left of its worth; returns how many units."""
    transfer = found.transfer
    changes = []
    units = 0
    for line in found.lines:
        if left := line.open:
            worth = line.value_open
            changes.append(Change(line.variant_id, transfer.origin_id, on_hand=left, value=worth))
            changes.append(Change(line.variant_id, transfer.destination_id, incoming=-left))
            line.returned += left
            line.value_returned += worth
            units += left
    found.post(changes, cause="adjusted", reason=reason)
    return units


def _check(found: OpenTransfer) -> None:
    if found.state == State.CANCELLED:
        raise TransferRefused(_("This transfer was cancelled."), code="is_cancelled")
    if not found.lines:
        raise TransferRefused(_("Add what you want to move first."), code="no_lines", field="lines")
    check_places(found.site, found.transfer.origin_id, found.transfer.destination_id)


def _take_off(found: OpenTransfer) -> dict[UUID, int]:
    """Post it; by how much the value at the origin changed, by variant."""
    transfer = found.transfer
    changes = []
    for line in found.lines:
        changes.append(Change(line.variant_id, transfer.origin_id, on_hand=-line.quantity))
        changes.append(Change(line.variant_id, transfer.destination_id, incoming=line.quantity))
    try:
        done = found.post(changes, cause="adjusted")
    except CannotAdjust as refusal:
        at_fault = next((one for one in found.lines if one.variant_id == refusal.variant_id), None)
        if at_fault is None:
            raise
        words = _("%(name)s: %(why)s") % {"name": at_fault.title, "why": refusal}
        raise TransferRefused(words, code=refusal.code, field="lines", line_id=at_fault.pk) from refusal
    return {line.variant_id: done[line.variant_id, transfer.origin_id].value_change for line in found.lines}
