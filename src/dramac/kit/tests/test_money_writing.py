"""Amounts as people read them, with all digits of their currency."""

from __future__ import annotations

import pytest
from babel import Locale

from dramac.kit.money import Money, format_money


@pytest.mark.parametrize(
    ("minor", "currency", "locale", "text"),
    [
        (123450, "GBP", "en-GB", "£1,234.50"),
        (-123450, "GBP", "en_GB", "-£1,234.50"),
        (123450, "EUR", "de", "1.234,50\xa0€"),
        (1235, "JPY", "en", "¥1,235"),
        (12345678, "INR", "en-IN", "₹1,23,456.78"),
        (5, "USD", "en-US", "$0.05"),
        (0, "GBP", "en", "£0.00"),
    ],
)
def test_money_is_written_in_the_manner_of_the_locale(minor: int, currency: str, locale: str, text: str) -> None:
    assert format_money(Money(minor, currency), locale) == text


def test_minor_units_are_shown_even_where_everyday_prices_have_none() -> None:
    assert format_money(Money(150, "AFN"), "en") == "AFN1.50"
    assert format_money(Money(1234567, "KWD"), "en") == "KWD1,234.567"


def test_a_locale_may_be_given_as_such() -> None:
    assert format_money(Money(123450, "EUR"), Locale("fr")) == "1\u202f234,50\xa0€"
