"""The shops serve whom they sell to: every country has a way of delivery, a tax rate, and people who live there."""

from __future__ import annotations

import pytest

from dramac.commerce.shipping.rules import ShippingKind
from dramac.project.demo.people import LANDS
from dramac.project.demo.pictures.shots import shots
from dramac.project.demo.shops import KETTLE, MARL, SHOPS, Shop

shops = pytest.mark.parametrize("shop", SHOPS, ids=lambda shop: shop.plan.slug)


@shops
def test_every_country_that_buys_has_people_taxes_and_a_parcel_service(shop: Shop) -> None:
    posted = [method for method in shop.shipping if method.kind is not ShippingKind.PICK_UP]
    for country in set(shop.countries):
        assert country in LANDS
        assert any(rate.country == country for rate in shop.rates)
        assert any(country in method.countries for method in posted)


@shops
def test_ways_to_deliver_and_to_pay_that_orders_know_are_offered(shop: Shop) -> None:
    assert all(shop.ways()[delivery] for delivery in shop.deliveries)
    assert set(shop.tenders) <= {method.provider for method in shop.payments}


@shops
def test_the_home_page_has_words_and_pictures_and_every_page_a_text(shop: Shop) -> None:
    names = {shot.name for shot in shots()}
    assert {shop.hero, shop.story} <= names
    assert shop.pages["home"]["heading"]
    assert shop.pages["story"]["text"]
    assert all(shop.pages[page]["html"].startswith("<p>") for page in ("shipping", "returns", "contact"))


def test_the_two_shops_differ_in_money_and_in_how_prices_are_meant() -> None:
    assert (MARL.plan.currency, MARL.plan.prices_include_tax) == ("EUR", True)
    assert (KETTLE.plan.currency, KETTLE.plan.prices_include_tax) == ("USD", False)
