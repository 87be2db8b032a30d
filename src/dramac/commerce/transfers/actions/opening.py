"""Opens a transfer for a change, and closes it again: locked, its state worked out anew, its story told.

The transfer is locked before the stock of its goods; whoever changes it comes through here.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.actions import AdjustedLevel
from dramac.commerce.inventory.rules import Change, Reference
from dramac.commerce.transfers.models import (
    StockTransfer,
    StockTransferEntry,
    StockTransferLine,
    StockTransferNumber,
)
from dramac.commerce.transfers.rules import LineFacts, State, state_of
from dramac.kit import sql
from dramac.kit.ids import new_id
from dramac.kit.refusal import Refused
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

TRANSFER = "transfer"
CHANGING = (
    "sent",
    "received",
    "damaged",
    "lost",
    "returned",
    "found",
    "value",
    "value_received",
    "value_lost",
    "value_returned",
)
_NEXT_NUMBER = """
INSERT INTO mod_ecommod01_stock_transfer_numbers (site_id, id, last) VALUES (%s, %s, 1)
ON CONFLICT (site_id) DO UPDATE SET last = mod_ecommod01_stock_transfer_numbers.last + 1
RETURNING last
"""


class UnknownTransfer(Refused):
    """The site has no such transfer."""

    code = "unknown_transfer"

    def __init__(self) -> None:
        super().__init__(_("There is no such transfer."))


class TransferRefused(Refused):
    """Something cannot be done with the transfer; `line_id` names the line at fault where there is one."""

    code = "transfer_refused"

    def __init__(self, message: object, *, code: str, field: str | None = None, line_id: UUID | None = None) -> None:
        super().__init__(message, field=field, code=code)
        self.line_id = line_id


@dataclass(slots=True)
class OpenTransfer:
    """A locked transfer with its lines, while it is being changed."""

    site: Site
    transfer: StockTransfer
    lines: list[StockTransferLine]
    by: Actor
    now: datetime
    entries: list[StockTransferEntry] = field(default_factory=list)

    @property
    def state(self) -> State:
        """Where it stands."""
        return State(self.transfer.state)

    @property
    def facts(self) -> list[LineFacts]:
        """The units of its lines."""
        return [
            LineFacts(one.pk, one.sent, one.received, one.damaged, one.lost, one.returned, one.found)
            for one in self.lines
        ]

    def tell(self, kind: str, **details: Any) -> None:
        """Add to its story."""
        told: dict[str, Any] = {
            "transfer_id": self.transfer.pk,
            "kind": kind,
            "details": details,
            "actor": self.by.label[:160],
        }
        self.entries.append(StockTransferEntry(site=self.site, created_at=self.now, **told))

    def post(
        self, changes: Sequence[Change], *, cause: str, reason: str = "", type: str = "transfer"
    ) -> dict[tuple[UUID, UUID], AdjustedLevel]:
        """Change stock for it; what became of each level. Raises CannotAdjust."""
        moving = [change for change in changes if change.on_hand or change.incoming or change.unavailable]
        if not moving:
            return {}
        why = inventory.Why(type, reason, Reference(TRANSFER, str(self.transfer.pk)), cause=cause)
        done = inventory.post(site=self.site, changes=moving, why=why, by=self.by, now=self.now)
        return {(level.variant_id, level.location_id): level for level in done}

    def settle(self) -> None:
        """Work out its state from its lines, and write it all down."""
        self.transfer.state = state_of(self.facts).value
        self.transfer.closed_at = None if self.state.is_open else self.transfer.closed_at or self.now
        self.save_lines()
        self.save()

    def save_lines(self) -> None:
        """Write the lines down."""
        StockTransferLine.objects.of(self.site).bulk_update(self.lines, CHANGING, batch_size=250)

    def save(self) -> None:
        """Write the transfer and its story down."""
        self.transfer.updated_at, self.transfer.version = self.now, self.transfer.version + 1
        self.transfer.save()
        StockTransferEntry.objects.bulk_create(self.entries)


def opened(site: Site, transfer_id: UUID, by: Actor, now: datetime) -> OpenTransfer:
    """The transfer, locked until the transaction ends. Two statements. Raises UnknownTransfer."""
    transfer = StockTransfer.objects.of(site).select_for_update().filter(pk=transfer_id).first()
    if transfer is None:
        raise UnknownTransfer
    lines = StockTransferLine.objects.of(site).filter(transfer_id=transfer_id).order_by("position", "pk")
    return OpenTransfer(site, transfer, list(lines), by, now)


def check_places(site: Site, origin: UUID, destination: UUID) -> None:
    """Raises TransferRefused unless both are open locations of the site, and not the same. One statement."""
    known: Collection[UUID] = {one.pk for one in stock.locations(site, only_active=True)}
    for name, place in (("origin", origin), ("destination", destination)):
        if place not in known:
            raise TransferRefused(_("Choose a location that is open."), code="no_such_location", field=name)
    if origin == destination:
        raise TransferRefused(
            _("Goods move from one location to another: choose two."), code="same_location", field="destination"
        )


def next_number(site: Site) -> int:
    """The next number of the site; its row stays locked until the transaction ends, so that none is left out."""
    assert StockTransferNumber._meta.db_table in _NEXT_NUMBER
    return int(sql.rows(_NEXT_NUMBER, [site.pk, new_id()])[0][0])
