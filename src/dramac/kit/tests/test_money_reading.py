"""Amounts as people type them: read in the manner of the locale, refused when in doubt."""

from __future__ import annotations

from contextlib import suppress

import pytest
from babel import UnknownLocaleError
from hypothesis import given
from hypothesis import strategies as st

from dramac.kit.money import AmountFault, AmountRefused, Money, TooPrecise, UnknownCurrency, format_money, parse

LOCALES = ["en-GB", "en_US", "de", "de_AT", "de_CH", "fr", "es", "pt_PT", "pl", "sv", "en_IN", "hi", "ja", "ar_EG"]


@pytest.mark.parametrize(
    ("text", "currency", "locale", "minor"),
    [
        ("1,234.50", "GBP", "en-GB", 123450),
        ("1.234,50", "EUR", "de", 123450),
        ("1.234,50", "EUR", "de_AT", 123450),
        ("1 234,5", "EUR", "fr", 123450),
        ("1\u202f234,50\xa0€", "EUR", "fr", 123450),
        ("1'234.50", "CHF", "de-CH", 123450),
        ("1’234.50", "CHF", "de-CH", 123450),
        ("1,23,456.70", "INR", "en-IN", 12345670),
        ("123,456.70", "INR", "en-IN", 12345670),
        ("1 234.50", "GBP", "en", 123450),
        ("12", "GBP", "en", 1200),
        ("007", "GBP", "en", 700),
        (".99", "GBP", "en", 99),
        ("12,345,678", "JPY", "en", 12345678),
        ("12.345", "KWD", "en", 12345),
        ("1234567.8", "GBP", "en", 123456780),
    ],
)
def test_separators_are_those_of_the_locale(text: str, currency: str, locale: str, minor: int) -> None:
    assert parse(text, currency, locale) == Money(minor, currency)


@pytest.mark.parametrize(
    ("text", "currency", "locale", "minor"),
    [
        ("£12", "GBP", "en-GB", 1200),
        ("  £ 12.50 ", "GBP", "en-GB", 1250),
        ("12,50 €", "EUR", "de", 1250),
        ("GBP 12", "GBP", "en", 1200),
        ("12 gbp", "GBP", "en", 1200),
        ("£12 GBP", "GBP", "en", 1200),
        ("US$5", "USD", "en-GB", 500),
        ("$5", "AUD", "en-GB", 500),
        ("50 kr.", "DKK", "da", 5000),
        ("kr.50", "DKK", "da", 5000),
        ("Rs.500", "PKR", "en-PK", 50000),
        ("£.99", "GBP", "en-GB", 99),
        ("د.ك. 1.250", "KWD", "ar-KW", 1250),
        ("￥1,235", "JPY", "ja", 1235),
    ],
)
def test_the_currency_may_stand_beside_the_number(text: str, currency: str, locale: str, minor: int) -> None:
    assert parse(text, currency, locale) == Money(minor, currency)


