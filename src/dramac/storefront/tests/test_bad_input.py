"""Whatever is sent: a kind sentence beside the field, what was typed kept, nothing half-done, and never a fault of ours."""

from __future__ import annotations

import pytest

from dramac.kit.ids import new_id
from dramac.storefront.tests.shop import DUBLIN, Shop, Shopper, field, text

pytestmark = pytest.mark.django_db

HUGE = "x" * 100_000
NUL = "a\x00b"
MARKUP = "<script>alert(1)</script>{{7*7}}"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("-1", "Give a number of at least 1."),
        ("0", "Give a number of at least 1."),
        ("1.5", "Give a whole number."),
        ("½", "Give a whole number."),
        ("many", "Give a whole number."),
        ("", "Say how many."),
        ("10000", "Give a number of at most 9,999."),
        ("99999999999999999999", "Give a number of at most 9,999."),
        ("1e9", "Give a whole number."),
        (NUL, "Give a whole number."),
        (HUGE, "Give a whole number."),
    ],
)
def test_a_quantity_that_is_none_is_answered_by_a_sentence_and_nothing_is_put_in(typed: str, sentence: str) -> None:
    shop = Shop()
    mug = shop.sell()
    refused = Shopper(shop).puts_in(mug, typed)
    assert refused.status_code == 422
    assert sentence in text(refused)
    assert not shop.rows("cart.CartLine").exists()


@pytest.mark.parametrize("typed", ["-3", "1.5", "many", "99999999", NUL])
def test_a_line_keeps_its_number_when_another_cannot_be(typed: str) -> None:
    shop = Shop()
    shopper = Shopper(shop)
    shopper.puts_in(shop.sell(), 2)
    line = field(text(shopper.get("cart")), "line")
    refused = shopper.post("cart/quantity", line=line, quantity=typed)
    assert refused.status_code == 422
    assert "field-error" in text(refused)
    assert list(shop.rows("cart.CartLine").values_list("quantity", flat=True)) == [2]


@pytest.mark.parametrize("variant", ["", "mug", "1", NUL, HUGE, "' OR 1=1 --"])
def test_something_that_is_no_product_is_not_there(variant: str) -> None:
    shop = Shop()
    assert Shopper(shop).post("cart/lines", variant=variant, quantity="1").status_code == 404


def test_more_than_there_is_becomes_what_there_is_and_the_shopper_is_told() -> None:
    shop = Shop()
    shopper = Shopper(shop)
    added = shopper.puts_in(shop.sell(units=3), 5)
    assert "There are only 3 left." in text(shopper.browser.get(added["Location"]))


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("email", "grace", "Give an e-mail address such as ann@example.com."),
        ("email", HUGE, "Give an e-mail address such as ann@example.com."),
        ("email", f"{NUL}@example.com", "Give an e-mail address such as ann@example.com."),
        ("country", "XX", "Choose a country from the list."),
        ("country", "", "Choose a country."),
        ("name", "", "Give your name."),
        ("name", HUGE, "This is too long."),
        ("line1", "  ", "Give the street and house number."),
        ("city", "", "Give the town or city."),
        ("postcode", "12345", "This is not a postcode of the country you chose."),
        ("phone", "call me", "This is not a phone number."),
        ("shipping", "nobody", "Choose how it should reach you."),
        ("payment", "", "Choose how to pay."),
        ("note", HUGE, "Keep the note below 1,000 letters."),
    ],
)
def test_the_checkout_says_what_is_wrong_beside_the_field_and_keeps_the_rest(
    name: str, value: str, sentence: str
) -> None:
    shop = Shop()
    shopper = Shopper(shop)
    shopper.puts_in(shop.sell())
    refused = shopper.orders_it(**{name: value})
    page = text(refused)
    assert refused.status_code == 422
    assert sentence in page
    assert "error-summary" in page
    kept = "line1" if name != "line1" else "name"
    if name != "country":
        assert field(page, kept) == DUBLIN[kept]
    assert shop.orders == []


def test_markup_in_every_field_stays_text_on_the_form_and_in_the_order() -> None:
    shop = Shop()
    shopper = Shopper(shop)
    shopper.puts_in(shop.sell())
    told = dict.fromkeys(("name", "line1", "line2", "city", "company", "note"), MARKUP)
    assert "<script>alert" not in text(shopper.orders_it(**told, email="nobody"))
    placed = shopper.orders_it(**told)
    page = text(shopper.browser.get(placed["Location"]))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}" in page


def test_a_total_that_the_browser_made_up_orders_nothing() -> None:
    shop = Shop()
    shopper = Shopper(shop)
    shopper.puts_in(shop.sell(price=1450))
    for total in ("1", "", "-5", "many", "9" * 30):
        assert shopper.orders_it(expected_total=total).status_code == 409
    assert shop.orders == []


def test_every_address_shows_something_whatever_stands_in_it() -> None:
    shop = Shop()
    shop.sell("Mug")
    shopper = Shopper(shop)
    odd = ["-1", "0", "1e9", "999999999999999999999", "%00", "x" * 3000, "%27%20OR%201=1", "%F0%9F%8D%B5", "%E0%A4%A"]
    for value in odd:
        for path in (
            "products?page=",
            "products?sort=",
            "products?min=",
            "products?o.colour=",
            "search?q=",
            "search?tag=",
        ):
            assert shopper.get(path + value).status_code == 200, path + value
        assert shopper.get(f"products/mug?variant={value}").status_code == 200
        assert shopper.get(f"cart?removed={value}&units={value}&left={value}").status_code == 200
        for path in ("products/", "categories/", "orders/", "pages/"):
            assert shopper.get(path + value).status_code == 404, path + value


def test_cookies_that_nobody_gave_out_are_passed_over() -> None:
    shop = Shop()
    shop.sell("Mug")
    shopper = Shopper(shop)
    for value in ("x" * 500, str(new_id()), "zzz.zzz", "é"):
        for name in ("cart", "customer", "seen"):
            shopper.browser.cookies[f"{shop.site.slug}_{name}"] = value
        assert shopper.get().status_code == 200
        assert shopper.get("products/mug").status_code == 200
        assert shopper.get("cart").status_code == 200
    assert not shop.rows("cart.Cart").exists()


@pytest.mark.parametrize("email", ["", "grace", NUL, HUGE, MARKUP, "a@b", "x" * 70 + "@example.com"])
def test_an_address_that_no_mail_could_reach_is_answered_beside_its_field(email: str) -> None:
    shopper = Shopper(Shop())
    asked = shopper.post("account/sign-in", email=email)
    assert asked.status_code == 422
    assert "Give an e-mail address such as ann@example.com." in text(asked)
    assert shopper.post("account/sign-in/code", email=email, code=email).status_code == 422
    assert "<script>alert" not in text(asked)
