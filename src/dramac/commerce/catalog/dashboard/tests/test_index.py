"""The list of products: what it shows, how it is narrowed, and what can be done to many at once and taken back."""

from __future__ import annotations

import html
import re
from typing import Any
from uuid import uuid4

import pytest

from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog.models import Product, ProductCategory, ProductTag
from dramac.commerce.catalog.testing import a_category, a_product, variants_of
from dramac.commerce.inventory.testing import a_stocked_product, stocked
from dramac.dashboard.testing import Browser, a_browser
from dramac.kit.clock import utc_now
from dramac.tenancy.models import Site
from dramac.tenancy.roles import Role
from dramac.tenancy.testing import a_site, an_actor

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"
SUM = "{{7*7}}"


def titles(browser: Browser, query: str = "") -> list[str]:
    """The products that the list shows, in order."""
    page = browser.text("catalog:index", query)
    return [
        html.unescape(found)
        for found in re.findall(r'<input type="checkbox" name="ids"[^>]* aria-label="Choose ([^"]+)"', page)
    ]


def press(browser: Browser, action: str, *products: Product, seen: str = "", **fields: Any) -> Any:
    """Press a button of the bulk bar for these products; `fields` are those of the form it asks for."""
    data = {f"with-{name}": value for name, value in fields.items()}
    keys = [one.pk for one in products]
    return browser.post("catalog:index-bulk", {"ids": keys, "step": "act", "seen": seen, **data}, action=action)


def seen_in(answer: Any) -> str:
    """What a preview sends along, so that nothing is done that was not looked at."""
    found = re.search(r'name="seen" value="([^"]+)"', answer.content.decode())
    assert found
    return found.group(1)


def undo(browser: Browser) -> None:
    """Press Undo in the message that the list shows."""
    found = re.search(r'action="([^"]+/undo/[^"]+)"', browser.text("catalog:index"))
    assert found
    browser.client.post(found.group(1))


def prices(site: Site) -> dict[str, int]:
    return dict(Product.objects.of(site).values_list("title", "price_from"))


def statuses(site: Site) -> list[str]:
    return list(Product.objects.of(site).order_by("title").values_list("status", flat=True))


def tags(site: Site) -> list[str]:
    return sorted(ProductTag.objects.of(site).values_list("tag", flat=True))


def many(site: Site, number: int) -> None:
    """So many products, each with a price and a vendor of its own, brought as an import brings them."""
    loads = [
        catalog.ProductLoad(
            slug=f"thing-{one}",
            title=f"Thing {one:03}",
            status="active",
            vendor=f"Maker {one % 5}",
            tags=("clay",),
            variants=(catalog.VariantLoad(price=1000 + one, sku=f"T{one}"),),
        )
        for one in range(number)
    ]
    report = catalog.load(site, loads, by=an_actor(), now=utc_now())
    assert not [one for one in report.outcomes if one.problems]


def test_the_list_shows_the_sites_own_products_the_latest_change_first() -> None:
    browser = a_browser()
    a_product(browser.site, "Mug")
    a_product(browser.site, "Plate")
    a_product(a_site(), "Foreign")
    assert titles(browser) == ["Plate", "Mug"]


def test_it_is_narrowed_by_status_category_vendor_tag_price_and_stock() -> None:
    browser = a_browser()
    kitchen = a_category(browser.site, "Kitchen")
    bowls = a_category(browser.site, "Bowls", parent=kitchen)
    a_product(browser.site, "Bowl", price=900, categories=(bowls,), vendor="Oak & Co", tags=("wood",))
    a_stocked_product(browser.site, 3, title="Mug", price=2000)
    a_product(browser.site, "Sketch", status="draft", price=5000)
    assert titles(browser, f"category={kitchen.pk}") == ["Bowl"]
    assert titles(browser, "vendor=Oak+%26+Co") == ["Bowl"]
    assert titles(browser, "tag=wood") == ["Bowl"]
    assert titles(browser, "price_from=10&price_to=30") == ["Mug"]
    assert titles(browser, "status=draft") == ["Sketch"]
    assert titles(browser, "stock=in") == ["Mug"]
    assert titles(browser, "q=mug") == ["Mug"]
    assert titles(browser, "sort=-price") == ["Sketch", "Mug", "Bowl"]
    assert "2 results" in browser.text("catalog:index", "status=active")


