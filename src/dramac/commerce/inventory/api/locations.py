"""The places that hold stock."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from dramac.api.addresses import postal_address, sent_address
from dramac.api.bodies import Json
from dramac.api.endpoints import Endpoints
from dramac.api.fields import given
from dramac.api.requests import ApiRequest
from dramac.api.shapes import Page, shaped
from dramac.commerce.inventory import actions, permissions, queries
from dramac.commerce.inventory.api.sent import LocationBody, LocationChanges
from dramac.commerce.inventory.api.shapes import StockLocation
from dramac.commerce.inventory.models import Location

router = Endpoints("Locations")


@router.get("/locations", permissions.VIEW)
def list_locations(request: ApiRequest) -> Page[StockLocation]:
    """List all places that hold stock, the default one first."""
    return Page(data=[_shown(place) for place in queries.locations(request.site)], next=None)


@router.get("/locations/{location_id}", permissions.VIEW)
def get_location(request: ApiRequest, location_id: UUID) -> StockLocation:
    """Read a location."""
    return _shown(queries.location(request.site, location_id))


@router.post("/locations", permissions.EDIT_LOCATIONS, status=201, located=True)
def add_location(request: ApiRequest, body: Json[LocationBody]) -> StockLocation:
    """Open a place that holds stock. The first one of a site is its default."""
    details = actions.LocationDetails(body.name, body.code, sent_address(body.address))
    return _shown(actions.add_location(site=request.site, details=details, by=request.actor, now=request.now))


@router.patch("/locations/{location_id}", permissions.EDIT_LOCATIONS)
def edit_location(request: ApiRequest, location_id: UUID, body: Json[LocationChanges]) -> StockLocation:
    """Change what is said of a location."""
    with transaction.atomic():
        kept = queries.location(request.site, location_id, lock=True)
        changes = given(body) | ({"address": sent_address(body.address)} if "address" in body.model_fields_set else {})
        details = replace(actions.LocationDetails(kept.name, kept.code, kept.address), **changes)
        actor, now = request.actor, request.now
        edited = actions.edit_location(site=request.site, location_id=location_id, details=details, by=actor, now=now)
    return _shown(edited)


@router.post("/locations/{location_id}/default", permissions.EDIT_LOCATIONS)
def make_location_default(request: ApiRequest, location_id: UUID) -> StockLocation:
    """Make a location the default. Orders are filled from it first."""
    made = actions.make_default(site=request.site, location_id=location_id, by=request.actor, now=request.now)
    return _shown(made)


@router.post("/locations/{location_id}/closure", permissions.EDIT_LOCATIONS)
def close_location(request: ApiRequest, location_id: UUID) -> StockLocation:
    """Close a location that holds no stock. Nothing is sold from it any more."""
    closed = actions.close_location(site=request.site, location_id=location_id, by=request.actor, now=request.now)
    return _shown(closed)


@router.post("/locations/{location_id}/reopening", permissions.EDIT_LOCATIONS)
def reopen_location(request: ApiRequest, location_id: UUID) -> StockLocation:
    """Open a closed location again."""
    opened = actions.reopen_location(site=request.site, location_id=location_id, by=request.actor, now=request.now)
    return _shown(opened)


def _shown(place: Location) -> StockLocation:
    return shaped(StockLocation, place, address=postal_address(place.address))
