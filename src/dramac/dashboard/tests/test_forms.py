"""What people type: read exactly, refused with a sentence, shown again as it was."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as some

from dramac.dashboard.forms import (
    AddressField,
    CountryField,
    LanguageField,
    MoneyField,
    PercentField,
    SiteForm,
    TagsField,
    TextField,
    TimeZoneField,
    WeightField,
)
from dramac.kit.money import exponent
from dramac.tenancy.models import Site


class EveryField(SiteForm):
    """One of each."""

    price = MoneyField(required=False)
    change = MoneyField(required=False, negative=True)
    rate = PercentField(required=False)
    weight = WeightField(required=False)
    tags = TagsField(required=False, most=3, longest=5)
    title = TextField(required=False, max_length=10)
    text = TextField(required=False, rows=3, max_length=100)
    email = AddressField(required=False)
    country = CountryField(required=False)
    locale = LanguageField(required=False)
    time_zone = TimeZoneField(required=False)


def form(language: str = "en", currency: str = "EUR", **typed: str) -> EveryField:
    with translation.override(language):
        found = EveryField(typed, site=Site(currency=currency, locale="en-GB"))
        found.full_clean()
        return found


def value(name: str, typed: str, language: str = "en", currency: str = "EUR") -> object:
    found = form(language, currency, **{name: typed})
    assert not found.errors, found.errors
    return found.cleaned_data[name]


def error(name: str, typed: str, language: str = "en", currency: str = "EUR") -> str:
    found = form(language, currency, **{name: typed})
    assert list(found.errors) == [name]
    assert found[name].value() == typed
    return str(found.errors[name][0])


@pytest.mark.parametrize(
    ("typed", "language", "currency", "minor"),
    [
        ("12.50", "en", "EUR", 1250),
        ("€1,234.5", "en", "EUR", 123450),
        ("1.234,50 €", "de", "EUR", 123450),
        ("500", "en", "JPY", 500),
        ("1.234", "en", "KWD", 1234),
        ("0", "en", "EUR", 0),
        (" 7 ", "en", "EUR", 700),
        ("", "en", "EUR", None),
    ],
)
def test_amounts_become_minor_units_as_the_reader_writes_them(
    typed: str, language: str, currency: str, minor: int | None
) -> None:
    assert value("price", typed, language, currency) == minor


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("free", "Enter an amount in digits, such as 12.50."),
        ("NaN", "Enter an amount in digits, such as 12.50."),
        ("1e5", "Enter an amount in digits, such as 12.50."),
        ("1,50", "Write the amount like this: 1,234.50"),
        ("$5", "This shop sells in EUR; enter the amount in that currency."),
        ("1.005", "EUR has 2 decimal places; enter no more."),
        ("9" * 20, "This amount is too large."),
        ("-1", "Enter an amount of zero or more."),
        ("9" * 100_000, "Enter an amount in digits, such as 12.50."),
    ],
)
def test_what_is_no_amount_is_told_how_to_be_one(typed: str, sentence: str) -> None:
    assert error("price", typed) == sentence


def test_an_amount_may_be_negative_where_it_is_allowed() -> None:
    assert value("change", "-1.50") == -150


@given(
    some.integers(0, 10**12), some.sampled_from(["EUR", "JPY", "KWD", "GBP"]), some.sampled_from(["en", "de", "en-gb"])
)
def test_an_amount_that_is_shown_can_be_sent_back_unchanged(minor: int, currency: str, language: str) -> None:
    with translation.override(language):
        shown = EveryField(site=Site(currency=currency), initial={"price": minor})["price"].value()
    assert value("price", str(shown), language, currency) == minor
    assert len(str(shown).replace(",", ".").partition(".")[2]) == exponent(currency)


def test_percentages_are_exact_and_between_their_limits() -> None:
    assert value("rate", "12.5 %") == Decimal("12.5")
    assert value("rate", "12,5", "de") == Decimal("12.5")
    assert error("rate", "101") == "Enter a percentage between 0 and 100."
    assert error("rate", "-1") == "Enter a percentage between 0 and 100."
    assert error("rate", "1.23456") == "Enter at most four decimal places."
    assert error("rate", "12,5") == "Enter a percentage in digits, such as 20 or 12.5."
    for typed in ("x", "NaN", "Infinity", "1" * 100):
        assert error("rate", typed) == "Enter a percentage in digits, such as 20 or 12.5."


@given(some.integers(0, WeightField.MOST_GRAMS), some.sampled_from(["en", "de"]))
def test_a_weight_that_is_shown_can_be_sent_back_unchanged(grams: int, language: str) -> None:
    with translation.override(language):
        shown = EveryField(site=Site(), initial={"weight": grams})["weight"].value()
    assert value("weight", str(shown), language) == grams


def test_weights_are_kilograms_on_the_page_and_whole_grams_behind_it() -> None:
    assert value("weight", "0.35") == 350
    assert value("weight", "1,5 kg", "de") == 1500
    assert error("weight", "0.0005") == "Enter whole grams: at most three decimal places."
    assert error("weight", "-1") == "Enter a weight between 0 and 10,000 kg."
    assert error("weight", "heavy") == "Enter a weight in kilograms, such as 0.35."


def test_tags_are_taken_once_each_in_the_order_typed() -> None:
    assert value("tags", " Red, blue ,, RED,a  b") == ["Red", "blue", "a b"]
    assert value("tags", "") == []
    assert error("tags", "a,b,c,d") == "Enter at most 3 tags."
    assert error("tags", "lengthy") == "“lengthy…” is longer than 5 letters."


def test_text_keeps_its_letters_and_loses_control_signs() -> None:
    assert value("title", "e\u0301\x07 x") == "é x"
    assert value("text", "a\r\nb\tc\x1b") == "a\nb\tc"
    assert error("title", "a\0b") == "Null characters are not allowed."
    assert "at most 10 characters" in error("title", "x" * 100_000)


def test_addresses_are_small() -> None:
    assert value("email", " Ann@Example.COM ") == "ann@example.com"
    assert error("email", "ann") == "Enter a valid email address."


def test_countries_languages_and_zones_are_chosen_by_code() -> None:
    assert value("country", "IE") == "IE"
    assert value("locale", "de-AT") == "de-AT"
    assert value("time_zone", "Europe/Dublin") == "Europe/Dublin"
    for name, wrong in (("country", "ZZ"), ("country", "EU"), ("locale", "fr-FR"), ("time_zone", "Mars/Olympus")):
        assert "Select a valid choice" in error(name, wrong)


def test_names_of_countries_are_in_the_readers_language() -> None:
    with translation.override("de"):
        choices = dict(EveryField(site=Site())["country"].field.choices)  # type: ignore[attr-defined]  # a choice field has them
    assert choices["DE"] == "Deutschland"
    assert len(choices) > 240
