"""What stock puts on the first page: what is sold out or nearly."""

from __future__ import annotations

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.inventory import permissions, queries
from dramac.dashboard.home import Card
from dramac.tenancy.requests import SiteRequest

SHOWN = 5


def low(request: SiteRequest) -> Card | None:
    """The tracked variants on sale of which least is left; nothing to say while there is enough of everything."""
    if not request.membership.may(permissions.VIEW):
        return None
    variants = catalog.variants_for_index(request.site).filter(tracks_stock=True, product__status="active")
    short = (
        queries.with_levels(request.site, variants)
        .filter(available__lte=queries.low_at(request.site))
        .order_by("available", "pk")
    )
    rows = list(short[:SHOWN])
    return Card("commerce/inventory/dashboard/low.html", {"rows": rows}) if rows else None
