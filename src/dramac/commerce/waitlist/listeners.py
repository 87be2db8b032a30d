"""What those who wait hear of: stock that came, and people who became customers or are forgotten."""

from __future__ import annotations

from uuid import UUID

from dramac.commerce.customers.events import CustomerCreated, CustomerDeleted, CustomerUpdated
from dramac.commerce.inventory.events import BackInStock
from dramac.commerce.waitlist import actions
from dramac.kit.clock import utc_now
from dramac.kit.facts import Event
from dramac.tenancy import queries as tenancy


def tell_waiting(event: Event, _key: UUID) -> None:
    """Something is back in stock. Safe to repeat."""
    if isinstance(event, BackInStock):
        site = tenancy.site_by_id(event.site_id)
        actions.tell_waiting(site=site, variant_ids=[event.variant_id], now=utc_now())


def adopt_requests(event: Event, _key: UUID) -> None:
    """Someone whom we may have known by their address alone is a customer. Safe to repeat."""
    if isinstance(event, CustomerCreated | CustomerUpdated):
        site = tenancy.site_by_id(event.site_id)
        actions.adopt_requests(site=site, customer_id=event.customer.id, email=event.customer.email)


def forget_customer(event: Event, _key: UUID) -> None:
    """A customer's data was erased. Safe to repeat."""
    if isinstance(event, CustomerDeleted):
        site = tenancy.site_by_id(event.site_id)
        actions.forget_customer(site=site, customer_id=event.customer_id, now=event.occurred_at)
