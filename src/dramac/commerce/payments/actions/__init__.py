"""Every way in which payments and the ways to pay change."""

from __future__ import annotations

from dramac.commerce.payments.actions.ledger import (
    AmountRefused,
    Movement,
    NewPayment,
    OperationReused,
    UnknownPayment,
    authorize,
    capture,
    open_payment,
    receive,
    refund,
    void,
)
from dramac.commerce.payments.actions.methods import (
    MethodDetails,
    MethodRefused,
    UnknownMethod,
    add_method,
    edit_method,
    order_methods,
    remove_method,
)
from dramac.commerce.payments.actions.operations import begin, reconcile, settle, start

__all__ = [
    "AmountRefused",
    "MethodDetails",
    "MethodRefused",
    "Movement",
    "NewPayment",
    "OperationReused",
    "UnknownMethod",
    "UnknownPayment",
    "add_method",
    "authorize",
    "begin",
    "capture",
    "edit_method",
    "open_payment",
    "order_methods",
    "receive",
    "reconcile",
    "refund",
    "remove_method",
    "settle",
    "start",
    "void",
]
