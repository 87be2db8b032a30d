"""Every way in which suppliers and purchase orders change."""

from __future__ import annotations

from dramac.commerce.purchasing.actions.drafting import (
    LineWish,
    OrderDetails,
    create_order,
    edit_order,
)
from dramac.commerce.purchasing.actions.ending import cancel_order, close_order
from dramac.commerce.purchasing.actions.opening import OrderRefused, UnknownOrder
from dramac.commerce.purchasing.actions.ordering import place_order, take_back_order
from dramac.commerce.purchasing.actions.receiving import Delivery, receive, reverse_receipt
from dramac.commerce.purchasing.actions.reordering import Drafted, order_from_list
from dramac.commerce.purchasing.actions.suppliers import (
    ItemDetails,
    SupplierDetails,
    SupplierRefused,
    add_supplier,
    close_supplier,
    edit_supplier,
    put_item,
    remove_item,
    reopen_supplier,
)

__all__ = [
    "Delivery",
    "Drafted",
    "ItemDetails",
    "LineWish",
    "OrderDetails",
    "OrderRefused",
    "SupplierDetails",
    "SupplierRefused",
    "UnknownOrder",
    "add_supplier",
    "cancel_order",
    "close_order",
    "close_supplier",
    "create_order",
    "edit_order",
    "edit_supplier",
    "order_from_list",
    "place_order",
    "put_item",
    "receive",
    "remove_item",
    "reopen_supplier",
    "reverse_receipt",
    "take_back_order",
]
