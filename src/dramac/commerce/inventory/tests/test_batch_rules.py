"""Which units of which batch come and go: soonest expiry first, and never more than there are."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.commerce.inventory.rules import Booking, Change, Level, book
from dramac.commerce.inventory.rules.batches import (
    BatchSettings,
    Day,
    Holding,
    LacksUnits,
    Taking,
    divide,
    whole,
)

TEA, SHOP, STORE = UUID(int=1), UUID(int=2), UUID(int=3)
TODAY = date(2026, 3, 2)
DAY = Day(TODAY, TODAY)
OLD, SOON, LATE, EVER = UUID(int=11), UUID(int=12), UUID(int=13), UUID(int=14)
EXPIRIES = {OLD: TODAY, SOON: TODAY + timedelta(days=5), LATE: TODAY + timedelta(days=90), EVER: None}


def holding(batch: UUID, units: int, aside: int = 0) -> Holding:
    return Holding(batch, units, aside, EXPIRIES[batch])


def level(on_hand: int, place: UUID = SHOP, **units: Any) -> Level:
    return Level(TEA, TEA, place, on_hand=on_hand, **units)


def taken(
    units: int, shelf: list[Holding], on_hand: int, taking: Taking, day: Day = DAY, **states: Any
) -> list[Change]:
    here = level(on_hand, **states)
    return divide([Change(TEA, SHOP, on_hand=-units)], {(TEA, SHOP): here}, {(TEA, SHOP): shelf}, taking, day)[0]


def by_batch(parts: list[Change]) -> list[tuple[UUID | None, int]]:
    return [(part.batch_id, part.on_hand) for part in parts if part.on_hand]


SHELF = [holding(EVER, 2), holding(LATE, 2), holding(SOON, 2), holding(OLD, 2)]


@pytest.mark.parametrize(
    ("taking", "units", "expected"),
    [
        (Taking.SELL, 7, [(SOON, -2), (LATE, -2), (EVER, -2), (None, -1)]),
        (Taking.MOVE, 9, [(SOON, -2), (LATE, -2), (EVER, -2), (OLD, -1), (None, -2)]),
        (Taking.LOSE, 3, [(OLD, -2), (SOON, -1)]),
        (Taking.EXPIRED, 3, [(OLD, -2), (SOON, -1)]),
        (Taking.TAKE_BACK, 3, [(OLD, -1), (None, -2)]),
    ],
)
def test_what_expires_soonest_leaves_first(taking: Taking, units: int, expected: list[tuple[UUID, int]]) -> None:
    assert by_batch(taken(units, SHELF, 10, taking)) == expected


def test_what_has_expired_is_never_sent() -> None:
    with pytest.raises(LacksUnits) as lack:
        taken(9, SHELF, 10, Taking.SELL)
    assert lack.value.left == 8


def test_goods_with_too_little_life_leave_after_all_others() -> None:
    day = Day(TODAY, BatchSettings(least_days=7).unsold_from(TODAY))
    assert by_batch(taken(8, SHELF, 10, Taking.SELL, day)) == [(LATE, -2), (EVER, -2), (SOON, -2), (None, -2)]


@pytest.mark.parametrize(("least", "last_unsold"), [(0, 0), (1, 0), (2, 1), (30, 29)])
def test_the_last_day_of_sale_is_the_one_before_goods_expire(least: int, last_unsold: int) -> None:
    assert BatchSettings(least_days=least).unsold_from(TODAY) == TODAY + timedelta(days=last_unsold)


def test_a_named_batch_gives_no_more_than_it_has() -> None:
    change = Change(TEA, SHOP, on_hand=-3, batch_id=SOON)
    with pytest.raises(LacksUnits) as lack:
        divide([change], {(TEA, SHOP): level(10)}, {(TEA, SHOP): SHELF}, Taking.LOSE, DAY)
    assert (lack.value.left, lack.value.batch_id) == (2, SOON)


def test_expired_units_that_are_set_aside_take_their_state_with_them() -> None:
    parts = taken(3, [holding(OLD, 4, 4)], 10, Taking.EXPIRED, quality=4)
    assert [(part.batch_id, part.on_hand, part.quality) for part in parts] == [(OLD, -3, -3)]


def test_goods_that_fill_a_gap_are_of_no_batch() -> None:
    change = Change(TEA, SHOP, on_hand=5, batch_id=SOON, unit_cost=100)
    parts = divide([change], {(TEA, SHOP): level(-3)}, {}, Taking.LOSE, DAY)[0]
    assert by_batch(parts) == [(None, 3), (SOON, 2)]


def test_goods_that_change_their_place_keep_their_batch() -> None:
    changes = [Change(TEA, STORE, on_hand=4), Change(TEA, SHOP, on_hand=-4)]
    levels = {(TEA, SHOP): level(5), (TEA, STORE): level(0, STORE)}
    came, left = divide(changes, levels, {(TEA, SHOP): [holding(LATE, 1), holding(SOON, 2)]}, Taking.MOVE, DAY)
    assert by_batch(left) == [(SOON, -2), (LATE, -1), (None, -1)]
    assert dict(by_batch(came)) == {SOON: 2, LATE: 1, None: 1}


def test_what_comes_back_is_of_the_batches_that_left() -> None:
    change = Change(TEA, SHOP, on_hand=4, value=401)
    away = {TEA: [holding(LATE, 2), holding(SOON, 1)]}
    parts = divide([change], {(TEA, SHOP): level(0)}, {}, Taking.LOSE, DAY, away)[0]
    assert [(part.batch_id, part.on_hand, part.value) for part in parts] == [
        (SOON, 1, 100),
        (LATE, 2, 201),
        (None, 1, 100),
    ]


BATCHES = (OLD, SOON, LATE, EVER)
CHANGES = st.lists(
    st.builds(
        lambda on_hand, committed, states, batch: Change(
            TEA, SHOP, on_hand, committed=committed, **states, batch_id=batch, value=None
        ),
        st.integers(-12, 12),
        st.integers(-3, 3),
        st.dictionaries(st.sampled_from(["damaged", "quality", "safety"]), st.integers(-4, 4), max_size=2),
        st.sampled_from([None, None, *BATCHES]),
    ),
    max_size=25,
)


@given(CHANGES, st.sampled_from(list(Taking)))
def test_nothing_is_lost_or_found_whatever_happens(changes: list[Change], taking: Taking) -> None:
    """After every step: batches are not below zero, not more than is on hand, not more aside than is held for quality."""
    here = level(0)
    shelf: dict[UUID, Holding] = {}
    for change in changes:
        try:
            [parts] = divide([change], {(TEA, SHOP): here}, {(TEA, SHOP): list(shelf.values())}, taking, DAY)
        except LacksUnits:
            continue
        asked = whole(parts)
        [done] = book([asked], {(TEA, SHOP): here})
        if _is_refused(done):
            continue
        assert (asked.on_hand, asked.committed) == (change.on_hand, change.committed)
        booked = book(parts, {(TEA, SHOP): here})
        last = booked[-1]
        assert last[3:9] == done[3:9]
        for part in (one.change for one in booked):
            if part.batch_id:
                one = shelf.setdefault(part.batch_id, holding(part.batch_id, 0))
                one.units += part.on_hand
                one.aside += part.quality
        here = level(
            last.on_hand, committed=last.committed, damaged=last.damaged, quality=last.quality, safety=last.safety
        )
        assert all(0 <= one.aside <= one.units for one in shelf.values())
        assert sum(one.units for one in shelf.values()) <= max(here.on_hand, 0)
        assert sum(one.aside for one in shelf.values()) <= here.quality


def _is_refused(done: Booking) -> bool:
    """As the ledger refuses: states below nothing, or more set aside than is on hand."""
    return min(done.damaged, done.quality, done.safety) < 0 or done.unavailable > max(done.on_hand, 0)