def test_filters_that_make_no_sense_are_left_out_and_the_list_says_so() -> None:
    browser = a_browser()
    a_product(browser.site, "Mug")
    a_category(a_site(), "Foreign")
    for query in (
        f"category={uuid4()}",
        "category=kitchen",
        "price_from=many",
        "status=sold",
        "created_from=2026-13-01",
    ):
        page = browser.text("catalog:index", query)
        assert "Some filters could not be read" in page, query
        assert "Mug" in page, query


@pytest.mark.parametrize("q", [SCRIPT, SUM, "'; DROP TABLE x; --", "%", "\x00", "x" * 5000])
def test_whatever_is_searched_for_is_shown_as_it_is_and_breaks_nothing(q: str) -> None:
    browser = a_browser()
    a_product(browser.site, "Mug")
    answer = browser.client.get(browser.address("catalog:index"), {"q": q})
    assert answer.status_code == 200
    assert SCRIPT not in answer.content.decode()


def test_the_list_needs_no_more_statements_for_two_hundred_products_than_for_five() -> None:
    few, browser = a_browser(), a_browser()
    many(few.site, 5)
    many(browser.site, 200)
    query = "per=100&cols=picture,title,status,stock,price,category,vendor,updated,tags,type,variants,created"
    assert browser.statements("catalog:index", query) == few.statements("catalog:index", query) <= 15


@pytest.mark.parametrize(
    ("locale", "shown"), [("en-GB", "€1,234.50"), ("de-DE", "1.234,50_€"), ("fr-FR", "1_234,50_€")]
)
def test_prices_are_written_as_the_shops_language_writes_them(locale: str, shown: str) -> None:
    browser = a_browser(a_site(locale=locale))
    a_product(browser.site, "Table", price=123450)
    page = re.sub("[\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]", "_", html.unescape(browser.text("catalog:index")))
    assert shown in page


def test_a_currency_without_decimals_is_written_without() -> None:
    browser = a_browser(a_site(currency="JPY"))
    a_product(browser.site, "Table", price=123450)
    assert "¥123,450" in browser.text("catalog:index")


def test_what_a_product_is_called_is_text_and_nothing_else() -> None:
    browser = a_browser()
    a_product(browser.site, f"{SCRIPT}{SUM}", vendor=SCRIPT, tags=(SCRIPT,), product_type=SCRIPT)
    page = browser.text("catalog:index", "cols=vendor,tags,type")
    assert SCRIPT not in page
    assert "{{7*7}}" in page
    assert page.count("&lt;script&gt;alert(1)") >= 3


def test_publishing_many_can_be_taken_back() -> None:
    browser = a_browser()
    drafts = [a_product(browser.site, title, status="draft") for title in ("Mug", "Plate")]
    assert (
        "2 products published."
        in browser.client.get(press(browser, "publishing", *drafts)["Location"]).content.decode()
    )
    assert statuses(browser.site) == ["active", "active"]
    press(browser, "unpublishing", *drafts)
    assert statuses(browser.site) == ["draft", "draft"]
    undo(browser)
    assert statuses(browser.site) == ["active", "active"]


def test_archiving_many_can_be_taken_back() -> None:
    browser = a_browser()
    mug, plate = a_product(browser.site, "Mug"), a_product(browser.site, "Plate", status="draft")
    press(browser, "archiving", mug, plate)
    assert statuses(browser.site) == ["archived", "archived"]
    undo(browser)
    assert statuses(browser.site) == ["active", "draft"]


