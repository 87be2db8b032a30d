"""What buying puts on the first page: what must be ordered today."""

from __future__ import annotations

from dramac.commerce.purchasing import permissions, queries
from dramac.dashboard.home import Card
from dramac.dashboard.pages import here
from dramac.tenancy.requests import SiteRequest

SHOWN = 5


def order_today(request: SiteRequest) -> Card | None:
    """How many variants must be ordered today, with the most urgent; nothing to say while none must. As many statements as
    `due_today`."""
    if not request.membership.may(permissions.VIEW):
        return None
    due = queries.due_today(request.site, request.now)
    if not due:
        return None
    due.sort(key=lambda row: (row.available > 0, row.advice.days_left or 0, row.name))
    first = [
        {
            "label": row.name,
            "href": here(request, "inventory:variant", variant_id=row.pk),
            "available": row.available,
            "quantity": row.advice.quantity,
            "supplier": row.supplier,
        }
        for row in due[:SHOWN]
    ]
    return Card("commerce/purchasing/dashboard/card.html", {"count": len(due), "first": first})
