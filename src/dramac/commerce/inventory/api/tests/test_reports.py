"""Reports on stock through the API: the same figures, page by page, and nothing of another shop."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from dramac.api.testing import a_client
from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory import actions
from dramac.commerce.inventory.testing import STAFF, a_location
from dramac.commerce.orders.testing import a_paid_order
from dramac.kit.clock import utc_now
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
REPORTS = "/api/v1/inventory/reports/"
LISTS = ("movements", "reasons", "sell-through", "ageing", "dead-stock", "ranking")


def a_shop() -> Any:
    site, now = a_site(), utc_now()
    place = a_location(site)
    for number, days in enumerate((10, 100, 200)):
        variant = a_variant(site, f"Bowl {number}", price=1000, cost=100 * (number + 1))
        change = [actions.Adjustment(variant.pk, 10, place.pk)]
        why = actions.Why("restock", "Delivered")
        actions.adjust(site=site, changes=change, why=why, by=STAFF, now=now - timedelta(days=days))
        if number != 2:
            a_paid_order(site, [(variant, 2)], now=now - timedelta(hours=1))
    return site


def test_the_valuation_adds_up_and_goes_back_to_any_day() -> None:
    site = a_shop()
    told = a_client(site).get(f"{REPORTS}valuation").json()
    assert told["moving_average"] == {"amount": 6000, "currency": site.currency}
    assert told["fifo"]["amount"] == sum(one["fifo"]["amount"] for one in told["variants"]) == 6000
    assert sum(one["on_hand"] for one in told["locations"]) == told["on_hand"] == 30
    then = (utc_now() - timedelta(days=150)).date().isoformat()
    assert a_client(site).get(f"{REPORTS}valuation", {"on": then}).json()["moving_average"]["amount"] == 3000


@pytest.mark.parametrize("name", LISTS)
def test_a_report_is_read_page_by_page_and_says_what_it_is_of(name: str) -> None:
    site = a_shop()
    client, seen, cursor = a_client(site), 0, None
    whole = client.get(REPORTS + name).json()
    assert (whole["time_zone"], whole["currency"]) == (site.time_zone, site.currency)
    assert whole["data"]
    while True:
        page = client.get(REPORTS + name, {"limit": 1, **({"cursor": cursor} if cursor else {})}).json()
        seen += len(page["data"])
        if (cursor := page["next"]) is None:
            break
    assert seen == len(whole["data"])


@pytest.mark.parametrize("name", LISTS)
def test_a_report_has_nothing_of_another_shop(name: str) -> None:
    a_shop()
    told = a_client(a_site()).get(REPORTS + name).json()
    assert all(one.get("opening") == one.get("closing") == 0 for one in told["data"])


def test_the_summary_and_what_does_not_sell() -> None:
    site = a_shop()
    client = a_client(site)
    told = client.get(f"{REPORTS}summary").json()
    assert (told["on_hand"], told["committed"], told["available"], told["variants"]) == (30, 4, 26, 3)
    dead = client.get(f"{REPORTS}dead-stock", {"days": 90}).json()["data"]
    assert [(one["on_hand"], one["last_sold_at"]) for one in dead] == [(10, None)]
    grades = [one["grade"] for one in client.get(f"{REPORTS}ranking").json()["data"]]
    assert grades == ["A", "C"]
