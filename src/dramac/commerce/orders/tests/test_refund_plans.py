"""What goes back in a refund: in any grouping exactly what was paid, and never more."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.commerce.orders.rules.obstacles import Obstacle
from dramac.commerce.orders.rules.refunds import (
    CannotPlan,
    RefundBasis,
    RefundPlan,
    RefundWish,
    UnitsBack,
    plan,
    split_units,
)
from dramac.commerce.orders.rules.states import LineFacts
from dramac.commerce.pricing.engine import Shares

MUG, CUP = UUID(int=1), UUID(int=2)
DELIVERY = Shares(402, (93,))


def line(
    key: UUID = MUG, quantity: int = 3, before: int = 813, taxes: tuple[int, ...] = (187,), **units: int
) -> LineFacts:
    return LineFacts(key, quantity, Shares(before, taxes), Shares(0, (0,) * len(taxes)), **units)


def basis(*lines: LineFacts, shipping: Shares = DELIVERY, kept: int | None = None) -> RefundBasis:
    paid = sum(one.paid.total for one in lines) + shipping.total
    return RefundBasis(lines, shipping, Shares(0, (0,) * len(shipping.taxes)), paid if kept is None else kept)


def after(known: RefundBasis, done: RefundPlan) -> RefundBasis:
    """The order after a refund."""
    back = {one.line_id: one for one in done.lines}

    def add(one: Shares, other: Shares) -> Shares:
        return Shares(
            one.before_tax + other.before_tax, tuple(a + b for a, b in zip(one.taxes, other.taxes, strict=True))
        )

    lines = [
        replace(
            one,
            back=add(one.back, back[one.id].shares),
            refunded=one.refunded + back[one.id].quantity,
            cancelled=one.cancelled + back[one.id].cancelled,
            returned=one.returned + back[one.id].returned,
        )
        if one.id in back
        else one
        for one in known.lines
    ]
    return replace(
        known, lines=lines, shipping_back=add(known.shipping_back, done.shipping), kept=known.kept - done.amount
    )


def obstacle(known: RefundBasis, wish: RefundWish) -> Obstacle:
    with pytest.raises(CannotPlan) as refused:
        plan(known, wish)
    return refused.value.obstacle


def test_everything_left_goes_back_to_the_cent() -> None:
    done = plan(basis(line(), line(CUP, 1, 50, ())), RefundWish(whole=True))
    assert (done.amount, done.tax, done.shipping.total) == (1000 + 50 + 495, 187 + 93, 495)
    assert [(one.quantity, one.cancelled, one.returned) for one in done.lines] == [(3, 3, 0), (1, 1, 0)]


def test_units_one_by_one_give_back_what_all_at_once_would() -> None:
    known = basis(line())
    amounts = []
    for _ in range(3):
        done = plan(known, RefundWish(units={MUG: UnitsBack(1)}))
        amounts.append(done.amount)
        known = after(known, done)
    assert sum(amounts) == 1000
    assert max(amounts) - min(amounts) <= 2


def test_the_delivery_goes_back_on_request_and_no_further() -> None:
    known = basis(line())
    done = plan(known, RefundWish(shipping=495))
    assert (done.amount, done.lines, done.shipping) == (495, (), Shares(402, (93,)))
    assert obstacle(after(known, done), RefundWish(shipping=1)) is Obstacle.MORE_THAN_SHIPPING


def test_an_amount_is_spread_over_what_is_left() -> None:
    done = plan(basis(line()), RefundWish(amount=600))
    assert (done.amount, done.other) == (600, 600)
    assert done.lines[0].quantity == 0
    assert done.lines[0].shares.total + done.shipping.total == 600


def test_units_and_an_amount_on_top_are_one_refund() -> None:
    done = plan(basis(line()), RefundWish(units={MUG: UnitsBack(1)}, amount=100, shipping=95))
    assert done.other == 100
    assert done.amount == 333 + 100 + 95
    assert [one.quantity for one in done.lines] == [1]


def test_of_an_order_paid_in_part_only_that_part_goes_back() -> None:
    known = basis(line(), kept=700)
    done = plan(known, RefundWish(whole=True))
    assert done.amount == 700
    assert done.lines[0].quantity == 3
    assert obstacle(known, RefundWish(units={MUG: UnitsBack(3)})) is Obstacle.MORE_THAN_PAID


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (RefundWish(), Obstacle.NOTHING_TO_REFUND),
        (RefundWish(units={MUG: UnitsBack(4)}), Obstacle.MORE_THAN_BOUGHT),
        (RefundWish(units={MUG: UnitsBack(-1)}), Obstacle.NOT_WHOLE),
        (RefundWish(units={UUID(int=9): UnitsBack(1)}), Obstacle.UNKNOWN_LINE),
        (RefundWish(amount=1496), Obstacle.MORE_THAN_PAID),
        (RefundWish(amount=-1), Obstacle.NOT_WHOLE),
        (RefundWish(shipping=-1), Obstacle.NOT_WHOLE),
        (RefundWish(shipping=496), Obstacle.MORE_THAN_SHIPPING),
    ],
)
def test_what_cannot_go_back_is_refused(wish: RefundWish, expected: Obstacle) -> None:
    assert obstacle(basis(line()), wish) is expected


@pytest.mark.parametrize("number", [1.5, "1", True, None])
def test_what_is_no_number_is_refused(number: Any) -> None:
    assert obstacle(basis(line()), RefundWish(units={MUG: UnitsBack(number)})) is Obstacle.NOT_WHOLE
    if number is not None:
        assert obstacle(basis(line()), RefundWish(amount=number)) is Obstacle.NOT_WHOLE


def test_nothing_goes_back_where_nothing_was_paid() -> None:
    assert obstacle(basis(line(), kept=0), RefundWish(whole=True)) is Obstacle.NOTHING_PAID


def test_units_that_had_not_left_are_cancelled_and_those_that_had_are_returned() -> None:
    mixed = line(fulfilled=2)
    assert split_units(mixed, 1, from_shipped=False) == (1, 0)
    assert split_units(mixed, 2, from_shipped=False) == (1, 1)
    assert split_units(mixed, 1, from_shipped=True) == (0, 1)
    assert split_units(mixed, 3, from_shipped=True) == (1, 2)


def test_nothing_more_becomes_of_units_that_were_cancelled_before() -> None:
    cancelled = line(cancelled=3)
    assert split_units(cancelled, 2, from_shipped=False) == (0, 0)


taxes = st.lists(st.integers(0, 5000), min_size=1, max_size=2).map(tuple)


@st.composite
def orders(draw: st.DrawFn) -> RefundBasis:
    count = draw(st.integers(1, 4))
    kinds = draw(st.integers(1, 2))
    lines = [
        LineFacts(
            UUID(int=number + 1),
            draw(st.integers(1, 9)),
            Shares(draw(st.integers(0, 99_999)), tuple(draw(st.integers(0, 9999)) for _ in range(kinds))),
            Shares(0, (0,) * kinds),
        )
        for number in range(count)
    ]
    return basis(*lines, shipping=Shares(draw(st.integers(0, 999)), (draw(st.integers(0, 99)),)))


@given(orders(), st.data())
def test_refunds_in_any_order_give_back_everything_and_nothing_more(known: RefundBasis, data: st.DataObject) -> None:
    paid = known.kept
    given_back = 0
    for _ in range(data.draw(st.integers(0, 5))):
        one = data.draw(st.sampled_from(list(known.lines)))
        wish = data.draw(
            st.sampled_from(
                [
                    RefundWish(units={one.id: UnitsBack(1)}),
                    RefundWish(units={one.id: UnitsBack(one.refundable)}),
                    RefundWish(amount=max(known.kept // 3, 1)),
                    RefundWish(shipping=1),
                ]
            )
        )
        try:
            done = plan(known, wish)
        except CannotPlan:
            continue
        assert done.amount <= known.kept
        given_back += done.amount
        known = after(known, done)
    if known.kept:
        given_back += plan(known, RefundWish(whole=True)).amount
    assert given_back == paid
