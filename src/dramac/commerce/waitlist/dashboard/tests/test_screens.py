"""What merchants see of those who wait."""

from __future__ import annotations

import pytest

from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory.testing import a_stocked_product
from dramac.commerce.waitlist import queries
from dramac.commerce.waitlist.testing import NOW, a_request
from dramac.dashboard.testing import a_browser
from dramac.tenancy.testing import a_site, an_actor

pytestmark = pytest.mark.django_db
DEMAND, REQUESTS = 7, 8
"""Statements of the two lists."""


def test_the_list_says_how_many_wait_for_what() -> None:
    site = a_site()
    mug = a_stocked_product(site, 0, title="Harbour mug")
    a_request(site, mug)
    a_request(site, mug)
    a_stocked_product(site, 0, title="Lonely bowl")
    page = a_browser(site).text("waitlist:index")
    assert "Harbour mug" in page
    assert "Lonely bowl" not in page


@pytest.mark.parametrize("people", [1, 12])
def test_the_lists_cost_the_same_however_many_wait(people: int) -> None:
    site = a_site()
    for number in range(people):
        a_request(site, a_stocked_product(site, 0, title=f"Mug {number}"))
    browser = a_browser(site)
    browser.text("waitlist:index")
    assert browser.statements("waitlist:index") == DEMAND
    assert browser.statements("waitlist:requests") == REQUESTS


def test_the_requests_for_one_variant_and_their_end() -> None:
    site = a_site()
    wish = a_request(site, email="ann@example.com")
    a_request(site, a_stocked_product(site, 0, title="Bowl"), "bo@example.com")
    browser = a_browser(site)
    page = browser.text("waitlist:requests", query=f"variant={wish.variant_id}&state=waiting")
    assert "ann@example.com" in page
    assert "bo@example.com" not in page
    assert queries.waiting(site, [wish.variant_id])


def test_the_view_of_what_nothing_is_on_its_way_for_leaves_out_what_is() -> None:
    site = a_site()
    coming = a_stocked_product(site, 0, title="Harbour mug")
    a_request(site, coming)
    a_request(site, a_stocked_product(site, 0, title="Lonely bowl"))
    deliveries = [inventory.Adjustment(coming.pk, 5)]
    inventory.expect(site=site, deliveries=deliveries, by=an_actor(), now=NOW)
    page = a_browser(site).text("waitlist:index", query="incoming_to=0")
    assert "Lonely bowl" in page
    assert "Harbour mug" not in page
