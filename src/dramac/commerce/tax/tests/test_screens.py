"""The merchant's tax screens: the rates by country, and a form for each."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dramac.commerce.tax import actions
from dramac.commerce.tax.models import TaxRate
from dramac.commerce.tax.testing import a_tax_rate
from dramac.dashboard.testing import Browser, a_browser
from dramac.tenancy.roles import Role

pytestmark = pytest.mark.django_db
VAT = {
    "name": "VAT",
    "rate": "13.5",
    "tax_class": "standard",
    "country": "IE",
    "region": "",
    "applies_to_shipping": "on",
    "priority": "1",
    "is_active": "on",
}


def a_desk() -> Browser:
    """An owner at the dashboard of a site with the classes that every site has."""
    browser = a_browser()
    actions.open_classes(site=browser.site)
    return browser


def rates(browser: Browser) -> list[tuple[str, Decimal, str]]:
    """The rates of the site."""
    return [(row.name, row.rate, row.country) for row in TaxRate.objects.of(browser.site).order_by("name")]


def test_a_site_without_rates_says_what_that_means() -> None:
    assert "No tax rates yet" in a_browser().text("tax:rates")


def test_a_rate_is_added_and_stands_in_the_list() -> None:
    browser = a_desk()
    assert browser.get("tax:new").status_code == 200
    assert browser.post("tax:new", VAT).status_code == 302
    assert rates(browser) == [("VAT", Decimal("13.5"), "IE")]
    assert "13.5%" in browser.text("tax:rates")


def test_a_rate_is_changed_and_keeps_the_places_that_the_form_does_not_ask_for() -> None:
    browser = a_browser()
    rate = a_tax_rate(browser.site, "23", postcodes=("D02",), cities=("Dublin",))
    assert 'value="23"' in browser.text("tax:rate", rate_id=rate.pk)
    assert browser.post("tax:rate", {**VAT, "rate": "21"}, rate_id=rate.pk).status_code == 302
    rate.refresh_from_db()
    assert (rate.rate, rate.postcodes, rate.cities) == (Decimal(21), ["D02"], ["Dublin"])


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"rate": "101"}, "Rate: "),
        ({"rate": "a lot"}, "Rate: "),
        ({"rate": "-1"}, "Rate: "),
        ({"rate": "NaN"}, "Rate: "),
        ({"rate": "0.00001"}, "Rate: "),
        ({"rate": "9" * 100_000}, "Rate: "),
        ({"name": "x" * 100_000}, "at most"),
        ({"priority": "1.5"}, "Enter a whole number."),
        ({"priority": "9" * 30}, "less than or equal to"),
        ({"name": ""}, "This field is required."),
        ({"priority": "0"}, "greater than or equal to 1"),
        ({"tax_class": "luxury"}, "luxury is not one of the available choices"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(wrong: dict[str, str], sentence: str) -> None:
    browser = a_desk()
    answer = browser.post("tax:new", {**VAT, "region": "IE-D", **wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in page
    assert sentence in page
    assert 'value="IE-D"' in page
    assert rates(browser) == []


def test_a_second_rate_of_a_name_for_a_place_is_refused_beside_its_name() -> None:
    browser = a_desk()
    a_tax_rate(browser.site, "23")
    answer = browser.post("tax:new", VAT)
    assert answer.status_code == 422
    assert "There is a rate of this name for this place already." in answer.content.decode()


def test_a_rate_is_removed() -> None:
    browser = a_browser()
    rate = a_tax_rate(browser.site, "23")
    assert browser.post("tax:removal", rate_id=rate.pk).status_code == 302
    assert rates(browser) == []


def test_a_viewer_reads_a_rate_and_cannot_change_it() -> None:
    browser = a_browser(role=Role.VIEWER)
    rate = a_tax_rate(browser.site, "23")
    page = browser.text("tax:rate", rate_id=rate.pk)
    assert '<fieldset class="stack stack-loose" disabled' in page
    assert browser.address("tax:removal", rate_id=rate.pk) not in page
    assert browser.address("tax:new") not in browser.text("tax:rates")
    assert browser.post("tax:rate", VAT, rate_id=rate.pk).status_code == 403
    assert browser.post("tax:removal", rate_id=rate.pk).status_code == 403
    assert rates(browser) == [("VAT", Decimal(23), "IE")]


def test_a_name_is_shown_as_it_was_typed() -> None:
    browser = a_browser()
    rate = a_tax_rate(browser.site, "23", name="<script>alert(1)</script>{{7*7}}")
    for page in (browser.text("tax:rates"), browser.text("tax:rate", rate_id=rate.pk)):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in page
