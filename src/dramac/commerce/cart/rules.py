"""How many units a cart line may have. Values in, values out; `available` is None where stock sets no limit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dramac.kit.money import Minor

MOST_UNITS = 9999
MOST_LINES = 200
LARGEST_LINE: Minor = 10**12
"""What a line may cost at most, in minor units, so that no cart's total is beyond what can be counted."""


class QuantityFault(StrEnum):
    """Why a line cannot have the units that were asked for."""

    NOT_WHOLE = "not_whole"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    SOLD_OUT = "sold_out"
    HAS_ALL = "has_all"
    TOO_DEAR = "too_dear"


class NoticeKind(StrEnum):
    """What a shopper should know about a line before they order."""

    PRICE_UP = "price_up"
    PRICE_DOWN = "price_down"
    LESS_LEFT = "less_left"
    SOLD_OUT = "sold_out"
    NOT_SOLD = "not_sold"


BLOCKING = frozenset({NoticeKind.LESS_LEFT, NoticeKind.SOLD_OUT, NoticeKind.NOT_SOLD})
"""Notices that must be dealt with before the cart can be ordered."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The units a line will have; fewer than were asked for when that is all there is."""

    quantity: int
    is_less: bool = False


def check_units(quantity: object) -> QuantityFault | None:
    """Why this is no number of units to ask for, or None."""
    if type(quantity) is not int:
        return QuantityFault.NOT_WHOLE
    if quantity < 1:
        return QuantityFault.TOO_FEW
    return QuantityFault.TOO_MANY if quantity > MOST_UNITS else None


def add_units(asked: int, has: int, available: int | None) -> Settled | QuantityFault:
    """The units of a line to which `asked` are added: as many as there are, and never more than fit in a cart."""
    limit = MOST_UNITS if available is None else min(available, MOST_UNITS)
    if limit < 1:
        return QuantityFault.SOLD_OUT
    if has >= limit:
        return QuantityFault.HAS_ALL
    return Settled(min(has + asked, limit), has + asked > limit)


def set_units(asked: int, available: int | None) -> Settled | QuantityFault:
    """The units of a line that is to have `asked`: as many as there are."""
    if available is not None and available < 1:
        return QuantityFault.SOLD_OUT
    limit = MOST_UNITS if available is None else min(available, MOST_UNITS)
    return Settled(min(asked, limit), asked > limit)


def merge_units(first: int, second: int) -> int:
    """The units of two lines of one thing put together."""
    return min(first + second, MOST_UNITS)


def notices_of(
    *, quantity: int, available: int | None, is_on_sale: bool, seen: Minor, price: Minor
) -> list[tuple[NoticeKind, int, int]]:
    """What to tell about a line, as kind and two numbers: what was seen and what is, in units or in minor units."""
    if not is_on_sale:
        return [(NoticeKind.NOT_SOLD, quantity, 0)]
    found: list[tuple[NoticeKind, int, int]] = []
    if available is not None and available < 1:
        return [(NoticeKind.SOLD_OUT, quantity, 0)]
    if available is not None and available < quantity:
        found.append((NoticeKind.LESS_LEFT, quantity, available))
    if price != seen:
        found.append((NoticeKind.PRICE_UP if price > seen else NoticeKind.PRICE_DOWN, seen, price))
    return found
