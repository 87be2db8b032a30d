"""What may be done with a purchase order, and what it is then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

MOST_UNITS = 1_000_000


class State(StrEnum):
    """Where a purchase order stands."""

    DRAFT = "draft"
    ORDERED = "ordered"
    PARTLY_RECEIVED = "partly_received"
    RECEIVED = "received"
    CANCELLED = "cancelled"

    @property
    def is_open(self) -> bool:
        """Whether goods are still to come."""
        return self in (State.ORDERED, State.PARTLY_RECEIVED)


class Fault(StrEnum):
    """Why a delivery cannot be recorded."""

    NOTHING = "nothing_received"
    UNKNOWN_LINE = "unknown_line"
    NOT_WHOLE = "not_whole_units"
    TOO_MANY = "too_many_units"
    MORE_THAN_ORDERED = "more_than_ordered"


@dataclass(frozen=True, slots=True)
class LineFacts:
    """Units of a line: ordered, come in, turned away, and given up."""

    id: UUID
    ordered: int
    received: int = 0
    rejected: int = 0
    cancelled: int = 0

    @property
    def open(self) -> int:
        """Units that are still to come."""
        return max(self.ordered - self.received - self.rejected - self.cancelled, 0)


@dataclass(frozen=True, slots=True)
class Delivered:
    """Units of a line in a delivery: that come in, of which batch if one is named, and that are turned away."""

    line_id: UUID
    received: int
    rejected: int = 0
    batch: str = ""
    expires_on: date | None = None


def state_of(lines: Iterable[LineFacts]) -> State:
    """What an order that was sent is, by its lines."""
    known = list(lines)
    came = any(line.received or line.rejected for line in known)
    if all(line.open == 0 for line in known):
        return State.RECEIVED if came else State.CANCELLED
    return State.PARTLY_RECEIVED if came else State.ORDERED


def fault_of(
    lines: Sequence[LineFacts], delivered: Sequence[Delivered], *, may_exceed: bool
) -> tuple[Fault, UUID | None] | None:
    """Why a delivery cannot be recorded, with the line at fault; None when it can.

    More than was ordered may come where somebody has agreed to it.
    """
    known = {line.id: line for line in lines}
    if not any(one.received or one.rejected for one in delivered):
        return Fault.NOTHING, None
    if len({one.line_id for one in delivered}) < len(delivered):
        return Fault.UNKNOWN_LINE, None
    for one in delivered:
        if one.line_id not in known:
            return Fault.UNKNOWN_LINE, None
        if one.received < 0 or one.rejected < 0:
            return Fault.NOT_WHOLE, one.line_id
        if one.received + one.rejected > MOST_UNITS:
            return Fault.TOO_MANY, one.line_id
        if one.received + one.rejected > known[one.line_id].open and not may_exceed:
            return Fault.MORE_THAN_ORDERED, one.line_id
    return None
