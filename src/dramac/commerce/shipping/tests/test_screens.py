"""The merchant's shipping screens: the methods as they are offered, and a form for each."""

from __future__ import annotations

from html import unescape

import pytest

from dramac.commerce.shipping.models import ShippingMethod
from dramac.commerce.shipping.testing import a_shipping_method
from dramac.dashboard.testing import Browser, a_browser
from dramac.tenancy.roles import Role
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
POST = {"name": "Post", "kind": "flat", "amount": "4.90", "tax_class": "standard", "is_active": "on"}


def methods(browser: Browser) -> list[tuple[str, str, int]]:
    """The methods of the site."""
    return [(row.name, row.kind, row.amount) for row in ShippingMethod.objects.of(browser.site).order_by("position")]


def test_a_site_without_methods_says_what_that_means() -> None:
    assert "No shipping methods yet" in a_browser().text("shipping:methods")


def test_a_method_is_added_and_stands_in_the_list() -> None:
    browser = a_browser()
    assert browser.get("shipping:new").status_code == 200
    assert browser.post("shipping:new", {**POST, "countries": "ie, fr ;de"}).status_code == 302
    assert methods(browser) == [("Post", "flat", 490)]
    assert ShippingMethod.objects.of(browser.site).get().countries == ["IE", "FR", "DE"]
    assert "€4.90" in browser.text("shipping:methods")


def test_prices_by_weight_are_written_a_line_each_and_read_back_as_they_are_shown() -> None:
    browser = a_browser()
    sent = {**POST, "kind": "by_weight", "bands": "0.5: 2.95\r\n2: 4.90\r\n\r\n*: 1,012.90"}
    assert browser.post("shipping:new", sent).status_code == 302
    method = ShippingMethod.objects.of(browser.site).get()
    bands = [
        {"up_to_g": 500, "amount": 295},
        {"up_to_g": 2000, "amount": 490},
        {"up_to_g": None, "amount": 101290},
    ]
    assert method.bands == bands
    page = browser.text("shipping:method", method_id=method.pk)
    shown = unescape(page.split('name="bands"')[1].split(">", 1)[1].split("</textarea>")[0]).strip()
    assert browser.post("shipping:method", {**sent, "bands": shown}, method_id=method.pk).status_code == 302
    method.refresh_from_db()
    assert method.bands == bands


def test_a_german_reads_and_writes_weights_and_prices_in_the_german_way() -> None:
    browser = a_browser(a_site(locale="de-DE"))
    sent = {**POST, "amount": "4,90", "kind": "by_weight", "bands": "0,5: 2,95"}
    assert browser.post("shipping:new", sent).status_code == 302
    method = ShippingMethod.objects.of(browser.site).get()
    assert method.bands == [{"up_to_g": 500, "amount": 295}]
    assert "0,5: 2,95" in browser.text("shipping:method", method_id=method.pk)


def test_a_method_is_changed_and_keeps_what_the_form_does_not_ask_for() -> None:
    browser = a_browser()
    method = a_shipping_method(browser.site, 495, regions=("IE-D",), min_weight_g=100)
    assert 'value="4.95"' in browser.text("shipping:method", method_id=method.pk)
    assert browser.post("shipping:method", POST, method_id=method.pk).status_code == 302
    method.refresh_from_db()
    assert (method.name, method.amount, method.regions, method.min_weight_g) == ("Post", 490, ["IE-D"], 100)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "This field is required."),
        ({"amount": "-1"}, "Enter an amount of zero or more."),
        ({"amount": "0.001"}, "EUR has 2 decimal places"),
        ({"amount": "9" * 30}, "This amount is too large."),
        ({"amount": "5 USD"}, "EUR"),
        ({"name": "x" * 100_000}, "at most"),
        ({"kind": "by_weight", "bands": "1: 4.90\n" * 20_000}, "at most"),
        ({"min_days": "-1"}, "greater than or equal to"),
        ({"max_days": "9" * 30}, "less than or equal to"),
        ({"kind": "free_over"}, "Say from which amount delivery is free."),
        ({"kind": "by_weight"}, "Give between 1 and 50 weights with their prices."),
        ({"kind": "by_weight", "bands": "two: 4.90"}, "Write each line like"),
        ({"kind": "by_weight", "bands": "nan: 4.90"}, "Write each line like"),
        ({"kind": "by_weight", "bands": "inf: 4.90"}, "Write each line like"),
        ({"kind": "by_weight", "bands": "2: 4.90\n1: 3"}, "Give each weight once, the lightest first."),
        ({"countries": "Ireland"}, "Choose countries from the list."),
        ({"min_days": "5", "max_days": "2"}, "The least is more than the most."),
        ({"kind": "rocket"}, "rocket is not one of the available choices"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(wrong: dict[str, str], sentence: str) -> None:
    browser = a_browser()
    answer = browser.post("shipping:new", {**POST, "description": "Two days", **wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in page
    assert sentence in page
    assert 'value="Two days"' in page
    assert methods(browser) == []


def test_a_method_is_removed() -> None:
    browser = a_browser()
    method = a_shipping_method(browser.site)
    assert browser.post("shipping:removal", method_id=method.pk).status_code == 302
    assert methods(browser) == []


def test_a_viewer_reads_a_method_and_cannot_change_it() -> None:
    browser = a_browser(role=Role.VIEWER)
    method = a_shipping_method(browser.site)
    page = browser.text("shipping:method", method_id=method.pk)
    assert '<fieldset class="stack stack-loose" disabled' in page
    assert browser.address("shipping:removal", method_id=method.pk) not in page
    assert browser.post("shipping:method", POST, method_id=method.pk).status_code == 403
    assert browser.post("shipping:removal", method_id=method.pk).status_code == 403
    assert methods(browser) == [("Standard", "flat", 495)]


def test_a_name_is_shown_as_it_was_typed() -> None:
    browser = a_browser()
    method = a_shipping_method(browser.site, name="<script>alert(1)</script>{{7*7}}")
    for page in (browser.text("shipping:methods"), browser.text("shipping:method", method_id=method.pk)):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in page
