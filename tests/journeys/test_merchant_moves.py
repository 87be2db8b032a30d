"""Goods go to another location: scanned, sent, received by scanning in parts; what is missing is written off, seen and taken back."""

from __future__ import annotations

import os
from typing import Any

import pytest

from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.testing import a_stocked_product, assert_ledger_agrees
from dramac.commerce.transfers.models import StockTransfer
from dramac.commerce.transfers.testing import the_barn
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_member, a_site
from tests.journeys.browser import BROWSER, DESKTOP, PHONE, Visit, visiting

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not BROWSER, reason="no browser: DRAMAC_BROWSER names none"),
]
WAYS = [pytest.param(PHONE, False, id="phone"), pytest.param(DESKTOP, True, id="desktop-dark")]


@pytest.mark.parametrize(("size", "dark"), WAYS)
def test_goods_are_scanned_sent_and_received_and_what_is_missing_is_seen(
    size: tuple[int, int], dark: bool, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    site = a_site(name="Slow Table")
    barn = the_barn(site)
    mug = a_stocked_product(site, 5, title="Harbour mug", sku="MUG", cost=400)
    jug = a_stocked_product(site, 8, title="Linen jug", sku="JUG", cost=900)
    with visiting("moves" + ("-phone" if size == PHONE else ""), size=size, dark=dark) as visit:
        signs_in(visit, live_server.url, site)
        packs(visit)
        sends(visit)
        receives(visit)
        closes_and_takes_it_back(visit)
    there = {row.variant_id: (row.on_hand, row.incoming) for row in stock.stock_levels(site, (), barn.pk)}
    assert there == {mug.pk: (2, 1), jug.pk: (1, 0)}
    assert StockTransfer.objects.of(site).get().state == "partly_received"
    assert_ledger_agrees(site)


def signs_in(visit: Visit, address: str, site: Site) -> None:
    """A merchant who owns the shop."""
    person = a_member(site).user
    person.set_password("a long enough password")
    person.save()
    page = visit.page
    page.goto(f"{address}/dashboard/sign-in/?next=/dashboard/{site.slug}/inventory/transfers/")
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Password", exact=True).fill("a long enough password")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("Nothing was moved yet").wait_for()


def scans(visit: Visit, *codes: str) -> None:
    """One after the other, as fast as a scanner types."""
    field = visit.page.get_by_label("SKU, barcode or name", exact=True)
    for code in codes:
        field.fill(code)
        field.press("Enter")


def packs(visit: Visit) -> None:
    """Three mugs and, by its name, a jug; a code that is on nothing is said and counts nothing."""
    page = visit.page
    page.get_by_role("link", name="Move stock").last.click()
    scans(visit, "MUG", "MUG", "mug", "Linen jug")
    page.get_by_text("Linen jug: 1").wait_for()
    scans(visit, "NOPE")
    page.get_by_text("Nothing that is tracked has the SKU, barcode or name “NOPE”.").wait_for()
    visit.keep("1-packed")
    page.get_by_label("Carrier").fill("Own van")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved. Nothing has moved yet").wait_for()
    visit.keep("2-draft")


def sends(visit: Visit) -> None:
    """They are on their way."""
    page = visit.page
    page.get_by_role("link", name="Send", exact=True).click()
    visit.keep("3-sending")
    page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_text("Sent. The goods are on their way.").wait_for()


def receives(visit: Visit) -> None:
    """The numbers begin at zero with the first scan: two mugs and the jug came."""
    page = visit.page
    page.get_by_role("link", name="Receive goods").click()
    scans(visit, "MUG", "MUG", "JUG")
    page.get_by_text("Linen jug: 1 of 1").wait_for()
    visit.keep("4-receiving")
    page.get_by_role("button", name="Receive goods").click()
    page.get_by_text("The goods are on hand now.").wait_for()
    page.get_by_text("3 of 4 units came").wait_for()


def closes_and_takes_it_back(visit: Visit) -> None:
    """A mug is missing; then it turns up in the van."""
    page = visit.page
    page.get_by_role("link", name="Close with what is missing").click()
    page.get_by_label("Reason").fill("Not in the van")
    visit.keep("5-closing")
    page.get_by_role("button", name="Close with what is missing").click()
    page.get_by_text("Something else came than was sent").wait_for()
    page.get_by_text("Missing: 1, worth €4.00").wait_for()
    visit.keep("6-closed")
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Taken back. The goods are on their way again.").wait_for()
