"""One variant: what every location has of it, and the story of that number."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from dramac.commerce.inventory import permissions, queries
from dramac.commerce.inventory.dashboard.finding import called, found
from dramac.commerce.inventory.dashboard.links import coming_to, named_holders
from dramac.commerce.inventory.dashboard.sums import terms
from dramac.commerce.inventory.dashboard.words import RUNNING, told
from dramac.commerce.inventory.queries import Point
from dramac.commerce.orders import permissions as ordering
from dramac.commerce.orders import queries as orders
from dramac.commerce.transfers import permissions as transfers
from dramac.dashboard.pages import page, show
from dramac.tenancy.requests import SiteRequest

A_PAGE = 50
WAITING = 6
"""Lines of orders that wait for it, shown at once."""
DAYS = 90


@page(needs=permissions.VIEW, methods=("GET",))
def variant(request: SiteRequest, variant_id: UUID) -> HttpResponse:
    """The variant at all locations."""
    return _story(request, variant_id, None)


@page(needs=permissions.VIEW, methods=("GET",))
def history(request: SiteRequest, variant_id: UUID, location_id: UUID) -> HttpResponse:
    """The variant at one location."""
    return _story(request, variant_id, location_id)


def _story(request: SiteRequest, variant_id: UUID, location_id: UUID | None) -> HttpResponse:
    row = found(request, variant_id)
    places = queries.locations(request.site)
    place = next((one for one in places if one.pk == location_id), None)
    if location_id and place is None:
        raise Http404
    shown = queries.story(request.site, variant_id, location_id, after=_point(request), limit=A_PAGE)
    further = shown.next
    why = queries.why(request.site, variant_id, location_id)
    levels = queries.levels(request.site, [variant_id], now=request.now).get(variant_id, [])
    here_now = [level for level in levels if location_id in (None, level.location_id)]
    return show(
        request,
        "commerce/inventory/dashboard/variant.html",
        variant=row,
        name=called(row),
        place=place,
        names={one.pk: one.name for one in places},
        levels=levels,
        kept=sum(level.reserved for level in here_now),
        too_old=sum(level.spoiled for level in here_now),
        batches=list(queries.batch_levels(request.site, variant_id)) if queries.batching(request.site).is_on else [],
        why=why,
        terms=terms(why.parts),
        holders=named_holders(request, why.holders),
        told=told(request, shown.lines),
        running=RUNNING,
        further="?" + urlencode({"since": further.created_at.isoformat(), "key": str(further.id)}) if further else "",
        coming=coming_to(request, variant_id, location_id) if why.units.incoming else [],
        waiting=_waiting(request, variant_id),
        may_move=request.membership.may(transfers.MOVE) and row.tracks_stock,
        may_adjust=request.membership.may(permissions.ADJUST),
        chart=_chart(request, variant_id, location_id),
    )


def _waiting(request: SiteRequest, variant_id: UUID) -> list[Any]:
    """Lines of orders that wait for units of the variant, the longest waiting first. One statement."""
    if not request.membership.may(ordering.VIEW):
        return []
    return list(orders.waiting_lines(request.site).filter(variant_id=variant_id)[:WAITING])


def _chart(request: SiteRequest, variant_id: UUID, location_id: UUID | None) -> dict[str, Any]:
    """Units on hand at the end of each of the last ninety days."""
    today = timezone.localdate(request.now, request.site.zone)
    values = queries.closing_levels(request.site, variant_id, location_id, until=today, days=DAYS)
    words = {"first": values[0], "last": values[-1], "days": DAYS}
    label = _("On hand over %(days)s days: %(first)s at first, %(last)s today.") % words
    return {"values": values, "label": label, "since": today - timedelta(days=DAYS - 1), "until": today}


def _point(request: SiteRequest) -> Point | None:
    """Where in the history the page begins; the newest for an address that makes no sense."""
    try:
        since = datetime.fromisoformat(request.GET.get("since", ""))
        return Point(since, UUID(request.GET.get("key", ""))) if since.tzinfo else None
    except ValueError:
        return None
