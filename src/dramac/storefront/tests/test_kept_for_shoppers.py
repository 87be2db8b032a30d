"""Goods that are kept for a shopper from the checkout on, where the shop does so."""

from __future__ import annotations

import pytest

from dramac.commerce.inventory.rules.reserving import SellingSettings
from dramac.kit.settings import written
from dramac.storefront.tests.shop import Shop, Shopper, text

pytestmark = pytest.mark.django_db


def a_keeping_shop() -> Shop:
    return Shop(settings={"selling": written(SellingSettings(reserve_minutes=10))})


def test_who_checks_out_first_gets_the_last_one_and_the_other_is_told_before_typing_anything() -> None:
    shop = a_keeping_shop()
    mug, ann, bo = shop.sell(units=1), Shopper(shop), Shopper(shop)
    ann.puts_in(mug)
    bo.puts_in(mug)
    assert ann.get("checkout").status_code == 200
    assert bo.get("checkout").status_code == 302
    assert "Sold out" in text(Shopper(shop).get("products/mug"))
    assert ann.orders_it().status_code == 303
    assert len(shop.orders) == 1
    assert not shop.rows("inventory.StockReservation").exists()


def test_an_emptied_cart_gives_back_what_was_kept_for_it() -> None:
    shop = a_keeping_shop()
    mug, ann = shop.sell(units=1), Shopper(shop)
    ann.puts_in(mug)
    ann.get("checkout")
    assert shop.rows("inventory.StockReservation").exists()
    line = shop.rows("cart.CartLine").get().pk
    assert ann.post("cart/quantity", line=str(line), quantity="0").status_code == 303
    assert not shop.rows("cart.CartLine").exists()
    assert not shop.rows("inventory.StockReservation").exists()


def test_a_shop_that_keeps_nothing_lets_both_check_out() -> None:
    shop = Shop()
    mug, ann, bo = shop.sell(units=1), Shopper(shop), Shopper(shop)
    ann.puts_in(mug)
    bo.puts_in(mug)
    assert [ann.get("checkout").status_code, bo.get("checkout").status_code] == [200, 200]
    assert not shop.rows("inventory.StockReservation").exists()
