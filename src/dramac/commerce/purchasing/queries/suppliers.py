"""Suppliers, and what they sell to us."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dramac.commerce.purchasing.models import PurchaseOrder, Supplier, SupplierItem
from dramac.tenancy.models import Site
from dramac.tenancy.rows import SiteQuerySet


def suppliers(site: Site) -> QuerySet[Supplier]:
    """All suppliers, each with `item_count` and `open_orders`, to be put in order and cut."""
    items = SupplierItem.objects.filter(site_id=OuterRef("site_id"), supplier_id=OuterRef("pk"))
    orders = PurchaseOrder.objects.filter(
        site_id=OuterRef("site_id"), supplier_id=OuterRef("pk"), state__in=("ordered", "partly_received")
    )
    return Supplier.objects.of(site).annotate(item_count=_counted(items), open_orders=_counted(orders))


def _counted(rows: QuerySet[SupplierItem] | QuerySet[PurchaseOrder]) -> Coalesce:
    counted = rows.order_by().values("supplier_id").annotate(n=Count("*")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def supplier(site: Site, supplier_id: UUID) -> Supplier | None:
    """One of them. One statement."""
    return Supplier.objects.of(site).filter(pk=supplier_id).first()


def supplier_choices(site: Site) -> list[tuple[str, str]]:
    """Those that are bought from, by name, for a select. One statement."""
    rows = Supplier.objects.of(site).filter(is_active=True).order_by("name")
    return [(str(key), name) for key, name in rows.values_list("pk", "name")]


def items(site: Site, supplier_id: UUID | None = None) -> SiteQuerySet[SupplierItem]:
    """What suppliers, or one of them, sell to us, each with its variant and product."""
    found = SupplierItem.objects.of(site).select_related("variant__product", "supplier")
    return found.filter(supplier_id=supplier_id) if supplier_id else found


def item_by_id(site: Site, item_id: UUID) -> SupplierItem | None:
    """One of them. One statement."""
    return items(site).filter(pk=item_id).first()


def items_of_variant(site: Site, variant_id: UUID) -> list[SupplierItem]:
    """Who sells a variant, the preferred supplier first. One statement."""
    return list(items(site).filter(variant_id=variant_id).order_by("-is_preferred", "supplier__name"))
