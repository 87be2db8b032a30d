"""Everything that other modules may ask of stock."""

from __future__ import annotations

from dramac.commerce.inventory.models import Location
from dramac.commerce.inventory.queries.availability import (
    availability,
    held,
    levels,
    location,
    locations,
    shipped,
    stock_levels,
)
from dramac.commerce.inventory.queries.checks import Disagreement, check_ledger
from dramac.commerce.inventory.queries.history import (
    Explanation,
    HistoryFilter,
    HistoryPage,
    Point,
    history,
    movements,
    why,
)
from dramac.commerce.inventory.queries.sums import low_at, with_levels, with_stock

__all__ = [
    "Disagreement",
    "Explanation",
    "HistoryFilter",
    "HistoryPage",
    "Location",
    "Point",
    "availability",
    "check_ledger",
    "held",
    "history",
    "levels",
    "location",
    "locations",
    "low_at",
    "movements",
    "shipped",
    "stock_levels",
    "why",
    "with_levels",
    "with_stock",
]
