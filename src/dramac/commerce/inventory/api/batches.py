"""Batches: what there is of each, who got which, and calling one back."""

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
from dramac.commerce.inventory.api.sent import BatchDetails, BatchesWanted, RecallBody
from dramac.commerce.inventory.api.shapes import BatchPlace, BatchRecipient, BatchStory, StockBatch
from dramac.tenancy.models import Site

router = Endpoints("Stock")


@router.get("/inventory/batches", permissions.VIEW)
def list_batches(request: ApiRequest, wanted: Query[BatchesWanted]) -> Page[StockBatch]:
    """List batches with what there is of each, such as those that expire until a day."""
    until = wanted.expires_until
    rows = queries.batches(request.site, variant_id=wanted.variant_id, number=wanted.number, expires_until=until)
    return page_of(rows, wanted, name="batches", order=("-created_at", "-id"), show=_batch)


@router.get("/inventory/batches/{batch_id}", permissions.VIEW)
def get_batch(request: ApiRequest, batch_id: UUID) -> BatchStory:
    """Read a batch, where its units are, and which orders got how many."""
    return _story(request.site, batch_id)


@router.put("/inventory/batches/{batch_id}", permissions.ADJUST)
def replace_batch(request: ApiRequest, batch_id: UUID, body: Json[BatchDetails]) -> BatchStory:
    """Put right what is written of a batch. Its number stays."""
    row = found(queries.batches(request.site).filter(pk=batch_id).first())
    details = actions.BatchName(row.number, **body.model_dump())
    actions.edit_batch(site=request.site, batch_id=batch_id, details=details, by=request.actor, now=request.now)
    return _story(request.site, batch_id)


@router.post("/inventory/batches/{batch_id}/recall", permissions.ADJUST)
def recall_batch(request: ApiRequest, batch_id: UUID, body: Json[RecallBody]) -> BatchStory:
    """Call a batch back. Nothing of it is sold or sent any more, and what is on hand is set aside."""
    actions.recall(site=request.site, batch_id=batch_id, reason=body.reason, by=request.actor, now=request.now)
    return _story(request.site, batch_id)


@router.delete("/inventory/batches/{batch_id}/recall", permissions.ADJUST, status=200)
def lift_batch_recall(request: ApiRequest, batch_id: UUID) -> BatchStory:
    """Say that a recalled batch is in order after all. What the recall set aside is for sale again, unless it has expired."""
    actions.lift_recall(site=request.site, batch_id=batch_id, by=request.actor, now=request.now)
    return _story(request.site, batch_id)


def _batch(row: object) -> StockBatch:
    return shaped(StockBatch, row)


def _story(site: Site, batch_id: UUID) -> BatchStory:
    row = found(queries.batches(site).filter(pk=batch_id).first())
    places = queries.batch_levels(site, row.variant_id).filter(batch_id=batch_id)
    return BatchStory(
        batch=_batch(row),
        places=[shaped(BatchPlace, place) for place in places],
        recipients=[
            BatchRecipient(order_id=UUID(one.order_id), sent=one.sent, returned=one.returned, sent_at=one.sent_at)
            for one in queries.batch_recipients(site, batch_id)
        ],
    )
