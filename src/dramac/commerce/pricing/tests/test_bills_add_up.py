"""Thousands of made-up orders: everything adds up, agrees with a second way of working it out, and can be refunded."""

from __future__ import annotations

from operator import add
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from dramac.commerce.pricing.engine import (
    Bill,
    BillRequest,
    Charged,
    Shares,
    bill,
    line_shares,
    refund_of_amount,
    refund_of_units,
    shares_of,
)
from dramac.commerce.pricing.tests.carts import a_made_up_order
from dramac.commerce.pricing.tests.reference import slow_bill

HOW_MANY = 10_000


def charges(found: Bill) -> list[Charged]:
    """The lines and the delivery, where there is one."""
    return [*found.lines, *([found.shipping] if found.shipping else [])]


def check_everything(order: BillRequest, found: Bill, random: Random) -> None:
    check_sums(found)
    check_shares(found)
    check_discounts(found)
    check_against_the_slow_way(order, found)
    check_refunds(found, random)


def check_sums(found: Bill) -> None:
    """Every total of a bill is the sum of its shares."""
    assert found.subtotal == sum(line.unit_price * line.quantity for line in found.lines)
    assert found.discount_total == sum(share.amount for line in found.lines for share in line.discounts)
    assert found.total == sum(charge.total for charge in charges(found))
    assert found.total == found.due + sum(tender.amount for tender in found.tenders)
    assert found.tax_total == sum(charge.tax for charge in charges(found))
    assert found.tax_total == sum(group.amount for group in found.taxes)
    on_top = 0 if found.prices_include_tax else found.tax_total
    goods = found.subtotal - found.discount_total
    assert found.total == goods + found.shipping_total + on_top - found.tax_relief_total


def check_shares(found: Bill) -> None:
    """Every charge is explained by its own shares, and nothing falls below zero."""
    for charge in charges(found):
        assert charge.net == charge.gross - sum(share.amount for share in charge.discounts) >= 0
        assert charge.tax == sum(share.amount for share in charge.taxes) >= 0
        contained = charge.tax if found.prices_include_tax else 0
        assert charge.before_tax == charge.net - charge.tax_relief - contained >= 0
        assert all(share.amount > 0 for share in charge.discounts)
    for group in found.taxes:
        named = (group.name, group.rate)
        bearing = [charge for charge in charges(found) if named in [(tax.name, tax.rate) for tax in charge.taxes]]
        assert group.before_tax == sum(charge.before_tax for charge in bearing)


def check_discounts(found: Bill) -> None:
    """The shares of each discount sum to what it gave, and it gave what was asked as far as there was room."""
    given = [0] * len(found.discounts)
    for charge in charges(found):
        for share in charge.discounts:
            given[share.discount] += share.amount
    assert given == [discount.amount for discount in found.discounts]
    assert all(0 <= discount.amount <= discount.asked for discount in found.discounts)


def check_against_the_slow_way(order: BillRequest, found: Bill) -> None:
    """The engine and the reference agree on every share."""
    slow = slow_bill(order)
    assert (found.total, found.tax_total, found.due) == (slow.total, slow.tax_total, slow.due)
    billed = {line.key: line for line in found.lines} | ({None: found.shipping} if found.shipping else {})
    assert billed.keys() == slow.items.keys()
    for name, charge in billed.items():
        item = slow.items[name]
        assert {share.discount: share.amount for share in charge.discounts} == {n: a for n, a in item.off.items() if a}
        assert [(share.name, share.amount) for share in charge.taxes] == item.taxes
        assert charge.total == item.to_pay


def check_refunds(found: Bill, random: Random) -> None:
    """Some units of each line, then amounts over the whole order, give back exactly what was paid; so do all units."""
    back = [Shares(0, (0,) * len(charge.taxes)) for charge in charges(found)]
    for row, line in enumerate(found.lines):
        units, parts = 0, []
        while units < line.quantity:
            some = random.randint(1, line.quantity - units)
            parts.append(refund_of_units(line_shares(line), some, units))
            units += some
        assert sum(part.total for part in parts) == line.total
        assert sum(part.tax for part in parts) == line.tax
        back[row] = parts[0]
    paid = [shares_of(charge) for charge in charges(found)]
    while left := found.total - sum(one.total for one in back):
        more = refund_of_amount(paid, back, random.randint(left // 2 + 1, left))
        back = [
            Shares(one.before_tax + two.before_tax, tuple(map(add, one.taxes, two.taxes)))
            for one, two in zip(back, more, strict=True)
        ]
    assert back == paid


def test_ten_thousand_orders_add_up() -> None:
    random = Random(20_240_229)
    seen = {"taxed": 0, "discounted": 0, "free": 0, "relieved": 0}
    for _ in range(HOW_MANY):
        order = a_made_up_order(random)
        found = bill(order)
        check_everything(order, found, random)
        seen["taxed"] += found.tax_total > 0
        seen["discounted"] += found.discount_total > 0
        seen["free"] += found.total == 0
        seen["relieved"] += found.tax_relief_total > 0
    assert min(seen.values()) >= 200, seen


@settings(max_examples=300)
@given(random=st.randoms(use_true_random=False))
def test_no_order_can_be_found_that_does_not_add_up(random: Random) -> None:
    order = a_made_up_order(random)
    check_everything(order, bill(order), random)
