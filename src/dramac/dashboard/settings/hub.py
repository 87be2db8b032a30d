"""The settings' own page: its areas, each with a sentence; slices hang theirs in by the navigation."""

from __future__ import annotations

from django.http import HttpResponse

from dramac.dashboard.frame import Frame
from dramac.dashboard.pages import page, show
from dramac.tenancy.requests import SiteRequest

PAGE = "dashboard:settings"


@page(needs=None, methods=("GET",))
def hub(request: SiteRequest) -> HttpResponse:
    """The areas that this person may open."""
    below = [area for place in Frame(request).places if place.entry.page == PAGE for area in place.below]
    areas = [{"label": one.label, "href": one.href, "icon": one.icon, "text": one.entry.text} for one in below]
    return show(request, "dashboard/settings/hub.html", areas=areas)
