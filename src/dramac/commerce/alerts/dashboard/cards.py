"""What alerts put on the first page, and beside their place in the navigation."""

from __future__ import annotations

from dramac.commerce.alerts import permissions, queries
from dramac.commerce.alerts.dashboard.words import named
from dramac.commerce.purchasing import permissions as purchasing
from dramac.dashboard.home import Card
from dramac.dashboard.pages import here
from dramac.tenancy.models import Membership
from dramac.tenancy.requests import SiteRequest

SHOWN = 5


def alerts(request: SiteRequest) -> Card | None:
    """How many are sold out, critical and low, with the first few; nothing to say while there is enough of everything."""
    may = request.membership.may
    if not queries.alert_settings(request.site).on_dashboard or not may(permissions.VIEW):
        return None
    counts = queries.counts(request.site)
    if not counts.total:
        return None
    found = queries.get_stock_alerts(request.site).filter(on_dashboard=True)[:SHOWN]
    units = queries.available_now(request.site, rows := list(found))
    first = [
        {
            "label": named(row),
            "level": row.level,
            "place": row.location.name,
            "available": units.get((row.variant_id, row.location_id), 0),
            "href": here(request, "inventory:history", variant_id=row.variant_id, location_id=row.location_id),
        }
        for row in rows
    ]
    return Card(
        "commerce/alerts/dashboard/card.html", {"counts": counts, "first": first, "may_order": may(purchasing.VIEW)}
    )


def waiting(membership: Membership) -> int:
    """How many alerts wait, for the number beside their place. At most one statement in half a minute."""
    return queries.open_count(membership.site)
