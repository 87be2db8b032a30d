"""The demonstration's counts: one is posted, one is open."""

from __future__ import annotations

import pytest

from dramac.commerce.catalog.testing import many_variants
from dramac.commerce.counts import queries
from dramac.commerce.inventory import queries as inventory
from dramac.commerce.inventory.testing import assert_ledger_agrees, stocked
from dramac.kit.clock import utc_now
from dramac.project.demo.counting import FOUND, SO_FAR, count
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def test_a_shelf_was_counted_and_another_is_being_counted() -> None:
    site = a_site()
    stocked(site, {variant.pk: 9 for variant in many_variants(site, 24)})
    assert count(site, utc_now()) == 2
    assert list(queries.counts(site).order_by("number").values_list("state", flat=True)) == ["posted", "open"]
    found = inventory.movements(site).filter(cause="counted", reference_type="count")
    assert sorted(found.values_list("quantity", flat=True)) == sorted(FOUND.values())
    assert queries.every_line(site).filter(count__state="open").exclude(counted=None).count() == SO_FAR
    assert_ledger_agrees(site)


def test_an_empty_shop_counts_nothing() -> None:
    site = a_site()
    assert count(site, utc_now()) == 0
    assert not queries.counts(site).exists()
