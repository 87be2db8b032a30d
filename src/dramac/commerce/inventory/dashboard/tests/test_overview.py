"""The first page of stock: how it is doing, and a change of one variant at once."""

from __future__ import annotations

import re
from typing import Any

import pytest

from dramac.commerce.alerts.testing import a_limit
from dramac.commerce.catalog.testing import a_product, a_variant, variants_of
from dramac.commerce.inventory import actions, queries
from dramac.commerce.inventory.rules import Reference
from dramac.commerce.inventory.testing import (
    NOW,
    STAFF,
    a_location,
    a_stocked_product,
    assert_ledger_agrees,
    demand,
    stocked,
)
from dramac.dashboard.testing import Browser, a_browser
from dramac.tenancy.roles import Role
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def change(browser: Browser, what: str, units: str, **more: str) -> Any:
    """Send the quick form."""
    form = {"what": what, "units": units, "code": "correction", "location": str(actions.default_location(browser.site))}
    return browser.post("inventory:quick-adjustment", {**form, **more})


def on_hand(browser: Browser, variant: Any) -> int:
    return sum(level.on_hand for level in queries.levels(browser.site, [variant.pk]).get(variant.pk, []))


def test_it_counts_units_value_low_and_sold_out_and_leads_to_each() -> None:
    browser = a_browser()
    a_stocked_product(browser.site, 1200, title="Plate", cost=150)
    a_stocked_product(browser.site, 4, title="Mug", cost=100)
    a_variant(browser.site, "Jug")
    a_stocked_product(a_site(), 5000, title="Foreign")
    page = re.sub(r"\s+", " ", browser.text("inventory:index"))
    figures = dict(re.findall(r'kpi-link" href="[^"]*">([^<]+)</a></p> <p class="kpi-value">([^<]+)</p>', page))
    assert figures == {"Units on hand": "1,204", "Low": "1", "Sold out": "1", "Value": "€1,804.00"}
    assert "lasting=low" in page
    assert "Foreign" not in page


def test_low_and_sold_out_lead_to_as_many_and_what_sells_beyond_stock_is_neither() -> None:
    browser = a_browser()
    site = browser.site
    a_stocked_product(site, 4, title="Mug")
    plate = a_stocked_product(site, 40, title="Plate")
    a_limit(site, plate.product_id, low_stock_threshold=50)
    a_variant(site, "Jug")
    for units in (0, 2):
        a_stocked_product(site, units, title=f"Cake {units}", sells_when_out=True)
    a_variant(site, "Candle", sells_when_out=True, oversell_limit=0)
    a_stocked_product(site, 1, title="Draft", status="draft")
    page = re.sub(r"\s+", " ", browser.text("inventory:index"))
    kpi = r'kpi-link" href="[^"]*\?lasting=(\w+)[^"]*">[^<]+</a></p> <p class="kpi-value">([^<]+)</p>'
    assert dict(re.findall(kpi, page)) == {"low": "2", "out": "2"}
    names = {"Mug", "Plate", "Jug", "Cake 0", "Cake 2", "Candle", "Draft"}
    for lasting, wanted in (("low", {"Mug", "Plate"}), ("out", {"Candle", "Jug"})):
        listed = browser.text("inventory:levels", f"lasting={lasting}")
        assert {name for name in names if name in listed} == wanted


def test_a_sku_a_barcode_or_a_name_changes_what_is_on_hand_and_can_be_undone() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10, title="Mug", sku="MUG-1", barcode="4006381333931")
    for what, units, after in (("mug-1", "+3", 13), ("4006381333931", "−2", 11), ("Mug", "5", 16)):
        answer = change(browser, what, units)
        assert (answer.status_code, on_hand(browser, mug)) == (302, after)
    undo = re.findall(r'action="([^"]+/reversal)"', browser.text("inventory:index"))[-1]
    assert browser.client.post(undo).status_code == 302
    assert on_hand(browser, mug) == 11
    browser.client.post(undo)
    assert on_hand(browser, mug) == 11
    assert "taken back already" in browser.text("inventory:index")
    assert_ledger_agrees(browser.site)


def test_words_that_mean_several_offer_them_and_one_is_chosen() -> None:
    browser = a_browser()
    small, large = (a_stocked_product(browser.site, 5, title=f"Oak bowl {size}") for size in ("small", "large"))
    answer = change(browser, "oak bowl", "1")
    page = answer.content.decode()
    assert (answer.status_code, str(small.pk) in page, str(large.pk) in page) == (422, True, True)
    assert 'value="oak bowl"' in page
    assert change(browser, "oak bowl", "1", variant=str(large.pk)).status_code == 302
    assert (on_hand(browser, small), on_hand(browser, large)) == (5, 6)


def test_what_cannot_be_is_said_beside_the_field_and_what_was_typed_stays() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10, title="Mug", sku="MUG")
    for what, units, words in (
        ("NOPE", "1", "Nothing has this SKU"),
        ("MUG", "-11", "Only 10 are on hand"),
        ("MUG", "x", "whole number"),
    ):
        answer = change(browser, what, units)
        page = answer.content.decode()
        assert (answer.status_code, words in page, f'value="{what}"' in page) == (422, True, True)
    assert "Say why" in change(browser, "MUG", "1", code="other").content.decode()
    assert on_hand(browser, mug) == 10


def test_taking_what_is_promised_is_asked_about_and_recorded_when_it_is_really_gone() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10, title="Mug", sku="MUG")
    actions.take(site=browser.site, demands=[demand(mug.pk, 8)], reference=Reference("order", "1"), by=STAFF, now=NOW)
    answer = change(browser, "MUG", "-5")
    page = answer.content.decode()
    assert (answer.status_code, "Only 2 can be taken" in page, "Record it anyway" in page) == (422, True, True)
    assert change(browser, "MUG", "-5", anyway="on").status_code == 302
    assert on_hand(browser, mug) == 5
    assert_ledger_agrees(browser.site)


def test_who_may_only_look_is_shown_no_form_and_cannot_send_it() -> None:
    browser = a_browser(role=Role.VIEWER)
    a_stocked_product(browser.site, 10, title="Mug", sku="MUG")
    assert "Quick change" not in browser.text("inventory:index")
    assert change(browser, "MUG", "1").status_code == 403


def test_it_needs_as_many_statements_for_two_hundred_variants_as_for_five() -> None:
    few, many = a_browser(), a_browser()
    for browser, number in ((few, 5), (many, 200)):
        mug = a_product(browser.site, "Mug", options={"Size": [str(size) for size in range(number)]})
        stocked(browser.site, {row.pk: 3 for row in variants_of(mug)}, location=a_location(browser.site, "Shed"))
    assert many.statements("inventory:index") == few.statements("inventory:index") <= 14
