"""The statements by which orders are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from dramac.kit import sql
from dramac.kit.ids import new_id
from dramac.tenancy.models import Site

FIRST_NUMBER = 1001
_LINES = "mod_ecommod01_order_items"
_LINE_COLUMNS = (
    "site_id, id, order_id, position, product_id, variant_id, title, variant_title, sku, image_file, quantity, "
    "unit_price, unit_cost, weight_g, requires_shipping, gross, discount, net, tax, total, taxes, discounts, "
    "location_id, holds_stock, waiting_as, waits, promised_on, fulfilled, refunded, returned, cancelled"
)
_UNTOUCHED = (0, 0, 0, 0)
_ENTRIES = "mod_ecommod01_order_timeline_entries"
_ENTRY_COLUMNS = "site_id, id, order_id, kind, details, actor, created_at"
_ORDERS = "mod_ecommod01_orders"
_NEXT_NUMBER = """
INSERT INTO mod_ecommod01_order_numbers (site_id, id, last) VALUES (%s, %s, %s)
ON CONFLICT (site_id) DO UPDATE SET last = mod_ecommod01_order_numbers.last + 1
RETURNING last
"""
_NEW = {
    "state": "open",
    "fulfilment_state": "unfulfilled",
    "refunded_total": 0,
    "closed_at": None,
    "close_reason": "",
    "version": 1,
}
"""What every order begins with."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of an order's story. `details` hold what its words need: amounts in minor units, names, numbers."""

    site_id: UUID
    order_id: UUID
    kind: str
    details: Mapping[str, Any]
    actor: str
    created_at: datetime
    id: UUID = field(default_factory=new_id)


def next_number(site: Site) -> int:
    """The next order number of a site; the row stays locked until the transaction ends. One statement."""
    return int(sql.rows(_NEXT_NUMBER, [site.pk, new_id(), FIRST_NUMBER])[0][0])


def insert_lines(rows: Sequence[tuple[object, ...]]) -> None:
    """Write the lines of an order, in the order of the columns up to `promised_on`. One statement."""
    sql.insert(_LINES, _LINE_COLUMNS, [(*row, *_UNTOUCHED) for row in rows])


def insert_entries(entries: Sequence[Entry]) -> None:
    """Add to the stories of orders. One statement."""
    sql.insert(
        _ENTRIES,
        _ENTRY_COLUMNS,
        [
            (
                entry.site_id,
                entry.id,
                entry.order_id,
                entry.kind,
                dict(entry.details),
                entry.actor[:160],
                entry.created_at,
            )
            for entry in entries
        ],
    )


def insert_order(row: Mapping[str, object]) -> None:
    """Write an order. One statement."""
    full = {**_NEW, **row}
    sql.insert(_ORDERS, ", ".join(full), [tuple(full.values())])
