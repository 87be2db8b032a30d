"""Money as a value: arithmetic within one currency, and the exact way to decimals and back."""

from __future__ import annotations

import csv
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.kit.money import (
    AmountFault,
    AmountRefused,
    CurrencyMismatch,
    Money,
    TooPrecise,
    UnknownCurrency,
    exponent,
    from_decimal,
    to_decimal,
)
from dramac.kit.testing import reference_file

CURRENCIES = st.sampled_from(["GBP", "EUR", "JPY", "KWD", "CLF"])


def test_money_adds_and_subtracts_within_a_currency() -> None:
    assert Money(1250, "GBP") + Money(250, "GBP") == Money(1500, "GBP")
    assert Money(1250, "GBP") - Money(2000, "GBP") == Money(-750, "GBP")
    assert -Money(5, "GBP") == Money(-5, "GBP")


def test_money_is_multiplied_by_whole_numbers_only() -> None:
    assert Money(333, "EUR") * 3 == 3 * Money(333, "EUR") == Money(999, "EUR")
    wrong: Any
    for wrong in (1.5, True, Decimal(2)):
        with pytest.raises(TypeError):
            Money(333, "EUR") * wrong


def test_money_is_ordered_within_a_currency() -> None:
    assert Money(1, "GBP") < Money(2, "GBP") <= Money(2, "GBP")
    assert Money(3, "GBP") > Money(2, "GBP") >= Money(2, "GBP")


def test_two_currencies_never_mix() -> None:
    pounds, euros = Money(100, "GBP"), Money(100, "EUR")
    assert pounds != euros
    for mix in (lambda: pounds + euros, lambda: pounds - euros, lambda: pounds < euros, lambda: pounds >= euros):
        with pytest.raises(CurrencyMismatch) as refusal:
            mix()
        assert (refusal.value.left, refusal.value.right) == ("GBP", "EUR")


def test_money_does_not_mix_with_bare_numbers() -> None:
    bare: Any = 5
    with pytest.raises(TypeError):
        Money(100, "GBP") + bare


@pytest.mark.parametrize("minor", [1.0, True, Decimal(1), "1"])
def test_money_is_counted_in_whole_units(minor: Any) -> None:
    with pytest.raises(TypeError):
        Money(minor, "GBP")


@pytest.mark.parametrize("code", ["gbp", "XXX", "DEM", "", "POUND", "XAU"])
def test_codes_without_a_minor_unit_are_no_currency(code: str) -> None:
    with pytest.raises(UnknownCurrency):
        Money(1, code)


@pytest.mark.parametrize(("currency", "digits"), [("JPY", 0), ("ISK", 0), ("GBP", 2), ("KWD", 3), ("CLF", 4)])
def test_digits_follow_iso_4217(currency: str, digits: int) -> None:
    assert exponent(currency) == digits


def test_every_current_currency_of_the_iso_list_has_its_digits() -> None:
    with reference_file("iso-reference/currency-codes-all.csv").open(encoding="utf-8", newline="") as file:
        current = [row for row in csv.DictReader(file) if not row["WithdrawalDate"] and row["AlphabeticCode"]]
    listed = {row["AlphabeticCode"]: int(row["MinorUnit"]) for row in current if row["MinorUnit"].isdigit()}
    without = {row["AlphabeticCode"] for row in current if not row["MinorUnit"].isdigit()}
    assert len(listed) == 165
    assert {code: exponent(code) for code in listed} == listed
    for code in without:
        with pytest.raises(UnknownCurrency):
            exponent(code)


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [(1250, "GBP", "12.50"), (-5, "EUR", "-0.05"), (1250, "JPY", "1250"), (1250, "KWD", "1.250"), (0, "GBP", "0.00")],
)
def test_decimals_carry_the_digits_of_the_currency(minor: int, currency: str, text: str) -> None:
    assert str(to_decimal(Money(minor, currency))) == text
    assert from_decimal(Decimal(text), currency) == Money(minor, currency)


def test_zeros_beyond_the_digits_of_a_currency_do_no_harm() -> None:
    assert from_decimal(Decimal("12.5000"), "GBP") == Money(1250, "GBP")
    assert from_decimal(Decimal("1E+3"), "JPY") == Money(1000, "JPY")
    assert from_decimal(Decimal("0E-30"), "GBP") == Money(0, "GBP")


@pytest.mark.parametrize(
    ("text", "currency"), [("1.005", "GBP"), ("0.5", "JPY"), ("0.0001", "KWD"), ("1E-999999", "GBP")]
)
def test_more_digits_than_the_currency_has_are_refused(text: str, currency: str) -> None:
    with pytest.raises(TooPrecise) as refusal:
        from_decimal(Decimal(text), currency)
    assert refusal.value.params == {"currency": currency, "digits": exponent(currency)}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("NaN", AmountFault.NOT_A_NUMBER),
        ("sNaN", AmountFault.NOT_A_NUMBER),
        ("-Infinity", AmountFault.NOT_A_NUMBER),
        ("1E+999999", AmountFault.TOO_LARGE),
        ("10000000000000.01", AmountFault.TOO_LARGE),
    ],
)
def test_numbers_that_are_no_amount_are_refused(text: str, fault: AmountFault) -> None:
    with pytest.raises(AmountRefused) as refusal:
        from_decimal(Decimal(text), "GBP")
    assert refusal.value.code == fault


def test_the_largest_amount_is_taken() -> None:
    assert from_decimal(Decimal("10000000000000.00"), "GBP") == Money(10**15, "GBP")


@given(minor=st.integers(-(10**15), 10**15), currency=CURRENCIES)
def test_decimals_return_to_the_same_money(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    assert from_decimal(to_decimal(money), currency) == money
