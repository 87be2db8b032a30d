"""Addresses of the screens of buying, below `/dashboard/<site_slug>/`."""

from __future__ import annotations

from django.urls import path

from dramac.commerce.purchasing.dashboard import detail, drafting, items, receipt, suppliers
from dramac.commerce.purchasing.dashboard.reorder import Reorder
from dramac.commerce.purchasing.dashboard.settings import reordering
from dramac.commerce.purchasing.dashboard.tables import Items, PurchaseOrders, Suppliers
from dramac.dashboard.index import addresses

app_name = "purchasing"
ORDER = "purchasing/orders/<int:purchase_number>/"
urlpatterns = [
    *addresses(Reorder, "purchasing/reorder/", name="reorder"),
    *addresses(PurchaseOrders, "purchasing/orders/", name="orders"),
    path("purchasing/orders/new", drafting.new, name="new-order"),
    path(ORDER, detail.detail, name="order"),
    path(ORDER + "draft", drafting.draft, name="draft"),
    path(ORDER + "placement", detail.placement, name="placement"),
    path(ORDER + "withdrawal", detail.withdrawal, name="withdrawal"),
    path(ORDER + "receipt", receipt.receipt, name="receipt"),
    path(ORDER + "receipts/<uuid:receipt_id>/reversal", receipt.reversal, name="receipt-reversal"),
    path(ORDER + "closure", detail.closure, name="closure"),
    path(ORDER + "cancellation", detail.cancellation, name="cancellation"),
    path(ORDER + "sheet", detail.sheet, name="sheet"),
    path(ORDER + "lines.csv", detail.lines, name="lines"),
    *addresses(Suppliers, "purchasing/suppliers/", name="suppliers"),
    path("purchasing/suppliers/new", suppliers.new, name="new-supplier"),
    path("purchasing/suppliers/<uuid:supplier_id>/", suppliers.supplier, name="supplier"),
    path("purchasing/suppliers/<uuid:supplier_id>/closing", suppliers.closing, name="supplier-closing"),
    path("purchasing/suppliers/<uuid:supplier_id>/reopening", suppliers.reopening, name="supplier-reopening"),
    *addresses(Items, "purchasing/suppliers/items/", name="items"),
    path("purchasing/suppliers/items/new", items.new, name="new-item"),
    path("purchasing/suppliers/items/<uuid:item_id>/", items.item, name="item"),
    path("purchasing/suppliers/items/<uuid:item_id>/removal", items.removal, name="item-removal"),
    path("settings/reordering", reordering, name="settings"),
]
