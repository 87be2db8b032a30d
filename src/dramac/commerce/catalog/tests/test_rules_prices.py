"""Prices change in bulk exactly, half-up, and never below zero."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.commerce.catalog.rules import prices
from dramac.commerce.catalog.rules.prices import Compare, Ending, Price, PriceChange, PriceRefused, Step
from dramac.kit.money import AmountRefused

amounts = st.integers(min_value=0, max_value=10**9)
percents = st.decimals(min_value=-100, max_value=1000, places=2)
endings = st.integers(min_value=1, max_value=1000).flatmap(
    lambda step: st.builds(Ending, st.integers(min_value=0, max_value=step - 1), st.just(step))
)


def percent(text: str, ending: Ending | None = None) -> PriceChange:
    return PriceChange(Step.PERCENT, percent=Decimal(text), ending=ending)


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        (1250, percent("10"), 1375),
        (1255, percent("10"), 1381),
        (1245, percent("-10"), 1120),
        (999, percent("17.5"), 1174),
        (1250, PriceChange(Step.AMOUNT, amount=-500), 750),
        (1250, PriceChange(Step.SET, amount=0), 0),
        (1250, percent("10", Ending(99, 100)), 1399),
        (1250, percent("0", Ending(99, 100)), 1299),
        (49, percent("0", Ending(99, 100)), 99),
        (1249, percent("0", Ending(0, 5)), 1250),
        (0, percent("10", Ending(99, 100)), 0),
    ],
)
def test_a_change_is_exact(before: int, change: PriceChange, after: int) -> None:
    assert prices.changed(Price(before, None), change).price == after


@given(amounts, percents)
def test_a_percentage_is_off_by_half_a_unit_at_most(price: int, by: Decimal) -> None:
    after = prices.changed(Price(price, None), PriceChange(Step.PERCENT, percent=by)).price
    assert abs(Decimal(after) - (price + price * by / 100)) <= Decimal("0.5")


@given(amounts, endings)
def test_an_ending_is_reached_by_the_shortest_way(price: int, ending: Ending) -> None:
    after = prices.ended(price, ending)
    assert after >= 0
    assert after % ending.step == ending.minor
    assert abs(after - price) * 2 <= ending.step or after == ending.minor


@given(amounts, endings)
def test_an_ending_asked_for_twice_changes_nothing_more(price: int, ending: Ending) -> None:
    assert prices.ended(prices.ended(price, ending), ending) == prices.ended(price, ending)


def test_half_way_between_two_endings_it_is_the_higher() -> None:
    assert prices.ended(1249, Ending(99, 100)) == 1299
    assert prices.ended(1248, Ending(99, 100)) == 1199


def test_a_price_never_falls_below_zero() -> None:
    with pytest.raises(PriceRefused) as refused:
        prices.changed(Price(400, None), PriceChange(Step.AMOUNT, amount=-500))
    assert refused.value.code == "below_zero"


def test_a_price_never_grows_beyond_what_a_total_may_be() -> None:
    with pytest.raises(PriceRefused) as refused:
        prices.changed(Price(10**15, None), percent("1"))
    assert refused.value.code == "too_large"


def test_a_sale_remembers_the_price_before_it_and_a_rise_forgets_a_compare_at_price_it_has_passed() -> None:
    sale = PriceChange(Step.PERCENT, percent=Decimal(-20), compare=Compare.OLD_PRICE)
    assert prices.changed(Price(1000, None), sale) == (800, 1000)
    assert prices.changed(Price(800, 1000), percent("25")) == (1000, None)
    assert prices.changed(Price(800, 1000), percent("10")) == (880, 1000)
    assert prices.changed(Price(800, 1000), PriceChange(Step.SET, amount=800, compare=Compare.CLEAR)) == (800, None)


@pytest.mark.parametrize(
    ("typed", "change"),
    [
        ("+10 %", percent("10")),
        ("-7,5%", percent("-7.5")),
        ("\u221210%", percent("-10")),
        ("-5.00", PriceChange(Step.AMOUNT, amount=-500)),
        ("+0.50", PriceChange(Step.AMOUNT, amount=50)),
        ("12.50", PriceChange(Step.SET, amount=1250)),
    ],
)
def test_a_change_is_read_as_people_type_it(typed: str, change: PriceChange) -> None:
    assert prices.read_change(typed, "GBP", "en-GB") == change


@pytest.mark.parametrize("typed", ["", "%", "ten %", "1e9%", "99999 %", "1.005", "--5", "12.50 USD", "NaN", "٪"])
def test_what_is_no_change_is_refused(typed: str) -> None:
    with pytest.raises(AmountRefused):
        prices.read_change(typed, "GBP", "en-GB")


@pytest.mark.parametrize(
    ("typed", "digits", "ending"),
    [
        (".99", 2, Ending(99, 100)),
        ("0.95", 2, Ending(95, 100)),
        ("9.99", 2, Ending(999, 1000)),
        ("90", 0, Ending(90, 100)),
    ],
)
def test_an_ending_is_read_as_people_type_it(typed: str, digits: int, ending: Ending) -> None:
    assert prices.read_ending(typed, digits) == ending


def test_no_ending_is_none_and_nonsense_is_refused() -> None:
    assert prices.read_ending(" ", 2) is None
    with pytest.raises(ValueError, match="no ending"):
        prices.read_ending(".999", 2)
    with pytest.raises(ValueError, match="no ending"):
        prices.read_ending("ninety", 2)


def test_a_compare_at_price_stands_above_the_price() -> None:
    found = prices.problems("variants.0", 1000, 1000, -1)
    assert [(problem.field, problem.code) for problem in found] == [("variants.0.cost", "below_zero")]
    found = prices.problems("variants.0", 1000, 1000, None)
    assert [(problem.field, problem.code) for problem in found] == [
        ("variants.0.compare_at_price", "compare_at_not_above")
    ]
    assert prices.problems("variants.0", 1000, 1001, 0) == []


def test_a_range_is_told_with_what_its_cheapest_is_compared_with() -> None:
    assert prices.price_range([Price(900, None), Price(500, 700), Price(500, 800)]) == (500, 900, 800)
    assert prices.price_range([]) == (0, 0, None)
