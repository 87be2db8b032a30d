"""Putting a product away: shoppers no longer see it, orders keep referring to it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from dramac.commerce.catalog.actions.life import change_status
from dramac.commerce.catalog.rules import statuses
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


def archive_product(site: Site, product_id: UUID, *, by: Actor, now: datetime) -> None:
    """Put the product away. Raises NoProduct."""
    change_status(site, product_id, statuses.ARCHIVED, by=by, now=now)


def unarchive_product(site: Site, product_id: UUID, *, by: Actor, now: datetime) -> None:
    """Take an archived product back as a draft. Raises NoProduct."""
    change_status(site, product_id, statuses.DRAFT, by=by, now=now)
