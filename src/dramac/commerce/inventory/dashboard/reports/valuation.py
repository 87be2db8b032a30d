"""What stock is worth on any day, by moving average and by FIFO."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.inventory import queries
from dramac.commerce.inventory.dashboard.reports.frame import AT, GOODS, NAMES, ON, Figure, Line, ReportTable
from dramac.commerce.inventory.queries import reports
from dramac.commerce.inventory.queries.reports import Named, Valuation
from dramac.dashboard.index import Choice, Column, Listed, View
from dramac.dashboard.pages import here
from dramac.kit.money import Money, divide_half_up, to_decimal
from dramac.ui import formats
from dramac.ui.charts import Chart, Series, drawn, money_numbers

MONTHS = timedelta(days=400)
DRAWN = 12


@dataclass(frozen=True, slots=True)
class Summed:
    """A product, a location or a category: units on hand and what they are worth."""

    pk: UUID | None
    title: str
    on_hand: int
    average: int
    fifo: int

    @property
    def unit_value(self) -> int | None:
        """What a unit is worth on average; None where there are none."""
        return divide_half_up(self.average, self.on_hand) if self.on_hand > 0 else None


class ValuationReport(ReportTable):
    """What each variant, product, location or category is worth."""

    name = "stock-valuation"
    title = _("Valuation")
    lead = _("What stock was worth at the end of any day.")
    sort = "-average"
    columns = (
        *NAMES,
        Column("on_hand", _("On hand"), value="row.on_hand", kind="number", sort="row.on_hand"),
        Column("unit_value", _("Value of a unit"), value="row.unit_value", kind="money", sort="row.unit_value"),
        Column("average", _("Moving average"), value="row.average", kind="money", sort="row.average", role="figure"),
        Column("fifo", _("FIFO"), value="row.fifo", kind="money", sort="row.fifo"),
    )
    by = (("product", _("Product")), ("location", _("Location")), ("category", _("Category")))
    filters = (ON, AT, *GOODS, Choice("by", _("Summed by"), options=by))
    views = (
        View(_("By variant")),
        View(_("By product"), "by=product"),
        View(_("By location"), "by=location"),
        View(_("By category"), "by=category"),
    )
    means = (
        (_("Moving average"), _("Goods leave at the average cost of what is there; the sum of the values of all movements.")),
        (_("FIFO"), _("The oldest goods leave first, so what is there cost what came in last. Shared by units among locations.")),
        (_("Value of a unit"), _("Moving average ÷ units on hand.")),
        (_("On the way"), _("Left one location and not yet at the other; not part of the value on hand.")),
    )  # fmt: skip

    @cached_property
    def valued(self) -> Valuation:
        """What stock was worth at the moment asked for."""
        return reports.get_stock_valuation(self.site, self.moment, self.request.now, self.wanted)

    def figured(self) -> Sequence[Any]:
        """The variants; those without units and value are left out."""
        return self.valued.rows

    @cached_property
    def matching(self) -> Any:
        """The variants, or what they are summed by."""
        by = self.cleaned.get("by")
        if not by:
            return Listed([Line(row) for row in self.found], {"sorted_by": self.prepare})
        lines = [Line(one, _called(one.title)) for one in self._summed(by)]
        return Listed(lines)

    def href(self, row: Any) -> str | None:
        """The variant's page; the product's where they are summed by it."""
        by = self.cleaned.get("by")
        if not by:
            return super().href(row)
        return here(self.request, "catalog:product", product_id=row.pk) if by == "product" else None

    def prepare(self, rows: Sequence[Any]) -> None:
        """Names are known where rows are sums."""
        if not self.cleaned.get("by"):
            super().prepare(rows)

    def _summed(self, by: str) -> list[Summed]:
        if by == "product":
            return self._products()
        if by == "location":
            names = {one.pk: one.name for one in queries.locations(self.site)}
            found = self.valued.places
        else:
            names = {one.id: one.name for one in catalog.categories(self.site)}
            found = reports.categories_valued(self.site, self.found)
        none = now_("Without category")
        return [Summed(o.key, names.get(o.key, none) if o.key else none, o.on_hand, o.average, o.fifo) for o in found]

    def _products(self) -> list[Summed]:
        names = reports.named(self.site, [row.pk for row in self.found])
        sums: dict[UUID, list[int]] = defaultdict(lambda: [0, 0, 0])
        titles = {}
        for row in self.found:
            if known := names.get(row.pk):
                titles[known.product_id] = known.title
                for place, number in enumerate((row.on_hand, row.average, row.fifo)):
                    sums[known.product_id][place] += number
        return [Summed(key, titles[key], *numbers) for key, numbers in sums.items()]

    def figures(self) -> Sequence[Figure]:
        """The totals."""
        way = self.valued.on_the_way
        shown = [
            Figure(now_("Moving average"), self.money(self.valued.average)),
            Figure(now_("FIFO"), self.money(self.valued.fifo)),
            Figure(now_("Units on hand"), formats.number(self.valued.on_hand)),
        ]
        if way.units:
            shown.append(Figure(now_("On the way"), self.units_worth(way.units, way.value)))
        return shown

    def charts(self) -> Sequence[tuple[str, Chart]]:
        """The value at the month ends, where there are some."""
        since = self.moment - MONTHS
        ends = [(m, v) for m, _units, v in reports.month_ends(self.site, since, self.moment, self.wanted)][-DRAWN:]
        if not ends:
            return ()
        points = [*ends, (self.moment, self.valued.average)]
        names = [formats.date(moment - timedelta(microseconds=1)) for moment, _value in points]
        series = Series(now_("Moving average"), [to_decimal(Money(v, self.site.currency)) for _m, v in points], "line")
        rows = [(name, self.money(value)) for name, (_moment, value) in zip(names, points, strict=True)]
        label = now_("Value of stock by moving average at the ends of months")
        heads = (now_("End of"), now_("Moving average"))
        return [(label, Chart(label, drawn(names, [series]), heads, rows, money_numbers(self.site.currency)))]


def _called(title: str) -> Named:
    key = UUID(int=0)
    return Named(key, key, title, "", "", "", title.casefold())
