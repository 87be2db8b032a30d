"""Changing many at once: by the list's own actions, in a sheet of cells, by file and by scanning; undone as one."""

from __future__ import annotations

import html
import re
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]  # it has no types

from dramac.commerce.catalog.testing import a_product, a_variant, variants_of
from dramac.commerce.inventory import actions, queries
from dramac.commerce.inventory.dashboard.sheets import jobs, views
from dramac.commerce.inventory.dashboard.sheets.posting import Order
from dramac.commerce.inventory.models import Movement
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
from dramac.dashboard.testing import Browser, a_browser, filled_in

pytestmark = pytest.mark.django_db


def on_hand(browser: Browser, *variants: Any) -> list[int]:
    """Units on hand of each, over all places."""
    levels = queries.levels(browser.site, [one.pk for one in variants])
    return [sum(level.on_hand for level in levels.get(one.pk, [])) for one in variants]


def place(browser: Browser) -> str:
    return str(actions.default_location(browser.site))


def undo(browser: Browser, name: str = "inventory:levels") -> Any:
    """Press Undo in the message of a page."""
    found = re.search(r'action="([^"]+/(?:reversal|undo/[^"]+))"', browser.text(name))
    assert found
    return browser.client.post(found.group(1))


def bulk(browser: Browser, action: str, variants: list[Any], **fields: str) -> Any:
    """Choose rows, look at the preview, and do it."""
    form = {f"with-{name}": value for name, value in {"location": place(browser), **fields}.items()}
    data = {"ids": [str(one.pk) for one in variants], "step": "act", **form}
    look = browser.post("inventory:levels-bulk", data, action=action)
    assert look.status_code == 200, look.content.decode()
    seen = filled_in(look.content.decode())["seen"][0]
    return look.content.decode(), browser.post("inventory:levels-bulk", {**data, "seen": seen}, action=action)


# The list's own actions


def test_chosen_rows_are_added_to_after_a_look_and_taken_back_as_one() -> None:
    browser = a_browser()
    mug, cup = (a_stocked_product(browser.site, 10, title=name) for name in ("Mug", "Cup"))
    look, done = bulk(browser, "adding", [mug, cup], units="-3", code="shrinkage")
    assert ("10 → 7" in look, done.status_code, on_hand(browser, mug, cup)) == (True, 302, [7, 7])
    undo(browser)
    assert on_hand(browser, mug, cup) == [10, 10]
    assert_ledger_agrees(browser.site)


def test_they_are_set_to_what_is_on_hand_or_available() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10, title="Mug")
    actions.take(site=browser.site, demands=[demand(mug.pk, 4)], reference=Reference("order", "1"), by=STAFF, now=NOW)
    bulk(browser, "setting", [mug], way="set", units="20", code="cycle_count")
    assert on_hand(browser, mug) == [20]
    bulk(browser, "setting", [mug], way="available", units="20", code="correction")
    assert on_hand(browser, mug) == [24]


def test_rows_that_cannot_be_are_left_out_and_named() -> None:
    browser = a_browser()
    many, few = a_stocked_product(browser.site, 10, title="Many"), a_stocked_product(browser.site, 1, title="Few")
    look, done = bulk(browser, "adding", [many, few], units="-5", code="correction")
    assert "Only 1 are on hand" in look
    assert (done.status_code, "Few" in done.content.decode(), on_hand(browser, many, few)) == (200, True, [5, 1])


def test_units_are_set_aside_and_put_back_and_on_hand_stays() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10, title="Mug")
    bulk(browser, "setting-aside", [mug], state="quality", units="4")
    [level] = queries.levels(browser.site, [mug.pk])[mug.pk]
    assert (level.on_hand, level.quality, level.available) == (10, 4, 6)
    bulk(browser, "putting-back", [mug], state="quality", units="3")
    [level] = queries.levels(browser.site, [mug.pk])[mug.pk]
    assert (level.quality, level.available) == (1, 9)
    row = Movement.objects.of(browser.site).order_by("-id")[0]
    assert (row.cause, row.reason_code, row.quantity) == ("moved", "quality", 0)


# One variant's states


def test_a_variant_is_set_aside_on_a_page_of_its_own_which_refuses_more_than_there_is() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10, title="Mug")
    form = {"way": "aside", "state": "damaged", "units": "11", "location": place(browser)}
    answer = browser.post("inventory:state", form, variant_id=mug.pk)
    assert (answer.status_code, "Only 10 are on hand" in answer.content.decode()) == (422, True)
    assert browser.post("inventory:state", {**form, "units": "2"}, variant_id=mug.pk).status_code == 302
    assert "2 set aside: Damaged" in browser.text("inventory:variant", variant_id=mug.pk)
    assert browser.post("inventory:state", {**form, "way": "back", "units": "3"}, variant_id=mug.pk).status_code == 422


