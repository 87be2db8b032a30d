"""What stock does when the catalogue changed."""

from __future__ import annotations

from uuid import UUID

from dramac.commerce.catalog.events import ProductCreated, ProductUpdated
from dramac.commerce.inventory import actions
from dramac.kit.facts import Event
from dramac.tenancy import queries as tenancy


def look_again(event: Event, _key: UUID) -> None:
    """Whether a product can be bought may depend on what was changed of its variants."""
    if isinstance(event, (ProductCreated, ProductUpdated)):
        site = tenancy.site_by_id(event.site_id)
        actions.refresh_availability(site=site, product_ids=[event.product_id], now=event.occurred_at)
