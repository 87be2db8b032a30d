"""A shelf of tea in batches, for the tests of what becomes of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory import actions, queries
from dramac.commerce.inventory.rules import Reference
from dramac.commerce.inventory.testing import NOW, STAFF, came, demand
from dramac.tenancy.models import Site

TODAY = NOW.date()
ORDER = Reference("order", "o-1")


def in_days(days: int) -> date:
    return TODAY + timedelta(days=days)


def a_shelf(site: Site) -> Any:
    """Tea: 3 that expire in 5 days, 4 in 90 days, 2 without a batch."""
    tea = a_variant(site, "Assam")
    came(site, tea.pk, 4, "LATE", in_days(90))
    came(site, tea.pk, 3, "SOON", in_days(5))
    came(site, tea.pk, 2)
    return tea


def shelf(site: Site, variant_id: UUID) -> dict[str, tuple[int, int]]:
    return {row.batch.number: (row.units, row.aside) for row in queries.batch_levels(site, variant_id)}


def ship(site: Site, variant_id: UUID, units: int, reference: Reference = ORDER, now: Any = NOW) -> None:
    actions.take(site=site, demands=[demand(variant_id, units)], reference=reference, by=STAFF, now=now)
    actions.ship(site=site, units={variant_id: units}, reference=reference, by=STAFF, now=now)
