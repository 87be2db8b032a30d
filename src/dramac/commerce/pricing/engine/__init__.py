"""Owns bill(), the one calculation of what something costs, and what of it goes back in a refund. Pure: no Django."""

from __future__ import annotations

from dramac.commerce.pricing.engine.billing import bill
from dramac.commerce.pricing.engine.checks import BillFault, BillRefused
from dramac.commerce.pricing.engine.refunds import (
    LineShares,
    RefundFault,
    RefundRefused,
    Shares,
    line_shares,
    refund_of_amount,
    refund_of_units,
    shares_of,
)
from dramac.commerce.pricing.engine.request import (
    BillLine,
    BillRequest,
    LineDiscount,
    OrderDiscount,
    ShippingCharge,
    ShippingDiscount,
    TaxTerms,
    Tender,
)
from dramac.commerce.pricing.engine.result import (
    AppliedDiscount,
    AppliedTender,
    Bill,
    BilledLine,
    BilledShipping,
    Charged,
    DiscountKind,
    DiscountShare,
    TaxGroup,
    TaxShare,
)

__all__ = [
    "AppliedDiscount",
    "AppliedTender",
    "Bill",
    "BillFault",
    "BillLine",
    "BillRefused",
    "BillRequest",
    "BilledLine",
    "BilledShipping",
    "Charged",
    "DiscountKind",
    "DiscountShare",
    "LineDiscount",
    "LineShares",
    "OrderDiscount",
    "RefundFault",
    "RefundRefused",
    "Shares",
    "ShippingCharge",
    "ShippingDiscount",
    "TaxGroup",
    "TaxShare",
    "TaxTerms",
    "Tender",
    "bill",
    "line_shares",
    "refund_of_amount",
    "refund_of_units",
    "shares_of",
]
