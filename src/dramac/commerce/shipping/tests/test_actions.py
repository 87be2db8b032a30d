"""Shipping methods as merchants keep them, and what a basket is offered."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from pytest_django import DjangoAssertNumQueries

from dramac.commerce.shipping import actions, queries
from dramac.commerce.shipping.models import ShippingMethod
from dramac.commerce.shipping.rules import ShippingBasket, ShippingKind, ShippingPlace, WeightBand
from dramac.commerce.shipping.testing import NOW, STAFF, a_shipping_method
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
BASKET = ShippingBasket(ShippingPlace("IE"), subtotal=3000, weight_g=1200)


def test_a_basket_is_offered_what_serves_it_in_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    site = a_site()
    a_shipping_method(site, 495)
    a_shipping_method(site, 700, name="Free over 30", kind=ShippingKind.FREE_OVER, free_over=3000)
    bands = (WeightBand(1000, 300), WeightBand(None, 900))
    a_shipping_method(site, name="By weight", kind=ShippingKind.BY_WEIGHT, bands=bands)
    a_shipping_method(site, name="Abroad", countries=("FR",))
    a_shipping_method(site, name="Retired", is_active=False)
    a_shipping_method(site, 100, name="Cork only", regions=("IE-Co. Cork",), min_days=1, max_days=2)
    a_shipping_method(a_site(), 1, name="Another shop's")
    with django_assert_num_queries(1):
        found = queries.offers(site, BASKET)
    assert [(offer.name, offer.amount) for offer in found] == [
        ("Free over 30", 0),
        ("Standard", 495),
        ("By weight", 900),
    ]


def test_a_basket_of_digital_goods_asks_for_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    site = a_site()
    a_shipping_method(site)
    with django_assert_num_queries(0):
        assert queries.offers(site, ShippingBasket(ShippingPlace("IE"), 100, 0, requires_shipping=False)) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 100_000}, "name"),
        ({"description": "x" * 301}, "description"),
        ({"amount": -1}, "amount"),
        ({"amount": 4.95}, "amount"),
        ({"amount": 10**16}, "amount"),
        ({"kind": ShippingKind.FREE_OVER}, "free_over"),
        ({"kind": ShippingKind.BY_WEIGHT}, "bands"),
        ({"kind": ShippingKind.BY_WEIGHT, "bands": (WeightBand(5, 1), WeightBand(5, 2))}, "bands"),
        ({"kind": ShippingKind.BY_WEIGHT, "bands": (WeightBand(None, 1), WeightBand(5, 2))}, "bands"),
        ({"kind": ShippingKind.BY_WEIGHT, "bands": (WeightBand(0, 1),)}, "bands"),
        ({"kind": ShippingKind.BY_WEIGHT, "bands": (WeightBand(5, -1),)}, "bands"),
        ({"min_weight_g": 5, "max_weight_g": 4}, "min_weight_g"),
        ({"max_weight_g": -1}, "max_weight_g"),
        ({"min_days": 3, "max_days": 2}, "min_days"),
        ({"max_days": 1000}, "max_days"),
        ({"min_subtotal": 5, "max_subtotal": 4}, "min_subtotal"),
        ({"countries": ("Ireland",)}, "countries"),
        ({"regions": ("Cork",)}, "regions"),
    ],
)
def test_methods_that_cannot_be_are_refused(changes: dict[str, Any], field: str) -> None:
    details = actions.MethodDetails(**{"name": "Standard", "kind": ShippingKind.FLAT, "amount": 495, **changes})
    with pytest.raises(actions.MethodRefused) as refused:
        actions.add_method(site=a_site(), details=details, by=STAFF, now=NOW)
    assert refused.value.field == field
    assert not ShippingMethod.objects.exists()


def test_what_was_kept_is_read_again() -> None:
    site = a_site()
    bands = (WeightBand(1000, 300), WeightBand(None, 900))
    made = a_shipping_method(
        site, kind=ShippingKind.BY_WEIGHT, bands=bands, countries=("IE",), min_weight_g=10, tax_class="reduced"
    )
    (rate,) = queries.rates(site)
    assert (rate.id, rate.bands, rate.countries, rate.min_weight_g) == (made.pk, bands, ("IE",), 10)
    assert rate.tax_class == "reduced"
    details = actions.MethodDetails("Post", ShippingKind.FLAT, 100)
    actions.edit_method(site=site, method_id=made.pk, details=details, by=STAFF, now=NOW)
    (rate,) = queries.rates(site)
    assert (rate.name, rate.bands, rate.countries) == ("Post", (), ())


def test_methods_stand_in_the_order_the_merchant_gave() -> None:
    site = a_site()
    first, second, third = (a_shipping_method(site, name=name) for name in ("One", "Two", "Three"))
    actions.order_methods(site=site, method_ids=[third.pk, first.pk], by=STAFF, now=NOW)
    assert [method.name for method in queries.methods(site)] == ["Three", "One", "Two"]
    with pytest.raises(actions.UnknownMethod):
        actions.order_methods(site=site, method_ids=[uuid4()], by=STAFF, now=NOW)
    actions.remove_method(site=site, method_id=second.pk, by=STAFF, now=NOW)
    assert queries.method(site, second.pk) is None


def test_another_sites_method_is_unknown_here() -> None:
    here, there = a_site(), a_site()
    theirs = a_shipping_method(there)
    details = actions.MethodDetails("Mine", ShippingKind.FLAT)
    with pytest.raises(actions.UnknownMethod):
        actions.edit_method(site=here, method_id=theirs.pk, details=details, by=STAFF, now=NOW)
    with pytest.raises(actions.UnknownMethod):
        actions.remove_method(site=here, method_id=theirs.pk, by=STAFF, now=NOW)
