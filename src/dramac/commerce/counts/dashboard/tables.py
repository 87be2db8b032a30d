"""The counts of a shop, and the lines of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.counts import actions, permissions, queries
from dramac.commerce.counts.models import StockCount, StockCountLine
from dramac.commerce.inventory import queries as inventory
from dramac.dashboard.index import BulkAction, Choice, Column, Empty, IndexTable, Outcome, View
from dramac.dashboard.index.filters import Cleaned, Rows
from dramac.dashboard.pages import here
from dramac.kit.money import Money
from dramac.tenancy.models import Site
from dramac.tenancy.requests import SiteRequest

HERE = "commerce/counts/dashboard"
STATES = {"open": "open", "posted": "done", "cancelled": "cancelled"}
"""The states of a count as they are shown (`ui/statuses.py`)."""


def named(count: StockCount) -> str:
    """A count by its number, and its title where it has one."""
    number = str(_("Count %(number)s") % {"number": count.number})
    return f"{number} · {count.title}" if count.title else number


def variant_of(line: StockCountLine) -> str:
    """What a line is of."""
    return " · ".join(part for part in (line.variant.product.title, line.variant.title) if part)


def _locations(site: Site) -> Sequence[tuple[Any, Any]]:
    return [(str(one.pk), one.name) for one in inventory.locations(site)]


class Counts(IndexTable[StockCount]):
    """The counts of the shop."""

    name = "stock-counts"
    title = _("Counts")
    needs = permissions.VIEW
    sort = "-started"
    template = f"{HERE}/index.html"
    searches = ("title__icontains", "scope__icontains")
    search_label = _("Search by title")
    columns = (
        Column("number", _("Count"), value=named, sort="number", role="title"),
        Column("location", _("Location"), value="location.name", sort="location__name", role="note"),
        Column("scope", _("Covers"), value="scope"),
        Column("done", _("Counted"), value=lambda row: f"{row.done}/{row.lines}", sort="done", role="figure"),
        Column("state", _("State"), value=lambda row: STATES[row.state], kind="status", sort="state", role="state"),
        Column("started", _("Started"), value="created_at", kind="moment", sort="created_at"),
        Column("by", _("By"), value="created_by", shown=False),
        Column("closed", _("Ended"), value="closed_at", kind="moment", sort="closed_at", shown=False),
    )
    filters = (
        Choice("state", _("State"), options=(("open", _("Open")), ("posted", _("Posted")), ("cancelled", _("Cancelled")))),
        Choice("location", _("Location"), field="location_id", options=_locations),
    )  # fmt: skip
    views = (View(_("All")), View(_("Open"), "state=open"), View(_("Posted"), "state=posted"))
    empty = Empty(
        _("Nothing was counted yet"),
        _("Count a shelf, a category or everything; the differences go into the books when you post them."),
        "clipboard-list",
        _("Start a count"),
        "counts:new",
    )

    def rows(self) -> QuerySet[StockCount]:
        """The counts of the site, each with its lines counted up."""
        return queries.counts(self.site)

    def href(self, row: StockCount) -> str:
        """Where it is counted, or read."""
        return here(self.request, "counts:count", count_id=row.pk)

    def row_name(self, row: StockCount) -> str:
        """Number and title."""
        return named(row)

    def context(self) -> dict[str, Any]:
        """Whether this person may start one."""
        return {"may_count": self.request.membership.may(permissions.COUNT)}


@dataclass(frozen=True, slots=True)
class Outcomes(Choice):
    """Lines by what came of them."""

    def narrow(self, rows: Rows, cleaned: Cleaned, site: Site) -> Rows:
        """The rows that came out so."""
        found: dict[str, Rows] = {
            "differing": rows.exclude(variance=0).exclude(variance=None),
            "missing": rows.filter(variance__lt=0),
            "surplus": rows.filter(variance__gt=0),
            "uncounted": rows.filter(counted=None),
        }
        return found.get(str(cleaned.get(self.name)), rows)


def count_again(request: SiteRequest, rows: QuerySet[StockCountLine], _data: dict[str, Any]) -> Outcome:
    """Take the numbers of the chosen lines off their lists."""
    chosen: dict[Any, list[Any]] = {}
    for count_id, variant_id in rows.values_list("count_id", "variant_id"):
        chosen.setdefault(count_id, []).append(variant_id)
    number = sum(
        actions.clear(site=request.site, count_id=key, variant_ids=keys, by=request.actor, now=request.now)
        for key, keys in chosen.items()
    )
    return Outcome(
        number, ngettext("%(n)s line to be counted again.", "%(n)s lines to be counted again.", number) % {"n": number}
    )


def _worth(row: Any) -> Money | None:
    if row.variance is None:
        return None
    return Money(round(row.unit * row.variance), row.site.currency)


def _counts(site: Site) -> Sequence[tuple[Any, Any]]:
    return [(str(row.pk), named(row)) for row in queries.counts(site).order_by("-number")[:200]]


class CountLines(IndexTable[StockCountLine]):
    """What was counted beside what the books expected, for those who post it."""

    name = "stock-count-lines"
    title = _("Counted lines")
    needs = permissions.POST
    sort = "product"
    template = f"{HERE}/lines.html"
    search_label = _("Search by product, SKU or barcode")
    columns = (
        Column("product", _("Product"), value=variant_of, sort="variant__product__search_title", role="title"),
        Column("sku", _("SKU"), value="variant.sku", sort="variant__sku", role="note"),
        Column("expected", _("Expected"), kind="number", sort="expected"),
        Column("counted", _("Counted"), kind="number", sort="counted"),
        Column(
            "variance",
            _("Difference"),
            kind="number",
            sort="variance",
            role="figure",
            cell=f"{HERE}/cells/difference.html",
        ),
        Column("worth", _("Worth"), value=_worth, kind="money"),
        Column("count", _("Count"), value=lambda row: named(row.count), shown=False),
        Column("who", _("Counted by"), value="counted_by", shown=False),
        Column("when", _("Counted at"), value="counted_at", kind="moment", sort="counted_at", shown=False),
    )
    filters = (
        Choice("count", _("Count"), field="count_id", options=_counts),
        Outcomes("outcome", _("Outcome"), options=(
            ("differing", _("Differs")), ("missing", _("Missing")), ("surplus", _("Too many")),
            ("uncounted", _("Not counted yet")))),
        Choice("location", _("Location"), field="count__location_id", options=_locations),
    )  # fmt: skip
    bulk = (BulkAction("recount", _("Count again"), count_again, needs=permissions.COUNT),)
    empty = Empty(_("No lines yet"), _("Start a count, then its lines are listed here."), "clipboard-list")

    def rows(self) -> QuerySet[StockCountLine]:
        """Every line of every count, the newest count first."""
        return queries.every_line(self.site).order_by(F("count__number").desc())

    def search(self, rows: QuerySet[StockCountLine], q: str) -> QuerySet[StockCountLine]:
        """By SKU or barcode from their beginning, or by product as shoppers search."""
        found = catalog.variants_called(self.site, catalog.variants_for_index(self.site), q)
        return rows.filter(variant_id__in=found.order_by().values("pk"))

    def href(self, row: StockCountLine) -> str:
        """The story of the number."""
        return here(self.request, "inventory:history", variant_id=row.variant_id, location_id=row.count.location_id)

    def row_name(self, row: StockCountLine) -> str:
        """Product and option values."""
        return variant_of(row)
