"""The alerts' screens: what runs low is listed, put aside and told again; limits are set where they are needed."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from dramac.commerce.alerts import actions, queries
from dramac.commerce.alerts.models import StockAlert
from dramac.commerce.alerts.testing import a_limit, an_alert, looked_at, preferring, standing
from dramac.commerce.catalog.testing import a_product, a_variant, variants_of
from dramac.commerce.inventory.testing import NOW, a_location, a_stocked_product, stocked
from dramac.dashboard.testing import Browser, a_browser, filled_in
from dramac.tenancy.roles import Role
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"


def rows(browser: Browser, query: str = "", name: str = "alerts:index") -> list[str]:
    """What a list shows, in order: the words in the cells of each row."""
    page = browser.text(name, query).split("<tbody>", 1)
    found = re.findall(r"<tr>(.*?)</tr>", page[1] if len(page) > 1 else "", re.S)
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", row)).split()) for row in found]


def undo(browser: Browser, page: str = "alerts:index") -> Any:
    """Press Undo in the message."""
    found = re.search(r'action="([^"]+/(?:return|undo/[^"]+))"', browser.text(page))
    assert found
    return browser.client.post(found.group(1))


# The inbox


def test_what_runs_low_is_listed_once_by_its_gravest_alert() -> None:
    browser = a_browser()
    an_alert(browser.site, 2, title="Mug", sku="MUG")
    an_alert(a_site(), 2, title="Foreign")
    [row] = rows(browser)
    assert row.startswith("Mug Critical stock")
    assert " 2 3 " in row
    assert "Foreign" not in row


def test_the_gravest_come_first_and_filters_narrow() -> None:
    browser = a_browser()
    for title, units in (("Mug", 8), ("Bowl", 0), ("Jug", 1)):
        an_alert(browser.site, units, title=title, sku=title.upper())
    assert [row.split()[0] for row in rows(browser)] == ["Bowl", "Jug", "Mug"]
    assert [row.split()[0] for row in rows(browser, "level=low")] == ["Mug"]
    assert [row.split()[0] for row in rows(browser, "q=JUG")] == ["Jug"]
    assert len(rows(browser, "state=all")) == 6


def test_a_dismissed_alert_is_put_aside_with_the_milder_ones_and_comes_back_by_undo() -> None:
    browser = a_browser()
    alert = an_alert(browser.site, 2, title="Mug")
    browser.post("alerts:dismissal", alert_id=alert.pk)
    assert not queries.get_stock_alerts(browser.site).exists()
    undo(browser)
    assert len(rows(browser)) == 1
    browser.post("alerts:dismissal", alert_id=alert.pk)
    assert rows(browser) == []
    assert len(rows(browser, "state=dismissed")) == 1
    browser.post("alerts:return", alert_id=alert.pk)
    assert len(rows(browser)) == 1


def test_a_dismissed_alert_is_told_again_when_it_gets_worse() -> None:
    browser = a_browser()
    alert = an_alert(browser.site, 8, title="Mug")
    browser.post("alerts:dismissal", alert_id=alert.pk)
    stocked(browser.site, {alert.variant_id: 1})
    looked_at(browser.site, alert.variant)
    assert rows(browser)[0].startswith("Mug Critical stock")


def test_many_are_dismissed_at_once_and_taken_back() -> None:
    browser = a_browser()
    for title in ("Mug", "Bowl"):
        an_alert(browser.site, 2, title=title)
    browser.post("alerts:index-bulk", {"all_matching": "1"}, action="dismissal")
    assert not queries.get_stock_alerts(browser.site).exists()
    undo(browser)
    assert len(rows(browser)) == 2
    assert len(standing(browser.site)) == 4


def test_who_only_looks_is_offered_no_button() -> None:
    browser = a_browser(role=Role.VIEWER)
    alert = an_alert(browser.site)
    assert "Dismiss" not in " ".join(rows(browser))
    assert browser.post("alerts:dismissal", alert_id=alert.pk).status_code == 403
    assert len(rows(browser)) == 1


def test_a_list_without_open_alerts_says_so_and_still_leads_to_the_others() -> None:
    browser = a_browser()
    alert = an_alert(browser.site)
    browser.post("alerts:dismissal", alert_id=alert.pk)
    page = browser.text("alerts:index")
    assert "Nothing runs low" in page
    assert "state=dismissed" in page


def test_the_inbox_needs_as_many_statements_for_many_alerts_as_for_few() -> None:
    few, many = a_browser(), a_browser()
    for browser, number in ((few, 2), (many, 60)):
        mug = a_product(browser.site, "Mug", options={"Size": [str(size) for size in range(number)]})
        stocked(browser.site, {row.pk: 2 for row in variants_of(mug)})
        looked_at(browser.site, *variants_of(mug))
    assert many.statements("alerts:index", "per=100") == few.statements("alerts:index", "per=100") <= 14


# The first page and the navigation


def test_the_first_page_counts_what_runs_low_and_shows_the_gravest() -> None:
    browser = a_browser()
    assert "Running low" not in browser.text("dashboard:home")
    an_alert(browser.site, 0, title="Mug")
    an_alert(browser.site, 2, title="Bowl")
    queries.forget_count(browser.site)
    page = browser.text("dashboard:home")
    assert "1 sold out" in page
    assert "1 critical" in page
    assert page.index("Mug") < page.index("Bowl")
    assert re.search(
        r'alerts/"[^>]*>.*?Stock alerts</span>\s*<span class="count[^>]*>\s*2', browser.text("alerts:index"), re.S
    )
    preferring(browser.site, on_dashboard=False)
    assert "Running low" not in browser.text("dashboard:home")


# The shop's own limits and wishes


def wishes(browser: Browser, **typed: Any) -> Any:
    form = {"low_stock_threshold": "10", "critical_stock_threshold": "3", "hysteresis": "1", "is_active": "on",
            "on_dashboard": "on", "email": "single", "digest_hour": "8", "recipients": ""}  # fmt: skip
    return browser.post("alerts:settings", {**form, **typed})


def test_limits_and_wishes_of_the_shop_are_kept() -> None:
    browser = a_browser()
    sent = {
        "low_stock_threshold": "20",
        "email": "digest",
        "digest_hour": "17",
        "recipients": "Ann@Example.com, bo@example.com\n",
    }
    assert wishes(browser, **sent).status_code == 302
    browser.site.refresh_from_db()
    told = queries.get_alert_settings(browser.site)
    assert (told.low_stock_threshold, told.told.email, told.told.digest_hour) == (20, "digest", 17)
    assert told.recipients == ("ann@example.com", "bo@example.com")
    assert filled_in(browser.text("alerts:settings"))["recipients"] == ["ann@example.com\nbo@example.com"]


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("recipients", "ann@example.com nobody", "is no e-mail address"),
        ("critical_stock_threshold", "11", "Critical is worse than low"),
        ("low_stock_threshold", "many", "Enter a whole number"),
        ("recipients", " ".join(f"p{number}@example.com" for number in range(21)), "at most 20"),
    ],
)
def test_what_makes_no_sense_is_refused_and_stays_as_it_was_typed(field: str, typed: str, says: str) -> None:
    browser = a_browser()
    answer = wishes(browser, **{field: typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert filled_in(page)[field] == [typed]


def test_who_may_not_change_them_reads_them() -> None:
    browser = a_browser(role=Role.VIEWER)
    assert "not change them" in browser.text("alerts:settings")
    assert wishes(browser).status_code == 403


# Nearer limits


def limits(browser: Browser, **typed: str) -> Any:
    form = {"wanted": "MUG", "breadth": "variant", "location": "", "low_stock_threshold": "25",
            "critical_stock_threshold": "5", "is_active": "on", "notify_email": "on", "notify_dashboard": "on"}  # fmt: skip
    return browser.post("alerts:new-limit", {**form, **typed})


def test_a_limit_is_set_for_a_variant_a_product_or_a_location() -> None:
    browser = a_browser()
    barn = a_location(browser.site, "Barn")
    mug = a_variant(browser.site, "Mug", sku="MUG")
    assert limits(browser, reorder_point="12").status_code == 302
    assert limits(browser, breadth="product", location=str(barn.pk)).status_code == 302
    assert limits(browser, wanted="", location=str(barn.pk)).status_code == 302
    found = {(row.product_id, row.variant_id, row.location_id) for row in StockAlert.objects.of(browser.site)}
    assert found == {(mug.product_id, mug.pk, None), (mug.product_id, None, barn.pk), (None, None, barn.pk)}
    assert queries.reorder_rules(browser.site, [mug.pk]) == {mug.pk: (12, None, None)}
    assert len(rows(browser, name="alerts:limits")) == 3


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"wanted": "Plate"}, "Nothing here is called so."),
        ({"wanted": "Bowl"}, "Several are called so"),
        ({"wanted": ""}, "choose a location"),
        ({"critical_stock_threshold": "26"}, "Critical is worse than low"),
        ({"low_stock_threshold": "-1"}, "greater than or equal to 0"),
    ],
)
def test_a_limit_of_nothing_or_of_several_is_refused(typed: dict[str, str], says: str) -> None:
    browser = a_browser()
    a_variant(browser.site, "Mug", sku="MUG")
    a_product(browser.site, "Bowl", options={"Size": ["S", "L"]})
    answer = limits(browser, **typed)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not StockAlert.objects.of(browser.site).exists()


def test_a_limit_is_set_once_for_the_same() -> None:
    browser = a_browser()
    a_variant(browser.site, "Mug", sku="MUG")
    limits(browser)
    assert "There is a limit for this already" in limits(browser).content.decode()


def test_limits_are_changed_removed_and_set_again() -> None:
    browser = a_browser()
    mug = a_variant(browser.site, "Mug", sku="MUG")
    row = a_limit(browser.site, mug.product_id, mug.pk, low_stock_threshold=25)
    form = filled_in(browser.text("alerts:limit", limit_id=row.pk))
    browser.post("alerts:limit", {**form, "low_stock_threshold": "30"}, limit_id=row.pk)
    row.refresh_from_db()
    assert (row.low_stock_threshold, row.is_active, row.notify_email) == (30, True, True)
    browser.post("alerts:limits-bulk", {"ids": [str(row.pk)]}, action="removal")
    assert not StockAlert.objects.of(browser.site).exists()
    undo(browser, "alerts:limits")
    assert StockAlert.objects.of(browser.site).get().low_stock_threshold == 30


def test_the_limits_of_a_product_are_one_table_of_fields() -> None:
    browser = a_browser()
    mug = a_product(browser.site, "Mug", options={"Size": ["S", "L"]})
    small, large = variants_of(mug)
    form = filled_in(browser.text("alerts:product", product_id=mug.pk))
    sent = {
        **form,
        "all-low_stock_threshold": "30",
        f"{small.pk.hex}-reorder_point": "7",
        f"{large.pk.hex}-critical_stock_threshold": "9",
    }
    assert browser.post("alerts:product", sent, product_id=mug.pk).status_code == 302
    kept = queries.limits_of_product(browser.site, mug.pk)
    assert kept[None, None].low_stock_threshold == 30
    assert kept[small.pk, None].reorder_point == 7
    assert kept[large.pk, None].critical_stock_threshold == 9
    wrong = browser.post("alerts:product", {**sent, "all-critical_stock_threshold": "31"}, product_id=mug.pk)
    assert wrong.status_code == 422
    assert "Critical is worse than low" in wrong.content.decode()
    cleared = dict.fromkeys(form, "")
    assert browser.post("alerts:product", cleared, product_id=mug.pk).status_code == 302
    assert not StockAlert.objects.of(browser.site).exists()


def test_names_are_text_wherever_they_are_shown() -> None:
    browser = a_browser()
    alert = an_alert(browser.site, title=f"Mug {SCRIPT}", sku=SCRIPT)
    a_limit(browser.site, alert.product_id, alert.variant_id, alert.location_id)
    pages = [browser.text(name) for name in ("alerts:index", "alerts:limits", "dashboard:home")]
    pages.append(browser.text("alerts:product", product_id=alert.product_id))
    assert all(SCRIPT not in page for page in pages)


# Lists by name


def test_low_and_sold_out_products_are_asked_for_by_their_own_limits_or_by_a_number() -> None:
    site = a_site()
    few, some, none = (a_stocked_product(site, units) for units in (8, 15, 1))
    stocked(site, {none.pk: 0})
    assert [row.pk for row in queries.get_low_stock_products(site)] == [few.pk]
    assert [row.pk for row in queries.get_low_stock_products(site, 15)] == [few.pk, some.pk]
    a_limit(site, some.product_id, low_stock_threshold=20)
    a_limit(site, few.product_id, few.pk, low_stock_threshold=2, critical_stock_threshold=0)
    assert list(queries.get_low_stock_products(site).values_list("pk", "low_at")) == [(some.pk, 20)]
    assert [row.pk for row in queries.get_out_of_stock_products(site)] == [none.pk]


def test_a_shop_that_nobody_looked_at_is_looked_at_once() -> None:
    site = a_site()
    a_stocked_product(site, 2)
    assert actions.begin_watching(now=NOW) >= 1
    assert standing(site) == ["low", "critical"]
    assert actions.begin_watching(now=NOW) == 0


def test_the_list_of_stock_goes_by_the_nearest_limit() -> None:
    browser = a_browser()
    barn = a_location(browser.site, "Barn")
    few, some = (a_stocked_product(browser.site, units, title=title) for title, units in (("Mug", 8), ("Bowl", 15)))
    stocked(browser.site, {some.pk: 4}, location=barn)
    a_limit(browser.site, some.product_id, low_stock_threshold=20)
    a_limit(browser.site, few.product_id, few.pk, low_stock_threshold=2, critical_stock_threshold=0)
    a_limit(browser.site, some.product_id, some.pk, barn.pk, low_stock_threshold=3, critical_stock_threshold=0)
    assert [row.split()[0] for row in rows(browser, "lasting=low", "inventory:levels")] == ["Bowl"]
    assert rows(browser, f"lasting=low&location={barn.pk}", "inventory:levels") == []
