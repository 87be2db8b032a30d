"""Rounding half-up, percentages, and splits that lose no unit."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.kit.money import divide_half_up, percentage, round_half_up, split

AMOUNTS = st.integers(-(10**12), 10**12)
WEIGHTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("2.5", 3), ("2.4999", 2), ("-2.5", -3), ("-2.4999", -2), ("0.5", 1), ("-0.5", -1), ("0", 0), ("7", 7)],
)
def test_halves_round_away_from_zero(value: str, rounded: int) -> None:
    assert round_half_up(Decimal(value)) == rounded
    assert round_half_up(Fraction(value)) == rounded


def test_rounding_is_exact_beyond_the_precision_of_decimals() -> None:
    assert divide_half_up(10**40 + 1, 2) == 5 * 10**39 + 1
    assert divide_half_up(10**40 - 1, 2) == 5 * 10**39


@pytest.mark.parametrize(
    ("amount", "percent", "part"),
    [
        (999, "17.5", 175),
        (10, "5", 1),
        (9, "5", 0),
        (-10, "5", -1),
        (333, "100", 333),
        (333, "0", 0),
        (1, "33.3333", 0),
    ],
)
def test_a_percentage_rounds_half_up(amount: int, percent: str, part: int) -> None:
    assert percentage(amount, Decimal(percent)) == part


@given(amount=AMOUNTS, percent=st.decimals(0, 100, places=4))
def test_a_percentage_agrees_with_decimal_arithmetic(amount: int, percent: Decimal) -> None:
    exact = Decimal(amount) * percent / 100
    assert percentage(amount, percent) == int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def test_leftover_units_go_to_the_largest_fractions() -> None:
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(10, [5, 3, 2]) == [5, 3, 2]
    assert split(7, [5, 3, 2]) == [4, 2, 1]
    assert split(1, [1, 2, 2]) == [0, 1, 0]


def test_ties_go_to_the_earlier_one() -> None:
    assert split(2, [1, 1, 1, 1]) == [1, 1, 0, 0]
    assert split(3, [2, 2, 2, 2]) == [1, 1, 1, 0]


def test_nothing_goes_to_a_zero_weight() -> None:
    assert split(101, [0, 1, 0, 1]) == [0, 51, 0, 50]


def test_weights_that_are_all_zero_count_alike() -> None:
    assert split(5, [0, 0]) == [3, 2]
    assert split(0, [0, 0]) == [0, 0]


def test_a_negative_total_mirrors_the_positive_one() -> None:
    assert split(-100, [1, 1, 1]) == [-34, -33, -33]


def test_a_split_among_nobody_is_refused_unless_there_is_nothing_to_split() -> None:
    assert split(0, []) == []
    with pytest.raises(ValueError, match="nobody"):
        split(1, [])


@pytest.mark.parametrize("weights", [[1, -1], [-1], [3, -1]])
def test_a_weight_below_zero_is_refused(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="below zero"):
        split(10, weights)


@given(total=AMOUNTS, weights=WEIGHTS)
def test_shares_sum_to_the_total_and_stay_within_one_unit(total: int, weights: list[int]) -> None:
    shares = split(total, weights)
    assert sum(shares) == total
    whole = sum(weights)
    for share, weight in zip(shares, weights, strict=True):
        exact = Fraction(total * weight, whole) if whole else Fraction(total, len(weights))
        assert abs(share - exact) < 1


@given(total=st.integers(0, 10**9), weights=st.lists(st.integers(1, 10**6), min_size=1, max_size=12))
def test_a_larger_weight_never_gets_less(total: int, weights: list[int]) -> None:
    pairs = sorted(zip(weights, split(total, weights), strict=True))
    for (light, little), (heavy, much) in pairwise(pairs):
        assert light == heavy or little <= much


@given(data=st.data(), weights=WEIGHTS)
def test_a_part_of_the_weights_never_gives_more_than_a_weight(data: st.DataObject, weights: list[int]) -> None:
    total = data.draw(st.integers(0, sum(weights)))
    assert all(0 <= share <= weight for share, weight in zip(split(total, weights), weights, strict=True)) or not total
