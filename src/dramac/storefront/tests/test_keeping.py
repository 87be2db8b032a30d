"""Pages that show the same are drawn once, and never shown when something in them has changed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from dramac.commerce.inventory.testing import stocked
from dramac.storefront import keeping
from dramac.storefront.pages import product
from dramac.storefront.tests.shop import Shop, Shopper, text

pytestmark = pytest.mark.django_db

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of the products whose pages are drawn, each as often as it is."""
    found: list[str] = []
    show = product._show

    def watched(request: Any, facts: Any, *rest: Any) -> Any:
        found.append(facts.product.title)
        return show(request, facts, *rest)

    monkeypatch.setattr(product, "_show", watched)
    return found


def test_a_page_is_drawn_once_for_everybody_who_is_shown_the_same(drawings: list[str]) -> None:
    shop = Shop()
    shop.sell("Jug")
    pages = [TOKEN.sub("", text(Shopper(shop).get("products/jug"))) for _ in range(3)]
    assert drawings == ["Jug"]
    assert pages[1:] == pages[:-1]


def test_a_page_is_drawn_anew_when_a_number_in_it_changes(drawings: list[str]) -> None:
    shop = Shop()
    jug = shop.sell("Jug", units=9)
    assert "Only 2 left" not in text(Shopper(shop).get("products/jug"))
    stocked(shop.site, {jug.pk: 2}, location=shop.location)
    assert "Only 2 left" in text(Shopper(shop).get("products/jug"))
    assert drawings == ["Jug", "Jug"]


def test_a_page_is_drawn_anew_when_the_shop_says_something_else_of_itself() -> None:
    shop = Shop()
    shop.sell("Jug")
    Shopper(shop).get("products")
    shop.site.pages = {"notice": "Closed until Monday"}
    shop.site.save()
    with_notice = keeping_nothing_of_the_site(shop)
    assert "Closed until Monday" in text(with_notice.get("products"))


def keeping_nothing_of_the_site(shop: Shop) -> Shopper:
    """A shopper who comes once the half minute is over for which a site is remembered."""
    from django.core.cache import cache

    cache.clear()
    return Shopper(shop)


def test_everybody_has_a_token_of_their_own_that_opens_the_form() -> None:
    shop = Shop()
    jug = shop.sell("Jug")
    browsers = [Client(enforce_csrf_checks=True) for _ in range(2)]
    tokens = [TOKEN.findall(text(browser.get(shop.at("products/jug")))) for browser in browsers]
    assert all(tokens)
    assert set(tokens[0]).isdisjoint(tokens[1])
    sent = {"variant": str(jug.pk), "quantity": "1"}
    own = browsers[1].post(shop.at("cart/lines"), {**sent, "csrfmiddlewaretoken": tokens[1][0]})
    assert own.status_code == 303
    foreign = browsers[1].post(shop.at("cart/lines"), {**sent, "csrfmiddlewaretoken": "x" * 64})
    assert foreign.status_code == 403


def test_a_visitor_with_a_cart_sees_how_much_is_in_it() -> None:
    shop = Shop()
    jug = shop.sell("Jug")
    nobody, somebody = Shopper(shop), Shopper(shop)
    somebody.puts_in(jug, 3)
    before = text(nobody.get("products"))
    assert text(somebody.get("products")) != before
    assert text(Shopper(shop).get("products")) == before


def test_a_page_that_asks_for_more_while_it_is_drawn_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    shop = Shop()
    shop.sell("Jug")
    asked: list[int] = []
    show = product._show

    def asks(request: Any, *rest: Any) -> Any:
        asked.append(shop.rows("catalog.Product").count())
        return show(request, *rest)

    monkeypatch.setattr(product, "_show", asks)
    assert [Shopper(shop).get("products/jug").status_code for _ in range(2)] == [200, 200]
    assert asked == [1, 1]


def test_a_long_address_is_not_kept() -> None:
    shop = Shop()
    shop.sell("Jug")
    before = keeping._page.cache_info().currsize
    Shopper(shop).get("products?" + "&".join(f"tag={number:040}" for number in range(20)))
    assert keeping._page.cache_info().currsize == before
