"""Alerts through the API: what runs low, the limits, and who is told."""

from __future__ import annotations

from dramac.commerce.alerts.api.alerts import router as alerts
from dramac.commerce.alerts.api.limits import router as limits

routers = [alerts, limits]
