"""What goods really cost: in the shop's currency, with their part of the other costs, to the last minor unit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from dramac.kit.money import Minor, divide_half_up, exponent, round_half_up, split


def converted(amount: Minor, currency: str, rate: Decimal, into: str) -> Minor:
    """An amount in another currency, of whose main unit one costs `rate`; rounded half-up."""
    return round_half_up(Decimal(amount) * rate * Decimal(10) ** (exponent(into) - exponent(currency)))


def landed(lines: Sequence[tuple[int, Minor | None]], goods: Minor, other: Minor) -> list[Minor | None]:
    """What all units of each line (quantity, unit cost) cost in the shop's currency.

    `goods` is what all goods together cost and `other` what is spread over them, both in the shop's currency: by value, or
    by units where nothing has a value, with the largest remainder, so that they add up. None for a line whose cost is
    not known; nothing is spread on it.
    """
    known = [number for number, (_units, cost) in enumerate(lines) if cost is not None]
    worths = [lines[number][0] * (lines[number][1] or 0) for number in known]
    weights = worths if any(worths) else [lines[number][0] for number in known]
    found: list[Minor | None] = [None] * len(lines)
    if not known:
        return found
    for number, mine, more in zip(known, split(goods, weights), split(other, weights), strict=True):
        found[number] = mine + more
    return found


def share(total: Minor, ordered: int, before: int, units: int) -> Minor:
    """What `units` more are worth after `before` came, where `ordered` are worth `total`: the parts add up to the whole."""
    return divide_half_up(total * (before + units), ordered) - divide_half_up(total * before, ordered)
