"""Buying through the API: suppliers and their items, purchase orders, what to order."""

from __future__ import annotations

from dramac.commerce.purchasing.api.orders import router as orders
from dramac.commerce.purchasing.api.reorder import router as reorder
from dramac.commerce.purchasing.api.suppliers import router as suppliers

routers = [suppliers, orders, reorder]
