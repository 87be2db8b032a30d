"""Facts of moving goods between locations: what left, what came, how it ended. Units; amounts never."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

import msgspec

from dramac.kit.facts import Event


class TransferDrafted(Event, frozen=True, kw_only=True):
    """A transfer was begun, or changed before its goods left."""

    transfer_id: UUID


class UnitsMoved(msgspec.Struct, frozen=True, kw_only=True):
    """Units of a variant: that left, or of a receipt those that came whole or damaged, are lost, or were more than sent."""

    variant_id: UUID
    quantity: int
    damaged: int = 0
    lost: int = 0
    found: int = 0


class TransferDispatched(Event, frozen=True, kw_only=True):
    """Goods left a location and are on their way to another."""

    topic: ClassVar[str] = "stock_transfer.dispatched"
    transfer_id: UUID
    number: int
    origin_id: UUID
    destination_id: UUID
    units: tuple[UnitsMoved, ...]


class TransferReceived(Event, frozen=True, kw_only=True):
    """Goods came, whole or in part."""

    topic: ClassVar[str] = "stock_transfer.received"
    transfer_id: UUID
    number: int
    receipt_id: UUID
    units: tuple[UnitsMoved, ...]
    state: str


class TransferReceiptReversed(Event, frozen=True, kw_only=True):
    """What was recorded by mistake, as come or as missing, was taken back."""

    topic: ClassVar[str] = "stock_transfer.receipt_reversed"
    transfer_id: UUID
    number: int
    receipt_id: UUID


class TransferClosed(Event, frozen=True, kw_only=True):
    """Nothing more is waited for; so many units are missing."""

    topic: ClassVar[str] = "stock_transfer.closed"
    transfer_id: UUID
    number: int
    state: str
    missing: int


class TransferCancelled(Event, frozen=True, kw_only=True):
    """The goods stay, or those that had not come went back to where they had left."""

    topic: ClassVar[str] = "stock_transfer.cancelled"
    transfer_id: UUID
    number: int
    state: str
    returned: int
