"""Showing a product to shoppers, and hiding it again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from dramac.commerce.catalog.actions.life import change_status
from dramac.commerce.catalog.rules import statuses
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


def publish_product(site: Site, product_id: UUID, *, by: Actor, now: datetime) -> None:
    """Let shoppers see the product. Raises CannotChangeStatus for one without a variant, NoProduct."""
    change_status(site, product_id, statuses.ACTIVE, by=by, now=now)


def unpublish_product(site: Site, product_id: UUID, *, by: Actor, now: datetime) -> None:
    """Make the product a draft, which shoppers do not see. Raises NoProduct."""
    change_status(site, product_id, statuses.DRAFT, by=by, now=now)
