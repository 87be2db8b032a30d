"""Stock runs low: a change crosses a limit, the merchant finds it on the first page, in the inbox and in the mail; it comes back."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from dramac.commerce.alerts import actions, queries
from dramac.commerce.alerts.testing import preferring
from dramac.commerce.inventory.testing import a_stocked_product
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
def test_a_fall_to_a_limit_is_found_told_put_aside_and_gone_when_stock_is_back(
    size: tuple[int, int], dark: bool, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    site = a_site(name="Slow Table", contact_email="hello@slow-table.example")
    preferring(site)
    mug = a_stocked_product(site, 40, title="Harbour mug", sku="MUG")
    with visiting("runs-low" + ("-phone" if size == PHONE else ""), size=size, dark=dark) as visit:
        signs_in(visit, live_server.url, site)
        says_who_is_told(visit, site)
        takes_away(visit, site, mug, "-38")
        the_worker_comes_by(site)
        finds_it(visit, site)
        puts_it_aside_and_takes_that_back(visit)
        the_mail_says("Only 2 left: Harbour mug")
        takes_away(visit, site, mug, "60")
        the_worker_comes_by(site)
        visit.page.goto(at(visit, site, "inventory/alerts/"))
        visit.page.get_by_text("Nothing runs low").wait_for()
        visit.keep("5-gone")


def at(visit: Visit, site: Site, path: str) -> str:
    """The address of a page of the dashboard."""
    return f"{visit.page.url.split('/dashboard/')[0]}/dashboard/{site.slug}/{path}"


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


def says_who_is_told(visit: Visit, site: Site) -> None:
    """One address that is none is refused in words, then both are kept."""
    page = visit.page
    page.goto(at(visit, site, "settings/stock-alerts"))
    page.get_by_label("Recipients").fill("ann@slow-table.example\nbo")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("“bo” is no e-mail address.").first.wait_for()
    page.get_by_label("Recipients").fill("ann@slow-table.example\nbo@slow-table.example")
    visit.keep("1-settings")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Saved. The stock is looked at anew.").wait_for()


def takes_away(visit: Visit, site: Site, variant: Any, units: str) -> None:
    """So many are added or taken off by hand."""
    page = visit.page
    page.goto(at(visit, site, f"inventory/variants/{variant.pk}/adjustment"))
    page.get_by_label("Units").fill(units)
    page.get_by_label("Reason", exact=False).last.fill("Counted")
    page.get_by_role("button", name="Adjust").last.click()
    page.get_by_text("on hand now.").wait_for()


def the_worker_comes_by(site: Site) -> None:
    """It hands out what was told, and some minutes later sends what waits."""
    relay.drain(wiring.LISTENERS, wiring.resolve)
    actions.tell_due(now=utc_now() + timedelta(minutes=2))
    relay.drain(wiring.LISTENERS, wiring.resolve)
    queries.forget_count(site)


def finds_it(visit: Visit, site: Site) -> None:
    """On the first page, and from there in the inbox."""
    page = visit.page
    page.goto(at(visit, site, ""))
    page.get_by_text("1 critical").wait_for()
    visit.keep("2-home")
    page.get_by_role("link", name="All alerts").click()
    page.get_by_role("link", name="Harbour mug").wait_for()
    visit.keep("3-inbox")


def puts_it_aside_and_takes_that_back(visit: Visit) -> None:
    """Dismissed it is gone from the list; Undo shows it again."""
    page = visit.page
    page.get_by_role("button", name="Dismiss").last.click()
    page.get_by_text("It is told again if it gets worse.").wait_for()
    assert page.get_by_role("link", name="Harbour mug").count() == 0
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("link", name="Harbour mug").wait_for()
    visit.keep("4-open-again")


def the_mail_says(subject: str) -> None:
    """Each recipient has one e-mail, as text and as HTML."""
    assert sorted((one.to[0], one.subject) for one in mail.outbox) == [
        ("ann@slow-table.example", subject),
        ("bo@slow-table.example", subject),
    ]
    assert all("2 left, critical from 3" in str(one.body) for one in mail.outbox)
