"""What reports on stock decide: layers, ages, classes and ratios. Values in, values out; amounts are minor units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, TypeVar
from uuid import UUID

from dramac.kit.money import Minor, divide_half_up

Key = TypeVar("Key")

AGES: Final = (30, 60, 90, 180, 365)
"""The last day of each age band; what is older makes up one more."""

A_SHARE, B_SHARE = 80, 95
"""Per cent of the revenue that goods of class A, and of A and B together, make at most."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Units that came in together, and what they cost."""

    came_at: datetime
    units: int
    value: Minor


def covering(layers: Iterable[Layer], units: int) -> list[Layer]:
    """What is left of layers, newest first, when so many units are on hand and the oldest left first (FIFO).

    The last layer that is needed counts with its part, rounded half up. Units that no layer explains are left out.
    """
    found, left = [], units
    for layer in layers:
        if left <= 0:
            break
        taken = min(layer.units, left)
        found.append(Layer(layer.came_at, taken, divide_half_up(layer.value * taken, layer.units)))
        left -= taken
    return found


def band(days: int) -> int:
    """The place in AGES of goods that came in so many days ago; the place after the last for what is older."""
    return sum(1 for last in AGES if days > last)


def classes(revenue: Mapping[Key, Minor]) -> dict[Key, str]:
    """A, B or C for each, by the share of revenue of all that rank up to and with it: at most 80 % A, at most 95 % B.

    Ranked by revenue; of equals, in the order given. Without revenue it is C.
    """
    ranked = sorted((key for key, amount in revenue.items() if amount > 0), key=lambda key: -revenue[key])
    total, summed = sum(revenue[key] for key in ranked), 0
    found = dict.fromkeys(revenue, "C")
    for key in ranked:
        summed += revenue[key]
        if summed * 100 <= B_SHARE * total:
            found[key] = "A" if summed * 100 <= A_SHARE * total else "B"
    return found


def steadiness(units: Sequence[int]) -> str:
    """X, Y or Z for units sold in equal periods: a coefficient of variation below 0.5, below 1, or more.

    Empty where nothing was sold. Exact: the comparison is made with whole numbers.
    """
    total = sum(units)
    if total <= 0:
        return ""
    spread = len(units) * sum(each * each for each in units) - total * total
    return "X" if 4 * spread < total * total else "Y" if spread < total * total else "Z"


def sell_through(sold: int, starting: int, received: int) -> Decimal | None:
    """Sold ÷ (starting + received), as a ratio; None where there was nothing to sell."""
    return _ratio(sold, starting + received) if starting + received > 0 else None


def days_left(available: int, sold: int, days: int) -> Decimal | None:
    """How many days the available units last at the mean daily sale of the window; None where nothing was sold."""
    return _ratio(max(available, 0) * days, sold, places=1) if sold > 0 else None


def turnover(cost: Minor, opening: Minor, closing: Minor) -> Decimal | None:
    """Cost of goods sold ÷ mean stock value of a period; None where there was no stock."""
    return _ratio(2 * cost, opening + closing, places=2) if opening + closing > 0 else None


def spread_value(value: Minor, units: Mapping[UUID, int]) -> dict[UUID, Minor]:
    """An amount shared by units, exactly: by largest remainder, of equals the first. Places without units get nothing."""
    weights = {place: max(count, 0) for place, count in units.items()}
    total = sum(weights.values())
    if not total:
        return dict.fromkeys(units, 0)
    shares = {place: value * count // total for place, count in weights.items()}
    rest = value - sum(shares.values())
    for place in sorted(weights, key=lambda place: -(value * weights[place] % total))[:rest]:
        shares[place] += 1
    return shares


def _ratio(part: int, whole: int, places: int = 4) -> Decimal:
    return (Decimal(part) / Decimal(whole)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
