"""Discounts on a bill: in their order, never below zero, split to the minor unit."""

from __future__ import annotations

from dramac.commerce.pricing.engine import (
    AppliedDiscount,
    BillRequest,
    DiscountKind,
    DiscountShare,
    LineDiscount,
    OrderDiscount,
    ShippingDiscount,
    bill,
)
from dramac.commerce.pricing.testing import a_line, an_order, lines, vat


def discounts_by_line(order: BillRequest) -> list[int]:
    return [line.discount for line in bill(order).lines]


def test_a_line_discount_is_taken_off_its_line() -> None:
    found = bill(an_order(*lines(1000, 2000), line_discounts=(LineDiscount("b", "Sale", 300),)))
    assert [(line.gross, line.discount, line.net) for line in found.lines] == [(1000, 0, 1000), (2000, 300, 1700)]
    assert found.lines[1].discounts == (DiscountShare("Sale", 300, discount=0),)
    assert (found.subtotal, found.discount_total, found.total) == (3000, 300, 2700)


def test_an_order_discount_is_split_by_what_is_left_of_each_line() -> None:
    order = an_order(
        *lines(1000, 1000),
        line_discounts=(LineDiscount("a", "Sale", 500),),
        order_discounts=(OrderDiscount("Welcome", 100),),
    )
    assert discounts_by_line(order) == [533, 67]


def test_leftover_units_go_to_the_largest_fractions_and_then_to_the_earlier_line() -> None:
    assert discounts_by_line(an_order(*lines(1, 1, 1), order_discounts=(OrderDiscount("x", 2),))) == [1, 1, 0]
    assert discounts_by_line(an_order(*lines(100, 200, 200), order_discounts=(OrderDiscount("x", 1),))) == [0, 1, 0]
    assert discounts_by_line(an_order(*lines(333, 333, 334), order_discounts=(OrderDiscount("x", 100),))) == [
        33,
        33,
        34,
    ]


def test_a_discount_takes_no_more_than_there_is() -> None:
    order = an_order(
        *lines(1000, 500),
        line_discounts=(LineDiscount("a", "Too much", 5000), LineDiscount("a", "Too late", 10)),
        order_discounts=(OrderDiscount("Everything", 9999), OrderDiscount("Nothing left", 1)),
    )
    found = bill(order)
    assert (found.discount_total, found.total) == (1500, 0)
    assert found.discounts == (
        AppliedDiscount(DiscountKind.LINE, "Too much", asked=5000, amount=1000),
        AppliedDiscount(DiscountKind.LINE, "Too late", asked=10, amount=0),
        AppliedDiscount(DiscountKind.ORDER, "Everything", asked=9999, amount=500),
        AppliedDiscount(DiscountKind.ORDER, "Nothing left", asked=1, amount=0),
    )


def test_an_order_discount_may_be_limited_to_some_lines() -> None:
    order = an_order(*lines(4000, 1500, 1000), order_discounts=(OrderDiscount("Full price only", 1000, ("c", "a")),))
    assert discounts_by_line(order) == [800, 0, 200]


def test_an_order_discount_limited_to_no_lines_takes_nothing() -> None:
    order = an_order(*lines(4000), order_discounts=(OrderDiscount("None qualify", 1000, ()),))
    assert discounts_by_line(order) == [0]


def test_a_line_named_twice_counts_once() -> None:
    order = an_order(*lines(100, 100), order_discounts=(OrderDiscount("x", 100, ("a", "a", "b")),))
    assert discounts_by_line(order) == [50, 50]


def test_every_share_names_its_discount() -> None:
    order = an_order(
        *lines(1000, 2000),
        delivery=500,
        line_discounts=(LineDiscount("b", "Sale", 500),),
        order_discounts=(OrderDiscount("Welcome", 250),),
        shipping_discounts=(ShippingDiscount("Half", 250),),
    )
    found = bill(order)
    assert found.shipping is not None
    assert found.lines[0].discounts == (DiscountShare("Welcome", 100, discount=1),)
    assert found.lines[1].discounts == (
        DiscountShare("Sale", 500, discount=0),
        DiscountShare("Welcome", 150, discount=1),
    )
    assert found.shipping.discounts == (DiscountShare("Half", 250, discount=2),)


def test_a_line_without_a_share_lists_none() -> None:
    found = bill(an_order(*lines(0, 1000), order_discounts=(OrderDiscount("Welcome", 250),)))
    assert found.lines[0].discounts == ()


def test_shipping_discounts_stop_at_free() -> None:
    order = an_order(
        *lines(1000),
        delivery=500,
        shipping_discounts=(ShippingDiscount("Free", 500), ShippingDiscount("Free again", 500)),
    )
    found = bill(order)
    assert [(applied.asked, applied.amount) for applied in found.discounts] == [(500, 500), (500, 0)]
    assert (found.shipping_total, found.discount_total, found.total) == (0, 0, 1000)


def test_a_shipping_discount_without_delivery_takes_nothing() -> None:
    found = bill(an_order(*lines(1000), shipping_discounts=(ShippingDiscount("Free", 500),)))
    assert found.discounts == (AppliedDiscount(DiscountKind.SHIPPING, "Free", asked=500, amount=0),)
    assert found.total == 1000


def test_tax_is_charged_on_what_discounts_leave() -> None:
    order = an_order(
        *lines(1000, 1000),
        delivery=500,
        tax=vat(included=False),
        order_discounts=(OrderDiscount("Half", 1000),),
        shipping_discounts=(ShippingDiscount("Less", 100),),
    )
    found = bill(order)
    assert [line.tax for line in found.lines] == [100, 100]
    assert (found.tax_total, found.total) == (280, 1680)


def test_an_exempt_customers_relief_is_of_what_discounts_leave() -> None:
    order = an_order(a_line(2400), tax=vat(included=True, exempt=True), order_discounts=(OrderDiscount("Half", 1200),))
    found = bill(order)
    assert (found.tax_relief_total, found.total) == (200, 1000)
