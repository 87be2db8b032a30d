"""What goes back for units or amounts: sums of the shares that were charged, never more than was paid.

All amounts are minor units of the order's currency.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from dramac.commerce.pricing.engine.result import BilledLine, Charged
from dramac.kit.money import Minor, split


class RefundFault(StrEnum):
    """Why a refund is refused. The edge that shows it has one sentence for each."""

    NOT_WHOLE = "not_whole"
    NOTHING = "nothing"
    MORE_THAN_BOUGHT = "more_than_bought"
    MORE_THAN_PAID = "more_than_paid"


class RefundRefused(ValueError):
    """The refund cannot be made. `left` is how many units, or how much money, could still go back."""

    def __init__(self, code: RefundFault, left: int) -> None:
        super().__init__(f"{code.value}: {left} left")
        self.code = code
        self.left = left


class Shares(msgspec.Struct, frozen=True):
    """An amount in its parts: what is left for the merchant, and each tax in the order it was charged."""

    before_tax: Minor
    taxes: tuple[Minor, ...] = ()

    @property
    def tax(self) -> Minor:
        """All taxes together."""
        return sum(self.taxes)

    @property
    def total(self) -> Minor:
        """What the shopper paid or gets back."""
        return self.before_tax + self.tax


class LineShares(msgspec.Struct, frozen=True):
    """A line as it was paid: so many units, and the parts of their price."""

    quantity: int
    paid: Shares


def shares_of(charge: Charged) -> Shares:
    """The parts of a billed line or of its delivery."""
    return Shares(charge.before_tax, tuple([share.amount for share in charge.taxes]))


def line_shares(line: BilledLine) -> LineShares:
    """A billed line as refunds see it."""
    return LineShares(line.quantity, shares_of(line))


def refund_of_units(line: LineShares, quantity: int, already_units: int = 0, already: Shares | None = None) -> Shares:
    """What goes back for some units of a line when `already_units` of it were refunded before.

    Each part is split evenly over the units, rounded down so far, and the last unit takes what is left: refunding all
    units in any grouping gives back exactly what was paid. `already` is what went back for the line otherwise, units
    and amounts together; no part ever exceeds what it leaves. Raises RefundRefused.
    """
    _check_whole(quantity, line.quantity - already_units)
    if quantity > line.quantity - already_units:
        raise RefundRefused(RefundFault.MORE_THAN_BOUGHT, line.quantity - already_units)
    paid, after = _parts(line.paid), already_units + quantity
    back = [part * after // line.quantity - part * already_units // line.quantity for part in paid]
    if already is not None:
        back = [min(part, room) for part, room in zip(back, _parts(_rest(line.paid, already)), strict=True)]
    return _shares(back)


def refund_of_amount(paid: Sequence[Shares], refunded: Sequence[Shares], amount: Minor) -> list[Shares]:
    """Spreads an amount over lines and delivery, and over the parts of each, by what has not gone back yet.

    `refunded` stands beside `paid`, item by item. The shares sum to the amount exactly, by largest remainder, and none
    exceeds what is left. Raises RefundRefused when the amount is more than everything that is left.
    """
    rests = [_rest(one, back) for one, back in zip(paid, refunded, strict=True)]
    rooms = [rest.total for rest in rests]
    _check_whole(amount, sum(rooms))
    if amount > sum(rooms):
        raise RefundRefused(RefundFault.MORE_THAN_PAID, sum(rooms))
    shares = split(amount, rooms)
    return [_shares(split(share, _parts(rest))) for share, rest in zip(shares, rests, strict=True)]


def _check_whole(number: int, left: int) -> None:
    if type(number) is not int:
        raise RefundRefused(RefundFault.NOT_WHOLE, left)
    if number < 1:
        raise RefundRefused(RefundFault.NOTHING, left)


def _parts(shares: Shares) -> list[Minor]:
    return [shares.before_tax, *shares.taxes]


def _shares(parts: Sequence[Minor]) -> Shares:
    return Shares(parts[0], tuple(parts[1:]))


def _rest(paid: Shares, refunded: Shares) -> Shares:
    """What of each part has not gone back; a part that gave too much counts as empty."""
    parts = zip(_parts(paid), _parts(refunded), strict=True)
    return _shares([max(part - back, 0) for part, back in parts])
