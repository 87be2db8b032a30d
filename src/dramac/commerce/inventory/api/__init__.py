"""Stock through the API: levels and their ledger, and the places that hold it."""

from __future__ import annotations

from dramac.commerce.inventory.api.batches import router as batches
from dramac.commerce.inventory.api.bulk import router as bulk
from dramac.commerce.inventory.api.holds import router as holds
from dramac.commerce.inventory.api.levels import router as levels
from dramac.commerce.inventory.api.locations import router as locations
from dramac.commerce.inventory.api.reports import router as reports

routers = [levels, bulk, holds, batches, locations, reports]
