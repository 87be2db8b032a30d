"""What the command palette finds, for whom, and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from dramac.dashboard.testing import a_browser, load_addresses
from dramac.search import finding
from dramac.search.finding import Finder, Hit
from dramac.tenancy.models import Site
from dramac.tenancy.roles import Role
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
asked: list[tuple[str, str, int]] = []


def find_mugs(site: Site, words: str, most: int) -> Sequence[Hit]:
    asked.append((site.slug, words, most))
    return [Hit("<b>Mug</b>", "/mug", "tag", "MUG-1")] if "mug" in words else []


@pytest.fixture(autouse=True)
def finders() -> Iterator[None]:
    asked.clear()
    load_addresses()
    before = finding.finders()
    finding.use([Finder("Mugs", "staff.view", find_mugs)])
    yield
    finding.use(before)


def test_pages_are_found_by_the_beginning_of_their_words() -> None:
    browser = a_browser()
    assert "settings/general/" in browser.text("search:results", "q=GEN")
    assert "settings/people/" in browser.text("search:results", "q=team").partition("<main")[2]
    assert (
        "settings/people/" not in browser.text("search:results", "q=eople").partition("<main")[2].partition("</main")[0]
    )


def test_records_are_asked_of_their_finder_and_shown_as_text() -> None:
    browser = a_browser(a_site("mugs"))
    page = browser.text("search:results", "q=%20%20mug%20%20red")
    assert asked == [("mugs", "mug red", 6)]
    assert "&lt;b&gt;Mug&lt;/b&gt;" in page
    assert "<b>Mug" not in page


def test_what_a_role_may_not_see_is_neither_asked_nor_shown() -> None:
    viewer = a_browser(role=Role.VIEWER)
    page = viewer.text("search:results", "q=mug")
    assert asked == []
    assert "MUG-1" not in page
    assert "Nothing matches" in page


def test_without_words_there_are_the_pages_and_nobody_is_asked() -> None:
    assert "settings/general/" in a_browser().text("search:results")
    assert asked == []


def test_the_palette_gets_the_groups_alone() -> None:
    browser = a_browser()
    response = browser.client.get(browser.address("search:results") + "?q=mug", headers={"HX-Request": "true"})
    page = response.content.decode()
    assert 'role="option"' in page
    assert "<html" not in page


def test_long_and_strange_words_are_searched_for_in_peace() -> None:
    browser = a_browser()
    for words in ("x" * 100_000, "%00mug", "%25", "{{7*7}}", "mug';--"):
        assert browser.get("search:results", f"q={words}").status_code == 200
    assert max(len(words) for _site, words, _most in asked) <= finding.LONGEST
