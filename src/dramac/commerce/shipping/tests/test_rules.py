"""Which ways of delivery a basket can have, at which price, and what is missing for a free one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.commerce.shipping.rules import (
    ShippingBasket,
    ShippingKind,
    ShippingPlace,
    ShippingRate,
    WeightBand,
    offers,
    progress_to_free,
)

FLAT = ShippingRate(UUID(int=1), "Standard", ShippingKind.FLAT, 490)
FREE_OVER = ShippingRate(UUID(int=2), "Tracked", ShippingKind.FREE_OVER, 690, free_over=5000)
BY_WEIGHT = ShippingRate(
    UUID(int=3),
    "Parcel",
    ShippingKind.BY_WEIGHT,
    bands=(WeightBand(5000, 990), WeightBand(1000, 390), WeightBand(20_000, 1990)),
)
PICK_UP = ShippingRate(UUID(int=4), "Collect in store", ShippingKind.PICK_UP)


def a_basket(subtotal: int = 3000, weight_g: int = 800, country: str = "GB", region: str = "") -> ShippingBasket:
    return ShippingBasket(ShippingPlace(country, region), subtotal, weight_g)


def but(rate: ShippingRate, **changes: Any) -> ShippingRate:
    return msgspec.structs.replace(rate, **changes)


def names(*methods: ShippingRate, basket: ShippingBasket) -> list[str]:
    return [offer.name for offer in offers(methods, basket)]


def price(method: ShippingRate, basket: ShippingBasket) -> int | None:
    found = offers([method], basket)
    return found[0].amount if found else None


def test_offers_are_sorted_by_price_and_then_by_the_sites_order() -> None:
    second = but(FLAT, id=UUID(int=9), name="Also 4.90", position=1)
    found = offers([FREE_OVER, second, FLAT, PICK_UP], a_basket())
    assert [(offer.name, offer.amount) for offer in found] == [
        ("Collect in store", 0),
        ("Standard", 490),
        ("Also 4.90", 490),
        ("Tracked", 690),
    ]


def test_an_offer_says_what_the_method_is() -> None:
    offer = offers([but(FLAT, tax_class="reduced", min_days=2, max_days=4)], a_basket())[0]
    assert (offer.method_id, offer.kind, offer.tax_class) == (FLAT.id, ShippingKind.FLAT, "reduced")
    assert (offer.min_days, offer.max_days, offer.is_pick_up) == (2, 4, False)
    assert offers([PICK_UP], a_basket())[0].is_pick_up


def test_digital_goods_need_no_delivery() -> None:
    basket = msgspec.structs.replace(a_basket(), requires_shipping=False)
    assert offers([FLAT, PICK_UP], basket) == []
    assert progress_to_free([FREE_OVER], basket) is None


@pytest.mark.parametrize(("subtotal", "amount"), [(0, 690), (4999, 690), (5000, 0), (90_000, 0)])
def test_delivery_is_free_from_the_threshold_on(subtotal: int, amount: int) -> None:
    assert price(FREE_OVER, a_basket(subtotal)) == amount


@pytest.mark.parametrize(
    ("weight_g", "amount"), [(0, 390), (1000, 390), (1001, 990), (5000, 990), (20_000, 1990), (20_001, None)]
)
def test_the_lightest_band_that_holds_the_weight_counts(weight_g: int, amount: int | None) -> None:
    assert price(BY_WEIGHT, a_basket(weight_g=weight_g)) == amount


def test_a_band_without_a_limit_takes_the_rest() -> None:
    heavy = but(BY_WEIGHT, bands=(*BY_WEIGHT.bands, WeightBand(None, 4990)))
    assert price(heavy, a_basket(weight_g=10**6)) == 4990
    assert price(heavy, a_basket(weight_g=900)) == 390


def test_a_method_without_bands_is_not_offered() -> None:
    assert price(but(BY_WEIGHT, bands=()), a_basket()) is None


def test_a_method_serves_the_countries_and_regions_it_names() -> None:
    abroad = but(FLAT, countries=("FR", "DE"), regions=("US-NY",))
    assert names(abroad, basket=a_basket(country="DE", region="BY")) == ["Standard"]
    assert names(abroad, basket=a_basket(country="US", region="NY")) == ["Standard"]
    assert names(abroad, basket=a_basket(country="US", region="CA")) == []
    assert names(abroad, basket=a_basket(country="US")) == []
    assert names(abroad, basket=a_basket(country="")) == []
    assert names(FLAT, basket=a_basket(country="")) == ["Standard"]


@pytest.mark.parametrize(("subtotal", "is_offered"), [(999, False), (1000, True), (2000, True), (2001, False)])
def test_bounds_of_the_order_amount_include_themselves(subtotal: int, is_offered: bool) -> None:
    bounded = but(FLAT, min_subtotal=1000, max_subtotal=2000)
    assert bool(offers([bounded], a_basket(subtotal))) is is_offered


@pytest.mark.parametrize(("weight_g", "is_offered"), [(99, False), (100, True), (200, True), (201, False)])
def test_bounds_of_the_weight_include_themselves(weight_g: int, is_offered: bool) -> None:
    bounded = but(FLAT, min_weight_g=100, max_weight_g=200)
    assert bool(offers([bounded], a_basket(weight_g=weight_g))) is is_offered


@pytest.mark.parametrize(("subtotal", "missing"), [(3000, 2000), (4999, 1), (5000, 0), (6000, 0)])
def test_what_is_missing_for_free_delivery(subtotal: int, missing: int) -> None:
    assert progress_to_free([FLAT, FREE_OVER, PICK_UP], a_basket(subtotal)) == missing


def test_the_nearest_threshold_counts() -> None:
    far = but(FREE_OVER, free_over=9000)
    free_flat = but(FLAT, amount=0, min_subtotal=7000)
    assert progress_to_free([far, free_flat], a_basket(6000)) == 1000
    assert progress_to_free([far, FREE_OVER, free_flat], a_basket(4000)) == 1000


def test_there_is_nothing_to_strive_for_without_a_threshold_or_when_delivery_is_always_free() -> None:
    assert progress_to_free([], a_basket()) is None
    assert progress_to_free([FLAT, BY_WEIGHT, PICK_UP], a_basket()) is None
    assert progress_to_free([FREE_OVER, but(FLAT, amount=0)], a_basket()) is None
    assert progress_to_free([but(FREE_OVER, free_over=None)], a_basket()) is None


def test_a_threshold_elsewhere_or_for_other_weights_does_not_count() -> None:
    assert progress_to_free([but(FREE_OVER, countries=("FR",))], a_basket()) is None
    assert progress_to_free([but(FREE_OVER, max_weight_g=500)], a_basket(weight_g=800)) is None


def test_a_threshold_beyond_the_methods_own_limit_is_never_reached() -> None:
    assert progress_to_free([but(FREE_OVER, max_subtotal=4000)], a_basket()) is None


def test_a_free_method_that_the_order_has_outgrown_does_not_count() -> None:
    outgrown = but(FREE_OVER, max_subtotal=8000)
    assert progress_to_free([outgrown], a_basket(8000)) == 0
    assert progress_to_free([outgrown], a_basket(8001)) is None


METHODS = st.lists(
    st.builds(
        ShippingRate,
        id=st.uuids(),
        name=st.just("Method"),
        kind=st.sampled_from(ShippingKind),
        amount=st.integers(0, 1000),
        free_over=st.none() | st.integers(0, 5000),
        bands=st.lists(st.builds(WeightBand, st.none() | st.integers(1, 900), st.integers(0, 900))).map(tuple),
        min_subtotal=st.none() | st.integers(0, 5000),
        max_subtotal=st.none() | st.integers(0, 5000),
        position=st.integers(0, 3),
    ),
    max_size=5,
)


@given(methods=METHODS, subtotal=st.integers(0, 6000), weight_g=st.integers(0, 1000))
def test_buying_what_is_missing_makes_delivery_free(methods: list[ShippingRate], subtotal: int, weight_g: int) -> None:
    missing = progress_to_free(methods, a_basket(subtotal, weight_g))
    if missing is not None:
        found = offers(methods, a_basket(subtotal + missing, weight_g))
        assert any(offer.amount == 0 and not offer.is_pick_up for offer in found)


@given(methods=METHODS, subtotal=st.integers(0, 6000), weight_g=st.integers(0, 1000))
def test_offers_come_from_the_methods_cheapest_first(methods: list[ShippingRate], subtotal: int, weight_g: int) -> None:
    found = offers(methods, a_basket(subtotal, weight_g))
    positions = {method.id: method.position for method in methods}
    order = [(offer.amount, positions[offer.method_id]) for offer in found]
    assert order == sorted(order)
    assert all(offer.amount >= 0 for offer in found)
