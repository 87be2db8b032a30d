"""Decisions about stock: who gets units from where, what may be adjusted, what it is worth, and when something ran out.

Values in, values out.
"""

from __future__ import annotations

from dramac.commerce.inventory.rules.adjusting import (
    BY_HAND,
    LOWERING,
    MANUAL,
    RAISING,
    REASON_CODES,
    REVERSAL,
    USUAL_CODES,
    AdjustmentFault,
    cause_of,
    code_of,
    fault_of,
    is_reversible,
)
from dramac.commerce.inventory.rules.allocation import (
    Allocation,
    Demand,
    Shortage,
    allocate,
    differing,
    merge,
    spread,
    waiting,
)
from dramac.commerce.inventory.rules.booking import Booking, book
from dramac.commerce.inventory.rules.levels import (
    MOST_ON_HAND,
    MOST_UNITS,
    STATES,
    Change,
    Crossing,
    Level,
    Reference,
    StockSettings,
    crossings,
)
from dramac.commerce.inventory.rules.valuing import carried, value_out, valued

__all__ = [
    "BY_HAND",
    "LOWERING",
    "MANUAL",
    "MOST_ON_HAND",
    "MOST_UNITS",
    "RAISING",
    "REASON_CODES",
    "REVERSAL",
    "STATES",
    "USUAL_CODES",
    "AdjustmentFault",
    "Allocation",
    "Booking",
    "Change",
    "Crossing",
    "Demand",
    "Level",
    "Reference",
    "Shortage",
    "StockSettings",
    "allocate",
    "book",
    "carried",
    "cause_of",
    "code_of",
    "crossings",
    "differing",
    "fault_of",
    "is_reversible",
    "merge",
    "spread",
    "value_out",
    "valued",
    "waiting",
]
