"""Owns money: whole minor units of a named currency, how they are rounded, split, read and written. Never floats."""

from __future__ import annotations

from dramac.kit.money.amounts import (
    LARGEST_AMOUNT,
    AmountFault,
    AmountRefused,
    CurrencyMismatch,
    Minor,
    Money,
    TooPrecise,
    from_decimal,
    to_decimal,
)
from dramac.kit.money.currencies import UnknownCurrency, exponent
from dramac.kit.money.reading import parse
from dramac.kit.money.rounding import divide_half_up, percentage, round_half_up, split
from dramac.kit.money.writing import format_money

__all__ = [
    "LARGEST_AMOUNT",
    "AmountFault",
    "AmountRefused",
    "CurrencyMismatch",
    "Minor",
    "Money",
    "TooPrecise",
    "UnknownCurrency",
    "divide_half_up",
    "exponent",
    "format_money",
    "from_decimal",
    "parse",
    "percentage",
    "round_half_up",
    "split",
    "to_decimal",
]
