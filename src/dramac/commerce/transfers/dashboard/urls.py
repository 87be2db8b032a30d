"""Addresses of the transfers' screens, below `/dashboard/<site_slug>/`."""

from __future__ import annotations

from django.urls import path

from dramac.commerce.transfers.dashboard import detail, drafting, receipt
from dramac.commerce.transfers.dashboard.tables import Transfers
from dramac.dashboard.index import addresses

app_name = "transfers"
ONE = "inventory/transfers/<int:transfer_number>/"
urlpatterns = [
    *addresses(Transfers, "inventory/transfers/", name="index"),
    path("inventory/transfers/new", drafting.new, name="new"),
    path(ONE, detail.detail, name="transfer"),
    path(ONE + "draft", drafting.draft, name="draft"),
    path(ONE + "dispatch", detail.dispatch, name="dispatch"),
    path(ONE + "recall", detail.recall, name="recall"),
    path(ONE + "receipt", receipt.receipt, name="receipt"),
    path(ONE + "receipts/<uuid:transfer_receipt_id>/reversal", receipt.reversal, name="receipt-reversal"),
    path(ONE + "closure", detail.closure, name="closure"),
    path(ONE + "cancellation", detail.cancellation, name="cancellation"),
    path(ONE + "sheet", detail.sheet, name="sheet"),
]
