"""A merchant buys: what runs out is on the list of what to order, becomes a purchase order, comes in, and its alert closes."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

import pytest

from dramac.commerce.alerts import queries as alerts
from dramac.commerce.alerts.testing import preferring
from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.rules import Reference
from dramac.commerce.inventory.testing import STAFF, a_stocked_product, assert_ledger_agrees, demand
from dramac.commerce.purchasing.testing import a_supplier
from dramac.kit.clock import utc_now
from dramac.kit.outbox import relay
from dramac.project import wiring
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_member, a_site
from tests.journeys.browser import BROWSER, DESKTOP, PHONE, Visit, visiting

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not BROWSER, reason="no browser: DRAMAC_BROWSER names none"),
]
WAYS = [pytest.param(PHONE, True, id="phone-dark"), pytest.param(DESKTOP, False, id="desktop")]


@pytest.mark.parametrize(("size", "dark"), WAYS)
def test_what_runs_out_is_ordered_received_and_its_alert_closes(
    size: tuple[int, int], dark: bool, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    site = a_site(name="Slow Table")
    preferring(site)
    mug = a_stocked_product(site, 30, title="Harbour mug", sku="MUG", cost=400)
    a_supplier(site, "Harbour Mill", lead_time_days=7)
    one_a_day_was_sold(site, mug)
    the_worker_comes_by(site)
    assert alerts.open_count(site) == 1
    with visiting("buys" + ("-phone" if size == PHONE else ""), size=size, dark=dark) as visit:
        signs_in(visit, live_server.url, site)
        says_who_supplies_it(visit)
        drafts_an_order(visit)
        sends_it(visit)
        receives_it(visit)
    [level] = stock.levels(site, [mug.pk])[mug.pk]
    assert (level.on_hand, level.available, level.incoming) == (90, 62, 0)
    assert_ledger_agrees(site)
    the_worker_comes_by(site)
    assert alerts.open_count(site) == 0


def one_a_day_was_sold(site: Site, mug: Any) -> None:
    """Orders of the last four weeks, one mug a day; two are left."""
    for days in range(1, 29):
        reference, at = Reference("order", f"{mug.pk.hex[:20]}{days}"), utc_now() - timedelta(days=days)
        inventory.take(site=site, demands=[demand(mug.pk, 1)], reference=reference, by=STAFF, now=at)


def the_worker_comes_by(site: Site) -> None:
    """It hands out what was told."""
    relay.drain(wiring.LISTENERS, wiring.resolve)
    alerts.forget_count(site)


def signs_in(visit: Visit, address: str, site: Site) -> None:
    """A merchant who owns the shop."""
    person = a_member(site).user
    person.set_password("a long enough password")
    person.save()
    page = visit.page
    page.goto(f"{address}/dashboard/sign-in/?next=/dashboard/{site.slug}/")
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Password", exact=True).fill("a long enough password")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"**/dashboard/{site.slug}/")


def says_who_supplies_it(visit: Visit) -> None:
    """From the card on the first page to the list, and from there to the supplier and back."""
    page = visit.page
    page.get_by_text("1 variant is at its reorder point.").wait_for()
    visit.keep("1-home")
    page.get_by_role("link", name="What to order").last.click()
    page.get_by_role("link", name="Set a supplier").click()
    page.get_by_label("Supplier", exact=True).select_option(label="Harbour Mill")
    page.get_by_label("Unit cost").fill("4.00")
    page.get_by_label("Pack size").fill("6")
    visit.keep("2-item")
    page.get_by_role("button", name="Add item").click()
    page.get_by_role("link", name="Harbour mug").wait_for()


def drafts_an_order(visit: Visit) -> None:
    """The suggestion stands in whole packs; another number is typed, and one draft is made."""
    page = visit.page
    units = page.get_by_label("Units of Harbour mug to order")
    assert units.input_value() == "36"
    units.fill("60")
    page.get_by_role("checkbox", name="Harbour mug").check()
    visit.keep("3-list")
    page.get_by_role("button", name="Draft purchase orders").click()
    page.get_by_text("1 purchase order was drafted.").wait_for()
    page.get_by_role("link", name="Purchase orders").last.click()
    page.get_by_role("link", name="PO-1").click()


def sends_it(visit: Visit) -> None:
    """The goods count as incoming."""
    page = visit.page
    page.get_by_role("link", name="Order", exact=True).click()
    visit.keep("4-placement")
    page.get_by_role("button", name="Order", exact=True).click()
    page.get_by_text("The goods are counted as incoming now.").wait_for()
    visit.keep("5-order")


def receives_it(visit: Visit) -> None:
    """All sixty came; one too many is refused in words first."""
    page = visit.page
    page.get_by_role("link", name="Receive goods").click()
    received = page.get_by_label("Received of Harbour mug")
    received.fill("61")
    page.get_by_role("button", name="Receive goods").click()
    page.get_by_text("More than was ordered.").first.wait_for()
    visit.keep("6-too-many")
    received.fill("60")
    page.get_by_role("button", name="Receive goods").click()
    page.get_by_text("The goods are on hand now.").wait_for()
    visit.keep("7-received")
