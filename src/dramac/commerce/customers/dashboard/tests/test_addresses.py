"""The addresses that staff keep for customers: each country with its own fields, and what is wrong beside each of them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from dramac.commerce.customers import actions, queries
from dramac.commerce.customers.models import Customer, CustomerAddress
from dramac.commerce.customers.testing import NOW, STAFF, a_customer, an_address
from dramac.dashboard.testing import Browser, a_browser
from dramac.tenancy.roles import Role

pytestmark = pytest.mark.django_db
LONDON = {
    "country": "GB",
    "name": "Grace Murray",
    "line1": "221B Baker Street",
    "city": "London",
    "postcode": "NW1 6XE",
}


def a_desk(role: Role = Role.OWNER) -> tuple[Browser, Customer]:
    browser = a_browser(role=role)
    return browser, a_customer(browser.site, "grace@example.com")


def kept(browser: Browser, customer: Customer, **fields: str) -> CustomerAddress:
    return actions.add_address(
        site=browser.site, customer_id=customer.pk, address=an_address(**fields), by=STAFF, now=NOW
    )


def cities(browser: Browser, customer: Customer) -> list[tuple[str, bool]]:
    return [(one.city, one.is_default) for one in queries.addresses(browser.site, customer.pk)]


def test_an_address_is_added_changed_put_first_and_removed() -> None:
    browser, customer = a_desk()
    dublin = kept(browser, customer)
    assert browser.post("customers:address-new", LONDON, customer_id=customer.pk).status_code == 302
    assert cities(browser, customer) == [("Dublin", True), ("London", False)]
    london = queries.addresses(browser.site, customer.pk)[1]
    browser.post("customers:address-default", address_id=london.pk)
    assert cities(browser, customer) == [("London", True), ("Dublin", False)]
    changed = {**an_address(), "city": "Cork", "postcode": "T12 X8P6"}
    assert browser.post("customers:address", changed, address_id=dublin.pk).status_code == 302
    browser.post("customers:address-removal", address_id=london.pk)
    assert cities(browser, customer) == [("Cork", True)]
    assert "Cork" in browser.text("customers:detail", customer_id=customer.pk)


def test_each_country_asks_for_its_own_fields() -> None:
    browser, customer = a_desk()
    irish = browser.text("customers:address-new", customer_id=customer.pk)
    assert "Eircode" in irish
    assert 'value="Grace Murray"' in irish
    typed = {"refresh": "1", "country": "US", "name": "Ada <b>Winter</b>", "line1": "1 Main Street"}
    american = browser.post("customers:address-new", typed, customer_id=customer.pk)
    page = american.content.decode()
    assert american.status_code == 200
    assert all(words in page for words in ("ZIP code", "California", "Ada &lt;b&gt;Winter", 'value="1 Main Street"'))
    assert "Give the" not in page
    assert cities(browser, customer) == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"postcode": "12345"}, "This is not a postcode of the country you chose."),
        ({"line1": ""}, "Give the street and house number."),
        ({"name": " "}, "Give your name."),
        ({"country": "ZZ"}, "Select a valid choice."),
        ({"country": ""}, "This field is required."),
        ({"phone": "call me"}, "This is not a phone number."),
        ({"city": "x" * 100_000}, "at most 120 characters"),
        ({"name": "x\x00y"}, "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_stands_beside_its_field_and_the_rest_is_kept(wrong: dict[str, str], sentence: str) -> None:
    browser, customer = a_desk()
    answer = browser.post("customers:address-new", {**LONDON, **wrong}, customer_id=customer.pk)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert 'aria-invalid="true"' in page
    if "line1" not in wrong:
        assert 'value="221B Baker Street"' in page
    assert cities(browser, customer) == []


def test_an_address_of_another_shop_is_not_there() -> None:
    browser, customer = a_desk()
    own = kept(browser, customer)
    stranger, _other = a_desk()
    for name in ("address", "address-removal", "address-default"):
        assert stranger.post(f"customers:{name}", LONDON, address_id=own.pk).status_code == 404
    assert stranger.post("customers:address-new", LONDON, customer_id=customer.pk).status_code == 404
    assert browser.get("customers:address", address_id=uuid4()).status_code == 404
    assert cities(browser, customer) == [("Dublin", True)]


def test_who_may_only_look_is_offered_nothing_to_change() -> None:
    browser, customer = a_desk(Role.VIEWER)
    own = kept(browser, customer)
    page = browser.text("customers:detail", customer_id=customer.pk)
    assert "Dublin" in page
    assert "Add address" not in page
    assert browser.post("customers:address-removal", address_id=own.pk).status_code == 403


def test_the_same_address_sent_twice_is_kept_once() -> None:
    browser, customer = a_desk()
    answers = [browser.post("customers:address-new", LONDON, customer_id=customer.pk) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert cities(browser, customer) == [("London", True)]


def test_the_fifty_first_address_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dramac.commerce.customers.actions.addresses.MOST_ADDRESSES", 1)
    browser, customer = a_desk()
    kept(browser, customer)
    answer: Any = browser.post("customers:address-new", LONDON, customer_id=customer.pk)
    assert answer.status_code == 422
    assert "Remove an address before you add another." in answer.content.decode()
