"""Two shops in one installation: nothing of one is there in the other, by no address, form or cookie."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from dramac.commerce.customers import actions as customers
from dramac.commerce.customers.testing import a_customer, a_session, an_address
from dramac.kit.clock import utc_now
from dramac.storefront.tests.shop import Shop, Shopper, text
from dramac.tenancy.actors import SYSTEM

pytestmark = pytest.mark.django_db


def test_products_categories_and_orders_of_another_shop_are_not_there() -> None:
    ours, theirs = Shop(), Shop()
    shopper = Shopper(theirs)
    shopper.puts_in(theirs.sell("Lamp"))
    token = shopper.orders_it()["Location"].rsplit("/", 1)[1]
    theirs.sell("Vase", categories=())
    visitor = Shopper(ours)
    for path in ("products/lamp", f"orders/{token}", f"orders/{token}x"):
        assert visitor.get(path).status_code == 404, path
    assert visitor.get("categories/tableware").status_code == 200
    assert "Lamp" not in text(visitor.get("search?q=lamp"))
    assert "Lamp" not in text(visitor.get("sitemap-1.xml"))
    assert shopper.get(f"orders/{token}").status_code == 200


def test_a_variant_of_another_shop_cannot_be_put_in() -> None:
    ours, theirs = Shop(), Shop()
    assert Shopper(ours).puts_in(theirs.sell()).status_code == 404
    assert not (ours.rows("cart.CartLine") | theirs.rows("cart.CartLine")).exists()


def test_a_cart_of_another_shop_is_nothing_here_even_with_its_secret() -> None:
    ours, theirs = Shop(), Shop()
    them = Shopper(theirs)
    them.puts_in(theirs.sell("Lamp"))
    secret = them.browser.cookies[f"{theirs.site.slug}_cart"].value
    us = Shopper(ours)
    us.browser.cookies[f"{ours.site.slug}_cart"] = secret
    assert "Your cart is empty" in text(us.get("cart"))
    assert us.get("checkout")["Location"] == ours.at("cart")


def test_methods_of_another_shop_cannot_be_chosen() -> None:
    ours, theirs = Shop(), Shop()
    us = Shopper(ours)
    us.puts_in(ours.sell())
    assert us.orders_it(payment=str(theirs.transfer.pk)).status_code == 422
    assert us.orders_it(shipping=str(theirs.post.pk)).status_code == 422
    assert ours.orders == []


def test_a_sign_in_of_another_shop_is_none_here() -> None:
    ours, theirs = Shop(), Shop()
    secret = a_session(theirs.site, a_customer(theirs.site), now=utc_now())
    us = Shopper(ours)
    us.browser.cookies[f"{ours.site.slug}_customer"] = secret
    assert us.get("account")["Location"].startswith(ours.at("account/sign-in"))


def test_orders_and_addresses_of_another_customer_are_not_there() -> None:
    shop = Shop()
    grace = Shopper(shop)
    grace.puts_in(shop.sell())
    grace.orders_it()
    kept = _kept_address(shop)
    ann = _signed_in(shop, "ann@example.com")
    assert ann.get(f"account/orders/{shop.orders[0].number}").status_code == 404
    for path in (
        f"account/addresses/{kept.pk}",
        f"account/addresses/{kept.pk}/removal",
        f"account/addresses/{kept.pk}/default",
    ):
        assert ann.post(path, **an_address(name="Mallory")).status_code == 404, path
    kept.refresh_from_db()
    assert kept.name == "Grace Murray"


def test_a_shop_with_its_own_domain_answers_there_and_links_there() -> None:
    shop = Shop()
    shop.site.domains.create(host="slow.example", is_primary=True)
    shop.sell("Mug")
    page = Client().get("/products/mug", headers={"host": "slow.example"})
    assert page.status_code == 200
    assert '<link rel="canonical" href="http://slow.example/products/mug">' in page.content.decode()


def _kept_address(shop: Shop) -> Any:
    customer = a_customer(shop.site, "someone@example.com")
    return customers.add_address(
        site=shop.site, customer_id=customer.pk, address=an_address(), by=SYSTEM, now=utc_now()
    )


def _signed_in(shop: Shop, email: str) -> Shopper:
    shopper = Shopper(shop)
    secret = a_session(shop.site, a_customer(shop.site, email), now=utc_now())
    shopper.browser.cookies[f"{shop.site.slug}_customer"] = secret
    return shopper
