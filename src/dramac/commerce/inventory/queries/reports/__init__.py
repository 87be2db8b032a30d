"""Reports on stock: what it was worth, what moved, what sells, what lies. Units, and minor units of the site's currency.

Every report is set-based and reads the ledger; the past is read from the nearest month end (`asof`). Amounts sold come
from orders, which this slice does not know: whoever asks hands them over.
"""

from __future__ import annotations

from dramac.commerce.inventory.queries.reports.ageing import AgeingRow, DeadRow, ageing, dead_stock
from dramac.commerce.inventory.queries.reports.asof import Stand, levels_at
from dramac.commerce.inventory.queries.reports.filters import (
    ReportFilter,
    Window,
    end_of,
    last_days,
    today,
    variants_of,
    window,
)
from dramac.commerce.inventory.queries.reports.moving import (
    MovedRow,
    MovementReport,
    ReasonRow,
    get_stock_movement_report,
    reasons_moved,
)
from dramac.commerce.inventory.queries.reports.naming import Named, named
from dramac.commerce.inventory.queries.reports.ranking import RankedRow, ranking, steadiness_spans
from dramac.commerce.inventory.queries.reports.running import OutSince, out_since
from dramac.commerce.inventory.queries.reports.selling import SellingRow, last_sold, selling
from dramac.commerce.inventory.queries.reports.summary import InventoryReport, get_inventory_report
from dramac.commerce.inventory.queries.reports.valuation import (
    Valuation,
    ValuedPlace,
    ValuedRow,
    categories_valued,
    get_stock_valuation,
    month_ends,
)

__all__ = [
    "AgeingRow",
    "DeadRow",
    "InventoryReport",
    "MovedRow",
    "MovementReport",
    "Named",
    "OutSince",
    "RankedRow",
    "ReasonRow",
    "ReportFilter",
    "SellingRow",
    "Stand",
    "Valuation",
    "ValuedPlace",
    "ValuedRow",
    "Window",
    "ageing",
    "categories_valued",
    "dead_stock",
    "end_of",
    "get_inventory_report",
    "get_stock_movement_report",
    "get_stock_valuation",
    "last_days",
    "last_sold",
    "levels_at",
    "month_ends",
    "named",
    "out_since",
    "ranking",
    "reasons_moved",
    "selling",
    "steadiness_spans",
    "today",
    "variants_of",
    "window",
]
