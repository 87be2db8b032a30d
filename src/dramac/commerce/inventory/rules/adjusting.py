"""What people may change by hand, why, and what they are asked before they do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from uuid import UUID

from dramac.commerce.inventory.rules.levels import MOST_UNITS, Change

MANUAL, REVERSAL = "manual", "reversal"
"""What changes by hand are made for: themselves, or the change that they take back."""

LOWERING = frozenset({"damage", "expired"})
RAISING = frozenset({"return", "restock"})
BY_HAND = frozenset({"adjustment", "transfer"}) | LOWERING | RAISING
"""The kinds of movement that people record; sales are recorded by orders."""

REASON_CODES = (
    "correction",
    "cycle_count",
    "received",
    "return_restock",
    "damaged",
    "shrinkage",
    "promotion",
    "quality",
    "safety",
    "expired",
    "other",
)
"""Why stock is changed, in one word: the list of Shopify (semantics.md, 1), with the states and expiry of our own."""

USUAL_CODES = {
    "adjustment": "correction",
    "restock": "received",
    "return": "return_restock",
    "damage": "damaged",
    "expired": "expired",
    "transfer": "other",
}
"""The reason code of a kind of change for which nobody gave one."""


class AdjustmentFault(StrEnum):
    """Why a change by hand cannot be made."""

    NOTHING = "nothing_to_change"
    TOO_MANY = "too_many_units"
    MUST_LOWER = "must_lower"
    MUST_RAISE = "must_raise"
    NEEDS_REASON = "needs_reason"
    NOT_WHOLE = "not_whole"
    UNKNOWN_TYPE = "unknown_type"
    UNKNOWN_CODE = "unknown_reason_code"
    NOT_BALANCED = "transfer_not_balanced"


def fault_of(changes: Sequence[Change], kind: str, reason: str, code: str = "") -> AdjustmentFault | None:
    """Why changes by hand of a kind cannot be made, or None when they can.

    A reason in words is needed, unless goods come in or a reason code says enough.
    """
    if kind not in BY_HAND:
        return AdjustmentFault.UNKNOWN_TYPE
    if code and code not in REASON_CODES:
        return AdjustmentFault.UNKNOWN_CODE
    if any(type(change.on_hand) is not int for change in changes):
        return AdjustmentFault.NOT_WHOLE
    if not changes or any(change.on_hand == 0 for change in changes):
        return AdjustmentFault.NOTHING
    if any(abs(change.on_hand) > MOST_UNITS for change in changes):
        return AdjustmentFault.TOO_MANY
    if kind in LOWERING and any(change.on_hand > 0 for change in changes):
        return AdjustmentFault.MUST_LOWER
    if kind in RAISING and any(change.on_hand < 0 for change in changes):
        return AdjustmentFault.MUST_RAISE
    if kind == "transfer" and any(_totals(changes).values()):
        return AdjustmentFault.NOT_BALANCED
    if kind not in RAISING and code in ("", "other") and not reason.strip():
        return AdjustmentFault.NEEDS_REASON
    return None


def code_of(kind: str, code: str) -> str:
    """The reason code of a change: the one that was given, else the usual one of its kind; blank for sales."""
    return code or USUAL_CODES.get(kind, "")


def cause_of(changes: Iterable[Change], kind: str) -> str:
    """What changes by hand do: goods come in, are on their way, change between states, or a number is put right."""
    moved = announced = False
    for change in changes:
        if change.on_hand:
            return "received" if kind in RAISING else "adjusted"
        moved = moved or change.unavailable != 0
        announced = announced or change.incoming != 0
    return "moved" if moved or not announced else "expected"


def is_reversible(units: int, made_for: Sequence[str]) -> bool:
    """Whether a movement of so many units may be taken back; `made_for` is what it was made for, then what that was.

    A change by hand may, and once a taking back of one; the second taking back is where it ends.
    """
    return units != 0 and list(made_for) in ([MANUAL], [REVERSAL, MANUAL])


def _totals(changes: Iterable[Change]) -> dict[UUID, int]:
    totals: dict[UUID, int] = {}
    for change in changes:
        totals[change.variant_id] = totals.get(change.variant_id, 0) + change.on_hand
    return totals
