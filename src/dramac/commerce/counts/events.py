"""Facts of counting. Units, never money."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from dramac.kit.facts import Event


class CountStarted(Event, frozen=True, kw_only=True):
    """Somebody began to count a location."""

    count_id: UUID
    number: int
    location_id: UUID
    lines: int


class LinesCounted(Event, frozen=True, kw_only=True):
    """Numbers were written down, or taken off the list to be counted again; nothing in the books has changed yet."""

    count_id: UUID
    lines: int


class CountPosted(Event, frozen=True, kw_only=True):
    """What was counted is what there is: the differences are in the books."""

    topic: ClassVar[str] = "stock_count.posted"
    count_id: UUID
    number: int
    location_id: UUID
    differing: int
    units: int


class CountCancelled(Event, frozen=True, kw_only=True):
    """A count was given up; the books stay as they are."""

    count_id: UUID
    number: int
