"""The places that hold stock: opened, described, made the default, closed and opened again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory import actions, permissions, queries
from dramac.commerce.inventory.actions import LocationDetails
from dramac.commerce.inventory.models import Location
from dramac.dashboard.forms import CountryField, SiteForm, TextField
from dramac.dashboard.pages import done, here, page, refuse, sent, show
from dramac.kit.refusal import Refused
from dramac.tenancy.requests import SiteRequest

ADDRESS = ("line1", "line2", "postal_code", "city", "country")
INDEX = "inventory:locations"


class LocationForm(SiteForm):
    """What is said of a place."""

    name = TextField(label=_("Name"), max_length=120, help_text=_("Such as Main warehouse, or Shop in Cork."))
    code = TextField(label=_("Code"), max_length=40, required=False)
    line1 = TextField(label=_("Street and number"), max_length=200, required=False)
    line2 = TextField(label=_("Floor, building"), max_length=200, required=False)
    postal_code = TextField(label=_("Postcode"), max_length=20, required=False)
    city = TextField(label=_("Town"), max_length=120, required=False)
    country = CountryField(label=_("Country"), required=False)

    def details(self) -> LocationDetails:
        """The same for the action."""
        data = self.cleaned_data
        return LocationDetails(data["name"], data["code"], {name: data[name] for name in ADDRESS if data[name]})


@page(needs=permissions.VIEW, methods=("GET",))
def index(request: SiteRequest) -> HttpResponse:
    """The places, the default one first."""
    rows = queries.locations(request.site)
    may_edit = request.membership.may(permissions.EDIT_LOCATIONS)
    return show(request, "commerce/inventory/dashboard/locations.html", locations=rows, may_edit=may_edit)


@page(needs=permissions.EDIT_LOCATIONS)
def new(request: SiteRequest) -> HttpResponse:
    """Open a place."""
    return _edit(request, None)


@page(needs=permissions.EDIT_LOCATIONS)
def location(request: SiteRequest, location_id: UUID) -> HttpResponse:
    """Change what is said of a place."""
    return _edit(request, _found(request, location_id))


def _edit(request: SiteRequest, row: Location | None) -> HttpResponse:
    start: dict[str, Any] = (
        {"name": row.name, "code": row.code, **row.address} if row else {"country": request.site.country}
    )
    form = LocationForm(sent(request), site=request.site, initial=start)
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = {
            "site": request.site,
            "details": form.details(),
            "by": request.actor,
            "now": request.now,
        }
        try:
            if row:
                actions.edit_location(location_id=row.pk, **told)
            else:
                actions.add_location(**told)
        except Refused as refusal:
            refuse(form, refusal)
        else:
            return done(request, now_("Saved."), to=here(request, INDEX))
    return show(request, "commerce/inventory/dashboard/location.html", form=form, location=row)


@page(needs=permissions.EDIT_LOCATIONS, methods=("POST",))
def default(request: SiteRequest, location_id: UUID) -> HttpResponse:
    """Fill orders from this place first."""
    return _change(request, location_id, actions.make_default, now_("Orders are filled from here first now."))


@page(needs=permissions.EDIT_LOCATIONS, methods=("POST",))
def closing(request: SiteRequest, location_id: UUID) -> HttpResponse:
    """Sell nothing from this place any more."""
    undo = here(request, "inventory:reopening", location_id=location_id)
    return _change(request, location_id, actions.close_location, now_("The location was closed."), undo)


@page(needs=permissions.EDIT_LOCATIONS, methods=("POST",))
def reopening(request: SiteRequest, location_id: UUID) -> HttpResponse:
    """Sell from this place again."""
    return _change(request, location_id, actions.reopen_location, now_("The location is open again."))


def _change(
    request: SiteRequest, location_id: UUID, change: Callable[..., Location], told: str, undo: str = ""
) -> HttpResponse:
    _found(request, location_id)
    change(site=request.site, location_id=location_id, by=request.actor, now=request.now)
    return done(request, told, to=here(request, INDEX), undo=undo)


def _found(request: SiteRequest, location_id: UUID) -> Location:
    try:
        return queries.location(request.site, location_id)
    except Location.DoesNotExist:
        raise Http404 from None
