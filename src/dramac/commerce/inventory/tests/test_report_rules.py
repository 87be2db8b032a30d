"""What reports decide: layers, ages, classes and ratios, and that they add up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.commerce.inventory.rules import reports
from dramac.commerce.inventory.rules.reports import Layer

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def layer(days: int, units: int, value: int) -> Layer:
    return Layer(NOW - timedelta(days=days), units, value)


def test_the_newest_layers_cover_what_is_on_hand_and_the_last_counts_in_part() -> None:
    newest, older, oldest = layer(1, 4, 400), layer(5, 10, 1500), layer(9, 10, 100)
    found = reports.covering([newest, older, oldest], 7)
    assert [(one.units, one.value) for one in found] == [(4, 400), (3, 450)]


def test_no_layer_is_left_of_what_is_sold_out_or_oversold() -> None:
    assert reports.covering([layer(1, 4, 400)], 0) == []
    assert reports.covering([layer(1, 4, 400)], -3) == []


@pytest.mark.parametrize(
    ("days", "place"), [(0, 0), (30, 0), (31, 1), (60, 1), (61, 2), (90, 2), (91, 3), (181, 4), (365, 4), (366, 5)]
)
def test_ages_are_told_by_the_last_day_of_their_band(days: int, place: int) -> None:
    assert reports.band(days) == place


def test_classes_follow_the_cumulated_share_with_both_ends_included() -> None:
    assert reports.classes({"a": 80, "b": 15, "c": 5}) == {"a": "A", "b": "B", "c": "C"}
    assert reports.classes({"a": 81, "b": 14, "c": 5}) == {"a": "B", "b": "B", "c": "C"}
    assert reports.classes({"a": 0, "b": -5}) == {"a": "C", "b": "C"}


@given(st.dictionaries(st.integers(), st.integers(-1000, 10**9), max_size=40))
def test_goods_of_class_a_make_at_most_four_fifths_and_a_rank_never_falls_back(revenue: dict[int, int]) -> None:
    found = reports.classes(revenue)
    total = sum(amount for amount in revenue.values() if amount > 0)
    first = sum(revenue[key] for key, name in found.items() if name == "A")
    assert first * 100 <= 80 * total
    ranked = sorted(revenue, key=lambda key: -revenue[key])
    assert [found[key] for key in ranked] == sorted(found.values())


def test_steady_goods_are_x_and_lumpy_ones_z() -> None:
    assert reports.steadiness([10, 11, 9, 10]) == "X"
    assert reports.steadiness([10, 2, 12, 3]) == "Y"
    assert reports.steadiness([0, 0, 40, 0]) == "Z"
    assert reports.steadiness([0, 0]) == ""
    assert reports.steadiness([3, 1]) == "Y"  # exactly 0.5


def test_ratios_are_undefined_where_nothing_can_be_divided() -> None:
    assert reports.sell_through(3, 8, 4) == Decimal("0.2500")
    assert reports.sell_through(0, 0, 0) is None
    assert reports.days_left(10, 0, 30) is None
    assert reports.days_left(10, 30, 30) == Decimal("10.0")
    assert reports.days_left(-2, 30, 30) == 0
    assert reports.turnover(600, 100, 300) == 3
    assert reports.turnover(600, 0, 0) is None


@given(st.integers(0, 10**12), st.lists(st.integers(-5, 10**6), min_size=1, max_size=6))
def test_a_shared_value_adds_up_to_the_value(value: int, units: list[int]) -> None:
    shares = reports.spread_value(value, {UUID(int=place): count for place, count in enumerate(units)})
    assert sum(shares.values()) == (value if any(count > 0 for count in units) else 0)


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(0, 9999)), max_size=12), st.integers(0, 700))
def test_layers_cover_neither_more_units_nor_more_value_than_there_are(rows: list[tuple[int, int]], units: int) -> None:
    layers = [layer(days, count, value) for days, (count, value) in enumerate(rows)]
    found = reports.covering(layers, units)
    total = sum(one.units for one in layers)
    assert sum(one.units for one in found) == min(units, total)
    if units >= total:
        assert sum(one.value for one in found) == sum(one.value for one in layers)
