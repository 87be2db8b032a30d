"""Stock through the API: levels and their ledger, and the places that hold it."""

from __future__ import annotations

from dramac.commerce.inventory.api.levels import router as levels
from dramac.commerce.inventory.api.locations import router as locations

routers = [levels, locations]
