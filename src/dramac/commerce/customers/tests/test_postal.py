"""Addresses as envelopes of their countries have them."""

from __future__ import annotations

from dramac.commerce.customers.rules import postal_lines

ADDRESS = {"name": "Ada Byrne", "line1": "Main Street 1", "line2": "Flat 2", "city": "Town", "postcode": "10115"}


def test_the_postcode_stands_before_a_german_town() -> None:
    lines = postal_lines({**ADDRESS, "country": "DE"})
    assert lines == ["Ada Byrne", "Main Street 1", "Flat 2", "10115 Town", "GERMANY"]


def test_an_american_state_stands_behind_the_town() -> None:
    lines = postal_lines({**ADDRESS, "line2": "", "region": "CA", "postcode": "94043", "country": "US"})
    assert lines == ["Ada Byrne", "Main Street 1", "Town, CA 94043", "UNITED STATES"]


def test_an_address_without_a_country_shows_what_there_is() -> None:
    assert postal_lines({"name": "Ada Byrne"}) == ["Ada Byrne"]
    assert postal_lines({}) == []
