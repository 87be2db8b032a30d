"""Counting in the dashboard: started, scanned, written, looked at and posted; what is wrong is said beside it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from dramac.commerce.counts.models import StockCount, StockCountLine
from dramac.commerce.counts.testing import a_count
from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.actions import default_location
from dramac.commerce.inventory.testing import a_stocked_product, assert_ledger_agrees
from dramac.dashboard.testing import a_browser
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def text(response: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_count_is_started_of_what_is_at_a_location() -> None:
    site = a_site()
    there, gone = a_stocked_product(site, 5), a_stocked_product(site, 0)
    browser = a_browser(site)
    sent = {"location": str(default_location(site)), "scope": "here", "title": "January"}
    answer = browser.post("counts:new", sent)
    assert answer.status_code == 302
    [count] = StockCount.objects.of(site)
    assert count.title == "January"
    assert [line.variant_id for line in StockCountLine.objects.of(site)] == [there.pk]
    everything = browser.post("counts:new", {**sent, "scope": "all"})
    assert everything.status_code == 302
    assert StockCountLine.objects.of(site).filter(variant_id=gone.pk).count() == 1


def test_whoever_counts_a_category_says_which() -> None:
    site = a_site()
    sent = {"location": str(default_location(site)), "scope": "category"}
    answer = a_browser(site).post("counts:new", sent)
    assert answer.status_code == 422
    assert "Choose one, or count something else." in text(answer)
    assert not StockCount.objects.of(site).exists()


def test_numbers_are_scanned_and_written_and_posted() -> None:
    site = a_site()
    mug, jug = a_stocked_product(site, 5, sku="MUG"), a_stocked_product(site, 8, sku="JUG")
    count = a_count(site, [mug.pk, jug.pk])
    browser = a_browser(site)
    for _ in range(2):
        scanned = browser.post("counts:count", {"step": "scan", "scanned": "mug", "each": "2"}, count_id=count.pk)
        assert scanned.status_code == 200
    written = browser.post("counts:count", {f"units-{mug.pk}": "4", f"units-{jug.pk}": "9"}, count_id=count.pk)
    assert written.status_code == 302
    assert "+1" in text(browser.get("counts:count", count_id=count.pk))
    posted = browser.post("counts:posting", count_id=count.pk)
    assert posted.status_code == 302
    units = {row.variant_id: row.on_hand for row in stock.stock_levels(site)}
    assert units == {mug.pk: 4, jug.pk: 9}
    assert_ledger_agrees(site)
    again = browser.client.post(browser.address("counts:posting", count_id=count.pk), follow=True)
    assert "posted already" in text(again)


def test_an_unknown_code_is_named_and_counts_nothing() -> None:
    site = a_site()
    count = a_count(site)
    answer = a_browser(site).post("counts:count", {"step": "scan", "scanned": "NOPE", "each": "1"}, count_id=count.pk)
    assert answer.status_code == 422
    assert "Nothing has the SKU or barcode “NOPE”" in text(answer)


@pytest.mark.parametrize("typed", ["-1", "1.5", "many", "1000001", "9" * 40])
def test_what_is_no_number_is_said_beside_the_line_and_nothing_is_written(typed: str) -> None:
    site = a_site()
    good, bad = a_stocked_product(site, 1), a_stocked_product(site, 1)
    count = a_count(site, [good.pk, bad.pk])
    answer = a_browser(site).post(
        "counts:count", {f"units-{good.pk}": "3", f"units-{bad.pk}": typed}, count_id=count.pk
    )
    assert answer.status_code == 422
    assert "Write a whole number between 0 and 1,000,000" in text(answer)
    assert f'value="{typed}"' in answer.content.decode()
    assert not StockCountLine.objects.of(site).exclude(counted=None).exists()


def test_a_blind_count_tells_nobody_what_is_expected_until_it_is_posted() -> None:
    site = a_site()
    jug = a_stocked_product(site, 4711)
    count = a_count(site, [jug.pk], is_blind=True)
    browser = a_browser(site)
    assert "4,711" not in text(browser.get("counts:count", count_id=count.pk))
    browser.post("counts:count", {f"units-{jug.pk}": "4700"}, count_id=count.pk)
    assert "4,711" not in text(browser.get("counts:count", count_id=count.pk))
    browser.post("counts:posting", count_id=count.pk)
    assert "4,711" in text(browser.get("counts:count", count_id=count.pk))


def test_the_differences_are_listed_with_their_worth_and_counted_again_where_need_be() -> None:
    site = a_site()
    jug = a_stocked_product(site, 10, title="Jug", cost=250)
    count = a_count(site, [jug.pk])
    browser = a_browser(site)
    browser.post("counts:count", {f"units-{jug.pk}": "8"}, count_id=count.pk)
    listed = browser.get("counts:lines", f"outcome=differing&count={count.pk}")
    assert "Jug" in text(listed)
    line = StockCountLine.objects.of(site).get()
    browser.post("counts:lines-bulk", {"ids": [str(line.pk)]}, action="recount")
    line.refresh_from_db()
    assert line.counted is None


@pytest.mark.parametrize("size", [2, 40])
def test_a_sheet_costs_the_same_however_long_it_is(size: int, django_assert_max_num_queries: Any) -> None:
    site = a_site()
    count = a_count(site, [a_stocked_product(site, 1).pk for _ in range(size)])
    browser = a_browser(site)
    browser.get("counts:count", count_id=count.pk)
    with django_assert_max_num_queries(14):
        browser.get("counts:count", count_id=count.pk)
