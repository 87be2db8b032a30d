"""Builders of shipping methods for the tests of every slice."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from dramac.commerce.shipping import actions
from dramac.commerce.shipping.models import ShippingMethod
from dramac.commerce.shipping.rules import ShippingKind
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
STAFF = Actor("staff", "Ann Staff")


def a_shipping_method(
    site: Site, amount: int = 495, *, name: str = "Standard", kind: ShippingKind = ShippingKind.FLAT, **more: Any
) -> ShippingMethod:
    """Delivery anywhere for 4.95, unless told otherwise."""
    details = actions.MethodDetails(name, kind, amount, **more)
    return actions.add_method(site=site, details=details, by=STAFF, now=NOW)


API_PARTS = {"shipping_method_id": lambda site: a_shipping_method(site).pk}
"""What names a record of this part in addresses of the API, for the test that walks them all."""

DASHBOARD_PARTS = {
    ("shipping:method", "method_id"): API_PARTS["shipping_method_id"],
    ("shipping:removal", "method_id"): API_PARTS["shipping_method_id"],
}
"""Builders for the parts of dashboard addresses."""
