"""In which state an order is, worked out of what was paid and what left. Values in, values out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from dramac.commerce.pricing.engine import LineShares, Shares
from dramac.kit.money import Minor


class State(StrEnum):
    """The life of an order."""

    OPEN = "open"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class PaymentState(StrEnum):
    """What was paid of an order."""

    PENDING = "pending"
    PARTLY_PAID = "partly_paid"
    PAID = "paid"
    PARTLY_REFUNDED = "partly_refunded"
    REFUNDED = "refunded"
    VOIDED = "voided"


class FulfilmentState(StrEnum):
    """What left the building."""

    UNFULFILLED = "unfulfilled"
    PARTLY = "partly_fulfilled"
    FULFILLED = "fulfilled"


OVER = frozenset({State.CANCELLED, State.EXPIRED})
SETTLED = frozenset({PaymentState.PAID, PaymentState.PARTLY_REFUNDED, PaymentState.REFUNDED})


@dataclass(frozen=True, slots=True)
class LineFacts:
    """A line's units, and its money in minor units: what was paid for it and what went back."""

    id: UUID
    quantity: int
    paid: Shares
    back: Shares
    fulfilled: int = 0
    returned: int = 0
    cancelled: int = 0
    refunded: int = 0

    @property
    def to_fulfil(self) -> int:
        """Units that are still to leave."""
        return self.quantity - self.cancelled - self.fulfilled

    @property
    def refundable(self) -> int:
        """Units that were not paid back."""
        return self.quantity - self.refunded

    @property
    def shares(self) -> LineShares:
        """The line as refunds see it."""
        return LineShares(self.quantity, self.paid)


def payment_state(*, total: Minor, captured: Minor, refunded: Minor, is_over: bool) -> PaymentState:
    """What was paid of an order, from the sums of its payment ledger. An order that costs nothing is paid."""
    if refunded:
        return PaymentState.REFUNDED if refunded >= captured else PaymentState.PARTLY_REFUNDED
    if captured >= total:
        return PaymentState.PAID if total or not is_over else PaymentState.VOIDED
    if is_over:
        return PaymentState.PARTLY_PAID if captured else PaymentState.VOIDED
    return PaymentState.PARTLY_PAID if captured else PaymentState.PENDING


def fulfilment_state(lines: Iterable[LineFacts]) -> FulfilmentState:
    """What left of an order; units that were cancelled need not leave."""
    rows = list(lines)
    left = sum(line.fulfilled for line in rows)
    if not left:
        return FulfilmentState.UNFULFILLED
    return FulfilmentState.PARTLY if any(line.to_fulfil for line in rows) else FulfilmentState.FULFILLED


def life(state: State, lines: Iterable[LineFacts], payment: PaymentState) -> State:
    """The life of an order after a change: completed when nothing is left to send and it is paid; over stays over."""
    if state in OVER:
        return state
    rows = list(lines)
    if any(line.to_fulfil for line in rows) or payment not in SETTLED:
        return State.OPEN
    if all(line.cancelled == line.quantity for line in rows):
        return State.CANCELLED
    return State.COMPLETED
