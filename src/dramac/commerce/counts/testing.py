"""Builders of counts for the tests of every slice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from dramac.commerce.counts import actions
from dramac.commerce.counts.models import StockCount
from dramac.commerce.inventory.actions import default_location
from dramac.commerce.inventory.testing import NOW, STAFF, a_stocked_product
from dramac.tenancy.models import Site


def a_count(site: Site, variant_ids: Sequence[UUID] | None = None, **fields: Any) -> StockCount:
    """An open count of these variants at the default location; of a new product's where none are named."""
    wanted = [a_stocked_product(site).pk] if variant_ids is None else variant_ids
    details = actions.CountDetails(**{"location_id": default_location(site), **fields})
    return actions.start(site=site, details=details, variant_ids=wanted, by=STAFF, now=NOW)


API_PARTS = {"count_id": lambda site: a_count(site).pk}
"""What names a record of this part in addresses of the API, for the test that walks them all."""

DASHBOARD_PARTS = {"count_id": API_PARTS["count_id"]}
"""What names a record of this part in addresses of the dashboard, for the test that walks them all."""
