"""Words that staff put on customers, and what people get wrong when they write customers down."""

from __future__ import annotations

import re

import pytest

from dramac.commerce.customers import actions, queries
from dramac.commerce.customers.models import Customer, CustomerTag
from dramac.commerce.customers.testing import NOW, STAFF, a_customer
from dramac.dashboard.testing import Browser, a_browser
from dramac.tenancy.roles import Role

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"
LONG = "x" * 100_000


def a_desk(role: Role = Role.OWNER) -> tuple[Browser, Customer]:
    browser = a_browser(role=role)
    return browser, a_customer(browser.site, "grace@example.com")


def tags(browser: Browser, customer: Customer) -> list[str]:
    return queries.tags_of(browser.site, [customer.pk]).get(customer.pk, [])


def tag(browser: Browser, customer: Customer, *words: str) -> None:
    actions.tag(site=browser.site, customer_id=customer.pk, tags=words, by=STAFF, now=NOW)


def test_tags_are_put_on_each_once_and_taken_off() -> None:
    browser, customer = a_desk()
    sent = {"tags": " Wholesale,VIP , vip,, Press"}
    assert browser.post("customers:tags", sent, customer_id=customer.pk).status_code == 302
    assert tags(browser, customer) == ["Press", "VIP", "Wholesale"]
    assert 'value="Press, VIP, Wholesale"' in browser.text("customers:detail", customer_id=customer.pk)
    browser.post("customers:tags", {"tags": "VIP"}, customer_id=customer.pk)
    assert tags(browser, customer) == ["VIP"]
    browser.post("customers:tags", {"tags": ""}, customer_id=customer.pk)
    assert tags(browser, customer) == []


def test_the_list_is_narrowed_to_tags_of_this_shop_and_shows_them() -> None:
    browser, grace = a_desk()
    ada = a_customer(browser.site, "ada@example.com", name="Ada Winter")
    a_customer(browser.site, "zoe@example.com", name="Zoe Plain")
    stranger, other = a_desk()
    tag(browser, grace, "VIP", "Press")
    tag(browser, ada, "Press")
    tag(stranger, other, "Secret")
    page = browser.text("customers:index", "tag=VIP&tag=Press&cols=name,tags")
    assert len(re.findall("Grace Murray</a>", page)) == 1
    assert "Ada Winter" in page
    assert "Zoe Plain" not in page
    assert "Press, VIP" in page
    assert "Secret" not in page
    assert "Ada Winter" not in browser.text("customers:index", "tag=VIP")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (", ".join(f"t{number}" for number in range(51)), "Enter at most 50 tags."),
        ("x" * 61, "is longer than 60 letters"),
        (LONG, "at most"),
    ],
)
def test_tags_that_cannot_be_are_refused_beside_the_field(typed: str, sentence: str) -> None:
    browser, customer = a_desk()
    tag(browser, customer, "VIP")
    answer = browser.post("customers:tags", {"tags": typed}, customer_id=customer.pk)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert tags(browser, customer) == ["VIP"]


@pytest.mark.parametrize("words", [["x" * 61], [f"t{number}" for number in range(51)]])
def test_the_action_refuses_what_the_form_refuses(words: list[str]) -> None:
    browser, customer = a_desk()
    with pytest.raises(actions.CustomerRefused):
        tag(browser, customer, *words)
    assert tags(browser, customer) == []


def test_a_hostile_tag_is_a_word() -> None:
    browser, customer = a_desk()
    tag(browser, customer, SCRIPT)
    viewer = a_browser(browser.site, Role.VIEWER)
    for page in (
        browser.text("customers:detail", customer_id=customer.pk),
        browser.text("customers:index", "cols=name,tags"),
        viewer.text("customers:detail", customer_id=customer.pk),
    ):
        assert SCRIPT not in page
        assert "&lt;script&gt;" in page


def test_tags_go_with_the_person() -> None:
    browser, customer = a_desk()
    tag(browser, customer, "VIP")
    actions.erase(site=browser.site, customer_id=customer.pk, by=STAFF, now=NOW)
    assert not CustomerTag.objects.exists()


def test_tags_are_for_who_may_edit_customers_of_this_shop() -> None:
    browser, customer = a_desk(Role.VIEWER)
    assert browser.post("customers:tags", {"tags": "VIP"}, customer_id=customer.pk).status_code == 403
    stranger, _other = a_desk()
    assert stranger.post("customers:tags", {"tags": "VIP"}, customer_id=customer.pk).status_code == 404
    assert tags(browser, customer) == []


@pytest.mark.parametrize("field", ["name", "email", "phone"])
@pytest.mark.parametrize("typed", [LONG, "x\x00y"])
def test_pages_of_text_about_a_customer_are_refused_beside_their_field(field: str, typed: str) -> None:
    browser, customer = a_desk()
    sent = {"name": "Grace", "email": "grace@example.org", "phone": "", field: typed}
    for name, parts in (("customers:new", {}), ("customers:edit", {"customer_id": customer.pk})):
        answer = browser.post(name, sent, **parts)
        assert answer.status_code == 422
        assert 'aria-invalid="true"' in answer.content.decode()
    assert Customer.objects.of(browser.site).count() == 1


def test_the_address_of_another_customer_is_refused_in_words() -> None:
    browser, customer = a_desk()
    other = a_customer(browser.site, "ada@example.com")
    sent = {"name": "Grace", "email": "ADA@example.com", "phone": ""}
    for name, parts, sentence in (
        ("customers:new", {}, "There is a customer with this address already."),
        ("customers:edit", {"customer_id": customer.pk}, "Another customer has this address."),
    ):
        answer = browser.post(name, sent, **parts)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    other.refresh_from_db()
    assert other.name == "Grace Murray"
