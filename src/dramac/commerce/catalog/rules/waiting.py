"""What can be sold of goods that are not there yet: back-orders and pre-orders, their cap, and the day that is promised.

Purchasable = available + allowed oversell cap; one cap for back-order and pre-order, empty = unlimited (semantics.md, 1).
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

MOST_BEYOND = 1_000_000
"""The highest cap, in units, beyond which none is meant."""
MOST_DAYS = 730
"""The longest promise after an order, in days."""


class Waiting(StrEnum):
    """How something sells that is not there."""

    NO = ""
    BACK_ORDER = "back_order"
    PRE_ORDER = "pre_order"


def can_run_out(*, tracks_stock: bool, sells_when_out: bool, oversell_limit: int | None) -> bool:
    """Whether there is an end to what can be sold: it is counted, and not sold beyond that without limit."""
    return tracks_stock and not (sells_when_out and oversell_limit is None)


def beyond(*, sells_when_out: bool, oversell_limit: int | None) -> int:
    """Units that may be sold beyond what is there, where there is an end to them; none where it does not sell when out."""
    return (oversell_limit or 0) if sells_when_out else 0


def promised(on: date | None, days: int | None, today: date) -> date | None:
    """The day to tell somebody who orders today: so many days after the order, else the fixed day; None where there is
    none, or where it lies in the past and nobody can be told it any more."""
    if days is not None:
        return today + timedelta(days=days)
    return on if on is not None and on >= today else None


def problem(*, kind: Waiting, oversell_limit: int | None, on: date | None, days: int | None) -> tuple[str, str] | None:
    """What is wrong with how a variant sells when out, as (column, code): `limit`, `days`, `either`, `release`."""
    if oversell_limit is not None and not 0 <= oversell_limit <= MOST_BEYOND:
        return "oversell_limit", "limit"
    if days is not None and not 0 <= days <= MOST_DAYS:
        return "promised_days", "days"
    if days is not None and on is not None:
        return "promised_days", "either"
    if days is not None and kind is Waiting.PRE_ORDER:
        return "promised_days", "release"
    return None


def kind_of(*, sells_when_out: bool, is_preorder: bool) -> Waiting:
    """How a variant sells that is not there."""
    if not sells_when_out:
        return Waiting.NO
    return Waiting.PRE_ORDER if is_preorder else Waiting.BACK_ORDER
