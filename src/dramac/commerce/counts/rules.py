"""Decisions about counts: what may be done with one, and what a counted number changes. Values in, values out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

MOST_UNITS = 1_000_000
"""The most units that can be counted of one thing; a larger number is a slip of the hand."""


class State(StrEnum):
    """Where a count stands."""

    OPEN = "open"
    POSTED = "posted"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class CountedLine:
    """What was counted of a variant and what the books expected then; both None where nobody has counted yet."""

    variant_id: UUID
    expected: int | None
    counted: int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Signed units by which the books are wrong."""

    variant_id: UUID
    units: int


def units_of(counted: int | None, number: int, *, adds: bool) -> int | None:
    """What is written down when somebody counts `number`: in place of what stands there, or on top of it.

    None for what no shelf holds: less than nothing, or more than a million.
    """
    units = (counted or 0) + number if adds else number
    return units if 0 <= units <= MOST_UNITS else None


def differences(lines: Iterable[CountedLine]) -> list[Difference]:
    """What the counted lines change; those that nobody has counted change nothing."""
    return [
        Difference(line.variant_id, line.counted - line.expected)
        for line in lines
        if line.counted is not None and line.expected is not None and line.counted != line.expected
    ]
