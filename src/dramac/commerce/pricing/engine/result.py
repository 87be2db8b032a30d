"""What bill() answers. Every total is a sum of the shares stored on lines and delivery, so a refund is one, too.

All amounts are minor units of the bill's currency.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

import msgspec

from dramac.kit.money import Minor


class DiscountKind(StrEnum):
    """What a discount is taken off, in the order they are taken."""

    LINE = "line"
    ORDER = "order"
    SHIPPING = "shipping"


class AppliedDiscount(msgspec.Struct, frozen=True):
    """A discount as it was asked for, and how much of it there was room for."""

    kind: DiscountKind
    label: str
    asked: Minor
    amount: Minor


class DiscountShare(msgspec.Struct, frozen=True):
    """What one discount takes off one line or the delivery; `discount` is its place in the bill's `discounts`."""

    label: str
    amount: Minor
    discount: int


class TaxShare(msgspec.Struct, frozen=True):
    """What one tax takes of one line or the delivery; `rate` in per cent."""

    name: str
    rate: Decimal
    amount: Minor


class Charged(msgspec.Struct, frozen=True, kw_only=True):
    """How an amount came to what the shopper pays for it.

    `gross` less `discount` is `net`, with tax in it or not, as the site's prices are. `tax_relief` is the contained tax
    that an exempt customer is spared. `total` is what the shopper pays, tax included.
    """

    gross: Minor
    discounts: tuple[DiscountShare, ...]
    discount: Minor
    net: Minor
    taxes: tuple[TaxShare, ...]
    tax: Minor
    tax_relief: Minor
    total: Minor

    @property
    def before_tax(self) -> Minor:
        """What is left for the merchant."""
        return self.total - self.tax


class BilledLine(Charged, frozen=True, kw_only=True):
    """A line of the request with its shares; `gross` = unit price × quantity."""

    key: str
    unit_price: Minor
    quantity: int


class BilledShipping(Charged, frozen=True, kw_only=True):
    """The delivery with its shares."""

    label: str


class TaxGroup(msgspec.Struct, frozen=True):
    """All of one tax at one rate: the sum of its shares, and of the amounts before tax that bore it."""

    name: str
    rate: Decimal
    amount: Minor
    before_tax: Minor


class AppliedTender(msgspec.Struct, frozen=True):
    """How much of a tender was needed."""

    label: str
    amount: Minor


class Bill(msgspec.Struct, frozen=True, kw_only=True):
    """What an order costs, in lines and in total.

    `subtotal` − `discount_total` + `shipping_total` is `total` where prices include tax, less `tax_relief_total`; where
    they do not, `tax_total` comes on top. `discount_total` is of goods; `shipping_total` is delivery after its own
    discounts. `due` is what tenders leave to pay.
    """

    currency: str
    prices_include_tax: bool
    lines: tuple[BilledLine, ...]
    shipping: BilledShipping | None
    discounts: tuple[AppliedDiscount, ...]
    taxes: tuple[TaxGroup, ...]
    tenders: tuple[AppliedTender, ...]
    subtotal: Minor
    discount_total: Minor
    shipping_total: Minor
    tax_total: Minor
    tax_relief_total: Minor
    total: Minor
    due: Minor
