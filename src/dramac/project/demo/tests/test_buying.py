"""The demonstration's suppliers and purchase orders."""

from __future__ import annotations

import pytest

from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory.testing import assert_ledger_agrees, stocked
from dramac.commerce.purchasing import queries
from dramac.kit.clock import utc_now
from dramac.project.demo.buying import buy
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def test_the_demonstration_has_orders_that_came_and_orders_on_their_way() -> None:
    site = a_site()
    variants = [a_variant(site, f"Mug {number}", sku=f"MUG-{number}") for number in range(30)]
    stocked(site, {one.pk: 5 for one in variants})
    assert buy(site, utc_now()) == queries.orders(site).count() > 1
    assert queries.suppliers(site).count() == 5
    assert {"received", "ordered"} & set(queries.orders(site).values_list("state", flat=True))
    assert any(row.supplier for row in queries.reorder_list(site, utc_now()))
    assert_ledger_agrees(site)
