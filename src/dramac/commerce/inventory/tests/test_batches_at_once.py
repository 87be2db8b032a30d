"""Many parcels at once out of the same batches: each unit leaves once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory import actions
from dramac.commerce.inventory.models import BatchLevel, Movement
from dramac.commerce.inventory.rules import Reference
from dramac.commerce.inventory.testing import NOW, STAFF, assert_ledger_agrees, came, demand, keeping_batches
from dramac.kit.crowd import at_once
from dramac.tenancy.testing import a_site

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def test_two_parcels_never_hold_the_same_unit_of_a_batch() -> None:
    site = keeping_batches(a_site())
    tea = a_variant(site)
    for number in range(4):
        came(site, tea.pk, 5, f"L{number}", NOW.date() + timedelta(days=10 + number))
    parcels: list[Callable[[], object]] = []
    for number in range(12):
        order = Reference("order", str(number))
        actions.take(site=site, demands=[demand(tea.pk, 1 + number % 2)], reference=order, by=STAFF, now=NOW)
        units = {tea.pk: 1 + number % 2}
        parcels.append(partial(actions.ship, site=site, units=units, reference=order, by=STAFF, now=NOW))
    parcels.append(partial(actions.expire_batches, site=site, now=NOW + timedelta(days=5)))
    found = at_once(parcels)
    assert [one for one in found if isinstance(one, Exception)] == []
    left = dict(BatchLevel.objects.of(site).values_list("batch__number", "units"))
    assert left == {"L0": 0, "L1": 0, "L2": 0, "L3": 2}
    sent = Movement.objects.of(site).filter(type="sale", quantity__lt=0)
    assert sum(row.quantity for row in sent) == -18
    assert all(row.batch_id for row in sent)
    assert_ledger_agrees(site)
