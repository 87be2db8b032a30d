"""Calling a batch back, and taking that back."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any

import pytest
from django.db import transaction

from dramac.commerce.inventory import actions, queries
from dramac.commerce.inventory.models import Batch
from dramac.commerce.inventory.rules import Change, Reference
from dramac.commerce.inventory.testing import NOW, STAFF, assert_ledger_agrees, came, keeping_batches
from dramac.commerce.inventory.tests.shelves import a_shelf, shelf, ship
from dramac.kit.models import OutboxEvent
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def test_a_recalled_batch_is_neither_sold_nor_sent() -> None:
    site = keeping_batches(a_site())
    tea = a_shelf(site)
    ship(site, tea.pk, 1)
    batch = Batch.objects.of(site).get(number="LATE")
    for _round in range(2):
        actions.recall(site=site, batch_id=batch.pk, reason="Glass", by=STAFF, now=NOW)
    assert shelf(site, tea.pk)["LATE"] == (4, 4)
    assert queries.availability(site, [tea.pk], now=NOW) == {tea.pk: 4}
    assert OutboxEvent.objects.filter(name="BatchRecalled").count() == 1
    ship(site, tea.pk, 4, Reference("order", "o-2"))
    assert shelf(site, tea.pk) == {"LATE": (4, 4)}
    assert_ledger_agrees(site)


def test_a_recall_that_is_lifted_puts_back_what_it_set_aside_and_no_more() -> None:
    site = keeping_batches(a_site())
    tea = a_shelf(site)
    batch = Batch.objects.of(site).get(number="LATE")
    before = Change(tea.pk, actions.default_location(site), quality=1, batch_id=batch.pk)
    with transaction.atomic():
        actions.post(
            site=site, changes=[before], why=actions.Why("adjustment", "Torn", code="quality"), by=STAFF, now=NOW
        )
    told: dict[str, Any] = {"site": site, "batch_id": batch.pk, "by": STAFF, "now": NOW}
    for come in (2, 4):
        actions.recall(reason="Glass", **told)
        came(site, tea.pk, 2, "LATE", batch.expires_on)
        actions.expire_batches(site=site, now=NOW)
        assert shelf(site, tea.pk)["LATE"] == (4 + come, 4 + come)
        for _twice in range(2):
            lifted = actions.lift_recall(**told)
        assert (lifted.recalled_at, lifted.recall_reason, lifted.ends_on) == (None, "", lifted.expires_on)
        assert shelf(site, tea.pk)["LATE"] == (4 + come, 1)
    assert OutboxEvent.objects.filter(name="BatchRecallLifted").count() == 2
    assert_ledger_agrees(site)


def test_a_recall_lifted_too_late_leaves_aside_what_has_expired() -> None:
    site = keeping_batches(a_site())
    tea = a_shelf(site)
    batch = Batch.objects.of(site).get(number="LATE")
    assert batch.expires_on
    actions.recall(site=site, batch_id=batch.pk, reason="Glass", by=STAFF, now=NOW)
    late = datetime.combine(batch.expires_on, time(12), tzinfo=UTC)
    lifted = actions.lift_recall(site=site, batch_id=batch.pk, by=STAFF, now=late)
    assert lifted.recalled_at is None
    assert shelf(site, tea.pk)["LATE"] == (4, 4)
    assert_ledger_agrees(site)
