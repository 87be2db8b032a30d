"""What is low and what is out of stock, and since when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from dramac.commerce.alerts import queries as alerts
from dramac.commerce.catalog import queries as catalog
from dramac.commerce.inventory import queries
from dramac.commerce.inventory.dashboard.reports.frame import AT, GOODS, ReportTable
from dramac.commerce.inventory.queries import reports
from dramac.commerce.inventory.queries.reports.filters import variants_of
from dramac.dashboard.index import Choice, Column, View


class RunningReport(ReportTable):
    """Variants at or below their limit."""

    name = "low-and-out"
    title = _("Low and out of stock")
    lead = _("What is at or below its limit now, and since when nothing could be sold.")
    sort = "available"
    columns = (
        Column("title", _("Product"), value="called", sort="product__search_title", role="title"),
        Column("sku", _("SKU"), sort="sku", role="note"),
        Column("available", _("Available"), kind="number", sort="available", role="figure"),
        Column("low_at", _("Low at"), kind="number", sort="low_at"),
        Column("incoming", _("Incoming"), kind="number", sort="incoming"),
        Column("out_since", _("Out since"), kind="date"),
        Column("days_out", _("Days out"), kind="number"),
    )
    filters = (Choice("state", _("Stock"), options=(("low", _("Low")), ("out", _("Out of stock")))), AT, *GOODS)
    views = (View(_("All")), View(_("Low"), "state=low"), View(_("Out of stock"), "state=out"))
    means = (
        (_("Available"), _("On hand less what is promised to orders and what is not for sale; over all open locations, or at one.")),
        (_("Low at"), _("The nearest limit: of the variant, its product, the location or the shop.")),
        (_("Days out"), _("Whole days since the last unit could be sold.")),
    )  # fmt: skip

    def figured(self) -> Sequence[Any]:
        """Never asked: these rows are read, not worked out."""
        return ()

    @property
    def matching(self) -> Any:
        """The tracked variants on sale that are low or out."""
        rows = variants_of(self.site, self.wanted) if self.wanted.is_about_goods else None
        on_sale = catalog.variants_for_index(self.site).filter(tracks_stock=True, product__status="active")
        if rows is not None:
            on_sale = on_sale.filter(pk__in=rows.values("pk"))
        place = self.wanted.location_id
        found = alerts.with_limits(self.site, queries.with_levels(self.site, on_sale, place), place)
        ways = {"low": queries.runs_low("low_at"), "out": queries.sold_out()}
        return found.filter(ways.get(str(self.cleaned.get("state")), ways["low"] | ways["out"]))

    def prepare(self, rows: Sequence[Any]) -> None:
        """Since when each has been out: since the last of its places ran out."""
        out = [row.pk for row in rows if row.available <= 0]
        place = self.wanted.location_id
        keys = [
            (variant, level.location_id)
            for variant, levels in (queries.levels(self.site, out).items() if out else ())
            for level in levels
            if place in (None, level.location_id)
        ]
        since = reports.out_since(self.site, keys)
        for row in rows:
            found = [since[key] for key in keys if key[0] == row.pk and key in since]
            row.called = " · ".join(part for part in (row.product.title, row.title) if part)
            row.out_since = max(found) if found and row.available <= 0 else None
            row.days_out = (self.request.now - row.out_since).days if row.out_since else None

    def row_name(self, row: Any) -> str:
        """Product and options."""
        return str(row.called)

    def context(self) -> dict[str, Any]:
        """No figures above the list: the tabs count."""
        return {"figures": (), "charts": ()}
