"""Opens a purchase order for a change, and closes it again: locked, its state worked out anew, its story told.

The order is locked before the stock of its goods; whoever changes it comes through here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory.rules import Change, Reference
from dramac.commerce.purchasing.models import (
    PurchaseOrder,
    PurchaseOrderEntry,
    PurchaseOrderLine,
    PurchaseOrderNumber,
)
from dramac.commerce.purchasing.rules import LineFacts, State, state_of
from dramac.kit import sql
from dramac.kit.ids import new_id
from dramac.kit.refusal import Refused
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

PURCHASE_ORDER = "purchase_order"
_NEXT_NUMBER = """
INSERT INTO mod_ecommod01_purchase_order_numbers (site_id, id, last) VALUES (%s, %s, 1)
ON CONFLICT (site_id) DO UPDATE SET last = mod_ecommod01_purchase_order_numbers.last + 1
RETURNING last
"""


class UnknownOrder(Refused):
    """The site has no such purchase order."""

    code = "unknown_purchase_order"

    def __init__(self) -> None:
        super().__init__(_("There is no such purchase order."))


class OrderRefused(Refused):
    """Something cannot be done with the purchase order; `line_id` names the line at fault where there is one."""

    code = "purchase_order_refused"

    def __init__(self, message: object, *, code: str, field: str | None = None, line_id: UUID | None = None) -> None:
        super().__init__(message, field=field, code=code)
        self.line_id = line_id


@dataclass(slots=True)
class OpenOrder:
    """A locked purchase order with its lines, while it is being changed."""

    site: Site
    order: PurchaseOrder
    lines: list[PurchaseOrderLine]
    by: Actor
    now: datetime
    entries: list[PurchaseOrderEntry] = field(default_factory=list)

    @property
    def state(self) -> State:
        """Where it stands."""
        return State(self.order.state)

    @property
    def facts(self) -> list[LineFacts]:
        """The units of its lines."""
        return [LineFacts(one.pk, one.ordered, one.received, one.rejected, one.cancelled) for one in self.lines]

    def tell(self, kind: str, **details: Any) -> None:
        """Add to its story."""
        told: dict[str, Any] = {
            "order_id": self.order.pk,
            "kind": kind,
            "details": details,
            "actor": self.by.label[:160],
        }
        self.entries.append(PurchaseOrderEntry(site=self.site, created_at=self.now, **told))

    def post(self, changes: Sequence[Change], *, cause: str, reason: str = "") -> None:
        """Change stock for it."""
        why = inventory.Why("restock", reason, Reference(PURCHASE_ORDER, str(self.order.pk)), cause=cause)
        inventory.post(site=self.site, changes=changes, why=why, by=self.by, now=self.now)

    def settle(self) -> None:
        """Work out its state from its lines, and write it all down."""
        self.order.state = state_of(self.facts).value
        is_open = self.state.is_open
        self.order.closed_at = None if is_open else self.order.closed_at or self.now
        counted = ["landed_total", "received", "rejected", "cancelled"]
        PurchaseOrderLine.objects.of(self.site).bulk_update(self.lines, counted, batch_size=500)
        self.save()

    def save(self) -> None:
        """Write the order and its story down."""
        self.order.updated_at, self.order.version = self.now, self.order.version + 1
        self.order.save()
        PurchaseOrderEntry.objects.bulk_create(self.entries)


def opened(site: Site, order_id: UUID, by: Actor, now: datetime) -> OpenOrder:
    """The order, locked until the transaction ends. Two statements. Raises UnknownOrder."""
    order = PurchaseOrder.objects.of(site).select_for_update().filter(pk=order_id).first()
    if order is None:
        raise UnknownOrder
    lines = PurchaseOrderLine.objects.of(site).filter(order_id=order_id).order_by("position", "pk")
    return OpenOrder(site, order, list(lines), by, now)


def next_number(site: Site) -> int:
    """The next number of the site; its row stays locked until the transaction ends, so that none is left out."""
    assert PurchaseOrderNumber._meta.db_table in _NEXT_NUMBER
    return int(sql.rows(_NEXT_NUMBER, [site.pk, new_id()])[0][0])
