"""What the API tells of transfers. Values are in the shop's currency."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec

from dramac.api.shapes import Amount, Id, Moment, Shape, amount, shaped
from dramac.commerce.transfers import models
from dramac.commerce.transfers.queries import TransferDetail

State = Literal["draft", "in_transit", "partly_received", "received", "discrepancy", "cancelled"]


class TransferLine(Shape, frozen=True, kw_only=True):
    """Units of a variant on a transfer, and what became of those that were sent."""

    id: Id
    variant_id: Id
    title: str
    sku: str
    quantity: Annotated[int, msgspec.Meta(description="To be sent.")]
    sent: int
    received: Annotated[int, msgspec.Meta(description="Came whole.")]
    damaged: Annotated[int, msgspec.Meta(description="Came damaged.")]
    lost: int
    returned: Annotated[int, msgspec.Meta(description="Went back to where they had left.")]
    found: Annotated[int, msgspec.Meta(description="Of those that came, more than was sent.")]
    open: Annotated[int, msgspec.Meta(description="Still on their way.")]
    value: Annotated[Amount, msgspec.Meta(description="What left the origin was worth.")]
    value_lost: Amount


class TransferReceipt(Shape, frozen=True, kw_only=True):
    """What came at one time, or was given up as missing; one with `reversed_at` was taken back as a mistake."""

    id: Id
    note: str
    is_closing: bool
    created_by: str
    received_at: Moment
    reversed_at: Moment | None


class StockTransferSummary(Shape, frozen=True, kw_only=True):
    """A transfer as a list shows it. In state `discrepancy` something else came than was sent."""

    id: Id
    version: int
    number: int
    state: State
    origin_id: Id
    destination_id: Id
    expected_on: date | None
    carrier: str
    tracking: str
    reference: str
    created_by: str
    created_at: Moment
    dispatched_at: Moment | None
    closed_at: Moment | None
    updated_at: Moment


class StockTransfer(StockTransferSummary, frozen=True, kw_only=True):
    """A transfer with its lines and what came of them."""

    note: str
    value_on_the_way: Amount
    value_lost: Amount
    lines: list[TransferLine]
    receipts: list[TransferReceipt]


def summary(row: models.StockTransfer) -> StockTransferSummary:
    """A transfer in short."""
    return shaped(StockTransferSummary, row)


def transfer(detail: TransferDetail, currency: str) -> StockTransfer:
    """A transfer with all that belongs to it; `currency` is the shop's."""
    lines = [
        shaped(TransferLine, line, value=amount(line.value, currency), value_lost=amount(line.value_lost, currency))
        for line in detail.lines
    ]
    return shaped(
        StockTransfer,
        detail.transfer,
        value_on_the_way=amount(detail.units("value_open"), currency),
        value_lost=amount(detail.units("value_lost"), currency),
        lines=lines,
        receipts=[shaped(TransferReceipt, view.receipt) for view in detail.receipts],
    )
