"""Many shoppers at once: nothing is sold twice, nobody waits for ever, and everyone gets a kind answer."""

from __future__ import annotations

from functools import partial
from random import Random
from typing import Any

import pytest
from django.db import connection

from dramac.commerce.cart import actions as cart_actions
from dramac.commerce.cart.testing import a_cart
from dramac.commerce.catalog.models import Variant
from dramac.commerce.checkout import actions
from dramac.commerce.checkout.testing import NOW, SHOPPER, an_open_checkout, the_form
from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.testing import a_stocked_product, available
from dramac.commerce.orders import actions as orders_actions
from dramac.commerce.orders import queries as orders
from dramac.commerce.orders.models import Order
from dramac.commerce.orders.testing import STAFF, assert_books_agree
from dramac.kit.crowd import at_once
from dramac.kit.models import OutboxEvent
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def crowd_size() -> int:
    return 200 if connection.vendor == "postgresql" else 50


def forms(site: Site, count: int, lines: Any) -> list[actions.PlaceOrder]:
    an_open_checkout(site)
    return [
        the_form(site, a_cart(site, lines(number)), email=f"shopper-{number}@example.com") for number in range(count)
    ]


def place_all(site: Site, wanted: list[actions.PlaceOrder], key: str = "") -> list[Any]:
    return at_once([partial(actions.place, site=site, order=form, by=SHOPPER, now=NOW, key=key) for form in wanted])


def test_of_ten_units_wanted_by_a_crowd_exactly_ten_are_sold() -> None:
    site = a_site()
    mug = a_stocked_product(site, 10)
    found = place_all(site, forms(site, crowd_size(), lambda _number: [(mug, 1)]))
    placed = [one for one in found if isinstance(one, actions.Placement)]
    refused = [one for one in found if isinstance(one, actions.OutOfStock)]
    assert [one for one in found if one not in placed and one not in refused] == []
    assert (len(placed), len(refused)) == (10, crowd_size() - 10)
    assert all(str(one) and one.short[0].left < 10 for one in refused)
    assert sorted(one.order.number for one in placed) == list(range(1001, 1011))
    assert Order.objects.count() == 10
    assert available(site, [mug.pk]) == [0]
    (level,) = stock.levels(site, [mug.pk])[mug.pk]
    assert (level.on_hand, level.committed) == (10, 10)
    assert OutboxEvent.objects.filter(name="OrderPlaced").count() == 10
    assert OutboxEvent.objects.filter(name="StockRanOut").count() == 1
    assert_books_agree(site)


def test_of_ten_units_and_five_beyond_them_a_crowd_gets_exactly_fifteen() -> None:
    site = a_site()
    mug = a_stocked_product(site, 10, sells_when_out=True, oversell_limit=5)
    found = place_all(site, forms(site, crowd_size(), lambda number: [(mug, 1)]))
    placed = [one for one in found if isinstance(one, actions.Placement)]
    refused = [one for one in found if isinstance(one, actions.OutOfStock)]
    assert [one for one in found if one not in placed and one not in refused] == []
    assert (len(placed), len(refused)) == (15, crowd_size() - 15)
    assert all(one.short[0].left < 15 for one in refused)
    assert available(site, [mug.pk]) == [-5]
    assert OutboxEvent.objects.filter(name="StockRanOut").count() == 1
    assert_books_agree(site)


