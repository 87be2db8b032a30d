"""What shoppers are told of goods that are not there yet: on the product's page, in the cart, on the order, in its e-mail."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from dramac.commerce.inventory.testing import stocked
from dramac.kit.clock import utc_now
from dramac.storefront.tests.shop import Shop, Shopper, text

pytestmark = pytest.mark.django_db
SOON = utc_now().date() + timedelta(days=30)
PAST = utc_now().date() - timedelta(days=3)


def words(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def shown(shopper: Shopper, path: str = "products/mug") -> str:
    return text(shopper.get(path))


@pytest.mark.parametrize(
    ("told", "said", "schema"),
    [
        ({"is_preorder": True, "promised_on": SOON}, f"Pre-order: ships from {words(SOON)}", "PreOrder"),
        ({"promised_on": SOON}, f"Back-order: expected by {words(SOON)}", "BackOrder"),
        ({"promised_days": 30}, f"Back-order: expected by {words(SOON)}", "BackOrder"),
        ({"promised_on": PAST}, "Back-order: ships as soon as it is here again", "BackOrder"),
        ({"is_preorder": True, "promised_on": PAST}, "Pre-order: ships as soon as it is released", "PreOrder"),
    ],
)
def test_the_page_says_as_what_and_for_when_and_no_day_that_is_past(
    told: dict[str, Any], said: str, schema: str
) -> None:
    shop = Shop(locale="en-GB")
    shop.sell("Mug", units=0, sells_when_out=True, **told)
    page = shown(Shopper(shop))
    assert said in page
    assert f"https://schema.org/{schema}" in page
    assert "Sold out" not in page
    assert words(PAST) not in page


def test_an_exhausted_cap_is_sold_out_everywhere_and_more_than_there_is_gets_a_sentence() -> None:
    shop = Shop()
    mug = shop.sell("Mug", units=2, sells_when_out=True, oversell_limit=3, promised_on=SOON)
    shopper = Shopper(shop)
    shopper.puts_in(mug, 5)
    assert f"2 now, 3 expected by {words(SOON)}" in shown(shopper, "cart")
    shopper.orders_it()
    line = shop.rows("orders.OrderLine").get()
    assert (line.waits, line.waiting_as, line.promised_on) == (3, "back_order", SOON)
    later = Shopper(shop)
    page = shown(later)
    assert "Sold out" in page
    assert "https://schema.org/OutOfStock" in page
    assert later.puts_in(mug).status_code == 422


def test_a_cart_that_wants_more_than_the_cap_is_told_how_many_there_are() -> None:
    shop = Shop()
    mug = shop.sell("Mug", units=1, sells_when_out=True, oversell_limit=2)
    shopper = Shopper(shop)
    shopper.puts_in(mug, 9)
    assert shop.rows("cart.CartLine").get().quantity == 3
    assert "1 now, 2 as soon as they are here" in shown(shopper, "cart")
    stocked(shop.site, {mug.pk: 0}, location=shop.location)
    assert "Only 2 are left." in shown(shopper, "cart")


def test_the_order_says_until_it_has_left_what_waits() -> None:
    shop = Shop()
    mug = shop.sell("Mug", units=0, sells_when_out=True, is_preorder=True, promised_on=SOON)
    shopper = Shopper(shop)
    shopper.puts_in(mug, 2)
    assert f"Pre-order: ships from {words(SOON)}" in shown(shopper, "checkout")
    answer = shopper.orders_it()
    page = text(shopper.browser.get(answer["Location"]))
    assert f"Pre-order: ships from {words(SOON)}" in page
