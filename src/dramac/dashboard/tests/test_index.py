"""A list: its rows, search, filters, order, columns, views and pages."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from dramac.dashboard.testing import Browser, a_browser
from dramac.dashboard.tests.trail import NOON, entries
from dramac.tenancy.testing import a_site

pytestmark = [pytest.mark.django_db, pytest.mark.urls("dramac.dashboard.tests.trail")]


def subjects(browser: Browser, query: str = "", name: str = "trail:index") -> list[str]:
    """What the rows' title cells say, in order."""
    return re.findall(r'class="row-link"[^>]*>\s*([^<\s][^<]*?)\s*<', browser.text(name, query))


def way(browser: Browser, query: str, label: str, name: str = "trail:long") -> str:
    """The query of the link to the page before or after."""
    page = browser.text(name, query)
    found = re.search(rf'href="\?([^"]*)"[^>]*rel="{label}"', page)
    assert found, f"no {label} on {query!r}"
    return found.group(1).replace("&amp;", "&")


def test_rows_are_the_sites_own_and_begin_in_the_declared_order() -> None:
    browser = a_browser()
    entries(browser.site, 3)
    entries(a_site(), 2, subject="foreign")
    assert subjects(browser) == ["thing:002", "thing:001", "thing:000"]


def test_a_head_sorts_turns_round_and_says_how_it_is_sorted() -> None:
    browser = a_browser()
    entries(browser.site, 2)
    assert subjects(browser, "sort=subject") == ["thing:000", "thing:001"]
    assert subjects(browser, "sort=-subject") == ["thing:001", "thing:000"]
    page = browser.text("trail:index", "sort=subject")
    assert re.search(r'aria-sort="ascending"><a class="column-sort" href="\?sort=-subject"', page)
    assert page.count("aria-sort") == 1


@pytest.mark.parametrize("sort", ["details", "pk;drop", "-nothing", "site__name"])
def test_an_order_that_is_no_columns_is_the_declared_one(sort: str) -> None:
    browser = a_browser()
    entries(browser.site, 2)
    assert subjects(browser, f"sort={sort}") == ["thing:001", "thing:000"]


def test_search_and_filters_narrow_together_and_show_as_chips() -> None:
    browser = a_browser(a_site("mugs"))
    entries(browser.site, 2)
    entries(browser.site, 1, actor="Bo", action="seen", subject="mug")
    assert subjects(browser, "q=THING") == ["thing:001", "thing:000"]
    assert subjects(browser, "actor=Bo") == ["mug"]
    assert subjects(browser, "action=seen&action=made&q=mug") == ["mug"]
    assert subjects(browser, "actor=Ann&q=mug") == []
    page = browser.text("trail:index", "actor=Bo&q=mug")
    assert "Bo of mugs</span>" in page
    assert 'href="/dashboard/mugs/trail/?q=mug" aria-label="Remove filter Who"' in page


def test_days_are_the_sites_own_and_both_ends_are_included() -> None:
    browser = a_browser(a_site(time_zone="Pacific/Auckland"))
    entries(browser.site, 1, subject="late")
    assert subjects(browser, "day_from=2026-05-02&day_to=2026-05-02") == ["late"]
    assert subjects(browser, "day_to=2026-05-01") == []


def test_a_filter_that_cannot_be_read_is_left_out_with_a_word() -> None:
    browser = a_browser()
    entries(browser.site, 1)
    page = browser.text("trail:index", "actor=Nobody&day_from=soon")
    assert "Some filters could not be read" in page
    assert subjects(browser, "actor=Nobody&day_from=soon") == ["thing:000"]


def test_nothing_matching_and_nothing_yet_are_told_apart() -> None:
    browser = a_browser()
    assert "No lines yet" in browser.text("trail:index")
    assert "Nothing matches" in browser.text("trail:index", "q=mug")


def test_the_count_is_spoken() -> None:
    browser = a_browser()
    entries(browser.site, 3)
    assert re.search(r'role="status">\s*3 results', browser.text("trail:index"))


def test_pages_have_numbers_and_one_out_of_range_is_the_nearest() -> None:
    browser = a_browser()
    entries(browser.site, 60)
    assert len(subjects(browser)) == 50
    assert len(subjects(browser, "page=2")) == 10
    assert subjects(browser, "page=99") == subjects(browser, "page=2")
    assert subjects(browser, "page=-1") == subjects(browser, "page=x") == subjects(browser)
    assert len(subjects(browser, "per=25")) == 25
    assert len(subjects(browser, "per=7")) == 50
    assert "1–50 of 60" in browser.text("trail:index")


