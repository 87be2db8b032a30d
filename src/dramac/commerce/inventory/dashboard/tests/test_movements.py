"""The history of all stock, and the story of one number."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any

import pytest

from dramac.commerce.inventory import actions, queries
from dramac.commerce.inventory.dashboard.sums import terms
from dramac.commerce.inventory.queries import Part
from dramac.commerce.inventory.queries.story import walk_back
from dramac.commerce.inventory.rules import Reference
from dramac.commerce.inventory.testing import NOW, STAFF, a_location, a_stocked_product, demand
from dramac.dashboard.testing import Browser, a_browser
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def rows(browser: Browser, query: str = "") -> list[str]:
    """What the list shows: the words in the cells of each row."""
    page = browser.text("inventory:movements", query).split("<tbody>", 1)
    found = re.findall(r"<tr>(.*?)</tr>", page[1] if len(page) > 1 else "", re.S)
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", row)).split()) for row in found]


def adjust(browser: Browser, variant: Any, units: int, hours: int = 1, **why: Any) -> None:
    """A change by hand some hours later."""
    changes = [actions.Adjustment(variant.pk, units)]
    reason = actions.Why(**{"type": "adjustment", "reason": "Counted", **why})
    actions.adjust(site=browser.site, changes=changes, why=reason, by=STAFF, now=NOW + timedelta(hours=hours))


def test_movements_are_found_by_type_reason_place_day_person_and_words() -> None:
    browser = a_browser()
    mug, cup = (a_stocked_product(browser.site, 10, title=name, sku=name.upper()) for name in ("Mug", "Cup"))
    a_stocked_product(a_site(), 10, title="Foreign")
    adjust(browser, mug, -2, type="damage", reason="Dropped", code="damaged")
    adjust(browser, cup, -1, hours=30, code="shrinkage")
    assert len(rows(browser)) == 4
    assert [row.split()[0] for row in rows(browser, "type=damage")] == ["Mug"]
    assert [row.split()[0] for row in rows(browser, "code=shrinkage")] == ["Cup"]
    assert [row.split()[0] for row in rows(browser, "q=CUP")] == ["Cup", "Cup"]
    assert [row.split()[0] for row in rows(browser, "when_from=2026-03-03")] == ["Cup"]
    assert rows(browser, "by=Nobody") == rows(browser)
    shed = a_location(browser.site, "Shed")
    assert rows(browser, f"location={shed.pk}") == []
    assert "Foreign" not in browser.text("inventory:movements")


def test_pages_go_on_by_key_and_need_no_more_statements_for_more_rows() -> None:
    few, many = a_browser(), a_browser()
    for browser, number in ((few, 3), (many, 60)):
        mug = a_stocked_product(browser.site, 10, title="Mug")
        for hour in range(number):
            adjust(browser, mug, 1, hours=hour)
    first = browser.text("inventory:movements")
    further = re.search(r'href="[^"]*(after=[^"&]+)', first)
    assert further
    assert len(rows(browser, further.group(1))) == 11
    assert many.statements("inventory:movements") == few.statements("inventory:movements") <= 12


def test_the_file_holds_signed_numbers_and_words() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10, title="Mug")
    adjust(browser, mug, -2, type="damage", reason="=Dropped", code="damaged")
    answer: Any = browser.client.get(browser.address("inventory:movements-export"))
    text = b"".join(answer.streaming_content).decode()
    assert "Mug,Damaged: \N{MINUS SIGN}2,-2,8" in text


def test_a_story_adds_up_over_all_places_on_every_page() -> None:
    browser = a_browser()
    shed = a_location(browser.site, "Shed")
    mug = a_stocked_product(browser.site, 0, title="Mug")
    for hour in range(12):
        place = shed.pk if hour % 2 else None
        change = actions.Adjustment(mug.pk, hour + 1, place)
        actions.adjust(site=browser.site, changes=[change], why=actions.Why("restock"), by=STAFF,
                       now=NOW + timedelta(hours=hour))  # fmt: skip
    seen, after = [], None
    while True:
        page = queries.story(browser.site, mug.pk, after=after, limit=5)
        seen += [line.after.on_hand for line in page.lines]
        if (after := page.next) is None:
            break
    assert seen == [sum(range(1, top + 1)) for top in range(12, 0, -1)]


def test_the_sum_tells_what_came_and_what_went() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 0, title="Mug")
    adjust(browser, mug, 60, type="restock")
    reference = Reference("order", "1")
    actions.take(site=browser.site, demands=[demand(mug.pk, 12)], reference=reference, by=STAFF, now=NOW)
    actions.ship(site=browser.site, units={mug.pk: 12}, reference=reference, by=STAFF, now=NOW)
    adjust(browser, mug, -1, type="damage", code="damaged")
    page = " ".join(
        html.unescape(re.sub(r"<[^>]+>", " ", browser.text("inventory:variant", variant_id=mug.pk))).split()
    )
    assert "47 = 60 received \N{MINUS SIGN} 12 sold \N{MINUS SIGN} 1 damaged" in page
    assert '<svg class="step-line"' in browser.text("inventory:variant", variant_id=mug.pk)


def test_terms_that_come_to_nothing_are_left_out_and_what_came_stands_first() -> None:
    parts = [
        Part("sale", "shipped", "", "order", -3),
        Part("adjustment", "adjusted", "correction", "manual", 5),
        Part("adjustment", "adjusted", "correction", "reversal", 0),
        Part("restock", "received", "received", "manual", 10),
    ]
    assert [(str(term.words), term.units) for term in terms(parts)] == [
        ("received", 10),
        ("corrected", 5),
        ("sold", -3),
    ]


def test_a_day_ends_with_what_the_next_began_with() -> None:
    assert walk_back(47, [60, 0, -12, -1]) == [60, 60, 48, 47]
