"""Buying without a script: find, put in, check out, follow the order. What changed meanwhile is told, nothing is lost."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from dramac.commerce.catalog import actions as catalog
from dramac.commerce.inventory.testing import assert_ledger_agrees, available, stocked
from dramac.commerce.shipping.rules import ShippingKind
from dramac.commerce.shipping.testing import a_shipping_method
from dramac.kit.clock import utc_now
from dramac.storefront.tests.shop import Shop, Shopper, field, text
from dramac.tenancy.testing import an_actor

pytestmark = pytest.mark.django_db


def test_a_guest_finds_a_product_and_buys_it() -> None:
    shop = Shop()
    mug = shop.sell("Harbour mug", price=1450)
    grace = Shopper(shop)
    assert "Harbour mug" in text(grace.get("search?q=harbor"))
    assert "€14.50" in text(grace.get("products/harbour-mug"))
    added = grace.puts_in(mug, 2)
    assert (added.status_code, added["Location"]) == (303, shop.at("cart"))
    cart = text(grace.get("cart"))
    assert "€29.00" in cart
    assert "€33.90" in cart
    placed = grace.orders_it()
    assert placed.status_code == 303
    [order] = shop.orders
    assert (order.total, order.email, order.name, order.item_count) == (3390, "grace@example.com", "Grace Murray", 2)
    status = grace.browser.get(placed["Location"])
    assert "Thank you, Grace Murray" in status.content.decode()
    assert (status["X-Robots-Tag"], status["Referrer-Policy"]) == ("noindex", "no-referrer")
    assert available(shop.site, [mug.pk]) == [8]
    assert_ledger_agrees(shop.site)


def test_sending_the_checkout_twice_places_one_order() -> None:
    shop = Shop()
    grace = Shopper(shop)
    grace.puts_in(shop.sell())
    form = grace.form()
    first, second = grace.post("checkout", **form), grace.post("checkout", **form)
    assert first["Location"] == second["Location"]
    assert len(shop.orders) == 1


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_two_presses_of_the_button_at_the_same_moment_place_one_order() -> None:
    shop = Shop()
    grace = Shopper(shop)
    grace.puts_in(shop.sell())
    form = grace.form()

    def presses(_number: int) -> tuple[int, str]:
        try:
            hand = Client()
            hand.cookies = grace.browser.cookies
            answer = hand.post(shop.at("checkout"), form)
            return answer.status_code, answer["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as hands:
        answers = set(hands.map(presses, range(4)))
    assert [status for status, _page in answers] == [303]
    assert len(shop.orders) == 1


def test_the_form_sent_again_from_another_window_leads_to_the_order_it_became() -> None:
    shop = Shop()
    grace = Shopper(shop)
    grace.puts_in(shop.sell())
    form = grace.form()
    first = grace.post("checkout", **form)
    grace.browser.cookies.clear()
    assert grace.post("checkout", **form)["Location"] == first["Location"]


def test_a_price_that_changed_is_told_with_the_old_and_the_new_before_anything_is_ordered() -> None:
    shop = Shop()
    mug = shop.sell(price=1450)
    grace = Shopper(shop)
    grace.puts_in(mug)
    form = grace.form(note="Ring twice")
    shop.rows("catalog.Variant").filter(pk=mug.pk).update(price=1650)
    refused = grace.post("checkout", **form)
    page = text(refused)
    assert refused.status_code == 409
    assert "The price went up from €14.50 to €16.50." in page
    assert "The total was €19.40 and is €21.40 now." in page
    assert "Ring twice" in page
    assert field(page, "line1") == "12 Dame Street"
    assert shop.orders == []
    again = {**form, "expected_total": field(page, "expected_total"), "key": field(page, "key")}
    assert grace.post("checkout", **again).status_code == 303
    assert [order.total for order in shop.orders] == [2140]


def test_what_sold_out_meanwhile_is_told_and_what_is_left_can_be_ordered() -> None:
    shop = Shop()
    mug, bowl = shop.sell("Mug", units=3), shop.sell("Bowl", price=2000)
    grace = Shopper(shop)
    grace.puts_in(mug, 3)
    grace.puts_in(bowl)
    form = grace.form()
    stocked(shop.site, {mug.pk: 1}, location=shop.location)
    refused = grace.post("checkout", **form)
    assert refused.status_code == 409
    assert "Mug: Only 1 is left." in text(refused)
    again = {**form, "expected_total": field(text(refused), "expected_total")}
    assert grace.post("checkout", **again).status_code == 303
    assert [order.item_count for order in shop.orders] == [2]
    assert available(shop.site, [mug.pk]) == [0]


def test_another_country_has_other_fields_and_other_delivery() -> None:
    shop = Shop()
    grace = Shopper(shop)
    grace.puts_in(shop.sell())
    form = grace.form(country="US", do="refresh")
    page = text(grace.post("checkout", **form))
    assert "ZIP code" in page
    assert "Express" not in page
    assert re.search(r'id="field-region"[^>]*hx-post=', page), (
        "the state decides on taxes, so the total follows it at once"
    )
    assert field(page, "name") == "Grace Murray"
    assert shop.orders == []


def collecting(shop: Shop) -> dict[str, str]:
    """A place to collect from, and what somebody who collects has to say."""
    loft = a_shipping_method(shop.site, 0, name="Collect from the loft", kind=ShippingKind.PICK_UP)
    return {"way": "collect", "shipping": str(loft.pk), "line1": "", "city": "", "postcode": ""}


def test_who_collects_their_order_is_asked_for_a_name_and_a_country_and_nothing_else() -> None:
    shop = Shop()
    told = collecting(shop)
    grace = Shopper(shop)
    grace.puts_in(shop.sell(price=1450))
    asked = text(grace.post("checkout", **grace.form(**{**told, "line1": "12 Dame Street", "do": "refresh"})))
    assert 'id="field-name"' in asked
    assert 'id="field-line1"' not in asked
    assert field(asked, "line1") == "12 Dame Street"
    nameless = grace.orders_it(**told, name="")
    assert nameless.status_code == 422
    assert "Give your name." in text(nameless)
    assert "Give the street" not in text(nameless)
    placed = grace.orders_it(**told, expected_total="1450")
    assert placed.status_code == 303
    [order] = shop.orders
    assert (order.total, order.shipping_method) == (1450, "Collect from the loft")
    assert order.shipping_address == {"name": "Grace Murray", "country": "IE"}
    assert "Collect from the loft" in text(grace.browser.get(placed["Location"]))


def test_who_collects_says_the_state_where_taxes_depend_on_it() -> None:
    shop = Shop()
    told = collecting(shop)
    grace = Shopper(shop)
    grace.puts_in(shop.sell())
    page = text(grace.post("checkout", **grace.form(**told, country="US", do="refresh")))
    assert 'id="field-region"' in page
    assert "ZIP code" not in page


def test_choosing_to_collect_without_a_script_tells_the_new_total_before_anything_is_ordered() -> None:
    shop = Shop()
    told = {**collecting(shop), "shipping": str(shop.post.pk)}
    grace = Shopper(shop)
    grace.puts_in(shop.sell(price=1450))
    refused = grace.orders_it(**told)
    assert refused.status_code == 409
    assert "The total was €19.40 and is €14.50 now." in text(refused)
    again = {**grace.form(), **told, "expected_total": field(text(refused), "expected_total")}
    assert grace.post("checkout", **again).status_code == 303


def test_another_billing_address_is_asked_for_and_kept_with_the_order() -> None:
    shop = Shop()
    grace = Shopper(shop)
    grace.puts_in(shop.sell())
    own = {f"billing_{name}": value for name, value in {"name": "Firm Ltd", "country": "IE"}.items()}
    wrong = grace.orders_it(billing="own", **own)
    assert wrong.status_code == 422
    assert "Give the street and house number." in text(wrong)
    right = grace.orders_it(billing="own", **own, billing_line1="1 Quay", billing_city="Cork")
    assert right.status_code == 303
    assert [order.billing_address["name"] for order in shop.orders] == ["Firm Ltd"]


def test_a_removed_line_can_be_put_back() -> None:
    shop = Shop()
    mug = shop.sell("Mug")
    grace = Shopper(shop)
    grace.puts_in(mug, 2)
    line = field(text(grace.get("cart")), "line")
    removed = grace.post("cart/quantity", line=line, quantity="0")
    page = text(grace.browser.get(removed["Location"]))
    assert "Mug was removed." in page
    assert (field(page, "variant"), field(page, "quantity")) == (str(mug.pk), "2")
    grace.puts_in(mug, 2)
    assert "€25.00" in text(grace.get("cart"))


def test_what_is_no_longer_sold_stays_in_the_cart_with_a_word_until_the_shopper_has_seen_it() -> None:
    shop = Shop()
    mug = shop.sell()
    grace = Shopper(shop)
    grace.puts_in(mug)
    catalog.archive_product(shop.site, mug.product_id, by=an_actor(), now=utc_now())
    assert "This is no longer sold." in text(grace.get("cart"))
    assert grace.get("checkout")["Location"] == shop.at("cart")
    grace.post("cart/acceptance")
    assert "Your cart is empty" in text(grace.get("cart"))


def test_a_form_without_our_token_changes_nothing() -> None:
    shop = Shop()
    mug = shop.sell()
    stranger = Client(enforce_csrf_checks=True)
    refused = stranger.post(shop.at("cart/lines"), {"variant": str(mug.pk), "quantity": "1"})
    assert refused.status_code == 403
    assert "This form has expired" in refused.content.decode()
    assert "Slow Table" in refused.content.decode()
