"""Who waits for what is sold out, through the API."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

import msgspec
from django.db.models import Q
from ninja import Query

from dramac.api.endpoints import Endpoints
from dramac.api.errors import found
from dramac.api.paging import Paging, page_of
from dramac.api.requests import ApiRequest
from dramac.api.shapes import Id, Moment, Page, Shape, shaped
from dramac.commerce.catalog import queries as catalog
from dramac.commerce.waitlist import actions, permissions, queries
from dramac.commerce.waitlist.models import OPEN, RestockRequest

router = Endpoints("Back-in-stock requests")

State = Literal["waiting", "told", "cancelled"]
STATES = {
    "waiting": OPEN,
    "told": Q(sent_at__isnull=False),
    "cancelled": Q(cancelled_at__isnull=False, sent_at=None),
}


class RestockWish(Shape, frozen=True, kw_only=True):
    """Someone who wants to be told once when a variant is back. An erased person's address is empty."""

    id: Id
    variant_id: Id
    product_id: Id
    customer_id: Id | None
    email: Annotated[str, msgspec.Meta(examples=["grace@example.com"])]
    locale: str
    state: State
    created_at: Moment
    sent_at: Moment | None
    cancelled_at: Moment | None


class RestockDemand(Shape, frozen=True, kw_only=True):
    """How many people wait for a variant, and since when the first of them does."""

    variant_id: Id
    product_id: Id
    sku: str
    waiting: int
    since: Moment


class RestockWishesWanted(Paging):
    """Which requests are asked for; every part narrows."""

    variant_id: UUID | None = None
    state: State | None = None


@router.get("/restock-requests", permissions.VIEW)
def list_restock_requests(request: ApiRequest, wanted: Query[RestockWishesWanted]) -> Page[RestockWish]:
    """List who waits for what, newest first."""
    rows = queries.requests(request.site, wanted.variant_id)
    if wanted.state:
        rows = rows.filter(STATES[wanted.state])
    return page_of(rows, wanted, name="restock-requests", order=("-created_at", "id"), show=_shown)


@router.get("/restock-requests/{restock_request_id}", permissions.VIEW)
def get_restock_request(request: ApiRequest, restock_request_id: UUID) -> RestockWish:
    """Read one request."""
    return _shown(found(queries.by_id(request.site, restock_request_id)))


@router.post("/restock-requests/{restock_request_id}/cancellation", permissions.EDIT)
def cancel_restock_request(request: ApiRequest, restock_request_id: UUID) -> RestockWish:
    """Do not write to someone. One who was told already stays told."""
    found(queries.by_id(request.site, restock_request_id))
    actions.cancel(site=request.site, request_ids=[restock_request_id], now=request.now)
    return _shown(found(queries.by_id(request.site, restock_request_id)))


@router.get("/restock-demand", permissions.VIEW)
def list_restock_demand(request: ApiRequest, paging: Query[Paging]) -> Page[RestockDemand]:
    """List the variants that somebody waits for, with how many do."""
    rows = queries.with_waiting(request.site, catalog.variants_for_index(request.site)).filter(waiting__gt=0)
    return page_of(rows, paging, name="restock-demand", order=("-waiting", "id"), show=_demand)


def _demand(row: catalog.Variant) -> RestockDemand:
    return shaped(RestockDemand, row, variant_id=row.pk)


def _shown(row: RestockRequest) -> RestockWish:
    return shaped(RestockWish, row, product_id=row.variant.product_id)
