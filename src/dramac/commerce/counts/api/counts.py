"""Counts and their lines."""

from __future__ import annotations

from uuid import UUID

from ninja import Query

from dramac.api.bodies import Json
from dramac.api.endpoints import Endpoints
from dramac.api.errors import found
from dramac.api.paging import page_of
from dramac.api.requests import ApiRequest
from dramac.api.shapes import Page, shaped
from dramac.commerce.counts import actions, models, permissions, queries
from dramac.commerce.counts.api.shapes import (
    CountBody,
    CountLine,
    CountLinesWanted,
    CountsWanted,
    EntriesBody,
    PostingBody,
    StockCount,
)

router = Endpoints("Stock counts")


@router.get("/inventory/stock-counts", permissions.VIEW)
def list_stock_counts(request: ApiRequest, wanted: Query[CountsWanted]) -> Page[StockCount]:
    """List counts, newest first."""
    exact = wanted.model_dump(include={"state", "location_id"}, exclude_none=True)
    rows = models.StockCount.objects.of(request.site).filter(**exact)
    return page_of(rows, wanted, name="counts", order=("-number", "id"), show=_count)


@router.get("/inventory/stock-counts/{count_id}", permissions.VIEW)
def get_stock_count(request: ApiRequest, count_id: UUID) -> StockCount:
    """Read a count."""
    return _count(_found(request, count_id))


@router.get("/inventory/stock-counts/{count_id}/lines", permissions.POST)
def list_stock_count_lines(request: ApiRequest, count_id: UUID, wanted: Query[CountLinesWanted]) -> Page[CountLine]:
    """List the lines of a count with what was expected: for those who post it."""
    rows = queries.lines(request.site, _found(request, count_id))
    if wanted.is_counted is not None:
        rows = rows.filter(counted__isnull=not wanted.is_counted)
    return page_of(rows, wanted, name="count-lines", order=("id",), show=_line)


@router.post("/inventory/stock-counts", permissions.COUNT, status=201, located=True)
def start_stock_count(request: ApiRequest, body: Json[CountBody]) -> StockCount:
    """Start a count of a location. Variants whose stock is not tracked are left out."""
    details, keys = body.details(), body.variant_ids
    made = actions.start(site=request.site, details=details, variant_ids=keys, by=request.actor, now=request.now)
    return _count(made)


@router.post("/inventory/stock-counts/{count_id}/entries", permissions.COUNT)
def enter_stock_count(request: ApiRequest, count_id: UUID, body: Json[EntriesBody]) -> StockCount:
    """Write down what was counted, beside what is on hand at this moment. What was not on the list comes onto it."""
    _found(request, count_id)
    entries = [actions.Entry(one.variant_id, one.units, one.adds) for one in body.entries]
    actions.enter(site=request.site, count_id=count_id, entries=entries, by=request.actor, now=request.now)
    return _count(_found(request, count_id))


@router.post("/inventory/stock-counts/{count_id}/posting", permissions.POST)
def post_stock_count(request: ApiRequest, count_id: UUID, body: Json[PostingBody]) -> StockCount:
    """Put the differences into the books. The same count is posted once."""
    _found(request, count_id)
    rest, actor, now = body.rest_is_zero, request.actor, request.now
    return _count(actions.post(site=request.site, count_id=count_id, rest_is_zero=rest, by=actor, now=now))


@router.post("/inventory/stock-counts/{count_id}/cancellation", permissions.COUNT)
def cancel_stock_count(request: ApiRequest, count_id: UUID) -> StockCount:
    """Give a count up; the books stay as they are."""
    _found(request, count_id)
    return _count(actions.cancel(site=request.site, count_id=count_id, by=request.actor, now=request.now))


def _found(request: ApiRequest, count_id: UUID) -> models.StockCount:
    return found(queries.count(request.site, count_id))


def _count(row: models.StockCount) -> StockCount:
    return shaped(StockCount, row)


def _line(row: models.StockCountLine) -> CountLine:
    return shaped(CountLine, row)
