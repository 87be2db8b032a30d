"""What alerts do when stock moved, or when something changed by which stock is judged."""

from __future__ import annotations

from uuid import UUID

from dramac.commerce.alerts import actions
from dramac.commerce.alerts.events import LimitsChanged
from dramac.commerce.alerts.rules import SHOP
from dramac.commerce.catalog.events import ProductUpdated
from dramac.commerce.inventory.events import StockMoved
from dramac.kit.clock import utc_now
from dramac.kit.facts import Event
from dramac.tenancy import queries as tenancy
from dramac.tenancy.events import SiteEdited

JUDGED_BY = {"settings:stock", "settings:stock_alerts"}
"""Settings of a site by which all its stock is judged."""

WATCHED_BY = {"status", "variants"}
"""What of a product decides whether anybody wants to hear of its stock."""


def look_again(event: Event, _key: UUID) -> None:
    """Stock moved: look at what moved."""
    if isinstance(event, StockMoved):
        actions.look_at(site=tenancy.site_by_id(event.site_id), keys=event.keys, now=utc_now())


def look_at_product(event: Event, _key: UUID) -> None:
    """A product went on sale or off it, or its variants are tracked otherwise: look at all its stock."""
    if isinstance(event, ProductUpdated) and WATCHED_BY & set(event.changed):
        scope = (event.product_id, None, None)
        actions.look_within(site=tenancy.site_by_id(event.site_id), scope=scope, now=utc_now())


def look_at_limits(event: Event, _key: UUID) -> None:
    """Limits changed: look at the stock that they are for, a portion at a time."""
    if isinstance(event, LimitsChanged):
        scope = (event.product_id, event.variant_id, event.location_id)
        after = (event.after_variant, event.after_location) if event.after_variant and event.after_location else None
        site = tenancy.site_by_id(event.site_id)
        actions.look_within(site=site, scope=scope, after=after, now=utc_now())


def look_at_shop(event: Event, _key: UUID) -> None:
    """The shop's own limits or wishes changed: look at all its stock."""
    if isinstance(event, SiteEdited) and JUDGED_BY & set(event.changed):
        actions.look_within(site=tenancy.site_by_id(event.site_id), scope=SHOP, now=utc_now())
