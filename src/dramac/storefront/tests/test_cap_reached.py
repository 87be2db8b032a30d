"""Goods whose cap is used up are sold out for shoppers wherever they look, and for sale again wherever they look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps

from dramac.api.testing import a_shopper
from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog import queries as products
from dramac.commerce.checkout.testing import a_placed_order
from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory.testing import NOW, STAFF, assert_ledger_agrees
from dramac.commerce.orders import actions as orders
from dramac.commerce.waitlist.testing import a_request
from dramac.kit.clock import utc_now
from dramac.kit.outbox import relay
from dramac.storefront.tests.shop import Shop, Shopper, text

pytestmark = pytest.mark.django_db
API = "/api/v1/storefront"
LISTS = ("", "products", "categories/tableware", "search?q=mug", "products?sort=price", "products/jug")
"""Pages with a card of the mug: the last one among what goes with a jug."""

wiring = import_module("dramac.project.wiring")


def worker() -> None:
    """The worker does what is due."""
    relay.drain(wiring.LISTENERS, wiring.resolve)


def used_up(**more: Any) -> tuple[Shop, Any, Any]:
    """A mug of which one was there and two were sold beyond that, which is all that may be; and the order for them."""
    shop = Shop(locale="en-GB")
    shop.sell("Jug")
    mug = shop.sell("Mug", units=1, sells_when_out=True, oversell_limit=2, **more)
    worker()
    assert_told(shop, mug, 3)
    placed = a_placed_order(shop.site, [(mug, 3)])
    worker()
    return shop, mug, placed.order


def assert_told(shop: Shop, mug: Any, left: int) -> None:
    """Every page, every list and the API say that so many can be bought, and none of them anything else."""
    is_there = left > 0
    visitor, program = Shopper(shop), a_shopper(shop.site)
    for path in LISTS:
        page = text(visitor.get(path))
        assert "Mug" in page, path
        assert ("Sold out" not in page) == is_there, path
    page = text(visitor.get("products/mug"))
    assert ("Tell me when it is back" not in page) == is_there
    assert ("https://schema.org/OutOfStock" not in page) == is_there
    assert (">Mug<" in text(visitor.get("products?stock=1"))) == is_there
    [card] = program.get(f"{API}/products?q=mug").json()["data"]
    assert card["is_in_stock"] == is_there
    there = program.get(f"{API}/products?in_stock=true").json()["data"]
    assert ("mug" in {one["slug"] for one in there}) == is_there
    assert program.get(f"{API}/filters").json()["in_stock"] == 1 + is_there
    told = program.get(f"{API}/products/mug").json()
    [variant] = told["variants"]
    assert (told["is_in_stock"], variant["is_available"], variant["most"]) == (is_there, is_there, left)


def put_in_by_a_program(shop: Shop, mug: Any) -> Any:
    program = a_shopper(shop.site)
    secret = program.post(f"{API}/carts").json()["secret"]
    body = {"variant_id": str(mug.pk), "quantity": 1}
    return program.post(f"{API}/cart/lines", body, "application/json", headers={"Dramac-Cart": secret})


def raise_the_cap(shop: Shop, mug: Any, _order: Any, cap: int | None = 4) -> None:
    found = products.product_for_editing(shop.site, mug.product_id)
    assert found is not None
    [variant] = found.draft.variants
    draft = replace(found.draft, variants=(replace(variant, oversell_limit=cap),))
    catalog.save_product(shop.site, draft, by=STAFF, now=utc_now(), product_id=mug.product_id)


def take_the_cap_away(shop: Shop, mug: Any, order: Any) -> None:
    raise_the_cap(shop, mug, order, None)


def cancel_the_order(shop: Shop, _mug: Any, order: Any) -> None:
    orders.cancel(site=shop.site, order_id=order.id, cancellation=orders.Cancellation(), by=STAFF, now=utc_now())


def receive_goods(shop: Shop, mug: Any, _order: Any) -> None:
    inventory.receive(site=shop.site, deliveries=[inventory.Adjustment(mug.pk, 2)], by=STAFF, now=utc_now())


def test_a_cap_that_is_used_up_is_sold_out_wherever_a_shopper_looks_and_kindly_refused() -> None:
    shop, mug, _order = used_up()
    assert_told(shop, mug, 0)
    answer = Shopper(shop).puts_in(mug)
    assert answer.status_code == 422
    assert "sold out" in text(answer).lower()
    refused = put_in_by_a_program(shop, mug)
    assert refused.status_code in (409, 422)
    assert len(refused.json()["detail"]) > 10
    assert not shop.rows("cart.CartLine").filter(cart__state="open").exists()
    assert_ledger_agrees(shop.site)


@pytest.mark.parametrize(("what", "left"), [(raise_the_cap, 2), (cancel_the_order, 3), (receive_goods, 2)])
def test_it_is_for_sale_again_wherever_a_shopper_looks_and_told_to_who_waits(
    what: Callable[[Shop, Any, Any], None], left: int
) -> None:
    shop, mug, order = used_up()
    wish = a_request(shop.site, mug)
    assert_told(shop, mug, 0)
    what(shop, mug, order)
    worker()
    assert_told(shop, mug, left)
    wiring.waitlist.tell_everywhere(now=utc_now())
    wish.refresh_from_db()
    assert wish.sent_at is not None
    shopper = Shopper(shop)
    assert shopper.puts_in(mug, 9).status_code == 303
    assert shop.rows("cart.CartLine").latest("pk").quantity == left
    shopper.orders_it()
    worker()
    assert_told(shop, mug, 0)
    assert_ledger_agrees(shop.site)


def test_what_may_be_sold_without_end_has_none() -> None:
    shop, mug, order = used_up()
    take_the_cap_away(shop, mug, order)
    worker()
    assert "Sold out" not in text(Shopper(shop).get("products"))
    assert "Sold out" not in text(Shopper(shop).get("products/mug"))
    assert put_in_by_a_program(shop, mug).status_code == 200


def test_a_cart_that_holds_what_others_bought_meanwhile_is_told_and_orders_nothing() -> None:
    shop = Shop()
    mug = shop.sell("Mug", units=0, sells_when_out=True, oversell_limit=2)
    slow = Shopper(shop)
    slow.puts_in(mug, 2)
    form = slow.form()
    a_placed_order(shop.site, [(mug, 2)], now=NOW)
    assert "This has sold out meanwhile" in text(slow.get("cart"))
    answer = slow.post("checkout", **form)
    assert answer.status_code in (409, 422)
    assert "sold out" in text(answer).lower()
    assert len(shop.orders) == 1
    assert_ledger_agrees(shop.site)


def test_of_two_sizes_the_one_whose_cap_is_used_up_is_struck_and_the_other_sold() -> None:
    shop = Shop()
    small = shop.sell("Mug", units=0, options={"Size": ["S", "L"]}, sells_when_out=True, oversell_limit=1)
    large = apps.get_model("catalog.Variant").objects.of(shop.site).get(option1="L")
    a_placed_order(shop.site, [(small, 1)])
    worker()
    shopper = Shopper(shop)
    assert "Sold out" not in text(shopper.get("products"))
    told = a_shopper(shop.site).get(f"{API}/products/mug").json()
    assert {one["title"]: (one["is_available"], one["most"]) for one in told["variants"]} == {
        "S": (False, 0),
        "L": (True, 1),
    }
    assert shopper.puts_in(small).status_code == 422
    assert shopper.puts_in(large).status_code == 303
