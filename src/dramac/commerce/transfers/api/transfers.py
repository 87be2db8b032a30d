"""Transfers: begun, sent, received, ended."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ninja import Query

from dramac.api import idempotency
from dramac.api.bodies import Json, MaybeJson
from dramac.api.endpoints import Endpoints
from dramac.api.errors import conflicts, found
from dramac.api.paging import page_of
from dramac.api.requests import ApiRequest
from dramac.api.shapes import Page
from dramac.commerce.transfers import actions, permissions, queries
from dramac.commerce.transfers.api import shapes
from dramac.commerce.transfers.api.sent import (
    DispatchBody,
    EndBody,
    TransferBody,
    TransferReceiptBody,
    TransfersWanted,
)
from dramac.commerce.transfers.api.shapes import StockTransfer, StockTransferSummary

router = Endpoints("Stock transfers")
conflicts("not_a_draft", "not_open", "is_cancelled", "not_just_sent", "not_the_latest", "below_committed", "below_zero")
BASE = "/inventory/transfers"
ONE = BASE + "/{transfer_id}"


@router.get(BASE, permissions.VIEW)
def list_stock_transfers(request: ApiRequest, wanted: Query[TransfersWanted]) -> Page[StockTransferSummary]:
    """List transfers, newest first."""
    exact = wanted.model_dump(include={"origin_id", "destination_id"}, exclude_none=True)
    rows = queries.transfers(request.site).filter(**exact)
    if wanted.state:
        rows = rows.filter(state__in=wanted.state)
    return page_of(rows, wanted, name="stock-transfers", order=("-created_at", "id"), show=shapes.summary)


@router.get(ONE, permissions.VIEW)
def get_stock_transfer(request: ApiRequest, transfer_id: UUID) -> StockTransfer:
    """Read a transfer with its lines and what came of them."""
    return _read(request, transfer_id)


@router.post(BASE, permissions.MOVE, status=201, located=True)
def create_stock_transfer(request: ApiRequest, body: Json[TransferBody]) -> StockTransfer:
    """Begin a transfer. Nothing moves until it is dispatched."""
    made = actions.create(site=request.site, lines=body.wishes(), details=body.details(), **_who(request))
    return _read(request, made.pk)


@router.put(ONE, permissions.MOVE)
def replace_stock_transfer(request: ApiRequest, transfer_id: UUID, body: Json[TransferBody]) -> StockTransfer:
    """Replace what a draft moves and says."""
    told: dict[str, Any] = {"lines": body.wishes(), "details": body.details(), **_who(request)}
    actions.edit(site=request.site, transfer_id=transfer_id, **told)
    return _read(request, transfer_id)


@router.post(ONE + "/dispatch", permissions.MOVE)
def dispatch_stock_transfer(
    request: ApiRequest, transfer_id: UUID, body: MaybeJson[DispatchBody | None]
) -> StockTransfer:
    """Send the goods: they leave the origin and are incoming at the destination. What is promised to orders stays."""
    said = body or DispatchBody()
    told: dict[str, Any] = {"carrier": said.carrier, "tracking": said.tracking, **_who(request)}
    actions.dispatch(site=request.site, transfer_id=transfer_id, **told)
    return _read(request, transfer_id)


@router.post(ONE + "/receipts", permissions.RECEIVE, status=201)
def receive_stock_transfer(request: ApiRequest, transfer_id: UUID, body: Json[TransferReceiptBody]) -> StockTransfer:
    """Take goods in, whole or in part. The request's idempotency key names the receipt."""
    receipt = body.receipt(idempotency.own_key(request) or "")
    actions.receive(site=request.site, transfer_id=transfer_id, receipt=receipt, **_who(request))
    return _read(request, transfer_id)


@router.post(ONE + "/receipts/{receipt_id}/reversal", permissions.RECEIVE)
def reverse_stock_transfer_receipt(request: ApiRequest, transfer_id: UUID, receipt_id: UUID) -> StockTransfer:
    """Take the latest receipt or closing back: its goods are on their way again."""
    actions.reverse_receipt(site=request.site, transfer_id=transfer_id, receipt_id=receipt_id, **_who(request))
    return _read(request, transfer_id)


@router.post(ONE + "/closure", permissions.RECEIVE)
def close_stock_transfer(request: ApiRequest, transfer_id: UUID, body: MaybeJson[EndBody | None]) -> StockTransfer:
    """Wait for nothing more: what has not come is missing, and its value is lost."""
    reason = body.reason if body else ""
    actions.close(site=request.site, transfer_id=transfer_id, reason=reason, **_who(request))
    return _read(request, transfer_id)


@router.post(ONE + "/cancellation", permissions.MOVE)
def cancel_stock_transfer(request: ApiRequest, transfer_id: UUID, body: MaybeJson[EndBody | None]) -> StockTransfer:
    """Give a draft up, or send what has not come back to where it left."""
    reason = body.reason if body else ""
    actions.cancel(site=request.site, transfer_id=transfer_id, reason=reason, **_who(request))
    return _read(request, transfer_id)


def _who(request: ApiRequest) -> dict[str, Any]:
    return {"by": request.actor, "now": request.now}


def _read(request: ApiRequest, transfer_id: UUID) -> StockTransfer:
    return shapes.transfer(found(queries.detail(request.site, transfer_id)), request.site.currency)
