"""What goods cost, what may be received and what must be ordered, decided without a database."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from dramac.commerce.purchasing.rules import (
    Delivered,
    Demand,
    Fault,
    LineFacts,
    Needs,
    ReorderSettings,
    State,
    Terms,
    advise,
    converted,
    demand_of,
    fault_of,
    in_packs,
    landed,
    share,
    state_of,
)

TODAY = date(2026, 3, 2)
units = st.integers(1, 1000)
costs = st.integers(0, 10**6)


@given(st.lists(st.tuples(units, costs), min_size=1, max_size=20), st.integers(0, 10**9), st.integers(0, 10**7))
def test_costs_that_are_spread_add_up_to_the_last_cent(lines: list[tuple[int, int]], goods: int, other: int) -> None:
    found = landed(lines, goods, other)
    assert sum(one or 0 for one in found) == goods + other


@given(st.integers(0, 10**7), units, st.data())
def test_the_worth_of_deliveries_adds_up_to_the_whole_line(total: int, ordered: int, data: st.DataObject) -> None:
    came, worth = 0, 0
    while came < ordered:
        now = data.draw(st.integers(1, ordered - came))
        worth += share(total, ordered, came, now)
        came += now
    assert worth == total


def test_a_line_whose_cost_is_not_known_takes_no_part_of_the_others() -> None:
    assert landed([(2, 500), (3, None)], 1000, 100) == [1100, None]


def test_dearer_goods_bear_more_of_the_delivery() -> None:
    assert landed([(1, 3000), (1, 1000)], 4000, 101) == [3076, 1025]


def test_goods_without_a_value_share_by_units() -> None:
    assert landed([(3, 0), (1, 0)], 0, 100) == [75, 25]


def test_an_amount_is_converted_by_main_units() -> None:
    assert converted(1000, "JPY", Decimal("0.0062"), "EUR") == 620
    assert converted(12345, "USD", Decimal("0.9"), "EUR") == 11111


@given(st.lists(st.tuples(units, st.integers(0, 1200), st.integers(0, 50)), min_size=1, max_size=8))
def test_no_delivery_takes_more_than_was_ordered_unless_it_was_agreed_to(rows: list[tuple[int, int, int]]) -> None:
    lines = [LineFacts(uuid4(), ordered) for ordered, _came, _back in rows]
    came = [Delivered(line.id, mine, back) for line, (_ordered, mine, back) in zip(lines, rows, strict=True)]
    too_many = any(one.received + one.rejected > line.open for one, line in zip(came, lines, strict=True))
    nothing = not any(one.received or one.rejected for one in came)
    fault = fault_of(lines, came, may_exceed=False)
    assert (fault is None) == (not too_many and not nothing)
    assert (fault_of(lines, came, may_exceed=True) is None) == (not nothing)


def test_a_line_that_is_named_twice_or_is_unknown_is_refused() -> None:
    line = LineFacts(uuid4(), 5)
    assert fault_of([line], [Delivered(line.id, 1), Delivered(line.id, 1)], may_exceed=True) == (
        Fault.UNKNOWN_LINE,
        None,
    )
    assert fault_of([line], [Delivered(uuid4(), 1)], may_exceed=True) == (Fault.UNKNOWN_LINE, None)
    assert fault_of([line], [Delivered(line.id, -1)], may_exceed=True) == (Fault.NOT_WHOLE, line.id)


def test_an_order_is_what_its_lines_say() -> None:
    key = uuid4()
    assert state_of([LineFacts(key, 5)]) is State.ORDERED
    assert state_of([LineFacts(key, 5, 2)]) is State.PARTLY_RECEIVED
    assert state_of([LineFacts(key, 5, 2, rejected=3)]) is State.RECEIVED
    assert state_of([LineFacts(key, 5, 2, cancelled=3)]) is State.RECEIVED
    assert state_of([LineFacts(key, 5, cancelled=5)]) is State.CANCELLED
    assert state_of([LineFacts(key, 5, 7)]) is State.RECEIVED


@given(units, units, units)
def test_what_is_ordered_is_whole_packs_and_never_too_little(wanted: int, lot: int, pack: int) -> None:
    found = in_packs(wanted, Terms(7, lot, pack))
    assert found % pack == 0
    assert max(wanted, lot) <= found < max(wanted, lot) + pack


def test_demand_is_the_mean_and_spread_of_all_days() -> None:
    # 2 and 4 units on two of four days: mean 1.5, squares 20, variance 5 - 2.25.
    found = demand_of(6, 20, 4)
    assert found.mean == Decimal("1.5")
    assert round(found.deviation, 4) == Decimal("1.6583")
    assert demand_of(-2, 4, 4) == Demand()


def test_the_point_is_demand_over_the_lead_time_and_the_safety_stock() -> None:
    advice = advise(Needs(10, 0), Demand(Decimal(2), Decimal(1)), Terms(9), ReorderSettings(cover_days=10), TODAY)
    assert advice.safety == 5  # 1.645 × 1 × √9 = 4.935
    assert advice.point == 23
    assert advice.target == 43
    assert advice.is_due
    assert advice.quantity == 33
    assert (advice.days_left, advice.order_by) == (5, TODAY)


def test_what_is_on_its_way_counts_and_what_people_set_wins() -> None:
    demand = Demand(Decimal(2), Decimal(0))
    assert not advise(Needs(10, 30), demand, Terms(9), ReorderSettings(), TODAY).is_due
    given = advise(Needs(10, 0, point=10, quantity=24, safety=3), demand, Terms(9, 1, 10), ReorderSettings(), TODAY)
    assert (given.point, given.safety, given.quantity) == (10, 3, 30)
    later = advise(Needs(16, 0, point=10), demand, Terms(9), ReorderSettings(), TODAY)
    assert later.order_by == date(2026, 3, 5)


def test_nothing_is_ordered_of_what_does_not_sell_unless_too_much_was_promised() -> None:
    quiet = advise(Needs(0, 0), Demand(), Terms(7), ReorderSettings(), TODAY)
    assert (quiet.is_due, quiet.quantity, quiet.days_left, quiet.order_by) == (False, 0, None, None)
    oversold = advise(Needs(-3, 0), Demand(), Terms(7), ReorderSettings(), TODAY)
    assert (oversold.is_due, oversold.quantity) == (True, 3)
