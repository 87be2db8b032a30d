"""Whatever is done to an order, in whatever order: stock, money and units agree after every step."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dramac.commerce.inventory.testing import a_stocked_product, available, stocked
from dramac.commerce.orders import actions
from dramac.commerce.orders.actions import Cancellation, MoneyIn, Parcel, RefundRequest, RefundWish, UnitsBack
from dramac.commerce.orders.testing import NOW, STAFF, an_order, assert_books_agree, detail_of
from dramac.commerce.payments.actions import AmountRefused
from dramac.commerce.tax.testing import a_tax_rate
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
ON_HAND = 40

steps = st.lists(
    st.one_of(
        st.tuples(st.just("pay"), st.one_of(st.none(), st.integers(1, 9000))),
        st.tuples(st.just("send"), st.tuples(st.integers(0, 2), st.integers(1, 3))),
        st.tuples(st.just("units"), st.tuples(st.integers(0, 2), st.integers(1, 3), st.booleans(), st.booleans())),
        st.tuples(st.just("amount"), st.integers(1, 9000)),
        st.tuples(st.just("delivery"), st.integers(1, 600)),
        st.tuples(st.just("whole"), st.booleans()),
        st.tuples(st.just("cancel"), st.tuples(st.booleans(), st.booleans())),
    ),
    max_size=9,
)


def do(site: Site, order: actions.PlacedOrder, number: int, verb: str, how: Any) -> None:
    """One step, as a member of staff might take it, right or wrong."""
    lines = detail_of(site, order).lines
    key = f"step-{number}"
    if verb == "pay":
        actions.mark_paid(site=site, order_id=order.id, money=MoneyIn(how), by=STAFF, now=NOW)
    elif verb == "send":
        line, units = how
        parcel = Parcel({lines[line % len(lines)].pk: units})
        actions.fulfil(site=site, order_id=order.id, parcel=parcel, by=STAFF, now=NOW)
    elif verb == "cancel":
        cancellation = Cancellation(restock=how[0], refund=how[1])
        actions.cancel(site=site, order_id=order.id, cancellation=cancellation, by=STAFF, now=NOW)
    else:
        request = RefundRequest(wish(verb, how, lines), key)
        actions.refund(site=site, order_id=order.id, request=request, by=STAFF, now=NOW)


def wish(verb: str, how: Any, lines: list[Any]) -> RefundWish:
    if verb == "units":
        line, units, restock, from_shipped = how
        return RefundWish(units={lines[line % len(lines)].pk: UnitsBack(units, restock, from_shipped)})
    if verb == "amount":
        return RefundWish(amount=how)
    return RefundWish(shipping=how) if verb == "delivery" else RefundWish(whole=True, restock=how)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    prices=st.lists(st.integers(1, 3333), min_size=1, max_size=3),
    units=st.lists(st.integers(1, 4), min_size=3, max_size=3),
    included=st.booleans(),
    taken=steps,
)
def test_the_books_agree_after_every_step(
    prices: list[int], units: list[int], included: bool, taken: list[tuple[str, Any]]
) -> None:
    site = a_site(prices_include_tax=included)
    a_tax_rate(site, "23")
    goods = [a_stocked_product(site, 0, price=price) for price in prices]
    stocked(site, {one.pk: ON_HAND for one in goods})
    order = an_order(site, list(zip(goods, units, strict=False)))
    assert_books_agree(site)
    for number, (verb, how) in enumerate(taken):
        try:
            do(site, order, number, verb, how)
        except (actions.OrderRefused, AmountRefused):
            continue
        assert_books_agree(site)
        assert all(0 <= left <= ON_HAND for left in available(site, [one.pk for one in goods]))
    found = detail_of(site, order)
    if found.refundable:
        do(site, order, 99, "whole", True)
    assert detail_of(site, order).refundable == 0
    assert_books_agree(site)
