"""Builders of taxes for the tests of every slice."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from dramac.commerce.tax import actions
from dramac.commerce.tax.models import TaxRate
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
STAFF = Actor("staff", "Ann Staff")


def a_tax_rate(site: Site, rate: str = "23", *, name: str = "VAT", country: str = "IE", **more: Any) -> TaxRate:
    """Irish VAT at the standard rate, unless told otherwise. Classes it names are made."""
    actions.open_classes(site=site)
    details = actions.RateDetails(name, Decimal(rate), country, **more)
    return actions.add_rate(site=site, details=details, by=STAFF, now=NOW)


API_PARTS = {
    "rate_id": lambda site: a_tax_rate(site).pk,
    "tax_class_key": lambda site: actions.add_class(site=site, name="Maps and globes", by=STAFF, now=NOW).key,
}
"""What names a record of this part in addresses of the API, for the test that walks them all."""

DASHBOARD_PARTS = {"rate_id": lambda site: a_tax_rate(site, name=f"VAT {TaxRate.objects.of(site).count() + 1}").pk}
"""Builders for the parts of dashboard addresses."""
