"""Which goods bring in the money: ABC, and XYZ by how steadily they sell."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dramac.commerce.inventory.dashboard.reports.frame import DAYS, GOODS, NAMES, Figure, ReportTable
from dramac.commerce.inventory.queries import reports
from dramac.commerce.orders import permissions as orders
from dramac.commerce.orders.queries import variant_sales
from dramac.dashboard.index import Choice, Column, Listed, View
from dramac.kit.money import Money, to_decimal
from dramac.ui import formats
from dramac.ui.charts import Chart, Series, drawn, money_numbers

GRADES = ("A", "B", "C")


class RankingReport(ReportTable):
    """Goods by their net sales."""

    name = "abc"
    title = _("ABC analysis")
    lead = _("Which goods bring in the money, and how steadily they sell.")
    needs = orders.VIEW
    days = 28
    sort = "place"
    columns = (
        *NAMES,
        Column("place", _("Rank"), value="row.place", kind="number", sort="row.place"),
        Column("grade", _("Class"), value="row.grade", sort="row.grade", role="state"),
        Column("revenue", _("Net sales"), value="row.revenue", kind="money", sort="row.revenue", role="figure"),
        Column("share", _("Share"), value="row.share", kind="percent", sort="row.share"),
        Column("cumulated", _("Cumulated"), value="row.cumulated", kind="percent", sort="row.cumulated"),
        Column("units", _("Units"), value="row.units", kind="number", sort="row.units"),
        Column("steadiness", _("Steadiness"), value="row.steadiness", sort="row.steadiness"),
        Column("value", _("Value on hand"), value="row.value", kind="money", sort="row.value"),
    )
    filters = (DAYS, *GOODS, Choice("grade", _("Class"), options=tuple((one, one) for one in GRADES)))
    views = (View(_("All")), *(View(one, f"grade={one}") for one in GRADES))
    means = (
        (_("Net sales"), _("Ordered less discounts less what was given back, without tax and delivery.")),
        (_("Class"), _("Ranked by net sales, all goods together: up to 80 per cent of them A, up to 95 per cent B, the rest C.")),
        (_("Steadiness"), _("X, Y or Z by the coefficient of variation of units sold a week: below 0.5, below 1, or more.")),
        (_("Value on hand"), _("What the units on hand are worth now, by moving average.")),
    )  # fmt: skip

    def figured(self) -> Sequence[Any]:
        """The goods that were sold, in their ranking."""
        weeks = variant_sales(self.site, reports.steadiness_spans(self.when))
        sold = {key: [(week.net_units, week.net) for week in each] for key, each in weeks.items()}
        return reports.ranking(self.site, sold, self.request.now, self.wanted)

    @cached_property
    def matching(self) -> Any:
        """The goods of the class that is asked for; the ranking is of all of them."""
        grade = self.cleaned.get("grade")
        lines: Any = super().matching
        return Listed([one for one in lines if one.row.grade == grade], {"sorted_by": self.prepare}) if grade else lines

    def figures(self) -> Sequence[Figure]:
        """How many goods are of each class."""
        return [Figure(grade, self._sold(count, amount)) for grade, count, amount in self._by_grade()]

    def charts(self) -> Sequence[tuple[str, Chart]]:
        """The net sales of each class beside the stock that lies in it."""
        worth = {grade: sum(row.value for row in self.found if row.grade == grade) for grade in GRADES}
        classes = self._by_grade()
        currency = self.site.currency
        series = [
            Series(now_("Net sales"), [to_decimal(Money(amount, currency)) for _g, _c, amount in classes]),
            Series(now_("Value on hand"), [to_decimal(Money(worth[grade], currency)) for grade in GRADES]),
        ]
        rows = [(g, formats.number(c), self.money(amount), self.money(worth[g])) for g, c, amount in classes]
        label = now_("Net sales and value on hand by class")
        heads = (now_("Class"), now_("Goods"), series[0].name, series[1].name)
        return [(label, Chart(label, drawn(GRADES, series), heads, rows, money_numbers(currency)))]

    def _sold(self, count: int, amount: int) -> str:
        words = ngettext("%(count)s item, %(amount)s", "%(count)s items, %(amount)s", count)
        return words % {"count": formats.number(count), "amount": self.money(amount)}

    def _by_grade(self) -> list[tuple[str, int, int]]:
        found = []
        for grade in GRADES:
            rows = [row for row in self.found if row.grade == grade]
            found.append((grade, len(rows), sum(row.revenue for row in rows)))
        return found
