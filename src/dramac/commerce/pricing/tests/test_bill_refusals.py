"""What no bill is written for."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from dramac.commerce.pricing.engine import (
    BillFault,
    BillRefused,
    BillRequest,
    LineDiscount,
    OrderDiscount,
    ShippingDiscount,
    Tender,
    bill,
)
from dramac.commerce.pricing.testing import a_line, an_order, lines, vat


def refusal(order: BillRequest) -> tuple[BillFault, str | None]:
    with pytest.raises(BillRefused) as refused:
        bill(order)
    return refused.value.code, refused.value.line_key


@pytest.mark.parametrize(
    ("quantity", "fault"),
    [
        (0, BillFault.QUANTITY_TOO_SMALL),
        (-1, BillFault.QUANTITY_TOO_SMALL),
        (1_000_001, BillFault.QUANTITY_TOO_LARGE),
        (10**100, BillFault.QUANTITY_TOO_LARGE),
        (True, BillFault.QUANTITY_NOT_WHOLE),
        (1.0, BillFault.QUANTITY_NOT_WHOLE),
        (Decimal(1), BillFault.QUANTITY_NOT_WHOLE),
        ("1", BillFault.QUANTITY_NOT_WHOLE),
    ],
)
def test_a_quantity_is_a_whole_number_from_one_to_a_million(quantity: Any, fault: BillFault) -> None:
    assert refusal(an_order(a_line(), a_line(100, quantity, "b"))) == (fault, "b")


def test_a_million_units_are_billed() -> None:
    assert bill(an_order(a_line(100, 1_000_000))).total == 10**8


@pytest.mark.parametrize(
    ("price", "fault"),
    [
        (-1, BillFault.AMOUNT_NEGATIVE),
        (True, BillFault.AMOUNT_NOT_WHOLE),
        (9.99, BillFault.AMOUNT_NOT_WHOLE),
        (Decimal("9.99"), BillFault.AMOUNT_NOT_WHOLE),
        (10**15 + 1, BillFault.TOTAL_TOO_LARGE),
    ],
)
def test_a_price_is_a_whole_number_of_minor_units(price: Any, fault: BillFault) -> None:
    assert refusal(an_order(a_line(price, key="b"))) == (fault, "b")


def test_a_line_stands_only_once() -> None:
    assert refusal(an_order(a_line(key="b"), a_line(key="b"))) == (BillFault.LINE_TWICE, "b")


def test_discounts_are_for_lines_of_the_order() -> None:
    line_discount = an_order(*lines(100), line_discounts=(LineDiscount("z", "x", 1),))
    order_discount = an_order(*lines(100), order_discounts=(OrderDiscount("x", 1, ("a", "z")),))
    assert refusal(line_discount) == (BillFault.LINE_UNKNOWN, "z")
    assert refusal(order_discount) == (BillFault.LINE_UNKNOWN, "z")


@pytest.mark.parametrize(("amount", "fault"), [(-1, BillFault.AMOUNT_NEGATIVE), (0.5, BillFault.AMOUNT_NOT_WHOLE)])
def test_no_discount_delivery_or_tender_is_negative_or_fractional(amount: Any, fault: BillFault) -> None:
    assert refusal(an_order(*lines(100), line_discounts=(LineDiscount("a", "x", amount),))) == (fault, "a")
    for order in (
        an_order(*lines(100), order_discounts=(OrderDiscount("x", amount),)),
        an_order(*lines(100), shipping_discounts=(ShippingDiscount("x", amount),)),
        an_order(*lines(100), tenders=(Tender("x", amount),)),
        an_order(*lines(100), delivery=amount),
    ):
        assert refusal(order) == (fault, None)


@pytest.mark.parametrize("currency", ["gbp", "XXX", "", "DEM"])
def test_the_currency_is_one_to_sell_in(currency: str) -> None:
    assert refusal(an_order(*lines(100), currency=currency)) == (BillFault.CURRENCY_UNKNOWN, None)


def test_totals_end_at_ten_to_the_fifteenth() -> None:
    assert bill(an_order(a_line(10**9, 1_000_000))).total == 10**15
    assert refusal(an_order(a_line(10**9, 1_000_000), delivery=1)) == (BillFault.TOTAL_TOO_LARGE, None)
    assert refusal(an_order(a_line(10**9, 1_000_000), tax=vat(included=False))) == (BillFault.TOTAL_TOO_LARGE, None)
    too_much = an_order(a_line(10**15), a_line(1, key="b"), order_discounts=(OrderDiscount("Half", 10**14),))
    assert refusal(too_much) == (BillFault.TOTAL_TOO_LARGE, None)


def test_a_refusal_says_why_and_where() -> None:
    assert str(BillRefused(BillFault.AMOUNT_NEGATIVE, "b")) == "amount_negative: b"
    assert str(BillRefused(BillFault.TOTAL_TOO_LARGE)) == "total_too_large"
