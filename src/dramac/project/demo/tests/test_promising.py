"""Something of the demonstration is sold before it is there."""

from __future__ import annotations

import pytest

from dramac.commerce.catalog import queries as products
from dramac.commerce.inventory.testing import a_stocked_product, stocked
from dramac.kit.clock import utc_now
from dramac.project.demo import promising
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def test_of_what_is_sold_out_one_is_promised_for_its_release_and_one_for_days_after_the_order() -> None:
    site = a_site()
    skus = {"MUG", "JUG", "BOWL"}
    for sku in skus:
        stocked(site, {a_stocked_product(site, 1, sku=sku).pk: 0})
    promised = promising.promise(site, utc_now())
    assert len(promised) == 2
    assert set(promised) < skus
    kinds = products.variants_for_index(site).filter(sells_when_out=True).values_list("is_preorder", flat=True)
    assert sorted(kinds) == [False, True]
