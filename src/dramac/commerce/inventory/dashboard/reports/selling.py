"""How goods sell: sell-through, days of stock left, turnover."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.dashboard.reports.frame import AT, DAYS, GOODS, NAMES, Figure, ReportTable
from dramac.commerce.inventory.queries import reports
from dramac.commerce.inventory.rules import reports as rules
from dramac.dashboard.index import Column
from dramac.ui import formats
from dramac.ui.charts import Chart, Series, drawn, percent_numbers

DRAWN = 10


class SellThroughReport(ReportTable):
    """What of each variant was sold."""

    name = "sell-through"
    title = _("Sell-through")
    lead = _("How much of what there was has been sold.")
    days = 90
    sort = "-sold"
    columns = (
        *NAMES,
        Column("starting", _("At the start"), value="row.starting", kind="number", sort="row.starting"),
        Column("received", _("Received"), value="row.received", kind="number", sort="row.received"),
        Column("sold", _("Sold"), value="row.sold", kind="number", sort="row.sold"),
        Column("returned", _("Returned"), value="row.returned", kind="number", sort="row.returned", shown=False),
        Column("sell_through", _("Sell-through"), value="row.sell_through", kind="percent", sort="row.sell_through", role="figure"),
        Column("turnover", _("Turnover"), value="row.turnover", kind="number", sort="row.turnover"),
    )  # fmt: skip
    filters = (DAYS, AT, *GOODS)
    means = (
        (_("Sell-through"), _("Sold ÷ (at the start + received).")),
        (_("At the start"), _("Units on hand that were not promised to an order yet.")),
        (_("Received"), _("Units that came on hand, counts upwards included; returns are not, and transfers only at one location.")),
        (_("Sold"), _("Units ordered, less those that orders gave back before they left. Returns are told beside.")),
        (_("Turnover"), _("Cost of goods sold ÷ mean of the stock's value at the start and at the end.")),
    )  # fmt: skip

    def figured(self) -> Sequence[Any]:
        """The variants that were there, came or were sold."""
        return reports.selling(self.site, self.when, self.request.now, self.wanted)

    def figures(self) -> Sequence[Figure]:
        """The whole shop."""
        rows = self.found
        sold = sum(row.sold for row in rows)
        share = rules.sell_through(sold, sum(row.starting for row in rows), sum(row.received for row in rows))
        sums = [sum(values) for values in zip(*((r.cost, r.opening_value, r.closing_value) for r in rows), strict=True)]
        turned = rules.turnover(*sums)
        return [
            Figure(now_("Sell-through"), formats.percent(share) if share is not None else "–"),
            Figure(now_("Units sold"), formats.number(sold)),
            Figure(now_("Turnover"), formats.number(turned) if turned is not None else "–"),
        ]

    def charts(self) -> Sequence[tuple[str, Chart]]:
        """The sell-through of what sold most."""
        lines = [one for one in self.matching.order_by("-row.sold") if one.row.sell_through is not None][:DRAWN]
        if len(lines) < 2:
            return ()
        self.prepare(lines)
        names = [line.title for line in lines]
        series = Series(now_("Sell-through"), [line.row.sell_through for line in lines])
        rows = [(line.title, formats.percent(line.row.sell_through)) for line in lines]
        label = now_("Sell-through of what sold most")
        option = drawn(names, [series], lying=True)
        return [(label, Chart(label, option, (now_("Product"), series.name), rows, percent_numbers()))]


class DaysLeftReport(ReportTable):
    """How long each variant lasts."""

    name = "days-of-stock"
    title = _("Days of stock left")
    lead = _("How long what is left lasts if it goes on selling as it did.")
    days = 30
    sort = "days_left"
    columns = (
        *NAMES,
        Column("available", _("Available at the end"), value="row.available", kind="number", sort="row.available"),
        Column("sold", _("Sold"), value="row.sold", kind="number", sort="row.sold"),
        Column("a_day", _("Sold a day"), value=lambda line: round(line.row.sold / line.row.days, 2), kind="number"),
        Column("days_left", _("Days left"), value="row.days_left", kind="number", sort="row.days_left", role="figure"),
    )  # fmt: skip
    filters = (DAYS, AT, *GOODS)
    means = (
        (_("Days left"), _("Available at the end ÷ mean units sold a day. A dash where nothing was sold: that is not for ever.")),
        (_("Available at the end"), _("On hand less what is promised to orders and what is not for sale.")),
        SellThroughReport.means[3],
    )  # fmt: skip

    def figured(self) -> Sequence[Any]:
        """The variants that can be sold or were."""
        rows = reports.selling(self.site, self.when, self.request.now, self.wanted)
        return [row for row in rows if row.available > 0 or row.sold > 0]
