"""What all reports on stock have in common: their filters, their rows with names, what they say of time and money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.inventory import permissions, queries
from dramac.commerce.inventory.queries import reports
from dramac.commerce.inventory.queries.reports import Named, ReportFilter, Window
from dramac.dashboard.index import Choice, Column, DayRange, Empty, Filter, IndexTable, Listed, View
from dramac.dashboard.index.filters import Cleaned
from dramac.dashboard.navigation import Words
from dramac.dashboard.pages import here
from dramac.tenancy.models import Site
from dramac.ui import formats
from dramac.ui.charts import Chart

TEMPLATE = "commerce/inventory/dashboard/reports/report.html"


@dataclass(slots=True)
class Line:
    """A row of a report with the words of its variant, which are looked up for the rows that are shown."""

    row: Any
    name: Named | None = None
    sold_at: datetime | None = None

    @property
    def pk(self) -> Any:
        """The key of the row."""
        return self.row.pk

    @property
    def title(self) -> str:
        """Product and options."""
        return self.name.full if self.name else ""

    @property
    def sku(self) -> str:
        """The variant's code."""
        return self.name.sku if self.name else ""

    @property
    def vendor(self) -> str:
        """Who makes it."""
        return self.name.vendor if self.name else ""

    @property
    def sorted_by(self) -> str:
        """What titles are ordered by."""
        return self.name.sorted_by if self.name else ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure above the list, already written, with what it means."""

    label: str
    value: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class OnDay(Filter):
    """A day at whose end the report is told; today for none."""

    def fields(self, site: Site) -> dict[str, forms.Field]:
        """A field for a day."""
        widget = forms.DateInput(attrs={"type": "date"})
        return {self.name: forms.DateField(label=str(self.label), required=False, widget=widget)}

    def words(self, cleaned: Cleaned, form: forms.Form, site: Site) -> str:
        """The day as the reader writes it."""
        day = cleaned.get(self.name)
        return formats.date(day) if day else ""


def _locations(site: Site) -> Sequence[tuple[Any, Any]]:
    return [(str(one.pk), one.name) for one in queries.locations(site)]


def _categories(site: Site) -> Sequence[tuple[Any, Any]]:
    return [(str(one.id), "\N{EN DASH} " * one.depth + one.name) for one in catalog.categories(site)]


def _vendors(site: Site) -> Sequence[tuple[Any, Any]]:
    return [(one, one) for one in catalog.choices(site).vendors]


def _tags(site: Site) -> Sequence[tuple[Any, Any]]:
    return [(one, one) for one in catalog.choices(site).tags]


AT = Choice("location", _("Location"), options=_locations)
GOODS = (
    Choice("category", _("Category"), options=_categories),
    Choice("vendor", _("Vendor"), options=_vendors),
    Choice("tag", _("Tag"), options=_tags),
)
DAYS = DayRange("day", _("Days"))
ON = OnDay("on", _("At the end of"))
NAMES = (
    Column("title", _("Product"), sort="sorted_by", role="title"),
    Column("sku", _("SKU"), role="note"),
    Column("vendor", _("Vendor"), shown=False),
)


class ReportTable(IndexTable[Any]):
    """A report as a list. Subclasses give `figured`, the rows; `means` is what its figures mean, `days` its usual time."""

    needs = permissions.VIEW
    template = TEMPLATE
    search_label = _("Search by product, SKU or barcode")
    views: ClassVar[Sequence[View]] = (View(_("All")),)
    filters: ClassVar[Sequence[Filter]] = (AT, *GOODS)
    empty = Empty(_("Nothing to tell yet"), _("The report fills as soon as stock has moved."), "chart-column")
    lead: ClassVar[Words] = ""
    means: ClassVar[Sequence[tuple[Words, Words]]] = ()
    days: ClassVar[int] = 0

    def figured(self) -> Sequence[Any]:
        """The rows that the filters leave."""
        raise NotImplementedError

    def figures(self) -> Sequence[Figure]:
        """The figures above the list."""
        return ()

    def charts(self) -> Sequence[tuple[str, Chart]]:
        """The drawings above the list, with their titles."""
        return ()

    @cached_property
    def found(self) -> Sequence[Any]:
        """The rows, worked out once."""
        return self.figured()

    @cached_property
    def matching(self) -> Any:
        """The rows with room for their names, to be ordered and cut like those of any list."""
        lines = [Line(row) for row in self.found]
        return Listed(lines, {"sorted_by": self.prepare})

    def prepare(self, rows: Sequence[Any]) -> None:
        """Look the names of these rows up."""
        bare = [line for line in rows if line.name is None and isinstance(line.pk, UUID)]
        names = reports.named(self.site, [line.pk for line in bare])
        for line in bare:
            line.name = names.get(line.pk)

    def href(self, row: Any) -> str | None:
        """The variant's own page."""
        return here(self.request, "inventory:variant", variant_id=row.pk)

    def row_name(self, row: Any) -> str:
        """Product and options."""
        return str(row.title)

    @cached_property
    def cleaned(self) -> dict[str, Any]:
        """What the filters are set to; what cannot be read is left out."""
        self.filter_form.is_valid()
        return self.filter_form.cleaned_data

    @cached_property
    def wanted(self) -> ReportFilter:
        """The goods and the place of the filters."""
        chosen = self.cleaned
        return ReportFilter(
            location_id=_key(chosen.get("location")),
            category_id=_key(chosen.get("category")),
            vendor=chosen.get("vendor") or "",
            tag=chosen.get("tag") or "",
            text=self.state.one("q"),
        )

    @cached_property
    def when(self) -> Window:
        """The days that the report is about: those asked for, else the usual number up to today."""
        last = self.cleaned.get("day_to") or reports.today(self.site, self.request.now)
        first = self.cleaned.get("day_from") or last - timedelta(days=self.days - 1)
        return reports.window(self.site, first, last)

    @cached_property
    def moment(self) -> datetime:
        """The moment that the report is told for: the end of the day asked for, else now."""
        day: date | None = self.cleaned.get("on")
        now = self.request.now
        return min(reports.end_of(self.site, day), now) if day and day.year < 9999 else now

    @property
    def note(self) -> str:
        """In which time and which money the report speaks, and up to when its data goes."""
        upto = self.moment if ON in self.filters else min(self.when.until, self.request.now) if self.days else None
        words = {
            "zone": self.site.time_zone,
            "currency": self.site.currency,
            "upto": formats.date_and_time(upto or self.request.now, "short"),
        }
        told = now_("Time zone %(zone)s · amounts in %(currency)s · data up to %(upto)s") % words
        if not self.days:
            return told
        span = f"{formats.date(self.when.first)} – {formats.date(self.when.last)}"
        return f"{span} · {told}"

    def money(self, amount: int) -> str:
        """An amount as the reader writes it."""
        return formats.money((amount, self.site.currency))

    def units_worth(self, units: int, value: int) -> str:
        """Units and what they are worth, as one figure."""
        words = ngettext("%(units)s unit, %(value)s", "%(units)s units, %(value)s", units)
        return words % {"units": formats.number(units), "value": self.money(value)}

    def context(self) -> dict[str, Any]:
        """What stands above the list."""
        has = bool(self.found)
        return {"figures": self.figures() if has else (), "charts": self.charts() if has else ()}


def _key(text: object) -> UUID | None:
    return UUID(str(text)) if text else None
