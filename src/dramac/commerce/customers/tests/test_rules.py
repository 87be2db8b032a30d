"""E-mail addresses as identity, and postal addresses by country."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.commerce.customers.labels import label_of, sentence_of
from dramac.commerce.customers.rules import (
    Problem,
    check_address,
    clean_address,
    countries,
    email_key,
    fields_of,
    is_email,
)
from dramac.commerce.customers.testing import an_address


@pytest.mark.parametrize(
    "text", ["ann@example.com", " Ann.O'Hara+shop@sub.example.co.uk ", "ä@bücher.example", "1@example.io"]
)
def test_addresses_that_mail_could_reach(text: str) -> None:
    assert is_email(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "@",
        "ann",
        "ann@",
        "@example.com",
        "ann@example",
        "ann@1.2.3.4",
        "ann@-example.com",
        "ann..b@example.com",
        ".ann@example.com",
        "ann b@example.com",
        "ann@exam ple.com",
        "ann@example.com\nbcc: all@example.com",
        "<script>@example.com",
        "ann\ud800@example.com",
        "ann\x00@example.com",
        "x" * 65 + "@example.com",
        "ann@" + "x" * 250 + ".com",
        "x" * 100_000,
    ],
)
def test_text_that_no_mail_could_reach(text: str) -> None:
    assert not is_email(text)


def test_one_person_is_one_however_they_capitalise() -> None:
    assert email_key(" Ann@EXAMPLE.com") == email_key("ann@example.com") == "ann@example.com"
    assert email_key("ann@bücher.example") == email_key("ann@xn--bcher-kva.example")
    assert email_key("ann+shop@example.com") != email_key("ann@example.com")


@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    if is_email(text):
        assert len(email_key(text)) <= 254
        assert is_email(email_key(text))


def required(country: str) -> list[str]:
    return [field.name for field in fields_of(country) if field.is_required]


def test_each_country_asks_for_what_its_post_needs() -> None:
    assert required("GB") == ["name", "line1", "city", "postcode"]
    assert required("US") == ["name", "line1", "city", "region", "postcode"]
    assert required("IE") == ["name", "line1", "city"]
    assert required("HK") == ["name", "line1", "region"]
    assert "postcode" not in [field.name for field in fields_of("HK")]
    assert fields_of("XX") == fields_of("ZZ") == fields_of("") == fields_of("gb") == ()


def test_fields_stand_in_the_countrys_own_order() -> None:
    assert [field.name for field in fields_of("DE")] == [
        "name",
        "company",
        "line1",
        "line2",
        "postcode",
        "city",
        "phone",
    ]


def test_fields_are_called_what_people_there_call_them() -> None:
    labels = {country: {f.name: str(label_of(f)) for f in fields_of(country)} for country in ("IE", "US", "IN")}
    assert labels["IE"]["postcode"] == "Eircode"
    assert labels["US"]["postcode"] == "ZIP code"
    assert labels["US"]["region"] == "State"
    assert labels["IN"]["postcode"] == "PIN code"


def test_every_country_has_a_form_whose_labels_have_words() -> None:
    for country in countries():
        names = [field.name for field in fields_of(country)]
        assert names[0] == "name"
        assert {"line1", "line2", "phone"} <= set(names)
        assert len(names) == len(set(names))
        assert all(str(label_of(field)) for field in fields_of(country))


def test_an_address_is_cleaned_once_and_for_all() -> None:
    typed = {"name": " Jo  Doe\n", "line1": "1 Main St", "city": "Austin", "region": "texas", "country": "us"}
    kept = clean_address({**typed, "postcode": "78701", "line2": None, "is_admin": "1"})
    assert kept == {
        "name": "Jo Doe",
        "company": "",
        "line1": "1 Main St",
        "line2": "",
        "city": "Austin",
        "region": "TX",
        "postcode": "78701",
        "country": "US",
        "phone": "",
    }
    assert clean_address(kept) == kept
    assert check_address(kept) == []


def test_a_postcode_is_stored_in_capitals_and_checked_against_its_country_and_region() -> None:
    assert clean_address(an_address(country="GB", postcode="ec1y 8sy"))["postcode"] == "EC1Y 8SY"
    wrong = clean_address(an_address(country="GB", postcode="12345"))
    assert check_address(wrong) == [Problem("postcode", "invalid")]
    texas = {"name": "Jo", "line1": "1 Main St", "city": "Austin", "region": "TX", "country": "US"}
    assert check_address(clean_address({**texas, "postcode": "94103"})) == [Problem("postcode", "invalid")]


def test_what_is_missing_is_named_field_by_field() -> None:
    assert check_address(clean_address({"country": "US"})) == [
        Problem("name", "required"),
        Problem("line1", "required"),
        Problem("city", "required"),
        Problem("region", "required"),
        Problem("postcode", "required"),
    ]
    assert check_address(clean_address({})) == [Problem("country", "required")]
    assert check_address(clean_address({"country": "XX"})) == [Problem("country", "unknown_country")]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"name": "x" * 201}, Problem("name", "too_long")),
        ({"line1": "x" * 100_000}, Problem("line1", "too_long")),
        ({"region": "Texas"}, Problem("region", "invalid")),
        ({"phone": "call me"}, Problem("phone", "invalid")),
        ({"phone": "+353 1 677 8899"}, None),
    ],
)
def test_fields_that_cannot_be(fields: dict[str, str], problem: Problem | None) -> None:
    assert check_address(clean_address(an_address(**fields))) == ([problem] if problem else [])


@given(st.dictionaries(st.sampled_from(["name", "line1", "city", "region", "postcode", "country"]), st.text()))
def test_any_address_is_cleaned_to_the_same_twice_and_has_words_for_its_problems(address: dict[str, str]) -> None:
    kept = clean_address(address)
    assert clean_address(kept) == kept
    assert all(str(sentence_of(problem)) for problem in check_address(kept))
