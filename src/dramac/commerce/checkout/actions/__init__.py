"""Placing an order, why it may be refused, and keeping goods for those who are about to."""

from __future__ import annotations

from dramac.commerce.checkout.actions.form import DetailRefused, PlaceOrder
from dramac.commerce.checkout.actions.place import Placement, place
from dramac.commerce.checkout.actions.refusals import (
    AccountNeeded,
    CartEmpty,
    CartMoved,
    NotDelivered,
    NotPayable,
    OutOfStock,
    PaymentDeclined,
    Short,
    TotalMoved,
)
from dramac.commerce.checkout.actions.reserve import reserve

__all__ = [
    "AccountNeeded",
    "CartEmpty",
    "CartMoved",
    "DetailRefused",
    "NotDelivered",
    "NotPayable",
    "OutOfStock",
    "PaymentDeclined",
    "PlaceOrder",
    "Placement",
    "Short",
    "TotalMoved",
    "place",
    "reserve",
]
