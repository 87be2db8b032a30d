"""What a shopper sees before they order."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from dramac.commerce.cart import queries as carts
from dramac.commerce.cart.testing import a_cart
from dramac.commerce.checkout import queries
from dramac.commerce.inventory.testing import a_stocked_product
from dramac.commerce.payments.testing import a_payment_method
from dramac.commerce.shipping.rules import ShippingKind
from dramac.commerce.shipping.testing import a_shipping_method
from dramac.commerce.tax.testing import a_tax_rate
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def quoted(site: Site, *lines: tuple[Any, int], **told: Any) -> queries.Quote:
    opened = a_cart(site, lines, **told)
    cart = carts.by_id(site, opened.cart.id)
    assert cart is not None
    return queries.quote(site, cart)


def test_the_cheapest_delivery_is_chosen_until_the_shopper_chooses() -> None:
    site = a_site()
    a_payment_method(site)
    express = a_shipping_method(site, 995, name="Express")
    a_shipping_method(site, 495)
    mug = a_stocked_product(site, price=1000)
    quote = quoted(site, (mug, 2))
    assert [offer.name for offer in quote.delivery.offers] == ["Standard", "Express"]
    assert (quote.bill.total, quote.bill.shipping_total, quote.is_estimate) == (2495, 495, True)
    assert quote.can_be_placed
    chosen = quoted(site, (mug, 2), shipping_method_id=express.pk, address={"country": "IE"})
    assert (chosen.bill.total, chosen.is_estimate) == (2995, False)


def test_delivery_and_taxes_are_those_of_the_address() -> None:
    site = a_site(prices_include_tax=False)
    a_tax_rate(site, "23")
    a_tax_rate(site, "20", country="FR")
    a_payment_method(site)
    a_shipping_method(site, 500, countries=("IE",))
    a_shipping_method(site, 1500, name="Abroad", countries=("FR",))
    mug = a_stocked_product(site, price=1000)
    assert quoted(site, (mug, 1)).bill.total == 1845
    assert quoted(site, (mug, 1), address={"country": "FR"}).bill.total == 3000
    nowhere = quoted(site, (mug, 1), address={"country": "JP"})
    assert (nowhere.delivery.offers, nowhere.delivery.chosen, nowhere.can_be_placed) == ((), None, False)


def test_a_basket_of_digital_goods_needs_neither_delivery_nor_address() -> None:
    site = a_site()
    a_payment_method(site)
    a_shipping_method(site)
    quote = quoted(site, (a_stocked_product(site, price=1000, requires_shipping=False), 1))
    assert (quote.delivery.offers, quote.needs_address, quote.bill.total) == ((), False, 1000)
    assert quote.can_be_placed


def test_who_fetches_the_goods_needs_no_address() -> None:
    site = a_site()
    a_payment_method(site)
    a_shipping_method(site, 0, name="Shop", kind=ShippingKind.PICK_UP)
    quote = quoted(site, (a_stocked_product(site), 1))
    assert quote.can_be_placed
    assert not quote.needs_address


def test_what_is_missing_for_free_delivery_is_told() -> None:
    site = a_site()
    a_shipping_method(site, 495, kind=ShippingKind.FREE_OVER, free_over=3000)
    mug = a_stocked_product(site, price=1000)
    assert quoted(site, (mug, 2)).delivery.to_free == 1000
    assert quoted(site, (mug, 3)).bill.shipping_total == 0


def test_delivery_is_weighed_by_what_is_delivered() -> None:
    site = a_site()
    a_shipping_method(site, 495, max_weight_g=1000)
    heavy = a_stocked_product(site, weight_g=600)
    light = a_stocked_product(site, weight_g=5000, requires_shipping=False)
    assert quoted(site, (heavy, 1), (light, 1)).delivery.chosen is not None
    assert quoted(site, (heavy, 2)).delivery.chosen is None


def test_without_a_way_to_pay_nothing_can_be_placed() -> None:
    site = a_site()
    a_shipping_method(site)
    assert not quoted(site, (a_stocked_product(site), 1)).can_be_placed
    free = a_site()
    a_shipping_method(free, 0)
    assert quoted(free, (a_stocked_product(free, price=0), 1)).can_be_placed


def test_a_quote_is_six_statements_whatever_the_cart_holds(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    site = a_site()
    a_tax_rate(site)
    a_payment_method(site)
    for _ in range(3):
        a_shipping_method(site)
    opened = a_cart(site, [(a_stocked_product(site), 1) for _ in range(9)])
    with django_assert_num_queries(6):
        quote = queries.quote(site, opened.cart)
    assert len(quote.view.lines) == 9
