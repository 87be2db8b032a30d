"""Every address of a storefront that names something: with what is another shop's, or another customer's, it is not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern

from dramac.commerce.catalog.testing import a_category
from dramac.commerce.customers import actions as customers
from dramac.commerce.customers import queries as people
from dramac.commerce.customers.testing import a_customer, a_session, an_address
from dramac.commerce.waitlist.testing import a_request
from dramac.commerce.waitlist.tokens import token_of
from dramac.kit.clock import utc_now
from dramac.storefront.tests.shop import Shop, Shopper
from dramac.storefront.urls import pages
from dramac.tenancy.actors import SYSTEM

pytestmark = pytest.mark.django_db

NAMES_NOTHING_OF_A_SHOP = {"theme", "icon", "sitemap-part"}
"""Addresses with a part that is not a name: a digest that is only looked at for caching, a number of a list."""


def test_whatever_another_shop_has_is_not_there() -> None:
    ours, theirs = Shop(), Shop(pages={"story-of-us": {"html": "<p>Hello</p>"}})
    theirs.sell("Lamp", categories=(a_category(theirs.site, "Lamps", parent=theirs.category),))
    named = names(theirs)
    visitor = signed_in(ours)
    checked = set()
    for name, path in parametrised():
        shown = path.format(**named)
        for answer in (visitor.get(shown), visitor.post(shown)):
            assert answer.status_code in (404, 405), f"{name}: {shown}"
        checked.add(name)
    assert checked == {
        *("product", "category", "order", "order-account", "account-order", "page"),
        *("address", "address-removal", "address-default"),
        *("own-restock-request", "restock-request", "restock-request-cancellation"),
    }


def test_its_own_shopper_finds_all_of_it() -> None:
    shop = Shop(pages={"story-of-us": {"html": "<p>Hello</p>"}})
    shop.sell("Lamp", categories=(a_category(shop.site, "Lamps", parent=shop.category),))
    named = names(shop)
    visitor = signed_in(shop, "someone@example.com")
    for name, path in parametrised():
        answer = visitor.get(path.format(**named))
        assert answer.status_code in (200, 405), name


def parametrised() -> Iterator[tuple[str, str]]:
    """(name, path with braces) of the addresses that name something of a shop."""
    for pattern in pages:
        assert isinstance(pattern, URLPattern)
        route = str(pattern.pattern)
        if "<" in route and pattern.name not in NAMES_NOTHING_OF_A_SHOP:
            shown = route
            for part in pattern.pattern.converters:
                start = shown.index("<")
                told = "restock_token" if part == "token" and str(pattern.name).startswith("restock") else part
                shown = f"{shown[:start]}{{{told}}}{shown[shown.index('>') + 1 :]}"
            yield str(pattern.name), shown


def names(shop: Shop) -> dict[str, Any]:
    """What names the things of a shop in its addresses."""
    customer = a_customer(shop.site, "someone@example.com")
    kept = customers.add_address(
        site=shop.site, customer_id=customer.pk, address=an_address(), by=SYSTEM, now=utc_now()
    )
    shopper = signed_in(shop, "someone@example.com", customer=customer)
    shopper.puts_in(shop.rows("catalog.Variant").first())
    placed = shopper.orders_it(email="someone@example.com")
    wish = a_request(shop.site, email="someone@example.com")
    return {
        "slug": "lamp",
        "path": "tableware/lamps",
        "token": placed["Location"].rsplit("/", 1)[1],
        "number": shop.orders[0].number,
        "address_id": kept.pk,
        "page": "story-of-us",
        "request_id": wish.pk,
        "restock_token": token_of(wish.pk),
    }


def signed_in(shop: Shop, email: str = "ann@example.com", *, customer: Any = None) -> Shopper:
    """Somebody with an account of the shop."""
    known = customer or people.by_email(shop.site, email) or a_customer(shop.site, email)
    shopper = Shopper(shop)
    shopper.browser.cookies[f"{shop.site.slug}_customer"] = a_session(shop.site, known, now=utc_now())
    return shopper
