"""Builders for tests that need something billed: `bill(an_order(a_line(1999, 2)))`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from dramac.commerce.pricing.engine import BillLine, BillRequest, ShippingCharge, TaxTerms
from dramac.commerce.tax.rules import TaxPlace, TaxRate

BRITAIN = TaxPlace("GB")
VAT = TaxRate("VAT", Decimal(20), "GB")
REDUCED_VAT = TaxRate("VAT", Decimal(5), "GB", tax_class="reduced")


def a_line(unit_price: int = 1000, quantity: int = 1, key: str = "a", **terms: Any) -> BillLine:
    """A line of standard-rated goods."""
    return BillLine(key, unit_price, quantity, **terms)


def lines(*prices: int) -> tuple[BillLine, ...]:
    """One line of one unit for each price, keyed a, b, c…"""
    return tuple(a_line(price, key=chr(ord("a") + index)) for index, price in enumerate(prices))


def vat(*, included: bool, rates: tuple[TaxRate, ...] = (VAT, REDUCED_VAT), exempt: bool = False) -> TaxTerms:
    """British tax terms, with prices that include VAT or not."""
    return TaxTerms(rates, BRITAIN, prices_include_tax=included, exempt=exempt)


def an_order(*order_lines: BillLine, delivery: int | None = None, **terms: Any) -> BillRequest:
    """A request in pounds, untaxed unless `tax` says otherwise, with a delivery at a price or without one."""
    shipping = None if delivery is None else ShippingCharge("Standard", delivery)
    return BillRequest(**{"currency": "GBP", "lines": order_lines, "shipping": shipping} | terms)
