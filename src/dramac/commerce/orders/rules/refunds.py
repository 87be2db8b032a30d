"""What goes back in a refund: units, their money and their stock. All amounts are minor units of the order's currency.

The money is a sum of the shares that were charged (pricing.engine.refunds), so that refunding everything in whatever
steps gives back exactly what was paid.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from dramac.commerce.orders.rules.obstacles import Obstacle
from dramac.commerce.orders.rules.states import LineFacts
from dramac.commerce.pricing.engine import RefundFault, RefundRefused, Shares, refund_of_amount, refund_of_units
from dramac.kit.money import Minor


@dataclass(frozen=True, slots=True)
class UnitsBack:
    """Units of a line to pay back. `restock` puts them on the shelf again; `from_shipped` means returned ones first.

    `returned` says how many of them had left; without it that is worked out.
    """

    quantity: int
    restock: bool = True
    from_shipped: bool = False
    returned: int | None = None


@dataclass(frozen=True, slots=True)
class RefundWish:
    """What to pay back: units of lines, of the delivery (`shipping`), an amount on top; or `whole`, everything left.

    With `whole`, `restock` says what becomes of all units.
    """

    units: Mapping[UUID, UnitsBack] = field(default_factory=dict)
    shipping: Minor = 0
    amount: Minor = 0
    whole: bool = False
    restock: bool = True


@dataclass(frozen=True, slots=True)
class LineBack:
    """What goes back of a line: units, of which so many were cancelled or returned by it, and their money."""

    line_id: UUID
    quantity: int
    cancelled: int
    returned: int
    restock: bool
    shares: Shares


@dataclass(frozen=True, slots=True)
class RefundPlan:
    """A refund worked out: lines, the part of the delivery, and how much of it was asked for as an amount."""

    lines: tuple[LineBack, ...]
    shipping: Shares
    other: Minor = 0

    @property
    def amount(self) -> Minor:
        """The whole refund."""
        return sum(line.shares.total for line in self.lines) + self.shipping.total

    @property
    def tax(self) -> Minor:
        """The tax in it."""
        return sum(line.shares.tax for line in self.lines) + self.shipping.tax


@dataclass(frozen=True, slots=True)
class RefundBasis:
    """An order as refunds see it: lines, delivery as paid and as given back, and the money that is there to give."""

    lines: Sequence[LineFacts]
    shipping_paid: Shares
    shipping_back: Shares
    kept: Minor


class CannotPlan(ValueError):
    """The refund cannot be made; `left` is how many units, or how much money, could still go back."""

    def __init__(self, obstacle: Obstacle, left: int = 0) -> None:
        super().__init__(obstacle.value)
        self.obstacle = obstacle
        self.left = left


def plan(basis: RefundBasis, wish: RefundWish) -> RefundPlan:
    """Work a refund out. Raises CannotPlan; nothing is ever given back that was not paid."""
    if basis.kept <= 0:
        raise CannotPlan(Obstacle.NOTHING_PAID)
    found = _whole(basis, wish.restock) if wish.whole else _parts(basis, wish)
    if found.amount <= 0 and not any(line.quantity for line in found.lines):
        raise CannotPlan(Obstacle.NOTHING_TO_REFUND)
    if found.amount > basis.kept:
        raise CannotPlan(Obstacle.MORE_THAN_PAID, basis.kept)
    return found


def _whole(basis: RefundBasis, restock: bool) -> RefundPlan:
    """Everything left. Of an order that was paid in part, what was paid is spread over all of it."""
    units = {line.id: UnitsBack(line.refundable, restock) for line in basis.lines if line.refundable}
    lines = [_units_back(line, units[line.id]) for line in basis.lines if line.id in units]
    found = _merge(basis, lines, _rest(basis.shipping_paid, basis.shipping_back))
    rest = basis.kept - found.amount
    if rest > 0:
        return _with_amount(basis, found, rest)
    return found if not rest else _with_amount(basis, _without_money(found), basis.kept)


def _parts(basis: RefundBasis, wish: RefundWish) -> RefundPlan:
    known = {line.id: line for line in basis.lines}
    if any(key not in known for key in wish.units):
        raise CannotPlan(Obstacle.UNKNOWN_LINE)
    if any(type(amount) is not int or amount < 0 for amount in (wish.shipping, wish.amount)):
        raise CannotPlan(Obstacle.NOT_WHOLE)
    lines = [_units_back(known[key], back) for key, back in wish.units.items() if back.quantity != 0]
    found = _merge(basis, lines, _shipping(basis, wish.shipping))
    return _with_amount(basis, found, wish.amount) if wish.amount else found


def _units_back(line: LineFacts, wish: UnitsBack) -> LineBack:
    try:
        shares = refund_of_units(line.shares, wish.quantity, line.refunded, line.back)
    except RefundRefused as refused:
        raise _cannot(refused) from None
    cancelled, returned = _became_of(line, wish)
    return LineBack(line.id, wish.quantity, cancelled, returned, wish.restock, shares)


def _became_of(line: LineFacts, wish: UnitsBack) -> tuple[int, int]:
    """How many units will not leave and how many came back: as told, or worked out."""
    if wish.returned is None:
        return split_units(line, wish.quantity, from_shipped=wish.from_shipped)
    dead = line.cancelled - (line.refunded - line.returned)
    rest = wish.quantity - wish.returned
    if not 0 <= wish.returned <= line.fulfilled - line.returned or not 0 <= rest <= dead + line.to_fulfil:
        raise CannotPlan(Obstacle.MORE_THAN_BOUGHT, line.refundable)
    return max(rest - dead, 0), wish.returned


def split_units(line: LineFacts, quantity: int, *, from_shipped: bool) -> tuple[int, int]:
    """How many of the units paid back will not leave (cancelled) and how many came back (returned).

    Units of a cancelled order that were never paid back come first: nothing more becomes of them. Then those that are
    still to leave, then those that left; the other way round with `from_shipped`.
    """
    dead = line.cancelled - (line.refunded - line.returned)
    open_units, shipped = line.to_fulfil, line.fulfilled - line.returned
    left = quantity
    returned = cancelled = 0
    if from_shipped:
        returned = min(left, shipped)
        left -= returned
    left -= min(left, dead)
    cancelled = min(left, open_units)
    left -= cancelled
    return cancelled, returned + left


def _shipping(basis: RefundBasis, amount: Minor) -> Shares:
    if not amount:
        return _nothing(basis.shipping_paid)
    try:
        return refund_of_amount([basis.shipping_paid], [basis.shipping_back], amount)[0]
    except RefundRefused as refused:
        raise CannotPlan(Obstacle.MORE_THAN_SHIPPING, refused.left) from None


def _with_amount(basis: RefundBasis, found: RefundPlan, amount: Minor) -> RefundPlan:
    """A plan with an amount on top, spread over what the plan leaves of lines and delivery."""
    planned = {line.line_id: line for line in found.lines}
    paid = [*(line.paid for line in basis.lines), basis.shipping_paid]
    back = [_sum(line.back, planned[line.id].shares) if line.id in planned else line.back for line in basis.lines]
    try:
        spread = refund_of_amount(paid, [*back, _sum(basis.shipping_back, found.shipping)], amount)
    except RefundRefused as refused:
        raise _cannot(refused) from None
    extra = [
        LineBack(line.id, 0, 0, 0, False, share)
        for line, share in zip(basis.lines, spread[:-1], strict=True)
        if share.total
    ]
    merged = _merge(basis, [*found.lines, *extra], _sum(found.shipping, spread[-1]))
    return RefundPlan(merged.lines, merged.shipping, found.other + amount)


def _merge(basis: RefundBasis, lines: Sequence[LineBack], shipping: Shares) -> RefundPlan:
    """One entry per line, in the order of the order's lines."""
    merged: dict[UUID, LineBack] = {}
    for line in lines:
        known = merged.get(line.line_id)
        merged[line.line_id] = (
            LineBack(
                line.line_id,
                known.quantity + line.quantity,
                known.cancelled + line.cancelled,
                known.returned + line.returned,
                known.restock,
                _sum(known.shares, line.shares),
            )
            if known
            else line
        )
    order = [line.id for line in basis.lines]
    return RefundPlan(tuple(sorted(merged.values(), key=lambda line: order.index(line.line_id))), shipping)