# The sheet of cells


def cells(browser: Browser, query: str = "") -> dict[str, list[str]]:
    """The fields of the sheet as they stand."""
    return filled_in(browser.text("inventory:grid", query))


def test_cells_are_typed_over_looked_at_saved_and_taken_back() -> None:
    browser = a_browser()
    mug, cup = (a_stocked_product(browser.site, 10, title=name) for name in ("Mug", "Cup"))
    form: dict[str, Any] = {**cells(browser), f"on_hand-{mug.pk}": "12", f"available-{cup.pk}": "7"}
    look = browser.post("inventory:grid", {**form, "step": "look"}).content.decode()
    assert ("2 numbers change" in look, on_hand(browser, mug, cup)) == (True, [10, 10])
    assert browser.post("inventory:grid", {**form, "step": "act"}).status_code == 302
    assert on_hand(browser, mug, cup) == [12, 7]
    undo(browser, "inventory:grid")
    assert on_hand(browser, mug, cup) == [10, 10]


def test_a_wrong_cell_is_blamed_at_its_place_and_nothing_is_saved() -> None:
    browser = a_browser()
    mug, cup = (a_stocked_product(browser.site, 10, title=name) for name in ("Mug", "Cup"))
    form: dict[str, Any] = {**cells(browser), f"on_hand-{mug.pk}": "12", f"on_hand-{cup.pk}": "many"}
    answer = browser.post("inventory:grid", {**form, "step": "act"})
    page = answer.content.decode()
    assert (answer.status_code, "Write a whole number." in page, 'value="many"' in page) == (422, True, True)
    assert on_hand(browser, mug, cup) == [10, 10]


def test_what_was_sold_while_somebody_typed_is_shown_and_not_written_over() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10, title="Mug")
    form: dict[str, Any] = {**cells(browser), f"on_hand-{mug.pk}": "12"}
    stocked(browser.site, {mug.pk: 9})
    answer = browser.post("inventory:grid", {**form, "step": "act"})
    page = answer.content.decode()
    assert (answer.status_code, "9 on hand" in page, on_hand(browser, mug)) == (422, True, [9])
    again = filled_in(page)
    assert again[f"on_hand-{mug.pk}"] == ["12"]
    assert browser.post("inventory:grid", {**again, "step": "act"}).status_code == 302
    assert on_hand(browser, mug) == [12]


# Files


def sheet(browser: Browser, text: bytes, name: str = "stock.csv") -> str:
    """Upload a file; its address."""
    data = BytesIO(text)
    data.name = name
    answer = browser.client.post(browser.address("inventory:sheets"), {"file": data})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_a_file_shows_what_it_would_do_and_does_it_once() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10, title="Mug", sku="MUG")
    cup = a_stocked_product(browser.site, 10, title="Cup", barcode="4006381333931")
    at = sheet(browser, b"SKU;Menge\nMUG;7\n4006381333931;10\n")
    page = browser.client.get(at).content.decode()
    assert ("All 2 rows are right" in page, "Post 1 change" in page) == (True, True)
    form = {**filled_in(page), "step": "act"}
    assert browser.client.post(at, form).status_code == 302
    assert on_hand(browser, mug, cup) == [7, 10]
    stocked(browser.site, {mug.pk: 20})
    assert "This file was posted" in browser.client.post(at, form).content.decode()
    assert on_hand(browser, mug, cup) == [20, 10]
    assert_ledger_agrees(browser.site)


def test_of_a_file_that_is_half_wrong_the_good_rows_are_posted_or_none() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10, title="Mug", sku="MUG")
    at = sheet(browser, b"SKU,Quantity,Location\nMUG,+5,\nNOPE,3,\nMUG,x,\n,1,\nMUG,2,Moon\n")
    page = browser.client.get(at).content.decode()
    form: dict[str, Any] = {**filled_in(page), "way": "add"}
    look = html.unescape(browser.client.post(at, {**form, "step": "look"}).content.decode())
    for words in ("4 rows cannot", "Nothing has this SKU", "no whole number", "no SKU or barcode", "called “Moon”"):
        assert words in look
    browser.client.post(at, {**form, "step": "act"})
    assert on_hand(browser, mug) == [10]
    browser.client.post(at, {**form, "step": "act-partly"})
    assert on_hand(browser, mug) == [15]


def test_a_workbook_is_read_and_its_places_are_found_by_name_or_code() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10, title="Mug", sku="MUG")
    a_location(browser.site, "Shed")
    book = Workbook()
    for row in (("Article", "On hand", "Warehouse"), ("MUG", 3, "shed")):
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    at = sheet(browser, file.getvalue(), "stock.xlsx")
    form = {**filled_in(browser.client.get(at).content.decode()), "step": "act"}
    assert browser.client.post(at, form).status_code == 302
    assert on_hand(browser, mug) == [13]