def test_prices_are_changed_after_a_look_and_can_be_taken_back() -> None:
    browser = a_browser()
    rows = [a_product(browser.site, title, price=price) for title, price in (("Mug", 2000), ("Plate", 999))]
    asked = {"step": "percent_down", "percent": "10", "ending": ".95", "compare": "old_price"}
    first = press(browser, "pricing", *rows, **asked)
    assert "€20.00 → €17.95" in first.content.decode()
    assert prices(browser.site) == {"Mug": 2000, "Plate": 999}
    press(browser, "pricing", *rows, seen=seen_in(first), **asked)
    assert prices(browser.site)["Mug"] == 1795
    undo(browser)
    assert prices(browser.site) == {"Mug": 2000, "Plate": 999}


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("percent", "-5"), ("percent", "1e9"), ("percent", "NaN"), ("percent", ""), ("percent", SCRIPT), ("percent", "9" * 100_000),
        ("amount", "-1"), ("amount", "1.005"), ("amount", "99999999999999999999"), ("amount", "$5"), ("amount", SUM), ("ending", ".9999"),
    ],
)  # fmt: skip
def test_a_change_of_prices_that_makes_no_sense_is_refused_with_what_was_typed(field: str, typed: str) -> None:
    browser = a_browser()
    mug = a_product(browser.site, "Mug", price=2000)
    asked = {
        "step": "set" if field == "amount" else "percent_down",
        "percent": "10",
        "amount": "",
        "ending": "",
        "compare": "leave",
    }
    answer = press(browser, "pricing", mug, **{**asked, field: typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert html.escape(typed[:50], quote=False) in page
    assert SCRIPT not in page
    assert prices(browser.site) == {"Mug": 2000}


def test_what_cannot_be_done_to_one_is_told_by_name_and_done_to_the_others() -> None:
    browser = a_browser()
    rows = [a_product(browser.site, f"{SCRIPT}Mug", price=100), a_product(browser.site, "Plate", price=900)]
    asked = {"step": "amount_down", "amount": "5", "percent": "", "ending": "", "compare": "leave"}
    seen = seen_in(press(browser, "pricing", *rows, **asked))
    said = press(browser, "pricing", *rows, seen=seen, **asked).content.decode()
    assert "One row was left as it is" in said
    assert "&lt;script&gt;alert(1)" in said
    assert SCRIPT not in said
    assert sorted(prices(browser.site).values()) == [100, 400]


def test_tags_are_put_on_and_taken_off_and_taken_back() -> None:
    browser = a_browser()
    mug = a_product(browser.site, "Mug", tags=("clay", "old"))
    press(browser, "tagging", mug, add="new, clay", remove="old")
    assert tags(browser.site) == ["clay", "new"]
    undo(browser)
    assert tags(browser.site) == ["clay", "old"]
    assert press(browser, "tagging", mug, add="", remove="").status_code == 422
    assert press(browser, "tagging", mug, add="x" * 300, remove="").status_code == 422


def test_categories_are_given_and_taken_and_those_of_another_shop_are_not_offered() -> None:
    browser = a_browser()
    kitchen, foreign = a_category(browser.site, "Kitchen"), a_category(a_site(), "Foreign")
    mug = a_product(browser.site, "Mug")
    press(browser, "categorising", mug, add=str(kitchen.pk), remove="")
    assert ProductCategory.objects.of(browser.site).get().category_id == kitchen.pk
    undo(browser)
    assert not ProductCategory.objects.of(browser.site).exists()
    assert press(browser, "categorising", mug, add=str(foreign.pk), remove="").status_code == 422


def test_undoing_leaves_alone_what_someone_changed_since() -> None:
    browser = a_browser()
    mug, plate = a_product(browser.site, "Mug"), a_product(browser.site, "Plate")
    press(browser, "archiving", mug, plate)
    catalog.unarchive_product(browser.site, mug.pk, by=an_actor(), now=utc_now())
    undo(browser)
    assert statuses(browser.site) == ["draft", "active"]
    assert "1 was changed again since and stays." in browser.text("catalog:index")


def test_products_of_another_shop_are_not_there() -> None:
    browser = a_browser()
    foreign = a_product(a_site(), "Foreign")
    assert press(browser, "archiving", foreign).status_code == 404
    foreign.refresh_from_db()
    assert foreign.status == "active"


def test_who_may_only_look_is_offered_nothing_else() -> None:
    browser = a_browser(role=Role.VIEWER)
    mug = a_product(browser.site, "Mug")
    page = browser.text("catalog:index")
    assert "Add product" not in page
    assert "Archive" not in page.replace("Archived", "")
    assert press(browser, "archiving", mug).status_code == 403


def test_stock_in_the_list_is_what_can_be_sold_of_all_variants() -> None:
    browser = a_browser()
    mug = a_product(browser.site, "Mug", options={"Size": ["S", "L"]})
    stocked(browser.site, {one.pk: 4 for one in variants_of(mug)})
    a_product(browser.site, "Voucher", tracks_stock=False)
    page = browser.text("catalog:index")
    assert "8 available" in page
    assert "Not tracked" in page
