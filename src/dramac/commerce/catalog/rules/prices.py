"""What prices may be, and how many are changed at once: by a percentage, by an amount, or to an amount.

Amounts are minor units of one currency; every result is rounded half-up, and to an ending where one is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import NamedTuple

from dramac.commerce.catalog.rules.drafts import Problem
from dramac.kit.money import LARGEST_AMOUNT, AmountFault, AmountRefused, Minor, parse, percentage

LARGEST_PERCENT = Decimal(10_000)


class Step(StrEnum):
    """How a price is changed."""

    PERCENT = "percent"
    AMOUNT = "amount"
    SET = "set"


class Compare(StrEnum):
    """What becomes of the compare-at price: left as it is, set to the price before the change, or taken away."""

    LEAVE = "leave"
    OLD_PRICE = "old_price"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class Ending:
    """The end that prices get: `minor` within each `step`. 99 in 100 makes 12.99; 0 in 5 rounds to five cents."""

    minor: Minor
    step: Minor

    def __post_init__(self) -> None:
        if not 0 <= self.minor < self.step:
            raise ValueError("an ending lies within its step")


@dataclass(frozen=True, slots=True)
class PriceChange:
    """One change for many prices: a percentage (signed), an amount (signed) or a new price, and how the result ends."""

    step: Step
    percent: Decimal = Decimal(0)
    amount: Minor = 0
    ending: Ending | None = None
    compare: Compare = Compare.LEAVE


class Price(NamedTuple):
    """A price with what it is compared with (None where it is compared with nothing)."""

    price: Minor
    compare_at: Minor | None


class PriceRefused(ValueError):
    """A change that cannot be made to a price: `code` is below_zero or too_large."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def changed(before: Price, change: PriceChange) -> Price:
    """The price after the change. A free thing stays free under a percentage, whatever the ending.

    A compare-at price that no longer stands above the price is taken away. Raises PriceRefused.
    """
    price = _moved(before.price, change)
    if price < 0:
        raise PriceRefused("below_zero")
    if change.ending and not (change.step is Step.PERCENT and before.price == 0):
        price = ended(price, change.ending)
    if price > LARGEST_AMOUNT:
        raise PriceRefused("too_large")
    compare = {Compare.LEAVE: before.compare_at, Compare.OLD_PRICE: before.price, Compare.CLEAR: None}[change.compare]
    return Price(price, sane_compare_at(price, compare))


def _moved(price: Minor, change: PriceChange) -> Minor:
    if change.step is Step.SET:
        return change.amount
    if change.step is Step.AMOUNT:
        return price + change.amount
    return price + percentage(price, change.percent)


def ended(price: Minor, ending: Ending) -> Minor:
    """The nearest price with the ending, never below zero; half way between two it is the higher."""
    lower = (price - ending.minor) // ending.step * ending.step + ending.minor
    higher = lower + ending.step
    return lower if lower >= 0 and price - lower < higher - price else higher


def sane_compare_at(price: Minor, compare_at: Minor | None) -> Minor | None:
    """A compare-at price if it stands above the price, else None."""
    return compare_at if compare_at is not None and compare_at > price else None


def read_change(text: str, currency: str, locale: str) -> PriceChange:
    """A change as people type it: "+10 %", "-5.00" (with a sign: by so much), "12.50" (without: to so much).

    Raises AmountRefused as amounts do; a percentage of no sense is not_a_number, one above 10,000 % too_large.
    """
    typed = text.strip().replace("\u2212", "-")
    if typed.endswith("%"):
        return PriceChange(Step.PERCENT, percent=_percent(typed[:-1], currency))
    if typed[:1] in ("+", "-"):
        amount = parse(typed[1:], currency, locale).minor
        return PriceChange(Step.AMOUNT, amount=-amount if typed[0] == "-" else amount)
    return PriceChange(Step.SET, amount=parse(typed, currency, locale).minor)


def _percent(text: str, currency: str) -> Decimal:
    number = text.strip().replace(",", ".")
    if not re.fullmatch(r"[+-]?\s?\d{1,9}(\.\d{1,4})?", number, re.ASCII):
        raise AmountRefused(AmountFault.NOT_A_NUMBER, currency=currency)
    try:
        percent = Decimal(number.replace(" ", ""))
    except InvalidOperation as fault:
        raise AmountRefused(AmountFault.NOT_A_NUMBER, currency=currency) from fault
    if abs(percent) > LARGEST_PERCENT:
        raise AmountRefused(AmountFault.TOO_LARGE, currency=currency)
    return percent


def read_ending(text: str, digits: int) -> Ending | None:
    """An ending as people type it: ".99" or "0.99" for a currency of two digits, "90" for one of none; None for nothing.

    Raises ValueError for what is no ending.
    """
    typed = text.strip().replace(",", ".").lstrip("0")
    if not typed:
        return None
    whole, _point, fraction = typed.partition(".")
    figures = whole + fraction
    if not re.fullmatch(r"\d{1,6}", figures, re.ASCII) or len(fraction) not in (0, digits):
        raise ValueError("no ending")
    if fraction:
        return Ending(int(figures), 10 ** len(figures))
    return Ending(int(whole) * 10**digits, 10 ** (len(whole) + digits))


def problems(field: str, price: Minor, compare_at: Minor | None, cost: Minor | None) -> list[Problem]:
    """What is wrong with the amounts of a variant; `field` is its place in the draft."""
    found = [
        Problem(f"{field}.{name}", "below_zero" if amount < 0 else "too_large")
        for name, amount in (("price", price), ("compare_at_price", compare_at), ("cost", cost))
        if amount is not None and not 0 <= amount <= LARGEST_AMOUNT
    ]
    if not found and compare_at is not None and compare_at <= price:
        found.append(Problem(f"{field}.compare_at_price", "compare_at_not_above"))
    return found


class PriceRange(NamedTuple):
    """What lists show of a product's variants: lowest and highest price, and what the cheapest is compared with."""

    lowest: Minor
    highest: Minor
    compare_at: Minor | None


def price_range(prices: Iterable[Price]) -> PriceRange:
    """The range of the prices of a product's variants; nothing is 0 to 0."""
    listed: Sequence[Price] = list(prices)
    if not listed:
        return PriceRange(0, 0, None)
    lowest = min(price.price for price in listed)
    compared = [price.compare_at for price in listed if price.price == lowest and price.compare_at is not None]
    return PriceRange(lowest, max(price.price for price in listed), max(compared, default=None))
