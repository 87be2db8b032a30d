"""Where money is rounded, split and taken a percentage of: whole minor units, half-up, no unit lost.

Half-up means away from zero on a tie, so that a refund mirrors its charge: 2.5 gives 3 and -2.5 gives -3.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction


def divide_half_up(numerator: int, denominator: int) -> int:
    """The quotient of two whole numbers (denominator above zero), rounded half-up. Exact at any size."""
    if numerator < 0:
        return -((-2 * numerator + denominator) // (2 * denominator))
    return (2 * numerator + denominator) // (2 * denominator)


def round_half_up(value: Fraction | Decimal) -> int:
    """An exact amount in minor units, rounded half-up to whole ones."""
    numerator, denominator = value.as_integer_ratio()
    return divide_half_up(numerator, denominator)


def percentage(amount: int, percent: Decimal) -> int:
    """So many per cent of an amount in minor units, rounded half-up: 17.5 % of 999 is 175."""
    numerator, denominator = percent.as_integer_ratio()
    return divide_half_up(amount * numerator, denominator * 100)


def split(total: int, weights: Sequence[int]) -> list[int]:
    """Hands a total out by weight so that the shares sum to it exactly, each within one minor unit of its exact share.

    Largest remainder: the exact share rounded down, then one unit each to the largest fractions, ties to the earlier
    one. Nothing goes to a zero weight, unless all are zero: then all count alike. A negative total is the mirror of the
    positive one. Raises ValueError for a negative weight, and when there is something to split and nobody to take it.
    """
    if total < 0:
        return [-share for share in split(-total, weights)]
    whole = sum(weights)
    if not whole and not any(weights):
        if total and not weights:
            raise ValueError("nobody to take a share")
        weights, whole = [1] * len(weights), len(weights)
    if min(weights, default=0) < 0:
        raise ValueError("a weight is below zero")
    shares, fractions = [], []
    for weight in weights:
        share, fraction = divmod(total * weight, whole)
        shares.append(share)
        fractions.append(fraction)
    left = total - sum(shares)
    if left:
        largest_first = sorted(range(len(shares)), key=fractions.__getitem__, reverse=True)
        for index in largest_first[:left]:
            shares[index] += 1
    return shares
