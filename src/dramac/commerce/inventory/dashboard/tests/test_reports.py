"""The reports on stock as screens: what they show, how they are narrowed and exported, and who may see them."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory import actions
from dramac.commerce.inventory.actions import default_location
from dramac.commerce.inventory.dashboard.reports.landing import REPORTS
from dramac.commerce.inventory.testing import STAFF, a_location, a_stocked_product
from dramac.commerce.orders.testing import a_paid_order
from dramac.commerce.transfers.testing import a_transfer, came, the_barn
from dramac.dashboard.testing import Browser, a_browser
from dramac.kit.clock import utc_now

pytestmark = pytest.mark.django_db
NAMES = [name for name, _icon, _table in REPORTS]


def a_shop(**fields: Any) -> tuple[Browser, Any, Any]:
    """A shop that has ten bowls at 4.00 and sold three today, and kettles that lie since last year."""
    browser = a_browser(**fields)
    site, now = browser.site, utc_now()
    bowl, kettle = (a_variant(site, title, price=1000, cost=400, vendor="Kiln") for title in ("Bowl", "Kettle"))
    place = a_location(site, "Shop floor")
    why = actions.Why("restock", "Delivered")
    for variant, days in ((bowl, 40), (kettle, 400)):
        change = [actions.Adjustment(variant.pk, 10, place.pk)]
        actions.adjust(site=site, changes=change, why=why, by=STAFF, now=now - timedelta(days=days))
    a_paid_order(site, [(bowl, 3)], now=now - timedelta(minutes=1))
    return browser, bowl, kettle


@pytest.mark.parametrize("name", NAMES)
def test_every_report_says_its_time_zone_its_money_and_what_it_means(name: str) -> None:
    browser, _bowl, _kettle = a_shop()
    page = browser.text(f"inventory:report-{name}")
    assert f"Time zone {browser.site.time_zone} · amounts in {browser.site.currency} · data up to" in page
    assert "What these figures mean" in page


@pytest.mark.parametrize("name", NAMES)
def test_every_report_is_given_as_csv_and_as_a_workbook(name: str) -> None:
    browser, _bowl, _kettle = a_shop()
    list_: Any = browser.client.get(browser.address(f"inventory:report-{name}-export"))
    lines = b"".join(list_.streaming_content).decode().splitlines()
    file: Any = browser.client.get(browser.address(f"inventory:report-{name}-workbook"))
    book = b"".join(file.streaming_content)
    rows = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()
    assert len(lines) == max(len(rows), 1)


def test_the_landing_page_leads_to_every_report() -> None:
    browser, _bowl, _kettle = a_shop()
    page = browser.text("inventory:reports")
    for name in NAMES:
        assert browser.address(f"inventory:report-{name}") in page


def test_valuation_tells_the_value_of_any_day_and_narrows() -> None:
    browser, _bowl, _kettle = a_shop()
    assert "80.00" in browser.text("inventory:report-valuation")
    long_ago = (utc_now() - timedelta(days=100)).date()
    then = browser.text("inventory:report-valuation", f"on={long_ago:%Y-%m-%d}")
    assert "40.00" in then
    assert "Bowl" not in then
    by_place = browser.text("inventory:report-valuation", "by=location")
    assert "Shop floor" in by_place
    assert "Bowl" not in browser.text("inventory:report-valuation", "q=kettle")
    assert "<chart-view" not in browser.text("inventory:report-valuation", "vendor=Nobody")


def test_movements_open_and_close_and_are_drawn() -> None:
    browser, _bowl, _kettle = a_shop()
    page = browser.text("inventory:report-period", "by=month")
    assert "<chart-view" in page
    assert "Opening" in page


def test_the_columns_that_a_period_shows_lead_from_its_opening_to_its_closing() -> None:
    browser = a_browser()
    site = browser.site
    bowl = a_stocked_product(site, 5, cost=400)
    came(site, a_transfer(site, [(bowl, 4)]), (1, 0, 2))
    list_: Any = browser.client.get(
        browser.address("inventory:report-period-export") + "?day_from=2026-03-02&day_to=2026-03-02"
    )
    row = next(csv.DictReader(StringIO(b"".join(list_.streaming_content).decode("utf-8-sig"))))
    names = [
        name for name in row if name not in ("Period or location", "Opening", "Closing") and "value" not in name.lower()
    ]
    assert int(row["Opening"]) + sum(int(row[name]) for name in names) == int(row["Closing"])
    assert row["Transferred"] == "-3"


def test_what_was_lost_between_locations_is_told_of_its_days_and_goods_alone() -> None:
    browser = a_browser()
    site = browser.site
    bowl = a_stocked_product(site, 5, title="Bowl", cost=400, vendor="Kiln")
    a_stocked_product(site, 5, title="Shawl", vendor="Loom")
    came(site, a_transfer(site, [(bowl, 4)]), (1, 0, 2))
    days = "day_from=2026-03-01&day_to=2026-03-09"
    assert "2 units, €8.00" in browser.text("inventory:report-period", days)
    assert "2 units, €8.00" in browser.text(
        "inventory:report-period", f"{days}&vendor=Kiln&location={default_location(site)}"
    )
    for other in (
        "day_from=2026-03-03&day_to=2026-03-09",
        f"{days}&vendor=Loom",
        f"{days}&location={the_barn(site).pk}",
    ):
        page = browser.text("inventory:report-period", other)
        assert "2 units" not in page
        assert "Opening" in page


def test_dead_stock_is_what_lay_there_and_was_not_sold() -> None:
    browser, _bowl, _kettle = a_shop()
    page = browser.text("inventory:report-dead-stock").split("<tbody>", 1)[1]
    assert "Kettle" in page
    assert "Bowl" not in page


def test_what_sold_is_ranked_and_classed() -> None:
    browser, _bowl, _kettle = a_shop()
    page = browser.text("inventory:report-abc").split("<tbody>", 1)[1]
    assert "Bowl" in page
    assert "Kettle" not in page


def test_a_report_shows_nothing_of_another_shop() -> None:
    a_shop()
    stranger = a_browser()
    for name in NAMES:
        page = stranger.text(f"inventory:report-{name}")
        assert "Bowl" not in page
        assert "Kettle" not in page


def test_a_filter_that_makes_no_sense_is_left_out() -> None:
    browser, _bowl, _kettle = a_shop()
    page = browser.text("inventory:report-period", "day_from=yesterday&location=nowhere&by=moon")
    assert "Some filters could not be read" in page


@pytest.mark.parametrize("name", NAMES)
def test_a_report_asks_as_much_of_the_database_for_many_goods_as_for_few(name: str) -> None:
    browser, _bowl, _kettle = a_shop()

    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            browser.text(f"inventory:report-{name}")
        return len(asked)

    browser.text(f"inventory:report-{name}")
    few = statements()
    now, why = utc_now(), actions.Why("restock", "Delivered")
    for number in range(6):
        variant = a_variant(browser.site, f"Plate {number}", cost=100)
        change = [actions.Adjustment(variant.pk, 4)]
        actions.adjust(site=browser.site, changes=change, why=why, by=STAFF, now=now - timedelta(days=200))
        a_paid_order(browser.site, [(variant, 1)], now=now - timedelta(days=120 if number % 2 else 1))
    assert statements() <= few + 2
    assert few <= 45
