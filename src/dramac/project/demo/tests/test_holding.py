"""The demonstration shows units that staff keep for somebody."""

from __future__ import annotations

import pytest

from dramac.commerce.inventory import queries
from dramac.commerce.inventory.testing import a_stocked_product
from dramac.kit.clock import utc_now
from dramac.project.demo.holding import KEPT, hold
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def test_units_of_what_there_is_plenty_of_are_kept() -> None:
    site, now = a_site(), utc_now()
    for units in (9, 3, 20, 30):
        a_stocked_product(site, units)
    assert hold(site, now) == len(KEPT)
    rows = queries.holds(site, now)
    assert sorted((row.quantity, row.reason) for row in rows) == sorted((units, why) for units, _days, why in KEPT)
