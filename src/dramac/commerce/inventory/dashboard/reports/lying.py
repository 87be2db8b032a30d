"""What lies: ages of stock, and what nobody buys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.dashboard.reports.frame import AT, GOODS, NAMES, ON, Figure, ReportTable
from dramac.commerce.inventory.queries import reports
from dramac.commerce.inventory.rules.reports import AGES
from dramac.dashboard.index import Choice, Column
from dramac.kit.money import Money, to_decimal
from dramac.ui import formats
from dramac.ui.charts import Chart, Series, drawn, money_numbers

BANDS = (_("0–30 days"), _("31–60 days"), _("61–90 days"), _("91–180 days"), _("181–365 days"), _("Over 365 days"))
WORTH = (
    _("Value, 0–30 days"),
    _("Value, 31–60 days"),
    _("Value, 61–90 days"),
    _("Value, 91–180 days"),
    _("Value, 181–365 days"),
    _("Value, over 365 days"),
)
DEAD_AFTER = (
    ("30", _("30 days")),
    ("60", _("60 days")),
    ("90", _("90 days")),
    ("180", _("180 days")),
    ("365", _("365 days")),
)
USUAL = 90


def _units(place: int) -> Any:
    return lambda line: line.row.units[place]


def _value(place: int) -> Any:
    return lambda line: line.row.values[place]


class AgeingReport(ReportTable):
    """Units and value by age."""

    name = "stock-ageing"
    title = _("Ageing")
    lead = _("How long what is on hand has been there.")
    sort = "-value"
    columns = (
        *NAMES,
        Column("on_hand", _("On hand"), value="row.on_hand", kind="number", sort="row.on_hand"),
        Column("value", _("FIFO value"), value="row.value", kind="money", sort="row.value", role="figure"),
        *(Column(f"units_{n}", name, value=_units(n), kind="number") for n, name in enumerate(BANDS)),
        *(Column(f"value_{n}", name, value=_value(n), kind="money", shown=False) for n, name in enumerate(WORTH)),
    )  # fmt: skip
    filters = (ON, AT, *GOODS)
    means = (
        (_("Age"), _("Days since the goods came in that are still there; the oldest leave first (FIFO). Transfers make nothing younger.")),
        (_("FIFO value"), _("What the units on hand cost when they came in.")),
    )  # fmt: skip

    def figured(self) -> Sequence[Any]:
        """The variants on hand."""
        return reports.ageing(self.site, self.moment, self.request.now, self.wanted)

    def figures(self) -> Sequence[Figure]:
        """What is old."""
        total = sum(row.value for row in self.found)
        old = sum(sum(row.values[AGES.index(90) + 1 :]) for row in self.found)
        return [
            Figure(now_("FIFO value"), self.money(total)),
            Figure(now_("Units on hand"), formats.number(sum(row.on_hand for row in self.found))),
            Figure(now_("Older than 90 days"), self.money(old)),
        ]

    def charts(self) -> Sequence[tuple[str, Chart]]:
        """The value by age."""
        names = [str(band) for band in BANDS]
        sums = [sum(row.values[place] for row in self.found) for place in range(len(BANDS))]
        units = [sum(row.units[place] for row in self.found) for place in range(len(BANDS))]
        series = Series(now_("FIFO value"), [to_decimal(Money(value, self.site.currency)) for value in sums])
        rows = [
            (name, formats.number(count), self.money(value))
            for name, count, value in zip(names, units, sums, strict=True)
        ]
        label = now_("Value of stock by its age")
        heads = (now_("Age"), now_("Units"), series.name)
        return [(label, Chart(label, drawn(names, [series]), heads, rows, money_numbers(self.site.currency)))]


class DeadStockReport(ReportTable):
    """What has not been sold for long."""

    name = "dead-stock"
    title = _("Dead stock")
    lead = _("What lies on the shelf and nobody buys.")
    sort = "-value"
    columns = (
        *NAMES,
        Column("on_hand", _("On hand"), value="row.on_hand", kind="number", sort="row.on_hand"),
        Column("value", _("Moving average"), value="row.value", kind="money", sort="row.value", role="figure"),
        Column("sold_at", _("Last sold"), value="sold_at", kind="date"),
    )
    filters = (
        Choice("days", _("Not sold for"), options=DEAD_AFTER),
        AT,
        *GOODS,
    )
    means = (
        (_("Dead stock"), _("On hand then and now, and not ordered in between.")),
        (_("Moving average"), _("What the units on hand are worth at the average cost.")),
    )

    @property
    def idle_days(self) -> int:
        """For how many days something must not have been sold; ninety unless chosen."""
        return int(self.cleaned.get("days") or USUAL)

    def figured(self) -> Sequence[Any]:
        """The variants that lie."""
        return reports.dead_stock(self.site, self.idle_days, self.request.now, self.wanted)

    def prepare(self, rows: Sequence[Any]) -> None:
        """Names, and when each was sold last."""
        super().prepare(rows)
        sold = reports.last_sold(self.site, [line.pk for line in rows])
        for line in rows:
            line.sold_at = sold.get(line.pk)

    def figures(self) -> Sequence[Figure]:
        """What lies in all."""
        since = self.request.now - timedelta(days=self.idle_days)
        return [
            Figure(now_("Worth"), self.money(sum(row.value for row in self.found))),
            Figure(now_("Units on hand"), formats.number(sum(row.on_hand for row in self.found))),
            Figure(now_("Not sold since"), formats.date(since)),
        ]
