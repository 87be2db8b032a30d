"""Limits of products, variants and locations."""

from __future__ import annotations

from uuid import UUID

from ninja import Query

from dramac.api.bodies import Json
from dramac.api.endpoints import Endpoints
from dramac.api.errors import found
from dramac.api.paging import page_of
from dramac.api.requests import ApiRequest
from dramac.api.shapes import Page, shaped
from dramac.commerce.alerts import actions, models, permissions, queries
from dramac.commerce.alerts.api.sent import LimitBody, LimitsWanted, LimitValues
from dramac.commerce.alerts.api.shapes import StockLimit
from dramac.kit.refusal import Refused

router = Endpoints("Stock alerts")


@router.get("/inventory/alert-limits", permissions.VIEW)
def list_stock_limits(request: ApiRequest, wanted: Query[LimitsWanted]) -> Page[StockLimit]:
    """List the limits that were set. What has none follows the next nearest, at last the shop's own."""
    exact = wanted.model_dump(include={"variant_id", "product_id", "location_id"}, exclude_none=True)
    rows = queries.limits(request.site).filter(**exact)
    return page_of(rows, wanted, name="limits", order=("id",), show=_limit)


@router.get("/inventory/alert-limits/{limit_id}", permissions.VIEW)
def get_stock_limit(request: ApiRequest, limit_id: UUID) -> StockLimit:
    """Read limits that were set."""
    return _limit(found(queries.limit(request.site, limit_id)))


@router.post("/inventory/alert-limits", permissions.EDIT, status=201, located=True)
def configure_stock_limit(request: ApiRequest, body: Json[LimitBody]) -> StockLimit:
    """Set limits for a product, a variant or a location, in place of what was set for the same. Its stock is looked at anew."""
    of = (body.product_id, body.variant_id, body.location_id)
    if of == (None, None, None):
        raise Refused(actions.OF_NOTHING, field="product_id", code="of_nothing")
    made = actions.configure_alert(site=request.site, of=of, details=body.details(), by=request.actor, now=request.now)
    return _limit(found(made))


@router.put("/inventory/alert-limits/{limit_id}", permissions.EDIT)
def replace_stock_limit(request: ApiRequest, limit_id: UUID, body: Json[LimitValues]) -> StockLimit:
    """Replace limits that were set. What they are for stays."""
    details, actor, now = body.details(), request.actor, request.now
    return _limit(actions.edit_limit(site=request.site, limit_id=limit_id, details=details, by=actor, now=now))


@router.delete("/inventory/alert-limits/{limit_id}", permissions.EDIT)
def remove_stock_limit(request: ApiRequest, limit_id: UUID) -> None:
    """Remove limits. The next nearest hold from now on."""
    actions.remove_limit(site=request.site, limit_id=limit_id, by=request.actor, now=request.now)


def _limit(row: models.StockAlert) -> StockLimit:
    return shaped(StockLimit, row)
