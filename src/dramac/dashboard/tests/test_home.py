"""The first page shows the cards that others hang there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dramac.dashboard import home
from dramac.dashboard.home import Card
from dramac.dashboard.testing import a_browser, load_addresses
from dramac.tenancy.requests import SiteRequest
from dramac.tenancy.roles import Role
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def staff_card(request: SiteRequest) -> Card | None:
    if not request.membership.may("staff.view"):
        return None
    return Card("dashboard/tests/card.html", {"title": "Staff", "text": f"of {request.site.name}"})


def wide_card(request: SiteRequest) -> Card:
    return Card("dashboard/tests/card.html", {"title": "Sales", "text": "<up>"}, wide=True)


@pytest.fixture
def cards() -> Iterator[None]:
    load_addresses()
    before = home.makers()
    home.use([staff_card, wide_card])
    yield
    home.use(before)


@pytest.mark.usefixtures("cards")
def test_wide_cards_stand_above_the_others_and_their_words_are_text() -> None:
    page = a_browser(a_site(name="Mugs")).text("dashboard:home")
    assert page.index("&lt;up&gt;") < page.index("of Mugs")


@pytest.mark.usefixtures("cards")
def test_a_card_that_does_not_concern_this_person_is_not_drawn() -> None:
    assert "of Mugs" not in a_browser(a_site(name="Mugs"), Role.VIEWER).text("dashboard:home")


def test_without_cards_the_page_says_what_to_do() -> None:
    load_addresses()
    before = home.makers()
    home.use([])
    page = a_browser(a_site(name="Mugs")).text("dashboard:home")
    home.use(before)
    assert "Welcome to Mugs" in page
