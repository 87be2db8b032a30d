"""What moved: opening, what came and went by its cause, closing; and the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory import queries
from dramac.commerce.inventory.dashboard.reports.frame import AT, DAYS, GOODS, Figure, Line, ReportTable
from dramac.commerce.inventory.dashboard.words import TYPES
from dramac.commerce.inventory.queries import reports
from dramac.commerce.inventory.queries.reports import MovedRow
from dramac.commerce.inventory.queries.reports.moving import KINDS, By
from dramac.commerce.transfers import queries as transfers
from dramac.dashboard.index import Choice, Column, Listed, View
from dramac.ui import formats
from dramac.ui.charts import Chart, Series, drawn

WORDS = {
    "received": _("Received"),
    "returned": _("Returned"),
    "transferred_in": _("Transferred in"),
    "found": _("Counted up"),
    "sold": _("Shipped"),
    "transferred_out": _("Transferred out"),
    "damaged": _("Damaged or expired"),
    "lost": _("Counted down"),
}
CAUSES = {
    "allocated": _("promised to orders"),
    "released": _("given back by orders"),
    "shipped": _("shipped"),
    "received": _("came in"),
    "adjusted": _("adjusted"),
    "expected": _("announced"),
    "moved": _("set aside or freed"),
    "counted": _("counted"),
}
CODES = {
    "correction": _("Correction"),
    "cycle_count": _("Count"),
    "received": _("Received"),
    "return_restock": _("Returned and restocked"),
    "damaged": _("Damaged"),
    "shrinkage": _("Theft or loss"),
    "promotion": _("Promotion or donation"),
    "quality": _("Quality control"),
    "safety": _("Safety stock"),
    "expired": _("Expired"),
    "other": _("Other"),
}


TRANSFERRED = ("transferred_in", "transferred_out")


def _of(kind: str) -> Any:
    return lambda line: line.row.units.get(kind, 0)


def _transferred(line: Any) -> int:
    """What came from other locations less what left for them."""
    return sum(line.row.units.get(kind, 0) for kind in TRANSFERRED)


class MovementReport(ReportTable):
    """Periods or locations with what came and went."""

    name = "stock-movement-report"
    title = _("Movements by period")
    lead = _("What came, what went and why, between the stock at the beginning and at the end.")
    days = 30
    sort = "title"
    columns = (
        Column("title", _("Period or location"), value="title", sort="sorted_by", role="title"),
        Column("opening", _("Opening"), value="row.opening", kind="number"),
        *(Column(kind, WORDS[kind], value=_of(kind), kind="number", shown=kind not in TRANSFERRED) for kind in KINDS),
        Column("transferred", _("Transferred"), value=_transferred, kind="number"),
        Column("closing", _("Closing"), value="row.closing", kind="number", role="figure"),
        Column("value_change", _("Change of value"), value="row.value_change", kind="money", sort="row.value_change"),
        Column("closing_value", _("Closing value"), value="row.closing_value", kind="money", sort="row.closing_value", shown=False),
    )  # fmt: skip
    by = (("week", _("Week")), ("month", _("Month")), ("location", _("Location")))
    filters = (DAYS, AT, *GOODS, Choice("by", _("Summed by"), options=by))
    views = (
        View(_("By day")),
        View(_("By week"), "by=week"),
        View(_("By month"), "by=month"),
        View(_("By location"), "by=location"),
    )
    means = (
        (_("Opening and closing"), _("Units on hand before and after. Opening and all that moved is always the closing.")),
        (_("Shipped"), _("Units that left for orders. Promised units are still on hand.")),
        (_("Counted up, counted down"), _("Counts, corrections and imports that raised or lowered what is on hand.")),
        (_("Lost between locations"), _("Left one location and never came to the other; it is among what was transferred out.")),
        (_("Change of value"), _("By moving average: what came in at its cost, less what left at the average.")),
    )  # fmt: skip

    def figured(self) -> Sequence[MovedRow]:
        """One row a period or location."""
        by: By = self.cleaned.get("by") or "day"
        return reports.get_stock_movement_report(self.site, self.when, self.request.now, self.wanted, by).rows

    @cached_property
    def matching(self) -> Any:
        """The rows under the names of their periods or locations."""
        names = {str(one.pk): one.name for one in queries.locations(self.site)}
        return Listed([_Period(row, names.get(row.pk, "")) for row in self.found])

    def href(self, row: Any) -> str | None:
        """A period has no page."""
        return None

    def prepare(self, rows: Sequence[Any]) -> None:
        """Periods are called by their days."""

    def figures(self) -> Sequence[Figure]:
        """The whole time in one row."""
        rows = self.found
        by_place = self.cleaned.get("by") == "location"
        opening = sum(row.opening for row in rows) if by_place else rows[0].opening
        closing = sum(row.closing for row in rows) if by_place else rows[-1].closing
        return [
            Figure(now_("Opening"), formats.number(opening)),
            Figure(now_("Came in"), formats.number(sum(row.came for row in rows))),
            Figure(now_("Went out"), formats.number(sum(row.went for row in rows))),
            Figure(now_("Closing"), formats.number(closing)),
            *self._lost(),
        ]

    def _lost(self) -> Sequence[Figure]:
        """What was lost between locations, where something was."""
        goods = reports.variants_of(self.site, self.wanted) if self.wanted.is_about_goods else None
        gone = transfers.lost(self.site, self.when.since, self.when.until, goods, self.wanted.location_id)
        if not gone.units:
            return ()
        return (Figure(now_("Lost between locations"), self.units_worth(gone.units, gone.value)),)

    def charts(self) -> Sequence[tuple[str, Chart]]:
        """What came and what went, and the stock in between."""
        lines = list(self.matching)
        if len(lines) < 2 or self.cleaned.get("by") == "location":
            return ()
        names = [formats.date(line.row.key) for line in lines]
        series = [
            Series(now_("Came in"), [line.row.came for line in lines], stack="moved"),
            Series(now_("Went out"), [-line.row.went for line in lines], stack="moved"),
            Series(now_("On hand"), [line.row.closing for line in lines], "line", apart=True),
        ]
        heads = (now_("Period"), *(one.name for one in series))
        rows = [(name, *(formats.number(one.values[n] or 0) for one in series)) for n, name in enumerate(names)]
        label = now_("Units that came in and went out, and units on hand")
        return [(label, Chart(label, drawn(names, series), heads, rows))]


class _Period(Line):
    """A period called by its days, or a location by its name."""

    __slots__ = ("place",)

    def __init__(self, row: MovedRow, place: str) -> None:
        super().__init__(row)
        self.place = place

    @property
    def title(self) -> str:
        """The days from and to, or the location."""
        if self.row.last is None:
            return self.place
        first = formats.date(self.row.key)
        return first if self.row.last == self.row.key else f"{first} – {formats.date(self.row.last)}"

    @property
    def sorted_by(self) -> str:
        """By time, or by name."""
        return self.place.casefold() or str(self.row.pk)


class ReasonReport(ReportTable):
    """Movements by type, cause and reason."""

    name = "stock-reasons"
    title = _("Movements by reason")
    lead = _("Why stock changed: how often, by how many units, and by how much value.")
    days = 30
    sort = "-movements"
    columns = (
        Column("title", _("What happened"), value=lambda line: _told(line.row), role="title"),
        Column("reason", _("Reason"), value=lambda line: CODES.get(line.row.reason_code, line.row.reason_code), role="note"),
        Column("movements", _("Movements"), value="row.movements", kind="number", sort="row.movements"),
        Column("came", _("Units in"), value="row.came", kind="number", sort="row.came", role="figure"),
        Column("went", _("Units out"), value="row.went", kind="number", sort="row.went"),
        Column("value_change", _("Change of value"), value="row.value_change", kind="money", sort="row.value_change"),
    )  # fmt: skip
    filters = (DAYS, AT, *GOODS)
    means = MovementReport.means[-1:]

    def figured(self) -> Sequence[Any]:
        """One row a type, cause and reason."""
        return reports.reasons_moved(self.site, self.when, self.wanted)

    def href(self, row: Any) -> str | None:
        """A reason has no page."""
        return None


def _told(row: Any) -> str:
    return f"{TYPES.get(row.type, row.type)}: {CAUSES.get(row.cause, row.cause)}"
