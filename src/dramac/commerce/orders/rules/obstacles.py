"""What stands in the way of doing something with an order. Values in, a code out; None means go ahead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from uuid import UUID

from dramac.commerce.orders.rules.states import OVER, LineFacts, State


class Obstacle(StrEnum):
    """Why something cannot be done. Each has its sentence in `words`."""

    IS_CANCELLED = "is_cancelled"
    IS_EXPIRED = "is_expired"
    HAS_SHIPPED = "has_shipped"
    IS_PAID = "is_paid"
    NOTHING_TO_SHIP = "nothing_to_ship"
    NOT_THAT_MANY = "not_that_many"
    NOT_WHOLE = "not_whole"
    UNKNOWN_LINE = "unknown_line"
    NOTHING_PAID = "nothing_paid"
    NOTHING_TO_REFUND = "nothing_to_refund"
    MORE_THAN_PAID = "more_than_paid"
    MORE_THAN_BOUGHT = "more_than_bought"
    MORE_THAN_SHIPPING = "more_than_shipping"
    PROVIDER_COLLECTS = "provider_collects"
    NOTHING_HELD = "nothing_held"
    UNKNOWN_PARCEL = "unknown_parcel"
    NOTHING_SAID = "nothing_said"
    TOO_LONG = "too_long"
    HAS_OPEN_ORDERS = "has_open_orders"
    MORE_THAN_HELD = "more_than_held"
    CHANGED_MEANWHILE = "changed_meanwhile"


def to_cancel(state: State, lines: Iterable[LineFacts]) -> Obstacle | None:
    """An order can be cancelled once, and not when something of it has left: that is a return."""
    return _over(state) or (Obstacle.HAS_SHIPPED if any(line.fulfilled for line in lines) else None)


def to_pay(state: State, due: int) -> Obstacle | None:
    """Money can be recorded for an order that lives and is not paid."""
    return _over(state) or (Obstacle.IS_PAID if due <= 0 else None)


def to_fulfil(state: State, lines: Mapping[UUID, LineFacts], units: Mapping[UUID, int]) -> Obstacle | None:
    """Units can leave that are still to leave, of an order that lives."""
    if over := _over(state):
        return over
    if any(type(count) is not int or count < 0 for count in units.values()):
        return Obstacle.NOT_WHOLE
    if not sum(units.values()):
        return Obstacle.NOTHING_TO_SHIP
    if any(key not in lines for key in units):
        return Obstacle.UNKNOWN_LINE
    if any(count > lines[key].to_fulfil for key, count in units.items()):
        return Obstacle.NOT_THAT_MANY
    return None


def _over(state: State) -> Obstacle | None:
    if state not in OVER:
        return None
    return Obstacle.IS_CANCELLED if state is State.CANCELLED else Obstacle.IS_EXPIRED