def test_pages_by_key_go_forth_and_back_through_every_row_once() -> None:
    browser = a_browser()
    entries(browser.site, 60)
    seen, query, queries = [], "per=25&sort=actor", ["per=25&sort=actor"]
    for _page in range(2):
        seen += subjects(browser, query, "trail:long")
        query = way(browser, query, "next")
        queries.append(query)
    seen += subjects(browser, query, "trail:long")
    assert sorted(seen) == sorted(f"thing:{number:03}" for number in range(60))
    assert subjects(browser, way(browser, query, "prev"), "trail:long") == seen[25:50]
    assert subjects(browser, way(browser, way(browser, query, "prev"), "prev"), "trail:long") == seen[:25]
    assert 'rel="next"' not in browser.text("trail:long", query)


def test_rows_that_are_added_meanwhile_move_no_page() -> None:
    browser = a_browser()
    entries(browser.site, 30)
    query = way(browser, "per=25", "next")
    expected = subjects(browser, query, "trail:long")
    entries(browser.site, 5, subject="new", created_at=NOON + timedelta(days=1))
    assert subjects(browser, query, "trail:long") == expected


@pytest.mark.parametrize("cursor", ["x", "W10", "WyJhIiwiYiJd", "%00", "=" * 30])
def test_a_broken_cursor_shows_the_first_page(cursor: str) -> None:
    browser = a_browser()
    entries(browser.site, 1)
    assert subjects(browser, f"after={cursor}", "trail:long") == ["thing:000"]


def test_columns_are_chosen_by_address_and_by_person_and_the_title_stays() -> None:
    browser = a_browser(a_site(name="Mugs of Mayo"))
    entries(browser.site, 1)
    assert "Mugs of Mayo</td>" not in re.sub(r"\s+<", "<", browser.text("trail:index"))
    assert "Mugs of Mayo</td>" in re.sub(r"\s+<", "<", browser.text("trail:index", "cols=site"))
    browser.post("trail:index-columns", {"columns": ["site", "nonsense"], "back": "/dashboard/"})
    page = re.sub(r"\s+<", "<", browser.text("trail:index"))
    assert "Mugs of Mayo</td>" in page
    assert subjects(browser) == ["thing:000"]
    assert "column-sort" in page
    assert "€" not in page


def test_amounts_and_moments_are_shown_as_people_read_them() -> None:
    browser = a_browser(a_site(currency="EUR", locale="en-IE"))
    entries(browser.site, 2)
    page = browser.text("trail:index")
    assert "€1.00" in page
    assert '<time datetime="2026-05-01T12:01:00+00:00"' in page


def test_a_view_is_kept_for_the_person_shows_as_a_tab_and_goes_again() -> None:
    browser = a_browser(a_site("mugs"))
    other = a_browser(browser.site)
    entries(browser.site, 1)
    query = {"name": "  Mine  ", "query": "?actor=Ann&q=thing&page=3&bogus=1"}
    response = browser.post("trail:index-views", query)
    assert response["Location"] == "/dashboard/mugs/trail/?q=thing&actor=Ann"
    page = browser.text("trail:index", "actor=Ann&q=thing")
    assert re.search(r'<a class="tab" href="[^"]*" aria-current="page">Mine', page)
    assert "Mine" not in other.text("trail:index")
    removal = re.search(r'action="(/dashboard/mugs/trail/views/[^"]+/removal)"', page)
    assert removal
    assert other.client.post(removal.group(1)).status_code == 404
    assert browser.client.post(removal.group(1)).status_code == 302
    assert "Mine" not in browser.text("trail:index").replace("View “Mine” saved.", "")


def test_the_tab_whose_filters_are_in_use_is_current() -> None:
    page = a_browser().text("trail:index", "action=seen&sort=subject")
    assert re.findall(r'aria-current="page">([^<]+?)\s*<', page) == ["Seen ones"]


def test_what_is_typed_is_shown_as_text() -> None:
    browser = a_browser()
    entries(browser.site, 1, subject="<b>bold</b>")
    page = browser.text("trail:index", "q=%3Cb%3E")
    assert "<b>" not in page
    assert page.count("&lt;b&gt;bold") >= 1


def test_long_and_strange_words_are_searched_for_in_peace() -> None:
    browser = a_browser()
    for words in ("x" * 5000, "%00", "%F0%9F%8D%B5", "';--", "%25"):
        assert browser.get("trail:index", f"q={words}").status_code == 200


def test_a_list_costs_as_many_statements_however_many_rows(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    browser = a_browser()
    entries(browser.site, 3)
    browser.get("trail:index")
    with django_assert_num_queries(7):  # the page's four; views, count, rows
        browser.get("trail:index")
    entries(browser.site, 47)
    with django_assert_num_queries(7):
        browser.get("trail:index")
