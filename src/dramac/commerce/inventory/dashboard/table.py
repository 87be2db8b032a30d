"""The list of stock: what there is of each variant, at one location or at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.catalog.queries import Variant
from dramac.commerce.inventory import permissions, queries
from dramac.dashboard.index import Choice, Column, Empty, IndexTable, NumberRange, View, YesNo
from dramac.dashboard.index.filters import Cleaned, Rows
from dramac.dashboard.pages import here
from dramac.tenancy.models import Site

HERE = "commerce/inventory/dashboard"


@dataclass(frozen=True, slots=True)
class At(Choice):
    """The location whose numbers are shown; the rows stay."""

    def narrow(self, rows: Rows, cleaned: Cleaned, site: Site) -> Rows:
        """Every row: the numbers were chosen as the rows were asked for."""
        return rows


@dataclass(frozen=True, slots=True)
class Lasting(Choice):
    """Whether what is tracked runs low by the shop's own limit, or is sold out."""

    def narrow(self, rows: Rows, cleaned: Cleaned, site: Site) -> Rows:
        """The rows that do."""
        wanted = cleaned.get(self.name)
        if wanted == "low":
            return rows.filter(tracks_stock=True, available__range=(1, queries.low_at(site)))
        return rows.filter(tracks_stock=True, available__lte=0) if wanted == "out" else rows


def _locations(site: Site) -> Sequence[tuple[Any, Any]]:
    return [(str(one.pk), one.name) for one in queries.locations(site, only_active=True)]


class Stock(IndexTable[Variant]):
    """Every variant that can be sold, with its units."""

    name = "stock"
    title = _("Inventory")
    needs = permissions.VIEW
    sort = "title"
    template = f"{HERE}/index.html"
    search_label = _("Search by product, SKU or barcode")
    columns = (
        Column("title", _("Product"), value="product.title", sort="product__search_title", role="title",
               cell=f"{HERE}/cells/title.html"),
        Column("sku", _("SKU"), sort="sku", role="note"),
        Column("on_hand", _("On hand"), kind="number", sort="on_hand"),
        Column("committed", _("Committed"), kind="number", sort="committed"),
        Column("available", _("Available"), kind="number", sort="available", role="figure",
               cell=f"{HERE}/cells/available.html"),
        Column("incoming", _("Incoming"), kind="number", sort="incoming"),
        Column("adjust", _("Adjust"), value=lambda row: "", cell=f"{HERE}/cells/adjust.html", role="state"),
        Column("barcode", _("Barcode"), shown=False),
    )  # fmt: skip
    filters = (
        At("location", _("Location"), options=_locations),
        Lasting("lasting", _("Stock"), options=(("low", _("Low")), ("out", _("Sold out")))),
        NumberRange("available", _("Available")),
        YesNo("tracked", _("Tracked"), field="tracks_stock"),
    )
    views = (
        View(_("All")),
        View(_("Low"), "lasting=low"),
        View(_("Sold out"), "lasting=out"),
    )
    empty = Empty(
        _("Nothing to count yet"),
        _("Variants are listed here as soon as there is a product."),
        "warehouse",
    )

    @property
    def low_at(self) -> int:
        """From how many units downwards a number is shown as low."""
        return queries.low_at(self.site)

    def rows(self) -> QuerySet[Variant]:
        """The variants with their units at the location that the address names, or at all."""
        return queries.with_levels(self.site, catalog.variants_for_index(self.site), self.location_id)

    @property
    def location_id(self) -> UUID | None:
        """The location that the address names, if the site has it open."""
        wanted = self.state.one("location")
        return next((one.pk for one in queries.locations(self.site, only_active=True) if str(one.pk) == wanted), None)

    def search(self, rows: QuerySet[Variant], q: str) -> QuerySet[Variant]:
        """By SKU or barcode from their beginning, or by product as shoppers search."""
        return catalog.variants_called(self.site, rows, q)

    def href(self, row: Variant) -> str:
        """The variant's own page, with its history."""
        return here(self.request, "inventory:variant", variant_id=row.pk)

    def row_name(self, row: Variant) -> str:
        """Product and option values."""
        return " ".join(part for part in (row.product.title, row.title) if part)
