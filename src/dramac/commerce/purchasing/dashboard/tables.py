"""The lists of buying: purchase orders, suppliers, and what they sell."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.inventory import queries as stock
from dramac.commerce.purchasing import permissions, queries
from dramac.commerce.purchasing.dashboard.words import STATES
from dramac.commerce.purchasing.models import PurchaseOrder, Supplier, SupplierItem
from dramac.dashboard.index import Choice, Choices, Column, DayRange, Empty, IndexTable, View, YesNo
from dramac.dashboard.pages import here
from dramac.kit.money import Money
from dramac.tenancy.models import Site


def _places(site: Site) -> list[tuple[str, str]]:
    return [(str(one.pk), one.name) for one in stock.locations(site)]


def _suppliers(site: Site) -> list[tuple[str, str]]:
    return [(str(key), name) for key, name in Supplier.objects.of(site).order_by("name").values_list("pk", "name")]


class PurchaseOrders(IndexTable[PurchaseOrder]):
    """What was ordered, the newest first."""

    name = "purchase-orders"
    title = _("Purchase orders")
    needs = permissions.VIEW
    template = "commerce/purchasing/dashboard/orders.html"
    sort = "-number"
    search_label = _("Search by number, supplier, reference or SKU")
    columns = (
        Column("number", _("Order"), value=lambda row: f"PO-{row.number}", sort="number", role="title"),
        Column("supplier", _("Supplier"), value="supplier.name", sort="supplier__name", role="note"),
        Column("state", _("State"), kind="status", role="state"),
        Column("location", _("Location"), value="location.name"),
        Column("expected_on", _("Expected"), kind="date", sort="expected_on"),
        Column("units", _("Units"), kind="number", sort="units"),
        Column("came", _("Received"), kind="number", sort="came"),
        Column("cost", _("Total"), value=lambda row: Money(int(row.cost), row.currency), kind="money", role="figure"),
        Column("reference", _("Reference"), shown=False),
        Column("created", _("Begun"), value="created_at", kind="moment", sort="created_at", shown=False),
    )
    filters = (
        Choices("state", _("State"), options=STATES),
        Choice("supplier", _("Supplier"), field="supplier_id", options=_suppliers),
        Choice("location", _("Location"), field="location_id", options=_places),
        DayRange("created", _("Begun"), field="created_at"),
    )
    views = (
        View(_("All")),
        View(_("Drafts"), "state=draft"),
        View(_("On their way"), "state=ordered&state=partly_received"),
        View(_("Received"), "state=received"),
    )
    empty = Empty(
        _("No purchase orders yet"),
        _("Order what runs low from the reorder list, or begin an order yourself."),
        "truck",
        _("What to order"),
        "purchasing:reorder",
    )

    def rows(self) -> QuerySet[PurchaseOrder]:
        """The site's orders."""
        return queries.orders(self.site)

    def search(self, rows: QuerySet[PurchaseOrder], q: str) -> QuerySet[PurchaseOrder]:
        """By number with or without its letters, supplier, reference, or the SKU of a line."""
        number = q.upper().removeprefix("PO-")
        found = Q(supplier__name__icontains=q) | Q(reference__icontains=q)
        found |= Q(pk__in=queries.PurchaseOrderLine.objects.of(self.site).filter(sku__istartswith=q).values("order_id"))
        return rows.filter(found | Q(number=int(number)) if number.isdecimal() and len(number) < 10 else found)

    def href(self, row: PurchaseOrder) -> str:
        """The order."""
        return here(self.request, "purchasing:order", purchase_number=row.number)

    def row_name(self, row: PurchaseOrder) -> str:
        """Its number."""
        return f"PO-{row.number}"

    def context(self) -> dict[str, object]:
        """Whether an order may be begun."""
        return {"may_edit": self.request.membership.may(permissions.EDIT)}


