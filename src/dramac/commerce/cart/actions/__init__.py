"""Every way in which carts change."""

from __future__ import annotations

from dramac.commerce.cart.actions.carts import (
    CartDetails,
    DetailRefused,
    Opened,
    merge,
    open_cart,
    sweep_carts,
    tell,
)
from dramac.commerce.cart.actions.lines import (
    NoLine,
    NotSold,
    QuantityRefused,
    TooManyLines,
    accept,
    add,
    change,
    remove,
)
from dramac.commerce.cart.actions.writing import CartGone, Changed

__all__ = [
    "CartDetails",
    "CartGone",
    "Changed",
    "DetailRefused",
    "NoLine",
    "NotSold",
    "Opened",
    "QuantityRefused",
    "TooManyLines",
    "accept",
    "add",
    "change",
    "merge",
    "open_cart",
    "remove",
    "sweep_carts",
    "tell",
]
