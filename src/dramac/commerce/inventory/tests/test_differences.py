"""What many changes come to, decided without a database."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.commerce.inventory.rules.differences import (
    Aside,
    Way,
    Wish,
    WishFault,
    changes_of,
    compare,
    compare_asides,
)
from dramac.commerce.inventory.rules.levels import Level

MUG, CUP, HERE = UUID(int=1), UUID(int=2), UUID(int=9)


def level(on_hand: int = 10, **more: Any) -> dict[tuple[UUID, UUID], Level]:
    """One level of the mug."""
    return {(MUG, HERE): Level(MUG, UUID(int=5), HERE, on_hand=on_hand, **more)}


def one(units: int, way: Way = Way.ADD, seen: int | None = None) -> Wish:
    return Wish(MUG, HERE, units, way, seen)


def test_a_number_adds_sets_what_is_on_hand_or_sets_what_is_available() -> None:
    levels = level(10, committed=3)
    for way, units, after in ((Way.ADD, -2, 8), (Way.SET, 12, 12), (Way.SET_AVAILABLE, 9, 12)):
        [found] = compare([one(units, way)], levels)
        assert (found.fault, found.before, found.after, found.available) == (None, 10, after, after - 3)


def test_additions_to_one_level_follow_one_another_and_it_is_set_but_once() -> None:
    found = compare([one(-6), one(-5), one(4, Way.SET)], level(10))
    assert [row.fault for row in found] == [None, WishFault.BELOW_ZERO, WishFault.TWICE]
    assert [change.on_hand for change in changes_of(found)] == [-6]


@pytest.mark.parametrize(
    ("wish", "levels", "kind", "fault"),
    [
        (Wish(CUP, HERE, 1), level(), "adjustment", WishFault.UNKNOWN),
        (one(1), level(tracks_stock=False), "adjustment", WishFault.UNTRACKED),
        (one(-11), level(10), "adjustment", WishFault.BELOW_ZERO),
        (one(-8), level(10, committed=3), "adjustment", WishFault.BELOW_COMMITTED),
        (one(-8), level(10, safety=3), "adjustment", WishFault.BELOW_COMMITTED),
        (one(1_000_001), level(), "adjustment", WishFault.TOO_MANY),
        (one(9, Way.SET, seen=8), level(10), "adjustment", WishFault.MOVED),
        (one(1), level(), "damage", WishFault.MUST_LOWER),
        (one(-1), level(), "restock", WishFault.MUST_RAISE),
    ],
)
def test_what_cannot_be_is_a_fault_and_changes_nothing(
    wish: Wish, levels: dict[tuple[UUID, UUID], Level], kind: str, fault: WishFault
) -> None:
    found = compare([wish], levels, kind=kind)
    assert [row.fault for row in found] == [fault]
    assert changes_of(found) == []


def test_what_is_promised_can_be_taken_off_when_somebody_says_that_it_is_gone() -> None:
    [found] = compare([one(-8)], level(10, committed=3), beyond_committed=True)
    assert (found.fault, found.after, found.available) == (None, 2, -1)


def test_setting_aside_keeps_what_is_on_hand_and_takes_from_what_is_available() -> None:
    [found] = compare_asides([Aside(MUG, HERE, "damaged", 4)], level(10, committed=3))
    assert (found.fault, found.after, found.available_before, found.available) == (None, 10, 7, 3)


@pytest.mark.parametrize(
    ("units", "levels", "fault"),
    [
        (8, level(10, committed=3), WishFault.BELOW_COMMITTED),
        (11, level(10), WishFault.BELOW_ZERO),
        (-2, level(10, damaged=1), WishFault.NOT_ASIDE),
        (0, level(10), WishFault.TOO_MANY),
    ],
)
def test_no_more_is_set_aside_than_there_is_nor_put_back_than_was_set_aside(
    units: int, levels: dict[tuple[UUID, UUID], Level], fault: WishFault
) -> None:
    assert [row.fault for row in compare_asides([Aside(MUG, HERE, "damaged", units)], levels)] == [fault]


@given(st.lists(st.tuples(st.integers(-30, 30), st.sampled_from(Way)), max_size=8), st.integers(0, 40))
def test_what_is_written_leads_from_what_there_was_to_what_was_told(asked: list[tuple[int, Way]], on_hand: int) -> None:
    found = compare([one(units, way) for units, way in asked], level(on_hand), beyond_committed=True)
    good = [row for row in found if row.fault is None]
    total = sum(change.on_hand for change in changes_of(found))
    assert on_hand + total == (good[-1].after if good else on_hand)
    assert on_hand + total >= 0
