"""The screens of customers."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dramac.commerce.customers import actions, queries
from dramac.commerce.customers.models import Customer
from dramac.commerce.customers.testing import NOW, STAFF, a_customer, an_address
from dramac.commerce.inventory.testing import a_stocked_product
from dramac.commerce.orders import queries as orders
from dramac.commerce.orders.testing import a_paid_order, an_order
from dramac.dashboard.testing import Browser, a_browser
from dramac.tenancy.models import Site
from dramac.tenancy.roles import Role
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
GRACE = "grace@example.com"


def buyers(site: Site, number: int) -> None:
    """So many customers, each with one order."""
    mug = a_stocked_product(site, number)
    for one in range(number):
        an_order(site, [(mug, 1)], email=f"buyer-{one}@example.com")


def statements(browser: Browser, name: str, **parts: Any) -> int:
    with CaptureQueriesContext(connection) as found:
        assert browser.get(name, **parts).status_code == 200
    return len(found)


def test_the_list_shows_what_each_customer_bought() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10, price=1250)
    an_order(browser.site, [(mug, 2)], email=GRACE)
    an_order(browser.site, [(mug, 1)], email=GRACE)
    a_customer(browser.site, "ada@example.com", name="Ada Winter")
    page = browser.text("customers:index")
    total = orders.spend_of(browser.site, [customer(browser.site).pk])[customer(browser.site).pk].total
    assert total == 2 * 495 + 3 * 1250
    assert "€47.40" in page
    assert "Ada Winter" in page


def customer(site: Site, email: str = GRACE) -> Customer:
    found = queries.by_email(site, email)
    assert found is not None
    return found


def test_the_lists_export_holds_the_same_figures() -> None:
    browser = a_browser()
    an_order(browser.site, [(a_stocked_product(browser.site, price=1250), 2)], email=GRACE)
    answer: Any = browser.client.get(browser.address("customers:index-export"))
    text = b"".join(answer.streaming_content).decode()
    assert ",grace@example.com,1,29.95," in text


def test_the_list_needs_as_many_statements_for_many_as_for_few() -> None:
    browser, few = a_browser(), a_browser()
    buyers(few.site, 2)
    buyers(browser.site, 12)
    for one in (few, browser):
        statements(one, "customers:index")
    assert statements(few, "customers:index") == statements(browser, "customers:index")


def test_customers_are_found_by_words_of_name_address_and_phone() -> None:
    browser = a_browser()
    a_customer(browser.site, GRACE, name="Grace Murray")
    a_customer(browser.site, "ada@example.com", name="Ada Winter")
    assert "Ada Winter" not in browser.text("customers:index", "q=murray+grace")
    assert "Grace Murray" in browser.text("customers:index", "q=murray+grace")


def test_a_customer_is_shown_with_orders_addresses_and_consent() -> None:
    browser = a_browser()
    order = a_paid_order(browser.site, [(a_stocked_product(browser.site, price=1250), 2)], email=GRACE)
    who = customer(browser.site)
    actions.add_address(site=browser.site, customer_id=who.pk, address=an_address(), by=STAFF, now=NOW)
    page = browser.text("customers:detail", customer_id=who.pk)
    for words in (
        f"#{order.number}",
        "€29.95",
        "Paid",
        "12 Dame Street",
        "D02 X285",
        "No marketing",
        f"mailto:{GRACE}",
    ):
        assert words in page, words


def test_a_customers_page_needs_as_many_statements_for_many_orders_as_for_few() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 20)
    an_order(browser.site, [(mug, 1)], email=GRACE)
    who = customer(browser.site)
    statements(browser, "customers:detail", customer_id=who.pk)
    before = statements(browser, "customers:detail", customer_id=who.pk)
    for _time in range(5):
        an_order(browser.site, [(mug, 1)], email=GRACE)
    assert statements(browser, "customers:detail", customer_id=who.pk) == before


def test_a_note_is_kept_and_a_long_one_refused_beside_the_field() -> None:
    browser = a_browser()
    who = a_customer(browser.site)
    browser.post("customers:note", {"note": "<b>Likes blue.</b>"}, customer_id=who.pk)
    assert "&lt;b&gt;Likes blue.&lt;/b&gt;" in browser.text("customers:detail", customer_id=who.pk)
    answer = browser.post("customers:note", {"note": "x" * 5001}, customer_id=who.pk)
    assert answer.status_code == 422
    assert "x" * 5001 in answer.content.decode()
    assert customer(browser.site, who.email).note == "<b>Likes blue.</b>"


def test_a_customer_is_added() -> None:
    browser = a_browser()
    told = {"email": "New@Example.com", "name": "New Person", "phone": "+353 1 677 8899", "accepts_marketing": "on"}
    answer = browser.post("customers:new", told)
    made = customer(browser.site, "new@example.com")
    assert answer["Location"] == browser.address("customers:detail", customer_id=made.pk)
    assert (made.name, made.phone, made.accepts_marketing, made.has_account) == (
        "New Person",
        "+353 1 677 8899",
        True,
        False,
    )


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "x" * 300 + "@example.com", GRACE])
def test_an_address_that_cannot_be_is_refused_beside_its_field(email: str) -> None:
    browser = a_browser()
    a_customer(browser.site, GRACE)
    for name, parts in (("customers:new", {}), ("customers:edit", {"customer_id": a_customer(browser.site).pk})):
        before = Customer.objects.count()
        answer = browser.post(name, {"email": email, "name": "Somebody typed"}, **parts)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert 'href="#id_email"' in page
        assert "Somebody typed" in page
        assert Customer.objects.count() == before


def test_a_customer_is_said_anew() -> None:
    browser = a_browser()
    who = a_customer(browser.site, GRACE)
    browser.post("customers:edit", {"email": GRACE, "name": "Grace M.", "accepts_marketing": "on"}, customer_id=who.pk)
    found = customer(browser.site)
    assert (found.name, found.accepts_marketing, found.version) == ("Grace M.", True, who.version + 1)


def test_erasing_wants_the_address_typed_and_no_open_orders() -> None:
    browser = a_browser()
    an_order(browser.site, [(a_stocked_product(browser.site), 1)], email=GRACE)
    who = customer(browser.site)
    slip = browser.post("customers:erasure", {"typed": "grace"}, customer_id=who.pk)
    assert slip.status_code == 422
    assert "This is not the customer&#39;s e-mail address." in slip.content.decode()
    busy = browser.post("customers:erasure", {"typed": GRACE}, customer_id=who.pk)
    assert busy.status_code == 422
    assert "The customer has open orders." in busy.content.decode()
    assert customer(browser.site).erased_at is None


def test_an_erased_customer_is_gone_from_every_screen() -> None:
    browser = a_browser()
    who = a_customer(browser.site, GRACE)
    answer = browser.post("customers:erasure", {"typed": "Grace@Example.com"}, customer_id=who.pk)
    assert answer["Location"] == browser.address("customers:index")
    assert queries.by_email(browser.site, GRACE) is None
    assert browser.get("customers:detail", customer_id=who.pk).status_code == 404
    assert GRACE not in browser.text("customers:index")


def test_who_may_only_look_finds_no_way_to_change() -> None:
    browser = a_browser(role=Role.VIEWER)
    who = a_customer(browser.site)
    page = browser.text("customers:detail", customer_id=who.pk)
    assert "Erase personal data" not in page
    assert "Save note" not in page
    assert "Add customer" not in browser.text("customers:index", "q=nothing")
    for name in ("customers:note", "customers:edit", "customers:erasure"):
        assert browser.post(name, customer_id=who.pk).status_code == 403


def test_the_palette_finds_customers_of_this_shop_only() -> None:
    browser = a_browser()
    who = a_customer(browser.site, GRACE, name="Grace Murray")
    stranger = a_customer(a_site(), "other@example.com", name="Grace Elsewhere")
    page = browser.text("search:results", "q=grace")
    assert browser.address("customers:detail", customer_id=who.pk) in page
    assert str(stranger.pk) not in page
