"""All reports on one page."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from dramac.commerce.inventory import permissions
from dramac.commerce.inventory.dashboard.reports.frame import Figure
from dramac.commerce.inventory.dashboard.reports.lying import AgeingReport, DeadStockReport
from dramac.commerce.inventory.dashboard.reports.movements import MovementReport, ReasonReport
from dramac.commerce.inventory.dashboard.reports.ranking import RankingReport
from dramac.commerce.inventory.dashboard.reports.running import RunningReport
from dramac.commerce.inventory.dashboard.reports.selling import DaysLeftReport, SellThroughReport
from dramac.commerce.inventory.dashboard.reports.valuation import ValuationReport
from dramac.commerce.inventory.queries.reports import get_inventory_report
from dramac.dashboard.pages import here, page, show
from dramac.tenancy.requests import SiteRequest
from dramac.ui import formats

REPORTS = (
    ("valuation", "coins", ValuationReport),
    ("period", "arrow-left-right", MovementReport),
    ("reasons", "message-square-text", ReasonReport),
    ("running", "triangle-alert", RunningReport),
    ("sell-through", "shopping-bag", SellThroughReport),
    ("days-left", "hourglass", DaysLeftReport),
    ("ageing", "calendar-clock", AgeingReport),
    ("dead-stock", "archive", DeadStockReport),
    ("abc", "chart-column", RankingReport),
)
"""The name of each report's address, its icon, and its list."""


@page(needs=permissions.VIEW, methods=("GET",))
def landing(request: SiteRequest) -> HttpResponse:
    """Stock in a handful of figures, and the way to each report that the person may see."""
    told = get_inventory_report(request.site, request.now)
    figures = [
        Figure(_("Units on hand"), formats.number(told.on_hand)),
        Figure(_("Available"), formats.number(told.available)),
        Figure(_("Incoming"), formats.number(told.incoming)),
        Figure(_("Value, moving average"), formats.money((told.value, request.site.currency))),
    ]
    items = [
        {"label": table.title, "text": table.lead, "icon": icon, "href": here(request, f"inventory:report-{name}")}
        for name, icon, table in REPORTS
        if table.needs is None or request.membership.may(table.needs)
    ]
    return show(
        request,
        "commerce/inventory/dashboard/reports/landing.html",
        items=items,
        figures=figures,
    )
