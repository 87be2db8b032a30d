"""Transfers before their goods leave: begun and changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.transfers.actions.opening import (
    OpenTransfer,
    TransferRefused,
    check_places,
    next_number,
    opened,
)
from dramac.commerce.transfers.events import TransferDrafted
from dramac.commerce.transfers.models import StockTransfer, StockTransferLine
from dramac.commerce.transfers.rules import MOST_UNITS, State
from dramac.kit.ids import new_id
from dramac.kit.outbox import publish
from dramac.kit.text import one_line
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

MOST_LINES = 2000


@dataclass(frozen=True, slots=True)
class LineWish:
    """Units of a variant to move."""

    variant_id: UUID
    quantity: int


@dataclass(frozen=True, slots=True)
class TransferDetails:
    """From where to where, when it is expected, who carries it, and what else is said."""

    origin_id: UUID
    destination_id: UUID
    expected_on: date | None = None
    carrier: str = ""
    tracking: str = ""
    reference: str = ""
    note: str = ""


@transaction.atomic
def create(
    *, site: Site, lines: Sequence[LineWish], details: TransferDetails, by: Actor, now: datetime
) -> StockTransfer:
    """Begin a transfer, which may have no lines yet; no stock moves. Raises TransferRefused."""
    transfer = StockTransfer(id=new_id(), site=site, created_at=now, created_by=by.label[:160], version=0)
    found = OpenTransfer(site, transfer, [], by, now)
    _describe(found, details)
    made = _lines(found, lines)
    transfer.number = next_number(site)
    found.tell("drafted")
    found.save()
    StockTransferLine.objects.bulk_create(made)
    publish(TransferDrafted(site_id=site.pk, occurred_at=now, transfer_id=transfer.pk))
    return transfer


@transaction.atomic
def edit(
    *,
    site: Site,
    transfer_id: UUID,
    lines: Sequence[LineWish] | None,
    details: TransferDetails,
    by: Actor,
    now: datetime,
) -> StockTransfer:
    """Replace what a draft says and, where lines are given, what it moves. Raises TransferRefused once the goods left."""
    found = opened(site, transfer_id, by, now)
    if found.state != State.DRAFT:
        raise TransferRefused(_("Its goods have left: it can no longer be changed."), code="not_a_draft")
    _describe(found, details)
    if lines is not None:
        made = _lines(found, lines)
        StockTransferLine.objects.of(site).filter(transfer_id=transfer_id).delete()
        StockTransferLine.objects.bulk_create(made)
    found.save()
    publish(TransferDrafted(site_id=site.pk, occurred_at=now, transfer_id=transfer_id))
    return found.transfer


def _describe(found: OpenTransfer, details: TransferDetails) -> None:
    check_places(found.site, details.origin_id, details.destination_id)
    transfer = found.transfer
    transfer.origin_id, transfer.destination_id = details.origin_id, details.destination_id
    transfer.expected_on = details.expected_on
    transfer.carrier, transfer.tracking = one_line(details.carrier)[:120], one_line(details.tracking)[:120]
    transfer.reference, transfer.note = one_line(details.reference)[:120], details.note.strip()[:2000]


def _lines(found: OpenTransfer, wishes: Sequence[LineWish]) -> list[StockTransferLine]:
    wanted = [wish.variant_id for wish in wishes]
    if len(set(wanted)) < len(wanted):
        raise TransferRefused(_("Each variant stands on one line."), code="variant_twice", field="lines")
    if len(wanted) > MOST_LINES:
        raise TransferRefused(_("A transfer has at most 2,000 lines."), code="too_many_lines", field="lines")
    variants = {row.pk: row for row in catalog.variants_for_index(found.site).filter(pk__in=wanted)} if wanted else {}
    return [_line(found, place, wish, variants.get(wish.variant_id)) for place, wish in enumerate(wishes)]


def _line(found: OpenTransfer, position: int, wish: LineWish, variant: catalog.Variant | None) -> StockTransferLine:
    if variant is None:
        raise TransferRefused(_("There is no such variant."), code="no_such_variant", field="lines")
    if not variant.tracks_stock:
        raise TransferRefused(
            _("The stock of %(name)s is not tracked, so there is nothing to move.") % {"name": variant.product.title},
            code="not_tracked",
            field="lines",
        )
    if type(wish.quantity) is not int or not 1 <= wish.quantity <= MOST_UNITS:
        raise TransferRefused(_("Give a number of units from 1 to 1,000,000."), code="bad_units", field="lines")
    return StockTransferLine(
        site=found.site,
        transfer_id=found.transfer.pk,
        position=position,
        variant_id=variant.pk,
        title=" ".join(part for part in (variant.product.title, variant.title) if part)[:600],
        sku=variant.sku,
        quantity=wish.quantity,
    )
