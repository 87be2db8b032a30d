"""What staff keep for somebody: until when nobody else can buy it."""

from __future__ import annotations

from uuid import UUID

from ninja import Query

from dramac.api.bodies import Json
from dramac.api.endpoints import Endpoints
from dramac.api.errors import found
from dramac.api.paging import page_of
from dramac.api.requests import ApiRequest
from dramac.api.shapes import Page, shaped
from dramac.commerce.inventory import actions, permissions, queries
from dramac.commerce.inventory.api.sent import HoldBody, HoldsWanted
from dramac.commerce.inventory.api.shapes import StockHold

router = Endpoints("Stock")


@router.get("/inventory/holds", permissions.VIEW)
def list_holds(request: ApiRequest, wanted: Query[HoldsWanted]) -> Page[StockHold]:
    """List what staff keep for somebody now, the next to end first. What is kept for checkouts is not among it."""
    rows = queries.holds(request.site, request.now, wanted.variant_id)
    return page_of(rows, wanted, name="holds", order=("expires_at", "id"), show=_shown)


@router.get("/inventory/holds/{hold_id}", permissions.VIEW)
def get_hold(request: ApiRequest, hold_id: UUID) -> StockHold:
    """Read a hold."""
    return _shown(found(queries.hold(request.site, hold_id)))


@router.post("/inventory/holds", permissions.ADJUST, status=201, located=True)
def keep_stock(request: ApiRequest, body: Json[HoldBody]) -> StockHold:
    """Keep units for somebody until a moment. Nobody else can buy them before; afterwards they are for sale by themselves."""
    place = body.location_id or actions.default_location(request.site)
    wanted = actions.Hold(body.variant_id, place, body.quantity, body.until, body.reason)
    return _shown(actions.hold(site=request.site, hold=wanted, by=request.actor, now=request.now))


@router.delete("/inventory/holds/{hold_id}", permissions.ADJUST)
def release_hold(request: ApiRequest, hold_id: UUID) -> None:
    """Let what is kept be bought again."""
    found(queries.hold(request.site, hold_id))
    actions.release_hold(site=request.site, hold_id=hold_id, by=request.actor, now=request.now)


def _shown(row: object) -> StockHold:
    return shaped(StockHold, row)
