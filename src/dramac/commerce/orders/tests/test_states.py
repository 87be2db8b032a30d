"""In which state an order is, and what stands in the way of what."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from dramac.commerce.orders.rules.obstacles import Obstacle, to_cancel, to_fulfil, to_pay
from dramac.commerce.orders.rules.states import (
    FulfilmentState,
    LineFacts,
    PaymentState,
    State,
    fulfilment_state,
    life,
    payment_state,
)
from dramac.commerce.orders.words import OBSTACLES, story
from dramac.commerce.pricing.engine import Shares

MUG, CUP = UUID(int=1), UUID(int=2)


def line(quantity: int = 3, key: UUID = MUG, **units: int) -> LineFacts:
    return LineFacts(key, quantity, Shares(1000 * quantity), Shares(0), **units)


@pytest.mark.parametrize(
    ("total", "captured", "refunded", "is_over", "state"),
    [
        (100, 0, 0, False, PaymentState.PENDING),
        (100, 40, 0, False, PaymentState.PARTLY_PAID),
        (100, 100, 0, False, PaymentState.PAID),
        (100, 100, 30, False, PaymentState.PARTLY_REFUNDED),
        (100, 100, 100, False, PaymentState.REFUNDED),
        (100, 40, 40, False, PaymentState.REFUNDED),
        (0, 0, 0, False, PaymentState.PAID),
        (100, 0, 0, True, PaymentState.VOIDED),
        (100, 100, 0, True, PaymentState.PAID),
        (100, 40, 0, True, PaymentState.PARTLY_PAID),
        (100, 100, 100, True, PaymentState.REFUNDED),
        (0, 0, 0, True, PaymentState.VOIDED),
    ],
)
def test_what_was_paid_follows_from_the_sums(
    total: int, captured: int, refunded: int, is_over: bool, state: PaymentState
) -> None:
    assert payment_state(total=total, captured=captured, refunded=refunded, is_over=is_over) is state


def test_what_left_follows_from_the_units() -> None:
    assert fulfilment_state([line()]) is FulfilmentState.UNFULFILLED
    assert fulfilment_state([line(fulfilled=1)]) is FulfilmentState.PARTLY
    assert fulfilment_state([line(fulfilled=3), line(key=CUP)]) is FulfilmentState.PARTLY
    assert fulfilment_state([line(fulfilled=3), line(key=CUP, cancelled=3)]) is FulfilmentState.FULFILLED
    assert fulfilment_state([line(cancelled=3)]) is FulfilmentState.UNFULFILLED


def test_an_order_is_completed_when_nothing_is_left_to_send_and_it_is_paid() -> None:
    sent = [line(fulfilled=3)]
    assert life(State.OPEN, sent, PaymentState.PAID) is State.COMPLETED
    assert life(State.OPEN, sent, PaymentState.PARTLY_REFUNDED) is State.COMPLETED
    assert life(State.OPEN, sent, PaymentState.PENDING) is State.OPEN
    assert life(State.OPEN, [line(fulfilled=2)], PaymentState.PAID) is State.OPEN
    assert life(State.OPEN, [line(fulfilled=2, cancelled=1)], PaymentState.PAID) is State.COMPLETED


def test_an_order_whose_units_were_all_refunded_before_they_left_is_cancelled() -> None:
    assert life(State.OPEN, [line(cancelled=3, refunded=3)], PaymentState.REFUNDED) is State.CANCELLED


def test_what_is_over_stays_over() -> None:
    for state in (State.CANCELLED, State.EXPIRED):
        assert life(state, [line(fulfilled=3)], PaymentState.PAID) is state


def test_an_order_can_be_cancelled_until_something_left() -> None:
    assert to_cancel(State.OPEN, [line()]) is None
    assert to_cancel(State.OPEN, [line(fulfilled=1)]) is Obstacle.HAS_SHIPPED
    assert to_cancel(State.CANCELLED, [line()]) is Obstacle.IS_CANCELLED
    assert to_cancel(State.EXPIRED, [line()]) is Obstacle.IS_EXPIRED


def test_money_is_recorded_for_what_lives_and_is_not_paid() -> None:
    assert to_pay(State.OPEN, 1) is None
    assert to_pay(State.COMPLETED, 1) is None
    assert to_pay(State.OPEN, 0) is Obstacle.IS_PAID
    assert to_pay(State.EXPIRED, 1) is Obstacle.IS_EXPIRED


@pytest.mark.parametrize(
    ("units", "obstacle"),
    [
        ({MUG: 2}, None),
        ({MUG: 2, CUP: 1}, None),
        ({MUG: 3}, Obstacle.NOT_THAT_MANY),
        ({UUID(int=9): 1}, Obstacle.UNKNOWN_LINE),
        ({}, Obstacle.NOTHING_TO_SHIP),
        ({MUG: -1, CUP: 3}, Obstacle.NOT_WHOLE),
        ({MUG: 1.5}, Obstacle.NOT_WHOLE),
        ({MUG: True}, Obstacle.NOT_WHOLE),
        ({MUG: "1"}, Obstacle.NOT_WHOLE),
    ],
)
def test_units_leave_that_are_still_to_leave(units: dict[UUID, Any], obstacle: Obstacle | None) -> None:
    lines = {MUG: line(fulfilled=1), CUP: line(key=CUP)}
    assert to_fulfil(State.OPEN, lines, units) is obstacle


def test_nothing_leaves_of_what_is_over() -> None:
    assert to_fulfil(State.CANCELLED, {MUG: line()}, {MUG: 1}) is Obstacle.IS_CANCELLED


def test_every_obstacle_and_every_entry_of_the_story_has_words() -> None:
    assert all(str(OBSTACLES[obstacle]) for obstacle in Obstacle)
    assert story("paid", {"amount": 1250}, "EUR", "en-GB") == "€12.50 was paid."
    assert story("fulfilled", {"units": 1}, "EUR", "en-GB") == "1 unit was sent."
    assert story("fulfilled", {"units": 3}, "EUR", "en-GB") == "3 units were sent."
    assert story("note", {"text": "<b>Ring</b>"}, "EUR", "en-GB") == "<b>Ring</b>"
