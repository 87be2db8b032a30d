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
    there,
)
from dramac.commerce.inventory.queries.batches import (
    Recipient,
    batch,
    batch_history,
    batch_levels,
    batch_recipients,
    batches,
    batching,
    expiring,
    selling_day,
    sendable,
    sendable_of,
    shelves,
    unsold_from,
)
from dramac.commerce.inventory.queries.checks import Disagreement, UntrueBatch, check_batches, check_ledger
from dramac.commerce.inventory.queries.free import free
from dramac.commerce.inventory.queries.history import HistoryFilter, HistoryPage, Point, history, movements
from dramac.commerce.inventory.queries.lists import counted_list, with_states
from dramac.commerce.inventory.queries.overview import Figures, figures
from dramac.commerce.inventory.queries.reserved import hold, holds, kept_at_checkout, places_in, reserved, selling
from dramac.commerce.inventory.queries.story import (
    Explanation,
    Holder,
    Line,
    Part,
    Story,
    Units,
    closing_levels,
    story,
    units_now,
    why,
)
from dramac.commerce.inventory.queries.sums import low_at, runs_low, sold_out, with_levels, with_stock

__all__ = [
    "Disagreement",
    "Explanation",
    "Figures",
    "HistoryFilter",
    "HistoryPage",
    "Holder",
    "Line",
    "Location",
    "Part",
    "Point",
    "Recipient",
    "Story",
    "Units",
    "UntrueBatch",
    "availability",
    "batch",
    "batch_history",
    "batch_levels",
    "batch_recipients",
    "batches",
    "batching",
    "check_batches",
    "check_ledger",
    "closing_levels",
    "counted_list",
    "expiring",
    "figures",
    "free",
    "held",
    "history",
    "hold",
    "holds",
    "kept_at_checkout",
    "levels",
    "location",
    "locations",
    "low_at",
    "movements",
    "places_in",
    "reserved",
    "runs_low",
    "selling",
    "selling_day",
    "sendable",
    "sendable_of",
    "shelves",
    "shipped",
    "sold_out",
    "stock_levels",
    "story",
    "there",
    "units_now",
    "unsold_from",
    "why",
    "with_levels",
    "with_states",
    "with_stock",
]
