"""Every way in which orders come to be and change."""

from __future__ import annotations

from dramac.commerce.orders.actions.cancel import Cancellation, cancel, expire_unpaid
from dramac.commerce.orders.actions.create import Buyer, NewLine, NewOrder, Terms, Waits, create
from dramac.commerce.orders.actions.erase import erase_customer
from dramac.commerce.orders.actions.fulfil import (
    Parcel,
    TooFew,
    Tracking,
    TrackingRefused,
    TwoBatches,
    edit_tracking,
    fulfil,
)
from dramac.commerce.orders.actions.note import note
from dramac.commerce.orders.actions.opening import OrderRefused, UnknownOrder
from dramac.commerce.orders.actions.pay import MoneyIn, capture, mark_paid, payment_failed, sync_payment
from dramac.commerce.orders.actions.promise import CannotPromise, Promise, promise
from dramac.commerce.orders.actions.refund import KeyRefused, RefundRequest, refund, refund_failed
from dramac.commerce.orders.queries.placed import PlacedOrder
from dramac.commerce.orders.rules.refunds import RefundWish, UnitsBack

__all__ = [
    "Buyer",
    "Cancellation",
    "CannotPromise",
    "KeyRefused",
    "MoneyIn",
    "NewLine",
    "NewOrder",
    "OrderRefused",
    "Parcel",
    "PlacedOrder",
    "Promise",
    "RefundRequest",
    "RefundWish",
    "Terms",
    "TooFew",
    "Tracking",
    "TrackingRefused",
    "TwoBatches",
    "UnitsBack",
    "UnknownOrder",
    "Waits",
    "cancel",
    "capture",
    "create",
    "edit_tracking",
    "erase_customer",
    "expire_unpaid",
    "fulfil",
    "mark_paid",
    "note",
    "payment_failed",
    "promise",
    "refund",
    "refund_failed",
    "sync_payment",
]
