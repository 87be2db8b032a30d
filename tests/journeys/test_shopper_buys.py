"""A shopper finds something and buys it: on a phone, on a wide screen in the dark, and with scripts turned off."""

from __future__ import annotations

import io
import os
from typing import Any

import pytest
from PIL import Image, ImageDraw

from dramac.commerce.catalog import actions as catalog
from dramac.kit.clock import utc_now
from dramac.storefront.tests.shop import Shop
from dramac.tenancy.testing import an_actor
from tests.journeys.browser import BROWSER, DESKTOP, PHONE, Visit, visiting

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not BROWSER, reason="no browser: DRAMAC_BROWSER names none"),
]
WAYS = [
    pytest.param("phone", PHONE, False, True, id="phone"),
    pytest.param("desktop-dark", DESKTOP, True, True, id="desktop"),
    pytest.param("phone-without-scripts", PHONE, False, False, id="without scripts"),
]


@pytest.mark.parametrize(("name", "size", "dark", "scripts"), WAYS)
def test_a_shopper_searches_and_buys(
    name: str, size: tuple[int, int], dark: bool, scripts: bool, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    shop = furnished()
    with visiting(name, size=size, dark=dark, scripts=scripts) as visit:
        visit.page.goto(live_server.url + shop.at())
        visit.keep("1-home")
        finds(visit, live_server.url + shop.at())
        puts_in(visit)
        checks_out(visit, live_server.url + shop.at("checkout"))
        if name == "phone":
            swipes_on_and_loses_the_network(visit, live_server.url + shop.at())
    [order] = shop.orders
    assert (order.name, order.item_count, order.total) == ("Grace Murray", 2, 3390)


def furnished() -> Shop:
    """A shop with a few things, each with a picture."""
    shop = Shop(pages={"home": {"heading": "Made slowly. Used daily.", "text": "Stoneware from small workshops."}})
    for number, title in enumerate(("Harbour mug", "Dune bowl", "Tide plate", "Milk jug")):
        options = {"Colour": ("Oat", "Ink"), "Size": ("Small", "Large")} if number == 0 else None
        variant = shop.sell(
            title, price=1450 + 300 * number, options=options, description_html="<p>Thrown by hand.</p>"
        )
        key = catalog.upload_image(
            shop.site, variant.product_id, drawn(number), by=an_actor(), now=utc_now(), alt=f"{title} on a table"
        )
        assert key
    return shop


def drawn(number: int) -> bytes:
    """A plain picture: something round on a table."""
    image = Image.new("RGB", (800, 1000), "#d8cdbb")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 700, 800, 1000), fill="#c7b8a1")
    pen.ellipse((200, 280, 600, 780), fill=("#8a4b32", "#3d4f5c", "#7d8f78", "#e9e2d6")[number])
    out = io.BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()


def finds(visit: Visit, home: str) -> None:
    """Search with a slip of the keyboard, look at the list, open the product and choose."""
    page = visit.page
    page.get_by_role("button", name="Search").first.click()
    page.locator("#shop-search-words").fill("harbuor mug")
    page.locator("#shop-search-words").press("Enter")
    page.wait_for_url("**/search?**")
    visit.keep("2-search")
    page.goto(home + "categories/tableware")
    visit.keep("3-category")
    page.get_by_role("link", name="Harbour mug").first.click()
    page.get_by_role("link", name="Ink").click()
    page.wait_for_url("**variant=**")
    visit.keep("4-product")


def puts_in(visit: Visit) -> None:
    """Two of it: in the drawer that comes up, or on the cart's page."""
    page = visit.page
    page.locator("#quantity").fill("2")
    page.locator("#add").click()
    if visit.runs_scripts:
        page.locator("#cart[open] .cart-line").wait_for()
        visit.keep("5-drawer")
        page.get_by_role("link", name="See the cart").click()
    page.wait_for_url("**/cart")
    assert page.get_by_text("€33.90").first.is_visible()
    visit.keep("6-cart")


def checks_out(visit: Visit, address: str) -> None:
    """Forget half of the form, be told, fill it in, and follow the order."""
    page = visit.page
    page.get_by_role("link", name="Check out").click()
    page.wait_for_url(address)
    visit.keep("7-checkout")
    page.locator("#place").click()
    page.get_by_text("Give your name.").first.wait_for()
    visit.keep("8-checkout-told")
    for name, value in {
        "email": "grace@example.com",
        "name": "Grace Murray",
        "line1": "12 Dame Street",
        "city": "Dublin",
        "postcode": "D02 X285",
    }.items():
        page.locator(f"#field-{name}").fill(value)
    page.locator("#place").click()
    page.wait_for_url("**/orders/*")
    assert page.get_by_role("heading", name="Thank you, Grace Murray").is_visible()
    visit.keep("9-order")


def swipes_on_and_loses_the_network(visit: Visit, home: str) -> None:
    """Swipe past the last picture to the next product; without a network the shop says so itself."""
    page = visit.page
    page.goto(home + "products/harbour-mug")
    page.locator(".gallery-strip").evaluate("strip => strip.scrollTo({left: strip.scrollWidth, behavior: 'instant'})")
    page.wait_for_url(lambda address: "harbour-mug" not in address)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.goto(home + "categories/tableware")
    assert page.get_by_role("heading", name="You are offline").is_visible()
    page.context.set_offline(False)
