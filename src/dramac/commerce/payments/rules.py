"""What may be done with a payment. Values in, values out; amounts are minor units of its currency."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dramac.kit.money import LARGEST_AMOUNT, Minor


class Kind(StrEnum):
    """What an entry of the ledger does."""

    AUTHORIZE = "authorize"
    CAPTURE = "capture"
    REFUND = "refund"
    VOID = "void"


class PaymentFault(StrEnum):
    """Why money cannot be moved."""

    NOT_WHOLE = "not_whole"
    NOTHING = "nothing"
    TOO_MUCH = "too_much"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a payment stands: the sums of its ledger beside what is to be paid."""

    amount: Minor
    authorized: Minor
    captured: Minor
    refunded: Minor
    currency: str

    @property
    def due(self) -> Minor:
        """What has not been paid yet."""
        return self.amount - self.captured

    @property
    def kept(self) -> Minor:
        """What was paid and not given back."""
        return self.captured - self.refunded


@dataclass(frozen=True, slots=True)
class Shift:
    """Signed changes of the sums of a payment."""

    authorized: Minor = 0
    captured: Minor = 0
    refunded: Minor = 0


def shift_of(kind: Kind, amount: Minor) -> Shift:
    """How an entry of a kind moves the sums."""
    return {
        Kind.AUTHORIZE: Shift(authorized=amount),
        Kind.CAPTURE: Shift(captured=amount),
        Kind.REFUND: Shift(refunded=amount),
        Kind.VOID: Shift(authorized=-amount),
    }[kind]


def most(kind: Kind, standing: Standing) -> Minor:
    """How much an entry of a kind could move at most."""
    return {
        Kind.AUTHORIZE: standing.amount - standing.authorized,
        Kind.CAPTURE: standing.authorized - standing.captured,
        Kind.REFUND: standing.captured - standing.refunded,
        Kind.VOID: standing.authorized - standing.captured,
    }[kind]


def fault_of(amount: Minor, limit: Minor) -> PaymentFault | None:
    """Why an amount cannot be moved when `limit` is the most that could, or None when it can."""
    if type(amount) is not int:
        return PaymentFault.NOT_WHOLE
    if amount < 1:
        return PaymentFault.NOTHING
    return PaymentFault.TOO_MUCH if amount > min(limit, LARGEST_AMOUNT) else None