class Suppliers(IndexTable[Supplier]):
    """Who sells to the shop."""

    name = "suppliers"
    title = _("Suppliers")
    needs = permissions.VIEW
    template = "commerce/purchasing/dashboard/suppliers.html"
    sort = "name"
    searches = ("name__icontains", "contact__icontains", "email__icontains")
    columns = (
        Column("name", _("Supplier"), sort="name", role="title"),
        Column("contact", _("Contact"), role="note"),
        Column("email", _("E-mail address")),
        Column("lead_time_days", _("Lead time in days"), kind="number", sort="lead_time_days"),
        Column("currency", _("Currency")),
        Column("item_count", _("Items"), kind="count", sort="item_count", role="figure"),
        Column("open_orders", _("Open orders"), kind="count", sort="open_orders"),
        Column(
            "state", _("State"), value=lambda row: "active" if row.is_active else "closed", kind="status", role="state"
        ),
    )
    filters = (YesNo("is_active", _("Active")),)
    views = (View(_("All")), View(_("Active"), "is_active=yes"))
    empty = Empty(
        _("No suppliers yet"),
        _("Add who you buy from, and what they sell. The reorder list then knows where to order."),
        "truck",
        _("Add supplier"),
        "purchasing:new-supplier",
    )

    def rows(self) -> QuerySet[Supplier]:
        """The site's suppliers."""
        return queries.suppliers(self.site)

    def href(self, row: Supplier) -> str:
        """The supplier."""
        return here(self.request, "purchasing:supplier", supplier_id=row.pk)

    def row_name(self, row: Supplier) -> str:
        """Their name."""
        return row.name

    def context(self) -> dict[str, object]:
        """Whether one may be added."""
        return {"may_edit": self.request.membership.may(permissions.EDIT)}


def _cost(row: SupplierItem) -> Money | None:
    return None if row.unit_cost is None else Money(int(row.unit_cost), row.supplier.currency)


class Items(IndexTable[SupplierItem]):
    """What suppliers sell to the shop."""

    name = "supplier-items"
    title = _("Supplier items")
    needs = permissions.VIEW
    template = "commerce/purchasing/dashboard/items.html"
    sort = "product"
    search_label = _("Search by product, SKU, barcode or supplier's SKU")
    columns = (
        Column(
            "product",
            _("Product"),
            value=lambda row: f"{row.variant.product.title} {row.variant.title}".strip(),
            sort="variant__product__search_title",
            role="title",
        ),
        Column("sku", _("SKU"), value="variant.sku", sort="variant__sku", role="note"),
        Column("supplier", _("Supplier"), value="supplier.name", sort="supplier__name", role="state"),
        Column("supplier_sku", _("Supplier's SKU")),
        Column("unit_cost", _("Unit cost"), value=_cost, kind="money", role="figure"),
        Column("minimum_lot", _("Minimum lot"), kind="number"),
        Column("pack_size", _("Pack size"), kind="number"),
        Column("lead_time_days", _("Lead time in days"), kind="number"),
        Column("preferred", _("Preferred"), value=lambda row: _("Yes") if row.is_preferred else ""),
    )
    filters = (
        Choice("supplier", _("Supplier"), field="supplier_id", options=_suppliers),
        YesNo("preferred", _("Preferred"), field="is_preferred"),
    )
    empty = Empty(
        _("No supplier items yet"),
        _("Say which supplier sells what, at which cost."),
        "package",
        _("Add item"),
        "purchasing:new-item",
    )

    def rows(self) -> QuerySet[SupplierItem]:
        """The site's items."""
        return queries.items(self.site).exclude(variant__is_archived=True)

    def search(self, rows: QuerySet[SupplierItem], q: str) -> QuerySet[SupplierItem]:
        """By product, SKU or barcode as elsewhere, or the supplier's SKU."""
        called = catalog.variants_called(self.site, catalog.variants_for_index(self.site), q)
        return rows.filter(Q(supplier_sku__istartswith=q) | Q(variant_id__in=called.values("pk")))

    def href(self, row: SupplierItem) -> str:
        """The item."""
        return here(self.request, "purchasing:item", item_id=row.pk)

    def row_name(self, row: SupplierItem) -> str:
        """Product and supplier."""
        return f"{row.variant.product.title} {row.variant.title}, {row.supplier.name}"

    def context(self) -> dict[str, object]:
        """Whether one may be added."""
        return {"may_edit": self.request.membership.may(permissions.EDIT)}
