"""Every way in which shipping methods change."""

from __future__ import annotations

from dramac.commerce.shipping.actions.methods import (
    MethodDetails,
    MethodRefused,
    UnknownMethod,
    add_method,
    edit_method,
    order_methods,
    remove_method,
)

__all__ = [
    "MethodDetails",
    "MethodRefused",
    "UnknownMethod",
    "add_method",
    "edit_method",
    "order_methods",
    "remove_method",
]
