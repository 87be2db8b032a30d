"""The list of stock: what there is of each variant, at one location or at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dramac.commerce.alerts import queries as alerts
from dramac.commerce.catalog import queries as catalog
from dramac.commerce.catalog.queries import Variant
from dramac.commerce.inventory import permissions, queries
from dramac.commerce.inventory.dashboard import bulk
from dramac.commerce.purchasing import queries as purchasing
from dramac.commerce.transfers import permissions as transfers
from dramac.dashboard.index import BulkAction, Choice, Column, Empty, IndexTable, NumberRange, View, YesNo
from dramac.dashboard.index.filters import Cleaned, Rows
from dramac.dashboard.pages import here
from dramac.tenancy.models import Site

HERE = "commerce/inventory/dashboard"
LASTING = (
    ("low", _("Low")),
    ("critical", _("Critical")),
    ("out", _("Sold out")),
    ("negative", _("Below zero")),
    ("aside", _("Set aside")),
    ("kept", _("Kept for somebody")),
    ("incoming", _("Incoming")),
)


@dataclass(frozen=True, slots=True)
class At(Choice):
    """The location whose numbers are shown; the rows stay."""

    def narrow(self, rows: Rows, cleaned: Cleaned, site: Site) -> Rows:
        """Every row: the numbers were chosen as the rows were asked for."""
        return rows


@dataclass(frozen=True, slots=True)
class Lasting(Choice):
    """Whether what is tracked runs low by its nearest limits, is sold out, or promised beyond what is there."""

    def narrow(self, rows: Rows, cleaned: Cleaned, site: Site) -> Rows:
        """The rows that do."""
        on_sale = Q(product__status="active")
        ranges = {
            "low": queries.runs_low("low_at") & on_sale,
            "critical": queries.runs_low("critical_at") & on_sale,
            "out": queries.sold_out() & on_sale,
            "negative": Q(available__lt=0),
            "aside": Q(unavailable__gt=0),
            "kept": Q(reserved__gt=0),
            "incoming": Q(incoming__gt=0),
        }
        wanted = ranges.get(str(cleaned.get(self.name)))
        return rows.filter(wanted, tracks_stock=True) if wanted else rows


@dataclass(frozen=True, slots=True)
class OfProducts(Choice):
    """A filter of the product that the catalogue itself knows how to apply; `part` is the part of its filters."""

    part: str = ""

    def narrow(self, rows: Rows, cleaned: Cleaned, site: Site) -> Rows:
        """The variants of the products that the catalogue means."""
        if not (value := cleaned.get(self.name)):
            return rows
        part: dict[str, Any] = {self.part: value if self.part == "category_id" else (value,)}
        meant = catalog.IndexFilters(**part)
        return rows.filter(product_id__in=catalog.products_for_index(site, meant).order_by().values("pk"))


@dataclass(frozen=True, slots=True)
class Supplied(Choice):
    """A supplier, of what they sell to the shop."""

    def narrow(self, rows: Rows, cleaned: Cleaned, site: Site) -> Rows:
        """The variants that can be bought from them."""
        wanted = cleaned.get(self.name)
        return rows.filter(pk__in=purchasing.items(site, wanted).order_by().values("variant_id")) if wanted else rows


def _vendors(site: Site) -> Sequence[tuple[Any, Any]]:
    return [(name, name) for name in catalog.choices(site).vendors]


def _tags(site: Site) -> Sequence[tuple[Any, Any]]:
    return [(name, name) for name in catalog.choices(site).tags]


def _categories(site: Site) -> Sequence[tuple[Any, Any]]:
    above: list[str] = []
    found = []
    for row in catalog.categories(site):
        above = [*above[: row.depth], row.name]
        found.append((str(row.id), " › ".join(above)))
    return found


def _locations(site: Site) -> Sequence[tuple[Any, Any]]:
    return [(str(one.pk), one.name) for one in queries.locations(site, only_active=True)]


class Stock(IndexTable[Variant]):
    """Every variant that can be sold, with its units."""

    name = "stock"
    title = _("Stock")
    needs = permissions.VIEW
    sort = "title"
    template = f"{HERE}/levels.html"
    search_label = _("Search by product, SKU or barcode")
    columns = (
        Column("title", _("Product"), value="product.title", sort="product__search_title", role="title",
               cell=f"{HERE}/cells/title.html"),
        Column("sku", _("SKU"), sort="sku", role="note"),
        Column("on_hand", _("On hand"), kind="number", sort="on_hand"),
        Column("committed", _("Committed"), kind="number", sort="committed"),
        Column("unavailable", _("Set aside"), kind="number", sort="unavailable", cell=f"{HERE}/cells/unavailable.html"),
        Column("available", _("Available"), kind="number", sort="available", role="figure",
               cell=f"{HERE}/cells/available.html"),
        Column("incoming", _("Incoming"), kind="number", sort="incoming"),
        Column("adjust", _("Adjust"), value=lambda row: "", cell=f"{HERE}/cells/adjust.html", role="state"),
        Column("value", _("Value"), value="stock_value", kind="money", sort="stock_value", shown=False),
        Column("damaged", _("Damaged"), kind="number", sort="damaged", shown=False),
        Column("quality", _("Quality control"), kind="number", sort="quality", shown=False),
        Column("safety", _("Safety stock"), kind="number", sort="safety", shown=False),
        Column("reserved", _("Kept for somebody"), kind="number", sort="reserved", shown=False),
        Column("barcode", _("Barcode"), shown=False),
        Column("vendor", _("Vendor"), value="product.vendor", sort="product__vendor", shown=False),
    )  # fmt: skip
    filters = (
        At("location", _("Location"), options=_locations),
        Lasting("lasting", _("Stock"), options=LASTING),
        OfProducts("category", _("Category"), options=_categories, part="category_id"),
        OfProducts("vendor", _("Vendor"), options=_vendors, part="vendors"),
        OfProducts("tag", _("Tag"), options=_tags, part="tags"),
        Supplied("supplier", _("Supplier"), options=purchasing.supplier_choices),
        NumberRange("available", _("Available")),
        YesNo("tracked", _("Tracked"), field="tracks_stock"),
    )
    views = (
        View(_("All")),
        View(_("Low"), "lasting=low"),
        View(_("Critical"), "lasting=critical"),
        View(_("Sold out"), "lasting=out"),
        View(_("Set aside"), "lasting=aside"),
    )
    bulk = (
        BulkAction("adding", _("Add or take away"), bulk.add, needs=permissions.ADJUST, form=bulk.AddForm,
                   preview=bulk.preview_add, undo=bulk.take_back),
        BulkAction("setting", _("Set"), bulk.put, needs=permissions.ADJUST, form=bulk.SetForm,
                   preview=bulk.preview_put, undo=bulk.take_back),
        BulkAction("setting-aside", pgettext_lazy("verb", "Set aside"), bulk.set_aside, needs=permissions.ADJUST, form=bulk.AsideForm,
                   preview=bulk.preview_aside, undo=bulk.take_back),
        BulkAction("putting-back", _("Put back"), bulk.put_back, needs=permissions.ADJUST, form=bulk.AsideForm,
                   preview=bulk.preview_back, undo=bulk.take_back),
    )  # fmt: skip
    empty = Empty(
        _("Nothing to count yet"),
        _("Variants are listed here as soon as there is a product."),
        "warehouse",
    )

    def rows(self) -> QuerySet[Variant]:
        """The variants with their units and nearest limits at the location that the address names, or at all."""
        place = self.location_id
        rows = queries.with_states(self.site, catalog.variants_for_index(self.site), place)
        return alerts.with_limits(self.site, rows, place)

    @property
    def location_id(self) -> UUID | None:
        """The location that the address names, if the site has it open."""
        wanted = self.state.one("location")
        return next((one.pk for one in queries.locations(self.site, only_active=True) if str(one.pk) == wanted), None)

    def context(self) -> dict[str, Any]:
        """Who may change it."""
        member = self.request.membership
        return {"may_adjust": member.may(permissions.ADJUST), "may_move": member.may(transfers.MOVE)}

    def search(self, rows: QuerySet[Variant], q: str) -> QuerySet[Variant]:
        """By SKU or barcode from their beginning, or by product as shoppers search."""
        return catalog.variants_called(self.site, rows, q)

    def href(self, row: Variant) -> str:
        """The variant's own page, with its history."""
        return here(self.request, "inventory:variant", variant_id=row.pk)

    def row_name(self, row: Variant) -> str:
        """Product and option values."""
        return " ".join(part for part in (row.product.title, row.title) if part)