def test_while_a_crowd_buys_orders_are_cancelled_and_the_cap_moves_and_no_more_is_sold_than_may_be() -> None:
    site = a_site()
    mug = a_stocked_product(site, 10, sells_when_out=True, oversell_limit=2)
    first = [one.order for one in place_all(site, forms(site, 10, lambda _number: [(mug, 1)]))]
    caps = Variant.objects.of(site).filter(pk=mug.pk)
    cancelling = orders_actions.Cancellation()
    going: list[Any] = [
        partial(orders_actions.cancel, site=site, order_id=one.id, cancellation=cancelling, by=STAFF, now=NOW)
        for one in first[:5]
    ]
    going += [partial(caps.update, oversell_limit=cap) for cap in (5, 0, 3, 5)]
    wanted, later = (forms(site, people, lambda _number: [(mug, 1)]) for people in (30, 20))
    going += [partial(actions.place, site=site, order=form, by=SHOPPER, now=NOW) for form in wanted]
    Random(3).shuffle(going)
    found = at_once(going)
    strange = [one for one in found if isinstance(one, Exception) and not isinstance(one, actions.OutOfStock)]
    assert strange == []
    (level,) = stock.levels(site, [mug.pk])[mug.pk]
    assert 10 - 5 <= level.committed <= 15
    caps.update(oversell_limit=5)
    placed = [one for one in place_all(site, later) if isinstance(one, actions.Placement)]
    assert len(placed) == 15 - level.committed
    assert available(site, [mug.pk]) == [-5]
    assert_books_agree(site)


def test_orders_for_the_same_goods_in_any_order_never_lock_each_other_out() -> None:
    site = a_site()
    goods = [a_stocked_product(site, 25) for _ in range(6)]
    dice = Random(7)
    wanted = forms(site, 40, lambda _number: [(one, dice.randint(1, 3)) for one in dice.sample(goods, 4)])
    found = place_all(site, wanted)
    problems = [one for one in found if not isinstance(one, (actions.Placement, actions.OutOfStock))]
    assert problems == []
    assert any(isinstance(one, actions.Placement) for one in found)
    assert all(left >= 0 for left in available(site, [one.pk for one in goods]))
    numbers = sorted(order.number for order in orders.index(site))
    assert numbers == list(range(1001, 1001 + len(numbers)))
    assert_books_agree(site)


def test_a_double_click_makes_one_order() -> None:
    site = a_site()
    mug = a_stocked_product(site, 10)
    (form,) = forms(site, 1, lambda _number: [(mug, 2)])
    found = place_all(site, [form] * 8)
    assert {one.order.id for one in found} == {Order.objects.get().pk}
    assert [one.order.is_new for one in found].count(True) == 1
    assert available(site, [mug.pk]) == [8]
    assert_books_agree(site)


def test_one_key_makes_one_order_whatever_carts_it_comes_with() -> None:
    site = a_site()
    mug = a_stocked_product(site, 50)
    found = place_all(site, forms(site, 8, lambda _number: [(mug, 2)]), key="one-key")
    assert {one.order.id for one in found} == {Order.objects.get().pk}
    assert available(site, [mug.pk]) == [48]
    assert_books_agree(site)


def test_a_cart_that_is_changed_while_it_is_ordered_is_either_changed_or_ordered() -> None:
    site = a_site()
    mug = a_stocked_product(site, 50, price=1000)
    for _ in range(5):
        (form,) = forms(site, 1, lambda _number: [(mug, 1)])
        add = partial(cart_actions.add, site=site, cart_id=form.cart_id, variant_id=mug.pk, quantity=1, now=NOW)
        ordering: list[Any] = [partial(actions.place, site=site, order=form, by=SHOPPER, now=NOW), add]
        placed, added = at_once(ordering)
        if isinstance(placed, actions.Placement):
            assert isinstance(added, cart_actions.CartGone)
            assert placed.order.total == form.expected_total
        else:
            assert isinstance(placed, actions.TotalMoved)
            assert isinstance(added, cart_actions.Changed)
    assert_books_agree(site)


def test_one_shopper_with_two_carts_becomes_one_customer() -> None:
    site = a_site()
    mug = a_stocked_product(site, 50)
    an_open_checkout(site)
    wanted = [the_form(site, a_cart(site, [(mug, 1)]), email="Same@Example.com") for _ in range(8)]
    found = place_all(site, wanted)
    assert all(isinstance(one, actions.Placement) for one in found)
    assert Order.objects.values("customer_id").distinct().count() == 1
