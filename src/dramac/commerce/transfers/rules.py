"""Decisions about transfers: what may be received, what a transfer then is, and what its units carry with them. Values in,
values out.

What a receipt records of a line goes to what is still on its way first: whole units, then damaged ones, then lost ones. What is
beyond that was found: more came than was sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from dramac.kit.money import Minor, divide_half_up

MOST_UNITS = 1_000_000
"""The most units of a variant that one transfer moves; a larger number is a slip of the hand."""


class State(StrEnum):
    """Where a transfer stands."""

    DRAFT = "draft"
    IN_TRANSIT = "in_transit"
    PARTLY_RECEIVED = "partly_received"
    RECEIVED = "received"
    DISCREPANCY = "discrepancy"
    CANCELLED = "cancelled"

    @property
    def is_open(self) -> bool:
        """Whether goods are on their way."""
        return self in (State.IN_TRANSIT, State.PARTLY_RECEIVED)


class Fault(StrEnum):
    """Why what came cannot be recorded."""

    NOTHING = "nothing_received"
    UNKNOWN_LINE = "unknown_line"
    NOT_WHOLE = "not_whole_units"
    TOO_MANY = "too_many_units"
    MORE_THAN_SENT = "more_than_sent"
    LOST_TOO_MANY = "lost_too_many"


@dataclass(frozen=True, slots=True)
class LineFacts:
    """Units of a line: sent, come whole, come damaged, lost, gone back, and found beyond what was sent."""

    id: UUID
    sent: int
    received: int = 0
    damaged: int = 0
    lost: int = 0
    returned: int = 0
    found: int = 0

    @property
    def open(self) -> int:
        """Units that are still on their way."""
        return self.sent - self.received - self.damaged - self.lost - self.returned + self.found

    @property
    def differs(self) -> bool:
        """Whether something else came than was sent."""
        return bool(self.damaged or self.lost or self.found)


@dataclass(frozen=True, slots=True)
class Arrived:
    """Units of a line that came whole, that came damaged, and that are known to be lost."""

    line_id: UUID
    received: int
    damaged: int = 0
    lost: int = 0

    @property
    def came(self) -> int:
        """Units that are there, whole or not."""
        return self.received + self.damaged

    def awaited(self, left: int) -> int:
        """How many of those that came had been on their way, where so many were."""
        return min(self.came, left)


def state_of(lines: Iterable[LineFacts]) -> State:
    """What a transfer whose goods left is, by its lines."""
    known = list(lines)
    came = any(line.received or line.differs for line in known)
    if any(line.open for line in known):
        return State.PARTLY_RECEIVED if came else State.IN_TRANSIT
    if any(line.differs for line in known):
        return State.DISCREPANCY
    return State.RECEIVED if came else State.CANCELLED


def fault_of(
    lines: Sequence[LineFacts], arrived: Sequence[Arrived], *, may_exceed: bool
) -> tuple[Fault, UUID | None] | None:
    """Why what came cannot be recorded, with the line at fault; None when it can.

    More than was sent may come where somebody says that it really did. No more can be lost than is on its way.
    """
    known = {line.id: line for line in lines}
    if not any(one.came or one.lost for one in arrived):
        return Fault.NOTHING, None
    if len({one.line_id for one in arrived}) < len(arrived):
        return Fault.UNKNOWN_LINE, None
    for one in arrived:
        if one.line_id not in known:
            return Fault.UNKNOWN_LINE, None
        if fault := _fault(known[one.line_id].open, one, may_exceed=may_exceed):
            return fault, one.line_id
    return None


def _fault(left: int, one: Arrived, *, may_exceed: bool) -> Fault | None:
    units = (one.received, one.damaged, one.lost)
    if any(type(number) is not int or number < 0 for number in units):
        return Fault.NOT_WHOLE
    if sum(units) > MOST_UNITS:
        return Fault.TOO_MANY
    if one.came > left and not may_exceed:
        return Fault.MORE_THAN_SENT
    if one.lost > left - one.awaited(left):
        return Fault.LOST_TOO_MANY
    return None


def portion(worth: Minor, units: int, left: int) -> Minor:
    """What `units` of the `left` ones that are worth so much together take of it, rounded half-up; the last take the rest.

    Whatever the parts in which they come, what all of them took adds up to what left, to the last minor unit.
    """
    if units >= left:
        return worth
    return divide_half_up(worth * units, left)
