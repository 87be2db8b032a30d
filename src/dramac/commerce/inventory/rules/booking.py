"""Changes as the ledger writes them: what there is before and after each, and what it is worth. Values in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from dramac.commerce.inventory.rules.levels import Change, Level
from dramac.commerce.inventory.rules.valuing import valued
from dramac.kit.money import Minor


class Booking(NamedTuple):
    """One change with what there is of its level before and after, in units; value and cost in minor units.

    `change` may lower the units that are not for sale by more than was asked: what left cannot still be set aside.
    """

    change: Change
    product_id: UUID
    on_hand_before: int
    on_hand: int
    committed: int
    incoming: int
    damaged: int
    quality: int
    safety: int
    value: Minor
    value_change: Minor
    unit_cost: Minor | None

    @property
    def unavailable(self) -> int:
        """Units on hand that are not for sale, after it."""
        return self.damaged + self.quality + self.safety

    @property
    def free(self) -> int:
        """Units on hand that are neither promised nor set aside, after it."""
        return self.on_hand - self.committed - self.damaged - self.quality - self.safety


def book(changes: Iterable[Change], levels: Mapping[tuple[UUID, UUID], Level]) -> list[Booking]:
    """Changes one after the other, each on top of those before it. Raises KeyError for a level that is not among them."""
    last: dict[tuple[UUID, UUID], Booking] = {}
    made = []
    for change in changes:
        key = (change.variant_id, change.location_id)
        level = levels[key]
        booking = _book(change, last.get(key) or level, level)
        last[key] = booking
        made.append(booking)
    return made


def _book(change: Change, before: Booking | Level, level: Level) -> Booking:
    on_hand = before.on_hand + change.on_hand
    damaged, quality, safety = fitted(change, before)
    if (damaged, quality, safety) != (change.damaged, change.quality, change.safety):
        change = replace(change, damaged=damaged, quality=quality, safety=safety)
    worth, unit_cost = valued(change, before.on_hand, before.value, level.cost) if change.on_hand else (0, None)
    return Booking(
        change,
        level.product_id,
        before.on_hand,
        on_hand,
        before.committed + change.committed,
        before.incoming + change.incoming,
        before.damaged + damaged,
        before.quality + quality,
        before.safety + safety,
        before.value + worth,
        worth,
        unit_cost,
    )


def fitted(change: Change, before: Booking | Level) -> tuple[int, int, int]:
    """By how much a change really moves the units damaged, held for quality and kept for safety: what left is not there."""
    states = before.damaged + change.damaged, before.quality + change.quality, before.safety + change.safety
    room = max(before.on_hand + change.on_hand, 0)
    if change.on_hand < 0 and sum(states) > room:
        states = _fitted(room, *states)
    return states[0] - before.damaged, states[1] - before.quality, states[2] - before.safety


def _fitted(room: int, damaged: int, quality: int, safety: int) -> tuple[int, int, int]:
    """Units set aside that can still be there: the cushion goes first, what is broken last."""
    damaged = min(damaged, room)
    quality = min(quality, room - damaged)
    return damaged, quality, min(safety, room - damaged - quality)
