"""Addresses of the reports on stock, below the slice's own."""

from __future__ import annotations

from django.urls import path

from dramac.commerce.inventory.dashboard.reports.landing import REPORTS, landing
from dramac.dashboard.index import addresses

urlpatterns = [
    path("inventory/reports/", landing, name="reports"),
    *(
        one
        for name, _icon, table in REPORTS
        for one in addresses(table, f"inventory/reports/{name}/", name=f"report-{name}")
    ),
]
