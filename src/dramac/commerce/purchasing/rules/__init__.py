"""Decisions about buying: what goods really cost, what may be received, and what must be ordered. Values in, values out."""

from __future__ import annotations

from dramac.commerce.purchasing.rules.costs import converted, landed, share
from dramac.commerce.purchasing.rules.orders import MOST_UNITS, Delivered, Fault, LineFacts, State, fault_of, state_of
from dramac.commerce.purchasing.rules.reorder import (
    Advice,
    Demand,
    Needs,
    ReorderSettings,
    Terms,
    advise,
    demand_of,
    in_packs,
)

__all__ = [
    "MOST_UNITS",
    "Advice",
    "Delivered",
    "Demand",
    "Fault",
    "LineFacts",
    "Needs",
    "ReorderSettings",
    "State",
    "Terms",
    "advise",
    "converted",
    "demand_of",
    "fault_of",
    "in_packs",
    "landed",
    "share",
    "state_of",
]
