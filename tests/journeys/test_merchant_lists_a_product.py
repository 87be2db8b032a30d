"""A merchant lists a product with options and a picture, publishes it, sees it in the shop, and changes prices and back."""

from __future__ import annotations

import io
import os
import re
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from dramac.commerce.catalog.models import Product, ProductImage
from dramac.commerce.catalog.testing import a_category, a_product, variants_of
from dramac.commerce.inventory import queries as inventory
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_member, a_site
from tests.journeys.browser import BROWSER, DESKTOP, PHONE, Visit, visiting

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not BROWSER, reason="no browser: DRAMAC_BROWSER names none"),
]
WAYS = [pytest.param(DESKTOP, False, id="desktop"), pytest.param(PHONE, True, id="phone-dark")]


@pytest.mark.parametrize(("size", "dark"), WAYS)
def test_a_merchant_lists_a_product(
    size: tuple[int, int], dark: bool, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    site = a_site()
    a_category(site, "Tableware")
    a_product(site, "Tide plate", price=2000)
    with visiting("merchant" + ("-phone" if size == PHONE else ""), size=size, dark=dark) as visit:
        signs_in(visit, live_server.url, site)
        adds(visit)
        gives_options(visit, site)
        shows_it(visit, live_server.url, site)
        changes_prices(visit, site)


def signs_in(visit: Visit, address: str, site: Site) -> None:
    """Sign in and open the list of products."""
    person = a_member(site).user
    person.set_password("a long enough password")
    person.save()
    page = visit.page
    page.goto(f"{address}/dashboard/sign-in/?next=/dashboard/{site.slug}/products/")
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Password", exact=True).fill("a long enough password")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/products/")
    visit.keep("1-products")


def adds(visit: Visit) -> None:
    """Add a product with a price and a picture."""
    page = visit.page
    page.get_by_role("link", name="Add product").click()
    page.get_by_label("Title", exact=True).fill("Harbour mug")
    page.get_by_label("Description", exact=True).fill("Thrown by **hand**.\n\n- Stoneware\n- 300 ml")
    page.get_by_label("Price", exact=True).fill("24.00")
    page.get_by_label("Tableware").check()
    page.locator("input[name=pictures]").set_input_files(
        {"name": "mug.jpg", "mimeType": "image/jpeg", "buffer": drawn()}
    )
    visit.keep("2-new")
    page.get_by_role("button", name="Add product").last.click()
    page.wait_for_url(re.compile(r"/products/[0-9a-f-]{36}/"))


def gives_options(visit: Visit, site: Site) -> None:
    """Give it colours and sizes, count one variant, and publish it."""
    page = visit.page
    page.get_by_label("Option 1", exact=True).fill("Colour")
    page.get_by_placeholder("Add value").first.fill("Oat, Ink")
    page.get_by_placeholder("Add value").first.press("Enter")
    page.get_by_label("Price, Ink", exact=True).wait_for()
    page.get_by_label("Option 2", exact=True).fill("Size")
    page.get_by_placeholder("Add value").nth(1).fill("Small, Large")
    page.get_by_placeholder("Add value").nth(1).press("Enter")
    page.get_by_label("Price, Ink / Large", exact=True).wait_for()
    page.get_by_label("Price, Ink / Large", exact=True).fill("29.00")
    page.get_by_label("On hand, Ink / Large", exact=True).fill("7")
    page.get_by_label("Who sees it").select_option("active")
    visit.keep("3-options")
    # A browser, an extension or a script has sized a field: nothing of that may be copied as an inline style.
    page.locator("#field-variant-0-price").evaluate("(field) => (field.style.width = '9rem')")
    page.get_by_text("Fill a column for all variants").click()
    page.get_by_label("Cost", exact=True).fill("9.00")
    page.get_by_role("button", name="Fill in").click()
    expect(page.locator("[name=variant-3-cost]")).to_have_value("9.00")
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.get_by_text("Saved.").wait_for()
    product = Product.objects.of(site).get(title="Harbour mug")
    variants = {variant.title: variant for variant in variants_of(product)}
    assert {title: variant.price for title, variant in variants.items()} == {
        "Oat / Small": 2400, "Oat / Large": 2400, "Ink / Small": 2400, "Ink / Large": 2900,
    }  # fmt: skip
    last = variants["Ink / Large"].pk
    assert inventory.availability(site, [last]) == {last: 7}
    assert ProductImage.objects.of(site).filter(product=product).count() == 1


def shows_it(visit: Visit, address: str, site: Site) -> None:
    """Look at it in the shop."""
    page = visit.page
    back = page.url
    page.goto(f"{address}/shop/{site.slug}/products/harbour-mug")
    page.get_by_role("heading", name="Harbour mug").wait_for()
    assert page.get_by_text("Thrown by hand.").count() == 1
    page.goto(back)


def changes_prices(visit: Visit, site: Site) -> None:
    """Lower all prices by a tenth after a look at what that does, and take it back."""
    page = visit.page
    page.get_by_role("link", name="Products").first.click()
    for title in ("Harbour mug", "Tide plate"):
        page.get_by_role("checkbox", name=f"Choose {title}").check()
    page.get_by_role("button", name="Change prices").click()
    page.get_by_label("Percentage").fill("10")
    page.get_by_role("button", name="Preview").click()
    page.get_by_text("€20.00 → €18.00").wait_for()
    visit.keep("4-prices")
    page.get_by_role("button", name="Change prices").click()
    page.get_by_text("Prices of 2 products changed.").wait_for()
    assert prices(site) == {"Harbour mug": (2160, 2610), "Tide plate": (1800, 1800)}
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("2 products are as they were.").wait_for()
    assert prices(site) == {"Harbour mug": (2400, 2900), "Tide plate": (2000, 2000)}


def prices(site: Site) -> dict[str, tuple[int, int]]:
    """The range of each product's prices."""
    return {row.title: (row.price_from, row.price_to) for row in Product.objects.of(site)}


def drawn() -> bytes:
    """A plain picture."""
    out = io.BytesIO()
    Image.new("RGB", (600, 600), "#8a4b32").save(out, "JPEG")
    return out.getvalue()
