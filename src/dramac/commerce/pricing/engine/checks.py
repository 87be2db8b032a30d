"""What no bill can be written for, whatever a form or an API caller sends."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from dramac.commerce.pricing.engine.request import BillLine, BillRequest
from dramac.kit.money import LARGEST_AMOUNT, Minor, UnknownCurrency, exponent

MOST_UNITS = 1_000_000


class BillFault(StrEnum):
    """Why a bill is refused. The edge that shows it has one sentence for each."""

    CURRENCY_UNKNOWN = "currency_unknown"
    AMOUNT_NOT_WHOLE = "amount_not_whole"
    AMOUNT_NEGATIVE = "amount_negative"
    QUANTITY_NOT_WHOLE = "quantity_not_whole"
    QUANTITY_TOO_SMALL = "quantity_too_small"
    QUANTITY_TOO_LARGE = "quantity_too_large"
    LINE_TWICE = "line_twice"
    LINE_UNKNOWN = "line_unknown"
    TOTAL_TOO_LARGE = "total_too_large"


class BillRefused(ValueError):
    """The bill cannot be written. `code` says why; `line_key` names the line at fault, where there is one."""

    def __init__(self, code: BillFault, line_key: str | None = None) -> None:
        super().__init__(code.value if line_key is None else f"{code.value}: {line_key}")
        self.code = code
        self.line_key = line_key


def check(order: BillRequest) -> None:
    """Raises BillRefused unless the request is one that a bill can be written for."""
    try:
        exponent(order.currency)
    except UnknownCurrency:
        raise BillRefused(BillFault.CURRENCY_UNKNOWN) from None
    keys = set()
    for line in order.lines:
        if line.key in keys:
            raise BillRefused(BillFault.LINE_TWICE, line.key)
        keys.add(line.key)
        _check_quantity(line)
        _check_amount(line.unit_price, line.key)
    for discount in order.line_discounts:
        _check_known((discount.line_key,), keys)
        _check_amount(discount.amount, discount.line_key)
    for reduction in order.order_discounts:
        _check_known(reduction.line_keys or (), keys)
        _check_amount(reduction.amount)
    for saving in order.shipping_discounts:
        _check_amount(saving.amount)
    for tender in order.tenders:
        _check_amount(tender.amount)
    if order.shipping is not None:
        _check_amount(order.shipping.amount)


def check_total(total: Minor) -> None:
    """Raises BillRefused when a total is beyond 10**15 minor units."""
    if total > LARGEST_AMOUNT:
        raise BillRefused(BillFault.TOTAL_TOO_LARGE)


def _check_quantity(line: BillLine) -> None:
    # A bool is an int to Python, and an order for True pieces is a mistake of the caller.
    if type(line.quantity) is not int:
        raise BillRefused(BillFault.QUANTITY_NOT_WHOLE, line.key)
    if line.quantity < 1:
        raise BillRefused(BillFault.QUANTITY_TOO_SMALL, line.key)
    if line.quantity > MOST_UNITS:
        raise BillRefused(BillFault.QUANTITY_TOO_LARGE, line.key)


def _check_amount(amount: Minor, line_key: str | None = None) -> None:
    if type(amount) is not int:
        raise BillRefused(BillFault.AMOUNT_NOT_WHOLE, line_key)
    if amount < 0:
        raise BillRefused(BillFault.AMOUNT_NEGATIVE, line_key)
    if amount > LARGEST_AMOUNT:
        raise BillRefused(BillFault.TOTAL_TOO_LARGE, line_key)


def _check_known(line_keys: Iterable[str], keys: set[str]) -> None:
    for key in line_keys:
        if key not in keys:
            raise BillRefused(BillFault.LINE_UNKNOWN, key)
