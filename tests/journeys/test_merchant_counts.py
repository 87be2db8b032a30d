"""A shelf is counted: by scanner and by hand, while the shop goes on selling; the differences are looked at and posted once."""

from __future__ import annotations

import os
from typing import Any

import pytest
from django.db import transaction

from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.actions import default_location
from dramac.commerce.inventory.rules import Change
from dramac.commerce.inventory.testing import STAFF, a_stocked_product, assert_ledger_agrees
from dramac.kit.clock import utc_now
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
def test_a_shelf_is_scanned_and_written_looked_at_and_posted_while_the_shop_sells(
    size: tuple[int, int], dark: bool, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    site = a_site(name="Slow Table")
    mug = a_stocked_product(site, 5, title="Harbour mug", sku="MUG", cost=400)
    jug = a_stocked_product(site, 8, title="Linen jug", sku="JUG", cost=900)
    bowl = a_stocked_product(site, 3, title="Oak bowl", sku="BOWL", cost=700)
    with visiting("counts" + ("-phone" if size == PHONE else ""), size=size, dark=dark) as visit:
        signs_in(visit, live_server.url, site)
        starts(visit)
        scans(visit)
        writes(visit)
        one_is_sold(site, jug.pk)
        looks_at_the_differences(visit)
        posts(visit)
        reads_why(visit)
    units = {row.variant_id: row.on_hand for row in stock.stock_levels(site)}
    assert units == {mug.pk: 3, jug.pk: 8, bowl.pk: 3}
    assert_ledger_agrees(site)


def signs_in(visit: Visit, address: str, site: Site) -> None:
    """A merchant who owns the shop."""
    person = a_member(site).user
    person.set_password("a long enough password")
    person.save()
    page = visit.page
    page.goto(f"{address}/dashboard/sign-in/?next=/dashboard/{site.slug}/inventory/counts/")
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Password", exact=True).fill("a long enough password")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("Nothing was counted yet").wait_for()


def starts(visit: Visit) -> None:
    """Of what is at the location."""
    page = visit.page
    page.get_by_role("link", name="Start a count").last.click()
    page.get_by_label("Title").fill("Autumn")
    visit.keep("1-new")
    page.get_by_role("button", name="Start counting").click()
    page.get_by_role("heading", name="Count 1 · Autumn").wait_for()


def scans(visit: Visit) -> None:
    """Three mugs one after the other, as fast as a scanner types, and a code that is on nothing."""
    page = visit.page
    code = page.get_by_label("SKU or barcode", exact=True)
    for _ in range(3):
        code.fill("MUG")
        code.press("Enter")
    page.get_by_text("Harbour mug: 3").wait_for()
    code.fill("NOPE")
    code.press("Enter")
    page.get_by_text("Nothing has the SKU or barcode “NOPE”.").wait_for()
    visit.keep("2-scanned")


def writes(visit: Visit) -> None:
    """Beside its line; what is no number is said there, and nothing is written until it is put right."""
    page = visit.page
    jugs = page.get_by_label("Units of Linen jug")
    jugs.fill("-1")
    page.get_by_role("button", name="Write down").click()
    page.get_by_text("Write a whole number between 0 and 1,000,000, or nothing.").wait_for()
    visit.keep("3-no-number")
    jugs.fill("9")
    page.get_by_role("button", name="Write down").click()
    page.get_by_text("Written down.").wait_for()
    visit.keep("4-written")


def one_is_sold(site: Site, jug: Any) -> None:
    """While it is being counted, a jug leaves the shop."""
    why = inventory.Why("sale", "Sold at the counter")
    change = Change(jug, default_location(site), on_hand=-1)
    with transaction.atomic():
        inventory.post(site=site, changes=[change], why=why, by=STAFF, now=utc_now())


def looks_at_the_differences(visit: Visit) -> None:
    """Two mugs are missing and a jug is too many."""
    page = visit.page
    page.get_by_role("link", name="Differences").click()
    page.get_by_role("link", name="Harbour mug").wait_for()
    page.get_by_role("link", name="Linen jug").wait_for()
    assert page.get_by_role("link", name="Oak bowl").count() == 0
    visit.keep("5-differences")
    page.go_back()


def posts(visit: Visit) -> None:
    """Once; what nobody counted stays as it is."""
    page = visit.page
    page.get_by_role("button", name="Post", exact=True).click()
    page.get_by_text("The differences are in the books.").wait_for()
    assert page.get_by_role("button", name="Post", exact=True).count() == 0
    visit.keep("6-posted")


def reads_why(visit: Visit) -> None:
    """The history names the count."""
    page = visit.page
    page.goto(page.url.split("/inventory/")[0] + "/inventory/movements/?q=MUG")
    page.get_by_role("link", name="Count 1").first.wait_for()
    visit.keep("7-history")