def test_digits_of_every_script_are_read() -> None:
    assert parse("١٬٢٣٤٫٥", "EGP", "ar-EG") == Money(123450, "EGP")
    assert parse("１２３４", "JPY", "ja") == Money(1234, "JPY")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", AmountFault.EMPTY),
        ("  \xa0 ", AmountFault.EMPTY),
        ("£", AmountFault.NOT_A_NUMBER),
        ("twelve", AmountFault.NOT_A_NUMBER),
        ("NaN", AmountFault.NOT_A_NUMBER),
        ("inf", AmountFault.NOT_A_NUMBER),
        ("-Infinity", AmountFault.NOT_A_NUMBER),
        ("1e5", AmountFault.NOT_A_NUMBER),
        ("0x10", AmountFault.NOT_A_NUMBER),
        ("1_000", AmountFault.NOT_A_NUMBER),
        ("12²", AmountFault.NOT_A_NUMBER),
        ("½", AmountFault.NOT_A_NUMBER),
        ("12.", AmountFault.NOT_A_NUMBER),
        ("..5", AmountFault.NOT_A_NUMBER),
        ("--5", AmountFault.NOT_A_NUMBER),
        ("5-", AmountFault.NOT_A_NUMBER),
        ("5%", AmountFault.NOT_A_NUMBER),
        ("12 per box", AmountFault.NOT_A_NUMBER),
        ("<b>12</b>", AmountFault.NOT_A_NUMBER),
        ("9" * 65, AmountFault.NOT_A_NUMBER),
        ("€5", AmountFault.WRONG_CURRENCY),
        ("5 usd", AmountFault.WRONG_CURRENCY),
        ("1,50", AmountFault.SEPARATORS),
        ("1.234,50", AmountFault.SEPARATORS),
        ("1,234,5", AmountFault.SEPARATORS),
        ("1.2.3", AmountFault.SEPARATORS),
        ("12 34", AmountFault.SEPARATORS),
        ("£,99", AmountFault.SEPARATORS),
        ("12.345", AmountFault.TOO_PRECISE),
        ("12.000", AmountFault.TOO_PRECISE),
        ("100,000,000,000.00", AmountFault.TOO_LARGE),
        ("9" * 64, AmountFault.TOO_LARGE),
        ("-5", AmountFault.NEGATIVE),
        ("-£5", AmountFault.NEGATIVE),
        ("−5", AmountFault.NEGATIVE),
    ],
)
def test_what_is_no_amount_in_pounds_is_refused(text: str, fault: AmountFault) -> None:
    with pytest.raises(AmountRefused) as refusal:
        parse(text, "GBP", "en-GB")
    assert refusal.value.code == fault
    assert refusal.value.params["currency"] == "GBP"


def test_the_refusal_says_how_the_locale_writes_an_amount() -> None:
    with pytest.raises(AmountRefused) as refusal:
        parse("12.50", "EUR", "de")
    assert refusal.value.params == {"currency": "EUR", "example": "1.234,50"}


def test_the_refusal_names_the_other_currency() -> None:
    with pytest.raises(AmountRefused) as refusal:
        parse("12,50 CHF", "EUR", "de")
    assert refusal.value.params == {"currency": "EUR", "found": "CHF"}


def test_a_fraction_of_a_currency_without_one_is_too_precise() -> None:
    with pytest.raises(TooPrecise) as refusal:
        parse("100.00", "JPY", "en")
    assert refusal.value.params == {"currency": "JPY", "digits": 0}


def test_the_largest_amount_has_thirteen_digits() -> None:
    assert parse("99,999,999,999.99", "GBP", "en") == Money(9_999_999_999_999, "GBP")


@pytest.mark.parametrize("text", ["-5", "-£5", "£-5", "− 5"])
def test_below_zero_is_read_where_it_is_allowed(text: str) -> None:
    assert parse(text, "GBP", "en", allow_negative=True) == Money(-500, "GBP")


def test_minus_nothing_is_nothing() -> None:
    assert parse("-0.00", "GBP", "en") == Money(0, "GBP")


def test_an_unknown_currency_or_locale_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(UnknownCurrency):
        parse("5", "DEM", "de")
    with pytest.raises(UnknownLocaleError):
        parse("5", "EUR", "xx-YY")


@given(
    minor=st.integers(-(10**13) + 1, 10**13 - 1),
    currency=st.sampled_from(["GBP", "EUR", "JPY", "KWD", "CHF", "INR"]),
    locale=st.sampled_from(LOCALES),
)
def test_what_is_shown_can_be_typed_back(minor: int, currency: str, locale: str) -> None:
    money = Money(minor, currency)
    assert parse(format_money(money, locale), currency, locale, allow_negative=True) == money


@given(text=st.text(max_size=80) | st.text(alphabet="0123456789.,' -€", max_size=20), locale=st.sampled_from(LOCALES))
def test_any_text_is_read_as_an_amount_in_range_or_refused(text: str, locale: str) -> None:
    with suppress(AmountRefused):
        assert 0 <= parse(text, "EUR", locale).minor < 10**13