def test_a_long_file_is_posted_by_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "WAITED_FOR", 1)
    browser = a_browser()
    mug, cup = (a_stocked_product(browser.site, 10, title=name, sku=name) for name in ("Mug", "Cup"))
    at = sheet(browser, b"SKU,Quantity\nMug,7\nCup,8\n")
    form = {**filled_in(browser.client.get(at).content.decode()), "step": "act"}
    page = browser.client.post(at, form, follow=True).content.decode()
    assert "being posted" in page
    order = jobs.ordered(Order(_file_of(browser, at), _wanted(browser), actions.Why("adjustment"), True))
    jobs.post_sheet.func(str(browser.site.pk), at.split("/")[-2], order, ("Ann Staff", None))
    assert on_hand(browser, mug, cup) == [7, 8]


def _file_of(browser: Browser, at: str) -> str:
    return f"{browser.site.pk}/imports/stock-{at.split('/')[-2]}"


def _wanted(browser: Browser) -> Any:
    from dramac.commerce.inventory.dashboard.sheets.reading import Wanted
    from dramac.commerce.inventory.rules.differences import Way

    return Wanted({"code": 0, "units": 1}, Way.SET, actions.default_location(browser.site))


def test_the_template_lists_what_is_on_hand_and_can_be_sent_back() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10, title="=Mug", sku="MUG")
    text = browser.get("inventory:sheet-template").content
    assert "MUG,'=Mug" in text.decode()
    at = sheet(browser, text.replace(b",10\r\n", b",4\r\n"))
    form = {**filled_in(browser.client.get(at).content.decode()), "step": "act"}
    browser.client.post(at, form)
    assert on_hand(browser, mug) == [4]


# Scanning


def scan(browser: Browser, form: dict[str, Any], code: str, **more: str) -> Any:
    """Scan a code into the list; what the page holds then."""
    answer = browser.post("inventory:scanner", {**form, "scanned": code, "step": "scan", **more})
    return answer, filled_in(answer.content.decode())


def test_each_scan_counts_one_and_the_list_is_posted_as_received() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10, title="Mug", sku="MUG", barcode="4006381333931")
    form: dict[str, Any] = {}
    for code in ("MUG", "4006381333931", "mug"):
        _answer, form = scan(browser, form, code)
    _answer, form = scan(browser, form, "MUG", each="12")
    assert form[f"units-{mug.pk}"] == ["15"]
    assert browser.post("inventory:scanner", {**form, "scanned": "", "step": "act"}).status_code == 302
    assert on_hand(browser, mug) == [25]
    undo(browser, "inventory:scanner")
    assert on_hand(browser, mug) == [10]


def test_a_list_that_is_posted_twice_counts_once_and_says_so() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10, title="Mug", sku="MUG")
    _answer, form = scan(browser, filled_in(browser.text("inventory:scanner")), "MUG", each="5")
    answers = [browser.post("inventory:scanner", {**form, "step": "act"}) for _twice in range(2)]
    assert [answer.status_code for answer in answers] == [302, 422]
    assert "This was posted already" in answers[1].content.decode()
    assert on_hand(browser, mug) == [15]


def test_an_unknown_code_is_told_and_the_list_stays() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10, title="Mug", sku="MUG")
    _answer, form = scan(browser, {}, "MUG")
    answer, form = scan(browser, form, "9999")
    page = answer.content.decode()
    assert (answer.status_code, "SKU or barcode “9999”" in html.unescape(page)) == (422, True)
    assert (form[f"units-{mug.pk}"], "autofocus" in page) == (["1"], True)


def test_what_was_counted_is_what_there_is_and_what_is_taken_away_is_refused_beyond_that() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10, title="Mug", sku="MUG")
    _answer, form = scan(browser, {}, "MUG", each="4")
    assert browser.post("inventory:scanner", {**form, "purpose": "counted", "step": "act"}).status_code == 302
    assert on_hand(browser, mug) == [4]
    _answer, form = scan(browser, {}, "MUG", each="5")
    answer = browser.post("inventory:scanner", {**form, "purpose": "removed", "step": "act"})
    assert (answer.status_code, "Only 4 are on hand" in answer.content.decode()) == (422, True)


def test_the_sheet_and_the_scanner_need_no_more_statements_for_many_rows() -> None:
    few, many = a_browser(), a_browser()
    for browser, number in ((few, 5), (many, 100)):
        mug = a_product(browser.site, "Mug", options={"Size": [str(size) for size in range(number)]})
        stocked(browser.site, {row.pk: 3 for row in variants_of(mug)})
    assert many.statements("inventory:grid", "per=100") == few.statements("inventory:grid", "per=100") <= 20
    assert a_variant(few.site)
