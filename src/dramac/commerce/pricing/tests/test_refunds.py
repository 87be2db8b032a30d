"""Refunds: sums of the shares that were charged, in any order and grouping, never more than was paid."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.commerce.pricing.engine import (
    LineShares,
    RefundFault,
    RefundRefused,
    Shares,
    bill,
    line_shares,
    refund_of_amount,
    refund_of_units,
    shares_of,
)
from dramac.commerce.pricing.testing import a_line, an_order, vat

NOTHING = Shares(0, (0,))
THREE = LineShares(3, Shares(100, (20,)))

AMOUNTS = st.integers(0, 10**9)
PAID = st.builds(Shares, AMOUNTS, st.tuples(AMOUNTS, AMOUNTS))
PAID_LISTS = st.lists(PAID, min_size=1, max_size=6)


def plus(one: Shares, other: Shares) -> Shares:
    taxes = tuple(a + b for a, b in zip(one.taxes, other.taxes, strict=True))
    return Shares(one.before_tax + other.before_tax, taxes)


def test_shares_are_those_of_the_bill() -> None:
    found = bill(an_order(a_line(999, 2), delivery=490, tax=vat(included=True)))
    assert found.shipping is not None
    assert line_shares(found.lines[0]) == LineShares(2, Shares(1665, (333,)))
    assert shares_of(found.shipping) == Shares(408, (82,))
    assert (Shares(1665, (333,)).tax, Shares(1665, (333,)).total) == (333, 1998)


def test_the_last_unit_takes_the_remainder_of_the_line() -> None:
    assert refund_of_units(THREE, 1, 0) == Shares(33, (6,))
    assert refund_of_units(THREE, 1, 1) == Shares(33, (7,))
    assert refund_of_units(THREE, 1, 2) == Shares(34, (7,))


def test_units_refunded_together_give_what_they_give_one_by_one() -> None:
    assert refund_of_units(THREE, 2, 0) == Shares(66, (13,))
    assert refund_of_units(THREE, 2, 1) == Shares(67, (14,))
    assert refund_of_units(THREE, 3, 0) == Shares(100, (20,))


def test_pennies_of_a_large_line_do_not_wait_for_its_last_unit() -> None:
    cheap = LineShares(1000, Shares(500))
    assert refund_of_units(cheap, 999) == Shares(499)
    assert refund_of_units(cheap, 1, 999) == Shares(1)


def test_units_give_no_more_than_earlier_refunds_of_amounts_left() -> None:
    assert refund_of_units(THREE, 1, 0, Shares(90, (18,))) == Shares(10, (2,))
    assert refund_of_units(THREE, 3, 0, Shares(100, (20,))) == NOTHING


def test_a_fee_kept_on_one_unit_does_not_come_back_with_the_next() -> None:
    pair = LineShares(2, Shares(200, (40,)))
    kept_twenty = Shares(83, (17,))
    assert refund_of_units(pair, 1, 1, kept_twenty) == Shares(100, (20,))


@pytest.mark.parametrize(("quantity", "already", "left"), [(4, 0, 3), (2, 2, 1), (1, 3, 0)])
def test_more_units_than_were_bought_are_refused(quantity: int, already: int, left: int) -> None:
    with pytest.raises(RefundRefused) as refused:
        refund_of_units(THREE, quantity, already)
    assert (refused.value.code, refused.value.left) == (RefundFault.MORE_THAN_BOUGHT, left)


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        (0, RefundFault.NOTHING),
        (-1, RefundFault.NOTHING),
        (True, RefundFault.NOT_WHOLE),
        (1.0, RefundFault.NOT_WHOLE),
    ],
)
def test_units_and_amounts_are_whole_and_at_least_one(number: Any, fault: RefundFault) -> None:
    with pytest.raises(RefundRefused) as of_units:
        refund_of_units(THREE, number)
    with pytest.raises(RefundRefused) as of_amount:
        refund_of_amount([THREE.paid], [NOTHING], number)
    assert (of_units.value.code, of_units.value.left) == (fault, 3)
    assert (of_amount.value.code, of_amount.value.left) == (fault, 120)


def test_an_amount_is_spread_by_what_is_left() -> None:
    paid = [Shares(100, (20,)), Shares(50, (10,))]
    assert refund_of_amount(paid, [NOTHING, NOTHING], 90) == [Shares(50, (10,)), Shares(25, (5,))]
    assert refund_of_amount(paid, [Shares(100, (20,)), NOTHING], 30) == [NOTHING, Shares(25, (5,))]


def test_everything_left_may_go_back_and_no_more() -> None:
    paid, refunded = [Shares(100, (20,)), Shares(50, (10,))], [Shares(1, (0,)), Shares(0, (3,))]
    assert refund_of_amount(paid, refunded, 176) == [Shares(99, (20,)), Shares(50, (7,))]
    with pytest.raises(RefundRefused) as refused:
        refund_of_amount(paid, refunded, 177)
    assert (refused.value.code, refused.value.left) == (RefundFault.MORE_THAN_PAID, 176)


@given(paid=PAID, data=st.data(), quantity=st.integers(1, 40))
def test_all_units_in_any_grouping_give_back_what_was_paid(paid: Shares, data: st.DataObject, quantity: int) -> None:
    line, already, sum_back = LineShares(quantity, paid), 0, Shares(0, (0, 0))
    while already < quantity:
        units = data.draw(st.integers(1, quantity - already))
        back = refund_of_units(line, units, already, sum_back)
        for part, whole in zip((back.before_tax, *back.taxes), (paid.before_tax, *paid.taxes), strict=True):
            assert abs(part - Fraction(whole * units, quantity)) < 1
        already, sum_back = already + units, plus(sum_back, back)
        assert sum_back.before_tax <= paid.before_tax
    assert sum_back == paid


@given(paid=PAID_LISTS, percents=st.lists(st.integers(1, 100), max_size=5))
def test_amounts_one_after_the_other_end_at_exactly_what_was_paid(paid: list[Shares], percents: list[int]) -> None:
    refunded = [Shares(0, (0, 0)) for _ in paid]
    for percent in (*percents, 100):
        left = sum(one.total for one in paid) - sum(one.total for one in refunded)
        if amount := left * percent // 100:
            back = refund_of_amount(paid, refunded, amount)
            assert sum(one.total for one in back) == amount
            assert all(min(one.before_tax, *one.taxes) >= 0 for one in back)
            refunded = [plus(one, other) for one, other in zip(refunded, back, strict=True)]
    assert refunded == paid


@given(paid=PAID, quantity=st.integers(1, 20), data=st.data())
def test_units_and_amounts_mixed_never_exceed_what_was_paid(paid: Shares, quantity: int, data: st.DataObject) -> None:
    line, already, sum_back = LineShares(quantity, paid), 0, Shares(0, (0, 0))
    while already < quantity:
        left = paid.total - sum_back.total
        if left and data.draw(st.booleans()):
            amount = data.draw(st.integers(1, left))
            sum_back = plus(sum_back, refund_of_amount([paid], [sum_back], amount)[0])
        sum_back = plus(sum_back, refund_of_units(line, 1, already, sum_back))
        already += 1
        assert sum_back.before_tax <= paid.before_tax
        assert all(back <= tax for back, tax in zip(sum_back.taxes, paid.taxes, strict=True))
    assert sum_back == paid
