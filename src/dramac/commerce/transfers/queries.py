"""Everything that others may ask of transfers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from dramac.commerce.transfers.models import (
    StockTransfer,
    StockTransferEntry,
    StockTransferLine,
    StockTransferReceipt,
    StockTransferReceiptLine,
)
from dramac.kit.money import Minor
from dramac.tenancy.models import Site

OPEN = ("in_transit", "partly_received")
LEFT = F("sent") - F("received") - F("damaged") - F("lost") - F("returned") + F("found")
"""Units of a line that are still on their way."""


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """A receipt with the units of each of its lines."""

    receipt: StockTransferReceipt
    lines: Sequence[StockTransferReceiptLine]


@dataclass(frozen=True, slots=True)
class TransferDetail:
    """A transfer with all that belongs to it."""

    transfer: StockTransfer
    lines: Sequence[StockTransferLine]
    receipts: Sequence[ReceiptView]
    timeline: Sequence[StockTransferEntry]

    def units(self, name: str) -> int:
        """The units, or the minor units of value, of all lines in a column."""
        return sum(getattr(line, name) for line in self.lines)

    @property
    def latest(self) -> StockTransferReceipt | None:
        """The last receipt that was not taken back."""
        kept = [view.receipt for view in self.receipts if view.receipt.reversed_at is None]
        return kept[-1] if kept else None


@dataclass(frozen=True, slots=True)
class Lost:
    """Units that left a location and never came to the other, and what they were worth as they left (minor units)."""

    units: int
    value: Minor


@dataclass(frozen=True, slots=True)
class Coming:
    """Units of a variant that are on their way to a location, by which transfer, and what they are worth (minor units)."""

    line: StockTransferLine
    transfer: StockTransfer
    units: int
    value: Minor


def transfers(site: Site) -> QuerySet[StockTransfer]:
    """All transfers with their locations, each with `units` to be moved, those that `came`, those that `differ` from what was
    sent and the `value_lost` (minor units), to be put in order and cut."""
    lines = StockTransferLine.objects.filter(site_id=OuterRef("site_id"), transfer_id=OuterRef("pk")).order_by()

    def summed(what: object) -> Coalesce:
        rows = lines.values("transfer_id").annotate(n=Sum(what)).values("n")
        return Coalesce(Subquery(rows, output_field=IntegerField()), 0)

    return (
        StockTransfer.objects.of(site)
        .select_related("origin", "destination")
        .annotate(
            units=summed("quantity"),
            came=summed(F("received") + F("damaged")),
            differ=summed(F("damaged") + F("lost") + F("found")),
            lost_value=summed("value_lost"),
        )
    )


def transfer(site: Site, transfer_id: UUID) -> StockTransfer | None:
    """One of them with its locations. One statement."""
    return StockTransfer.objects.of(site).select_related("origin", "destination").filter(pk=transfer_id).first()


def by_number(site: Site, number: int) -> TransferDetail | None:
    """A transfer by its number, with all that belongs to it. Five statements."""
    return _detail(site, StockTransfer.objects.of(site).filter(number=number))


def detail(site: Site, transfer_id: UUID) -> TransferDetail | None:
    """A transfer by its key, with all that belongs to it. Five statements."""
    return _detail(site, StockTransfer.objects.of(site).filter(pk=transfer_id))


def _detail(site: Site, rows: QuerySet[StockTransfer]) -> TransferDetail | None:
    found = rows.select_related("origin", "destination").first()
    if found is None:
        return None
    receipts = list(StockTransferReceipt.objects.of(site).filter(transfer_id=found.pk).order_by("received_at", "pk"))
    came: dict[UUID, list[StockTransferReceiptLine]] = {one.pk: [] for one in receipts}
    for row in StockTransferReceiptLine.objects.of(site).filter(receipt_id__in=came).order_by("pk"):
        came[row.receipt_id].append(row)
    return TransferDetail(
        transfer=found,
        lines=list(StockTransferLine.objects.of(site).filter(transfer_id=found.pk).order_by("position", "pk")),
        receipts=[ReceiptView(one, came[one.pk]) for one in receipts],
        timeline=list(StockTransferEntry.objects.of(site).filter(transfer_id=found.pk).order_by("created_at", "pk")),
    )


def lines_of_sku(site: Site, sku: str) -> QuerySet[StockTransferLine]:
    """The lines whose SKU begins so. No statement yet."""
    return StockTransferLine.objects.of(site).filter(sku__istartswith=sku)


def coming(site: Site, variant_ids: Iterable[UUID], location_id: UUID | None = None) -> list[Coming]:
    """What of these variants is on its way to a location, or to any, the soonest first. One statement."""
    rows = (
        StockTransferLine.objects.of(site)
        .filter(variant_id__in=list(variant_ids), transfer__state__in=OPEN)
        .select_related("transfer__origin", "transfer__destination")
        .annotate(left=LEFT)
        .filter(left__gt=0)
        .order_by(F("transfer__expected_on").asc(nulls_last=True), "transfer__number", "pk")
    )
    if location_id is not None:
        rows = rows.filter(transfer__destination_id=location_id)
    return [Coming(line, line.transfer, line.open, line.value_open) for line in rows]


def on_the_way(site: Site, location_id: UUID | None = None) -> dict[UUID, int]:
    """Units of each variant on their way to a location, or to any. One statement."""
    rows = StockTransferLine.objects.of(site).filter(transfer__state__in=OPEN)
    if location_id is not None:
        rows = rows.filter(transfer__destination_id=location_id)
    summed = rows.order_by().values_list("variant_id").annotate(units=Sum(LEFT))
    return {variant_id: units for variant_id, units in summed if units}


def lost(site: Site, since: datetime, until: datetime, goods: QuerySet[Any] | None, origin_id: UUID | None) -> Lost:
    """What was lost between locations in a time, as it was recorded: of some variants, or of all; sent by one location, or by any.

    What was recorded by mistake and taken back is left out. One statement.
    """
    rows = StockTransferReceiptLine.objects.of(site).filter(
        lost__gt=0, receipt__reversed_at=None, receipt__received_at__gte=since, receipt__received_at__lt=until
    )
    if goods is not None:
        rows = rows.filter(line__variant_id__in=goods.order_by().values("pk"))
    if origin_id is not None:
        rows = rows.filter(receipt__transfer__origin_id=origin_id)
    found = rows.aggregate(units=Sum("lost"), value=Sum("value_lost"))
    return Lost(int(found["units"] or 0), int(found["value"] or 0))
