"""One variant: what every location has of it, and the story of that number."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse

from dramac.commerce.inventory import permissions, queries
from dramac.commerce.inventory.dashboard.finding import found
from dramac.commerce.inventory.dashboard.words import told
from dramac.commerce.inventory.queries import HistoryFilter, Point
from dramac.dashboard.pages import page, show
from dramac.tenancy.requests import SiteRequest

A_PAGE = 50


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
    at = HistoryFilter(variant_id=variant_id, location_id=location_id)
    shown = queries.history(request.site, at, after=_point(request), limit=A_PAGE)
    further = shown.next
    return show(
        request,
        "commerce/inventory/dashboard/variant.html",
        variant=row,
        place=place,
        names={one.pk: one.name for one in places},
        levels=queries.levels(request.site, [variant_id]).get(variant_id, []),
        why=queries.why(request.site, variant_id, location_id),
        told=told(request, shown.movements),
        further="?" + urlencode({"since": further.created_at.isoformat(), "key": str(further.id)}) if further else "",
        may_adjust=request.membership.may(permissions.ADJUST),
    )


def _point(request: SiteRequest) -> Point | None:
    """Where in the history the page begins; the newest for an address that makes no sense."""
    try:
        since = datetime.fromisoformat(request.GET.get("since", ""))
        return Point(since, UUID(request.GET.get("key", ""))) if since.tzinfo else None
    except ValueError:
        return None
