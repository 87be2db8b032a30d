"""Builders of limits and alerts for the tests of every slice."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from dramac.commerce.alerts import actions, queries
from dramac.commerce.alerts.actions import LimitDetails
from dramac.commerce.alerts.models import RaisedAlert, StockAlert
from dramac.commerce.alerts.rules import AlertSettings, Scope
from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory import queries as inventory
from dramac.commerce.inventory.testing import NOW, STAFF, a_location, stocked
from dramac.kit.settings import read
from dramac.tenancy import actions as tenancy
from dramac.tenancy.models import Site


def a_limit(
    site: Site, product: UUID | None = None, variant: UUID | None = None, location: UUID | None = None, **fields: Any
) -> StockAlert:
    """Limits of a product, a variant or a location: low from 10 and critical from 3, unless told otherwise."""
    of: Scope = (product, variant, location)
    made = actions.configure_alert(site=site, of=of, details=LimitDetails(**fields), by=STAFF, now=NOW)
    assert made
    return made


def preferring(site: Site, **wishes: Any) -> None:
    """The shop wants to hear of alerts like this; see `rules.AlertSettings`."""
    told = AlertSettings(**{"hysteresis": read(AlertSettings, site.settings).hysteresis, **wishes})
    site.settings = tenancy.change_settings(site=site, settings=told, by=STAFF, now=NOW).settings


def keys_of(site: Site, *variants: Any) -> list[tuple[UUID, UUID]]:
    """These variants at every location that has a level of them."""
    levels = inventory.levels(site, [variant.pk for variant in variants])
    return [(level.variant_id, level.location_id) for held in levels.values() for level in held]


def looked_at(site: Site, *variants: Any) -> actions.Seen:
    """Somebody looks at these variants."""
    return actions.look_at(site=site, keys=keys_of(site, *variants), now=NOW)


def standing(site: Site) -> list[str]:
    """The levels of the alerts that stand, by severity."""
    rows = RaisedAlert.objects.of(site).standing().order_by("severity", "id")
    return list(rows.values_list("level", flat=True))


def an_alert(site: Site, units: int = 2, **fields: Any) -> RaisedAlert:
    """The gravest alert of a new product of which so many units are left."""
    variant = a_variant(site, **fields)
    stocked(site, {variant.pk: 40})
    stocked(site, {variant.pk: units})
    looked_at(site, variant)
    return queries.get_stock_alerts(site).filter(variant=variant).get()


def _the_limit(site: Site) -> UUID:
    """Limits of a location that is made once on each site."""
    place = next((one for one in inventory.locations(site) if one.name == "Attic"), None) or a_location(site, "Attic")
    return a_limit(site, location=place.pk).pk


API_PARTS = {"alert_id": lambda site: an_alert(site).pk, "limit_id": _the_limit}
"""What names a record of this part in addresses of the API, for the test that walks them all."""

DASHBOARD_PARTS = {
    "alert_id": API_PARTS["alert_id"],
    "limit_id": _the_limit,
    ("alerts:product", "product_id"): lambda site: a_variant(site, "A pot of clay").product_id,
}
"""What names a record of this part in addresses of the dashboard, for the test that walks them all."""
