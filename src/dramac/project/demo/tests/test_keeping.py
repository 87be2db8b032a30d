"""The demonstration's tea comes in batches, and what was found too late is off sale."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory import queries
from dramac.commerce.inventory.testing import assert_ledger_agrees
from dramac.kit.clock import utc_now
from dramac.project.demo import keeping
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def test_tea_is_kept_in_batches_and_what_expired_is_off_sale() -> None:
    site, now = a_site(slug=keeping.SHOP), utc_now()
    teas = {sku: a_variant(site, f"Tea {sku}", sku=sku).pk for sku in keeping.KEPT}
    assert keeping.keep(site, teas, now - timedelta(days=90), now) == 12
    keeping.let_some_expire(site, teas, now)
    kept = {row.batch.number: (row.units, row.aside) for row in queries.shelves(site)}
    assert kept[f"{keeping.KEPT[0]}-A"] == (16, 0)
    assert kept[f"{keeping.KEPT[0]}-0"] == (5, 5)
    assert_ledger_agrees(site)


def test_other_shops_keep_no_batches() -> None:
    site, now = a_site(), utc_now()
    assert keeping.keep(site, {"MUG": a_variant(site).pk}, now, now) == 0
    assert not queries.batching(site).is_on
