"""The demonstration's second location and what was moved there."""

from __future__ import annotations

import pytest

from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory.testing import assert_ledger_agrees, stocked
from dramac.commerce.transfers import queries
from dramac.kit.clock import utc_now
from dramac.project.demo.moving import move
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def test_the_demonstration_has_transfers_in_every_state_that_needs_somebody() -> None:
    site = a_site()
    stocked(site, {a_variant(site, f"Mug {number}").pk: 30 for number in range(12)})
    assert move(site, utc_now()) == queries.transfers(site).count()
    states = set(queries.transfers(site).values_list("state", flat=True))
    assert states == {"draft", "in_transit", "partly_received", "received", "discrepancy"}
    assert_ledger_agrees(site)


def test_a_shop_with_little_on_its_shelves_moves_nothing_it_has_not() -> None:
    site = a_site()
    stocked(site, {a_variant(site).pk: 1})
    move(site, utc_now())
    assert set(queries.transfers(site).values_list("state", flat=True)) == {"draft"}
