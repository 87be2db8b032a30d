"""Whether a product can be bought is known to the catalogue, whatever moved its stock."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.utils.module_loading import import_string

from dramac.commerce.catalog.events import ProductUpdated
from dramac.commerce.catalog.testing import a_product, variants_of
from dramac.commerce.inventory import actions
from dramac.commerce.inventory.rules import Reference
from dramac.commerce.inventory.testing import NOW, STAFF, a_stocked_product, demand, stocked
from dramac.kit.ids import new_id
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
ORDER = Reference("order", "o-1")


def is_in_stock(product_id: Any) -> bool:
    return bool(apps.get_model("catalog", "Product")._default_manager.get(pk=product_id).is_in_stock)


def take(site: Site, variant_id: Any, units: int) -> None:
    actions.take(site=site, demands=[demand(variant_id, units)], reference=ORDER, by=STAFF, now=NOW)


def test_a_product_is_in_stock_from_its_first_unit_to_its_last() -> None:
    site = a_site()
    mug = a_stocked_product(site, 2)
    assert is_in_stock(mug.product_id)
    take(site, mug.pk, 2)
    assert not is_in_stock(mug.product_id)
    actions.release(site=site, units={mug.pk: 1}, reference=ORDER, by=STAFF, now=NOW)
    assert is_in_stock(mug.product_id)


def test_a_product_is_in_stock_while_one_of_its_variants_is() -> None:
    site = a_site()
    shirt = a_product(site, "Shirt", options={"Size": ["S", "M"]})
    small, medium = variants_of(shirt)
    stocked(site, {small.pk: 1, medium.pk: 1})
    take(site, small.pk, 1)
    assert is_in_stock(shirt.pk)
    take(site, medium.pk, 1)
    assert not is_in_stock(shirt.pk)


def test_a_change_of_the_catalogue_is_looked_at_anew() -> None:
    site = a_site()
    mug = a_stocked_product(site, 0, sells_when_out=True)
    fact = ProductUpdated(
        site_id=site.pk, occurred_at=NOW, product_id=mug.product_id, title="", slug="", status="active", version=2
    )
    import_string("dramac.commerce.inventory.listeners.look_again")(fact, new_id())
    assert is_in_stock(mug.product_id)
    assert actions.refresh_availability(site=site, product_ids=[mug.product_id], now=NOW) == 0
