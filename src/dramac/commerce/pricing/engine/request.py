"""What bill() is asked: lines at their catalogue price, decided discounts, delivery, tax terms and tenders.

All amounts are minor units of the request's currency; prices contain tax or not as the tax terms say.
"""

from __future__ import annotations

import msgspec

from dramac.commerce.tax.rules import STANDARD, TaxPlace, TaxRate
from dramac.kit.money import Minor


class BillLine(msgspec.Struct, frozen=True):
    """So many units at one price. `key` names the line within the bill; a tax-exempt line bears no tax anywhere."""

    key: str
    unit_price: Minor
    quantity: int
    tax_class: str = STANDARD
    tax_exempt: bool = False


class LineDiscount(msgspec.Struct, frozen=True):
    """So much off one line as a whole."""

    line_key: str
    label: str
    amount: Minor


class OrderDiscount(msgspec.Struct, frozen=True):
    """So much off the order, spread over the lines named, or over all of them when none are (None)."""

    label: str
    amount: Minor
    line_keys: tuple[str, ...] | None = None


class ShippingCharge(msgspec.Struct, frozen=True):
    """The price of the delivery that was chosen."""

    label: str
    amount: Minor
    tax_class: str = STANDARD
    tax_exempt: bool = False


class ShippingDiscount(msgspec.Struct, frozen=True):
    """So much off the delivery."""

    label: str
    amount: Minor


class Tender(msgspec.Struct, frozen=True):
    """Money that is already there: a gift card, points. It pays, it does not make anything cheaper."""

    label: str
    amount: Minor


class TaxTerms(msgspec.Struct, frozen=True):
    """Which taxes are due where, and whether the site's prices contain them.

    An exempt customer pays the price without tax: where prices contain it, it is taken off.
    """

    rates: tuple[TaxRate, ...] = ()
    place: TaxPlace = TaxPlace("")
    prices_include_tax: bool = False
    exempt: bool = False


class BillRequest(msgspec.Struct, frozen=True):
    """Everything that decides what an order costs. Discounts are taken in the order given, within their kind."""

    currency: str
    lines: tuple[BillLine, ...] = ()
    tax: TaxTerms = TaxTerms()
    shipping: ShippingCharge | None = None
    line_discounts: tuple[LineDiscount, ...] = ()
    order_discounts: tuple[OrderDiscount, ...] = ()
    shipping_discounts: tuple[ShippingDiscount, ...] = ()
    tenders: tuple[Tender, ...] = ()