def _without_money(found: RefundPlan) -> RefundPlan:
    lines = [
        LineBack(line.line_id, line.quantity, line.cancelled, line.returned, line.restock, _nothing(line.shares))
        for line in found.lines
    ]
    return RefundPlan(tuple(lines), _nothing(found.shipping))


def _cannot(refused: RefundRefused) -> CannotPlan:
    obstacles = {
        RefundFault.NOT_WHOLE: Obstacle.NOT_WHOLE,
        RefundFault.NOTHING: Obstacle.NOT_WHOLE,
        RefundFault.MORE_THAN_BOUGHT: Obstacle.MORE_THAN_BOUGHT,
        RefundFault.MORE_THAN_PAID: Obstacle.MORE_THAN_PAID,
    }
    return CannotPlan(obstacles[refused.code], refused.left)


def _sum(one: Shares, other: Shares) -> Shares:
    taxes = zip(one.taxes, other.taxes, strict=True)
    return Shares(one.before_tax + other.before_tax, tuple(first + second for first, second in taxes))


def _rest(paid: Shares, back: Shares) -> Shares:
    taxes = zip(paid.taxes, back.taxes, strict=True)
    return Shares(paid.before_tax - back.before_tax, tuple(whole - part for whole, part in taxes))


def _nothing(like: Shares) -> Shares:
    return Shares(0, (0,) * len(like.taxes))
