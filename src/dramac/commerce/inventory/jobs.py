"""Background work of stock."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django_tasks import task

from dramac.commerce.inventory import queries
from dramac.commerce.inventory.actions.expiry import expire_batches, warn_of_batches
from dramac.commerce.inventory.actions.month_ends import keep_month_ends
from dramac.kit.clock import utc_now
from dramac.tenancy import queries as tenancy


def begin_month_ends(*, now: datetime) -> None:
    """Put into the queue, for every site, to keep the month ends that are missing."""
    for site in tenancy.active_sites():
        keep_months.enqueue(str(site.pk))


@task
def keep_months(site_id: str) -> int:
    """Keep a site's month ends; doing it twice changes nothing the second time. How many were made."""
    return keep_month_ends(site=tenancy.site_by_id(UUID(site_id)), now=utc_now())


def begin_expiry(*, now: datetime) -> None:
    """Put into the queue, for every site that keeps batches, to take off sale what has expired."""
    for site in tenancy.active_sites():
        if queries.batching(site).is_on:
            expire.enqueue(str(site.pk))


@task
def expire(site_id: str) -> int:
    """Take a site's expired goods off sale and warn of those that soon will be. How many batches it took off.

    Doing it twice changes nothing the second time.
    """
    site, now = tenancy.site_by_id(UUID(site_id)), utc_now()
    warn_of_batches(site=site, now=now)
    return expire_batches(site=site, now=now)
