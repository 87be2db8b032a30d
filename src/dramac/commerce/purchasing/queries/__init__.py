"""Everything that other modules may ask of buying."""

from __future__ import annotations

from dramac.commerce.purchasing.models import PurchaseOrder, PurchaseOrderLine, Supplier, SupplierItem
from dramac.commerce.purchasing.queries.orders import (
    OrderDetail,
    Ordered,
    ReceiptView,
    by_number,
    detail,
    order_by_id,
    ordered_from,
    orders,
)
from dramac.commerce.purchasing.queries.reorder import ReorderRow, days_of_demand, due_today, reorder_list
from dramac.commerce.purchasing.queries.suppliers import (
    item_by_id,
    items,
    items_of_variant,
    supplier,
    supplier_choices,
    suppliers,
)

__all__ = [
    "OrderDetail",
    "Ordered",
    "PurchaseOrder",
    "PurchaseOrderLine",
    "ReceiptView",
    "ReorderRow",
    "Supplier",
    "SupplierItem",
    "by_number",
    "days_of_demand",
    "detail",
    "due_today",
    "item_by_id",
    "items",
    "items_of_variant",
    "order_by_id",
    "ordered_from",
    "orders",
    "reorder_list",
    "supplier",
    "supplier_choices",
    "suppliers",
]
