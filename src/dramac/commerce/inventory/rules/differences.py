"""What many changes at once come to: what people ask for, against what there is. Values in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from dramac.commerce.inventory.rules.adjusting import LOWERING, RAISING
from dramac.commerce.inventory.rules.levels import MOST_ON_HAND, MOST_UNITS, STATES, Change, Level


class Way(StrEnum):
    """How a number is meant: units to add (or, with a minus, to take away), or what there shall be."""

    ADD = "add"
    SET = "set"
    SET_AVAILABLE = "available"


class WishFault(StrEnum):
    """Why one of many changes cannot be made."""

    UNKNOWN = "unknown_variant"
    UNTRACKED = "not_tracked"
    TWICE = "named_twice"
    TOO_MANY = "too_many_units"
    BELOW_ZERO = "below_zero"
    BELOW_COMMITTED = "below_committed"
    MOVED = "changed_meanwhile"
    MUST_LOWER = "must_lower"
    MUST_RAISE = "must_raise"
    NOT_ASIDE = "not_set_aside"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks of the stock of one variant at one location.

    `seen` is the number that they had before them as they decided; where it is no longer true, they are asked again. What
    comes in may name its `batch` by its number and the day it expires, what leaves one that there is.
    """

    variant_id: UUID
    location_id: UUID
    units: int
    way: Way = Way.ADD
    seen: int | None = None
    batch: str = ""
    expires_on: date | None = None

    @property
    def key(self) -> tuple[UUID, UUID]:
        """The level that is meant."""
        return self.variant_id, self.location_id


@dataclass(frozen=True, slots=True)
class Difference:
    """What becomes of one wish: units on hand and available, before and after; with a fault nothing."""

    wish: Wish
    before: int = 0
    after: int = 0
    available_before: int = 0
    available: int = 0
    fault: WishFault | None = None

    @property
    def change(self) -> int:
        """The signed units that are added."""
        return self.after - self.before


def compare(
    wishes: Sequence[Wish],
    levels: Mapping[tuple[UUID, UUID], Level],
    *,
    kind: str = "adjustment",
    beyond_committed: bool = False,
) -> list[Difference]:
    """What each wish comes to, in order. Several additions to one level follow one another; it is set but once.

    `kind` is the type of movement: what is damaged lowers, what comes back raises. Taking off what is promised or set
    aside is a fault unless `beyond_committed` says to record it anyway.
    """
    moved: dict[tuple[UUID, UUID], int] = {}
    found = []
    for wish in wishes:
        level = levels.get(wish.key)
        one = _of_kind(_compared(wish, level, moved.get(wish.key), beyond_committed), kind)
        found.append(one)
        if one.fault is None:
            moved[wish.key] = moved.get(wish.key, 0) + one.change
    return found


def _compared(wish: Wish, level: Level | None, moved: int | None, beyond: bool) -> Difference:
    if level is None:
        return Difference(wish, fault=WishFault.UNKNOWN)
    before, available = level.on_hand + (moved or 0), level.available + (moved or 0)
    change = {Way.ADD: wish.units, Way.SET: wish.units - before, Way.SET_AVAILABLE: wish.units - available}[wish.way]
    fault = _fault(wish, level, before, change, is_second=moved is not None)
    free = level.unpromised + (moved or 0)
    if fault is None and change < 0 and free + change < 0 and not beyond:
        return Difference(wish, before, before + change, free, free + change, WishFault.BELOW_COMMITTED)
    return Difference(wish, before, before + change, available, available + change, fault)


def _of_kind(one: Difference, kind: str) -> Difference:
    """The same, with a fault where a kind of movement goes the wrong way."""
    if one.fault is None and one.change > 0 and kind in LOWERING:
        return replace(one, fault=WishFault.MUST_LOWER)
    if one.fault is None and one.change < 0 and kind in RAISING:
        return replace(one, fault=WishFault.MUST_RAISE)
    return one


def _fault(wish: Wish, level: Level, before: int, change: int, *, is_second: bool) -> WishFault | None:
    if not level.tracks_stock:
        return WishFault.UNTRACKED
    if is_second and wish.way is not Way.ADD:
        return WishFault.TWICE
    seen_now = level.available if wish.way is Way.SET_AVAILABLE else level.on_hand
    if wish.seen is not None and wish.seen != seen_now:
        return WishFault.MOVED
    if abs(change) > MOST_UNITS or before + change > MOST_ON_HAND:
        return WishFault.TOO_MANY
    return WishFault.BELOW_ZERO if change < 0 and before + change < 0 else None


@dataclass(frozen=True, slots=True)
class Aside:
    """Units on hand to set aside as damaged, for quality control or as safety stock; below zero to put them back on sale."""

    variant_id: UUID
    location_id: UUID
    state: str
    units: int

    @property
    def change(self) -> Change:
        """The same as a change of the level."""
        assert self.state in STATES
        units: dict[str, Any] = {self.state: self.units}
        return Change(self.variant_id, self.location_id, **units)

    def wish(self) -> Wish:
        """The same among the differences that people look at."""
        return Wish(self.variant_id, self.location_id, -self.units)


def compare_asides(
    asides: Sequence[Aside], levels: Mapping[tuple[UUID, UUID], Level], *, beyond_committed: bool = False
) -> list[Difference]:
    """What setting aside comes to, in order: on hand stays, available changes. A level stands here but once."""
    seen: set[tuple[UUID, UUID]] = set()
    found = []
    for aside in asides:
        wish = aside.wish()
        level = levels.get(wish.key)
        if level is None:
            found.append(Difference(wish, fault=WishFault.UNKNOWN))
            continue
        fault = WishFault.TWICE if wish.key in seen else _aside_fault(aside, level, beyond_committed)
        seen.add(wish.key)
        left = level.available - aside.units
        found.append(Difference(wish, level.on_hand, level.on_hand, level.available, left, fault))
    return found


def _aside_fault(aside: Aside, level: Level, beyond: bool) -> WishFault | None:
    if not level.tracks_stock:
        return WishFault.UNTRACKED
    if abs(aside.units) > MOST_UNITS or aside.units == 0:
        return WishFault.TOO_MANY
    if aside.units < 0:
        return WishFault.NOT_ASIDE if getattr(level, aside.state) + aside.units < 0 else None
    if level.unavailable + aside.units > level.on_hand:
        return WishFault.BELOW_ZERO
    return WishFault.BELOW_COMMITTED if level.available < aside.units and not beyond else None


def changes_of(differences: Iterable[Difference]) -> list[Change]:
    """The changes to write: of what has no fault and differs."""
    return [
        Change(one.wish.variant_id, one.wish.location_id, on_hand=one.change)
        for one in differences
        if one.fault is None and one.change
    ]
