"""What stock is worth: goods come in at cost, leave at the average, and the sum of what moved is what is there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dramac.commerce.inventory.rules import Booking, Change, Level, book, carried, valued

MUG, BOX = UUID(int=1), UUID(int=9)
SHOP, BARN, LOFT = UUID(int=11), UUID(int=12), UUID(int=13)


def level(on_hand: int = 0, value: int = 0, *, place: UUID = SHOP, **more: Any) -> Level:
    return Level(MUG, BOX, place, on_hand=on_hand, value=value, **more)


def one(before: Level, **change: Any) -> Booking:
    [made] = book([Change(MUG, before.location_id, **change)], {(MUG, before.location_id): before})
    return made


@pytest.mark.parametrize(
    ("on_hand", "value", "cost", "change", "worth"),
    [
        (0, 0, None, {"on_hand": 10, "unit_cost": 250}, 2500),
        (10, 2500, None, {"on_hand": 10, "unit_cost": 350}, 3500),
        (20, 6000, None, {"on_hand": -5}, -1500),
        (3, 100, None, {"on_hand": -1}, -33),
        (2, 67, None, {"on_hand": -1}, -34),
        (1, 33, None, {"on_hand": -1}, -33),
        (3, 100, 999, {"on_hand": 1}, 33),
        (0, 0, 999, {"on_hand": 2}, 1998),
        (5, 0, 999, {"on_hand": 2}, 1998),
        (0, 0, None, {"on_hand": 2}, 0),
        (5, 500, None, {"committed": 2}, 0),
        (5, 500, None, {"damaged": 2}, 0),
        (5, 500, None, {"on_hand": 3, "value": 100}, 100),
        (5, 500, None, {"on_hand": -3, "value": -100}, -100),
        (5, 500, None, {"on_hand": -3, "value": -900}, -500),
        (3, 500, None, {"on_hand": -3, "value": -100}, -500),
    ],
)
def test_goods_come_in_at_what_they_cost_and_leave_at_the_average(
    on_hand: int, value: int, cost: int | None, change: dict[str, int], worth: int
) -> None:
    assert one(level(on_hand, value, cost=cost), **change).value_change == worth


@pytest.mark.parametrize(
    ("on_hand", "change", "worth"),
    [
        (2, {"on_hand": -5}, -500),
        (0, {"on_hand": -5}, 0),
        (-3, {"on_hand": -1}, 0),
        (-3, {"on_hand": 2, "unit_cost": 100}, 0),
        (-3, {"on_hand": 10, "unit_cost": 100}, 700),
        (-3, {"on_hand": 10, "value": 1001}, 701),
    ],
)
def test_units_sold_before_they_came_are_worth_nothing_and_so_are_those_that_fill_the_gap(
    on_hand: int, change: dict[str, int], worth: int
) -> None:
    assert one(level(on_hand, 500 if on_hand > 0 else 0), **change).value_change == worth


def test_a_movement_says_what_a_unit_that_came_in_has_cost() -> None:
    assert one(level(), on_hand=3, unit_cost=250).unit_cost == 250
    assert one(level(3, 100), on_hand=3).unit_cost == 33
    assert one(level(), on_hand=3, value=100).unit_cost == 33
    assert one(level(3, 100), on_hand=-1).unit_cost is None


CHANGES = st.lists(
    st.one_of(
        st.builds(
            lambda units, cost: {"on_hand": units, "unit_cost": cost},
            st.integers(1, 500),
            st.none() | st.integers(0, 10**6),
        ),
        st.builds(lambda units: {"on_hand": -units}, st.integers(1, 700)),
        st.builds(lambda units, worth: {"on_hand": units, "value": worth}, st.integers(1, 99), st.integers(0, 10**7)),
        st.builds(lambda units, worth: {"on_hand": -units, "value": -worth}, st.integers(1, 99), st.integers(0, 10**7)),
    ),
    max_size=40,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CHANGES, st.none() | st.integers(0, 10**5))
def test_whatever_comes_and_goes_the_value_is_the_sum_and_nothing_on_hand_is_worth_nothing(
    changes: list[dict[str, Any]], cost: int | None
) -> None:
    key = (MUG, SHOP)
    made = book([Change(MUG, SHOP, **change) for change in changes], {key: level(cost=cost)})
    value = on_hand = 0
    for booking in made:
        value += booking.value_change
        on_hand += booking.change.on_hand
        assert (booking.value, booking.on_hand) == (value, on_hand)
        assert value >= 0
        assert on_hand > 0 or value == 0


@given(st.integers(1, 10**6), st.integers(0, 10**9), st.data())
def test_taking_units_one_by_one_takes_exactly_what_they_are_worth(on_hand: int, value: int, data: Any) -> None:
    taken = 0
    left = on_hand
    while left and taken <= value:
        units = data.draw(st.integers(max(1, left // 4), left))
        worth, _cost = valued(Change(MUG, SHOP, on_hand=-units), left, value - taken, None)
        taken -= worth
        left -= units
    assert taken == value


@given(
    st.tuples(st.integers(1, 99), st.integers(0, 9999)),
    st.tuples(st.integers(1, 99), st.integers(0, 9999)),
    st.integers(1, 99),
    st.integers(1, 99),
)
def test_goods_that_only_change_their_place_are_worth_the_same(
    shop: tuple[int, int], barn: tuple[int, int], first: int, second: int
) -> None:
    levels = {(MUG, place): level(*there, place=place) for place, there in ((SHOP, shop), (BARN, barn), (LOFT, (0, 0)))}
    first, second = min(first, shop[0]), min(second, barn[0])
    moves = [(LOFT, first + second), (SHOP, -first), (BARN, -second)]
    made = book(carried([Change(MUG, place, on_hand=units) for place, units in moves], levels), levels)
    assert sum(booking.value_change for booking in made) == 0
    assert {booking.change.location_id: booking.change.on_hand for booking in made} == dict(moves)


def test_what_has_left_cannot_still_be_set_aside() -> None:
    before = level(10, damaged=2, quality=2, safety=3)
    made = one(before, on_hand=-5)
    assert (made.damaged, made.quality, made.safety) == (2, 2, 1)
    assert (made.change.damaged, made.change.quality, made.change.safety) == (0, 0, -2)
    made = one(before, on_hand=-9)
    assert (made.damaged, made.quality, made.safety) == (1, 0, 0)
    assert one(before, on_hand=-12).unavailable == 0
    assert one(before, on_hand=-3).change.unavailable == 0
