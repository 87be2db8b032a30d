"""Addresses of the order screens, below `/dashboard/<site_slug>/`."""

from __future__ import annotations

from django.urls import path

from dramac.commerce.orders.dashboard import cancellation, detail, fulfilment, packing, payment, refund
from dramac.commerce.orders.dashboard.table import Orders
from dramac.commerce.orders.dashboard.waiting import WaitingForStock
from dramac.dashboard.index import addresses

app_name = "orders"
urlpatterns = [
    *addresses(Orders, "orders/", name="index"),
    *addresses(WaitingForStock, "orders/waiting/", name="waiting"),
    path("orders/packing", packing.packing, name="packing"),
    path("orders/<int:number>/", detail.detail, name="detail"),
    path("orders/<int:number>/note", detail.note, name="note"),
    path("orders/<int:number>/payment", payment.payment, name="payment"),
    path("orders/<int:number>/fulfilment", fulfilment.fulfilment, name="fulfilment"),
    path("orders/<int:number>/fulfilment/<uuid:fulfilment_id>/tracking", fulfilment.tracking, name="tracking"),
    path("orders/<int:number>/fulfilment/<uuid:fulfilment_id>/slip", packing.slip, name="slip"),
    path("orders/<int:number>/cancellation", cancellation.cancellation, name="cancellation"),
    path("orders/<int:number>/refund", refund.refund, name="refund"),
]
