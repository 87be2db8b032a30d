"""The list of transfers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory import queries as stock
from dramac.commerce.transfers import permissions, queries
from dramac.commerce.transfers.dashboard.words import STATES, named
from dramac.commerce.transfers.models import StockTransfer
from dramac.dashboard.index import Choice, Choices, Column, DayRange, Empty, IndexTable, View
from dramac.dashboard.pages import here
from dramac.kit.money import Money
from dramac.tenancy.models import Site


def _places(site: Site) -> Sequence[tuple[Any, Any]]:
    return [(str(one.pk), one.name) for one in stock.locations(site)]


def _lost(row: Any) -> Money | None:
    return Money(int(row.lost_value), row.site.currency) if row.lost_value else None


class Transfers(IndexTable[StockTransfer]):
    """What was moved between locations, the newest first."""

    name = "stock-transfers"
    title = _("Transfers")
    needs = permissions.VIEW
    template = "commerce/transfers/dashboard/index.html"
    sort = "-number"
    search_label = _("Search by number, carrier, tracking, reference or SKU")
    columns = (
        Column("number", _("Transfer"), value=lambda row: named(row.number), sort="number", role="title"),
        Column("way", _("From and to"), value=lambda row: f"{row.origin.name} → {row.destination.name}", role="note"),
        Column("state", _("State"), kind="status", role="state"),
        Column("units", _("Units"), kind="number", sort="units", role="figure"),
        Column("came", _("Received"), kind="number", sort="came"),
        Column("differ", _("Differences"), kind="count", sort="differ"),
        Column("expected_on", _("Expected"), kind="date", sort="expected_on"),
        Column("created", _("Begun"), value="created_at", kind="moment", sort="created_at"),
        Column("lost", _("Value lost"), value=_lost, kind="money", sort="lost_value", shown=False),
        Column("carrier", _("Carrier"), shown=False),
        Column("tracking", _("Tracking number"), shown=False),
        Column("reference", _("Reference"), shown=False),
        Column("by", _("By"), value="created_by", shown=False),
    )
    filters = (
        Choices("state", _("State"), options=STATES),
        Choice("origin", _("From"), field="origin_id", options=_places),
        Choice("destination", _("To"), field="destination_id", options=_places),
        DayRange("created", _("Begun"), field="created_at"),
    )
    views = (
        View(_("All")),
        View(_("Drafts"), "state=draft"),
        View(_("On the way"), "state=in_transit"),
        View(_("Partly received"), "state=partly_received"),
        View(_("With differences"), "state=discrepancy"),
    )
    empty = Empty(
        _("Nothing was moved yet"),
        _("Send goods from one location to another, and see what of them has come."),
        "arrow-left-right",
        _("Move stock"),
        "transfers:new",
    )

    def rows(self) -> QuerySet[StockTransfer]:
        """The site's transfers."""
        return queries.transfers(self.site).select_related("site")

    def search(self, rows: QuerySet[StockTransfer], q: str) -> QuerySet[StockTransfer]:
        """By number with or without its letters, carrier, tracking number, reference, or the SKU of a line."""
        number = q.upper().removeprefix("TR-")
        found = Q(reference__icontains=q) | Q(tracking__icontains=q) | Q(carrier__icontains=q)
        found |= Q(pk__in=queries.lines_of_sku(self.site, q).values("transfer_id"))
        return rows.filter(found | Q(number=int(number)) if number.isdecimal() and len(number) < 10 else found)

    def href(self, row: StockTransfer) -> str:
        """The transfer."""
        return here(self.request, "transfers:transfer", transfer_number=row.number)

    def row_name(self, row: StockTransfer) -> str:
        """Its number."""
        return named(row.number)

    def context(self) -> dict[str, object]:
        """Whether one may be begun."""
        return {"may_move": self.request.membership.may(permissions.MOVE)}
