"""Builders of wishes to be told, for the tests of every slice."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import Any

from dramac.commerce.customers.testing import a_customer, a_session
from dramac.commerce.inventory.testing import a_stocked_product
from dramac.commerce.waitlist import actions
from dramac.commerce.waitlist.actions import Asking
from dramac.commerce.waitlist.models import RestockRequest
from dramac.kit.clock import utc_now
from dramac.tenancy.models import Site

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
_numbers = count(1)


def a_request(site: Site, variant: Any = None, email: str = "", *, now: datetime = NOW) -> RestockRequest:
    """Somebody waits for a variant, or for a new product that is sold out."""
    wanted = variant or a_stocked_product(site, 0)
    asking = Asking(email or f"waiting-{next(_numbers)}@example.com")
    return actions.ask(site=site, variant_id=wanted.pk, asking=asking, now=now)


def _own(site: Site) -> tuple[str, str]:
    """A wish of a customer who is signed in, and the secret of the sign-in."""
    customer, now = a_customer(site), utc_now()
    return str(a_request(site, email=customer.email).pk), a_session(site, customer, now=now)


API_PARTS = {
    "restock_request_id": lambda site: a_request(site).pk,
    ("restock_request_id", "Dramac-Customer"): _own,
}
"""What names a record of this part in addresses of the API, for the test that walks them all."""

DASHBOARD_PARTS = {"restock_request_id": lambda site: a_request(site).pk}
"""Builders for the parts of dashboard addresses."""
