"""What units are worth as they come and go: the moving average. Minor units of the site's currency, whole.

Goods come in at what they cost and leave at the average of what is there; the last unit takes what is left, so that nothing
on hand is worth nothing. Units that were sold before they came have no worth: those that come in to fill the gap are gone
already, so that a level at or below zero units is always worth zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from dramac.commerce.inventory.rules.levels import Change, Level
from dramac.kit.money import Minor, divide_half_up, split


def value_out(units: int, on_hand: int, value: Minor) -> Minor:
    """What units that leave take of the value of a level, rounded half-up; the last unit takes the rest."""
    if on_hand <= 0:
        return 0
    return value if units >= on_hand else divide_half_up(value * units, on_hand)


def _there(units: int, on_hand: int) -> int:
    """How many of the units that come in are there afterwards: the others fill a gap below zero."""
    return units if on_hand >= 0 else max(on_hand + units, 0)


def valued(change: Change, on_hand: int, value: Minor, cost: Minor | None) -> tuple[Minor, Minor | None]:
    """By how much a change moves the value of a level that has so many units, and what a unit that comes in costs.

    Goods without a known cost come in at the average of what is there, else at what the catalogue says, else at nothing.
    """
    units = change.on_hand
    if units < 0:
        return -_taken(-units, on_hand, value, change.value), None
    if units == 0:
        return 0, None
    there = _there(units, on_hand)
    if change.value is not None:
        worth = max(change.value, 0)
        return divide_half_up(worth * there, units), divide_half_up(worth, units)
    if change.unit_cost is not None:
        return change.unit_cost * there, change.unit_cost
    if on_hand > 0 and value > 0:
        return divide_half_up(value * units, on_hand), divide_half_up(value, on_hand)
    return (cost or 0) * there, cost or 0


def _taken(units: int, on_hand: int, value: Minor, exact: Minor | None) -> Minor:
    if exact is None or units >= on_hand:
        return value_out(units, on_hand, value)
    return max(min(-exact, value), 0)


def carried(changes: Sequence[Change], levels: Mapping[tuple[UUID, UUID], Level]) -> list[Change]:
    """Changes that only move goods between places: what comes in at one is worth what left the others, to the last unit."""
    pools: dict[UUID, int] = {}
    arriving: dict[UUID, list[int]] = {}
    left = {key: (level.on_hand, level.value) for key, level in levels.items()}
    for number, change in enumerate(changes):
        if change.on_hand > 0:
            arriving.setdefault(change.variant_id, []).append(number)
        elif change.key in left:
            on_hand, value = left[change.key]
            taken = value_out(-change.on_hand, on_hand, value)
            left[change.key] = on_hand + change.on_hand, value - taken
            pools[change.variant_id] = pools.get(change.variant_id, 0) + taken
    found = list(changes)
    for variant_id, numbers in arriving.items():
        shares = split(pools.get(variant_id, 0), [changes[number].on_hand for number in numbers])
        for number, share in zip(numbers, shares, strict=True):
            found[number] = replace(changes[number], value=share)
    return sorted(found, key=lambda change: change.on_hand > 0)
