"""Purchase orders on the real database: sent, received in parts, taken back, closed short; stock and its worth agree."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.actions import CannotAdjust
from dramac.commerce.inventory.testing import assert_ledger_agrees, demand, stocked
from dramac.commerce.purchasing import actions, queries
from dramac.commerce.purchasing.actions import Delivery, LineWish, OrderDetails, OrderRefused
from dramac.commerce.purchasing.models import PurchaseOrder, PurchaseReceipt
from dramac.commerce.purchasing.rules import Delivered
from dramac.commerce.purchasing.testing import (
    NOW,
    STAFF,
    a_draft,
    a_supplier,
    an_item,
    an_order,
    came,
    detail_of,
)
from dramac.kit.crowd import at_once
from dramac.kit.models import OutboxEvent
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def level(site: Site, variant: Any) -> tuple[int, int, int]:
    """On hand, incoming and value of a variant, over all locations."""
    rows = stock.levels(site, [variant.pk]).get(variant.pk, [])
    return sum(one.on_hand for one in rows), sum(one.incoming for one in rows), sum(one.value for one in rows)


def test_numbers_are_gapless_and_each_sites_own() -> None:
    site, other = a_site(), a_site()
    with pytest.raises(OrderRefused):
        a_draft(site, [(a_variant(site), 0)])
    assert [a_draft(site).number for _ in range(3)] == [1, 2, 3]
    assert a_draft(other).number == 1


def test_ordering_announces_goods_once_however_often_it_is_asked_for() -> None:
    site, variant = (site := a_site()), a_variant(site)
    order = an_order(site, [(variant, 10)])
    actions.place_order(site=site, order_id=order.pk, by=STAFF, now=NOW)
    assert level(site, variant) == (0, 10, 0)
    assert OutboxEvent.objects.filter(name="PurchaseOrdered").count() == 1
    assert detail_of(site, order).order.state == "ordered"
    assert_ledger_agrees(site)


def test_parts_come_in_at_cost_and_what_is_turned_away_does_not() -> None:
    site, variant = (site := a_site()), a_variant(site)
    order = an_order(site, [(variant, 3)], cost=1000, shipping_cost=100)
    came(site, order, 1)
    assert level(site, variant) == (1, 2, 1033)
    line = detail_of(site, order).lines[0]
    units = [Delivered(line.pk, 1, 1)]
    actions.receive(site=site, order_id=order.pk, delivery=Delivery(units), by=STAFF, now=NOW)
    assert level(site, variant) == (2, 0, 2067)
    assert detail_of(site, order).order.state == "received"
    assert_ledger_agrees(site)


def test_costs_that_are_not_spread_stay_out_of_the_goods() -> None:
    site, variant = (site := a_site()), a_variant(site)
    order = an_order(site, [(variant, 3)], cost=1000, shipping_cost=100, spreads_costs=False)
    came(site, order, 3)
    assert level(site, variant) == (3, 0, 3000)


def test_another_currency_is_frozen_at_the_rate_of_the_order() -> None:
    site, variant = (site := a_site()), a_variant(site)
    supplier = a_supplier(site, currency="USD")
    draft = a_draft(site, [(variant, 3)], supplier, cost=333)
    with pytest.raises(OrderRefused) as refused:
        actions.place_order(site=site, order_id=draft.pk, by=STAFF, now=NOW)
    assert refused.value.field == "rate"
    details = OrderDetails(rate=Decimal("0.9"))
    actions.edit_order(site=site, order_id=draft.pk, lines=None, details=details, by=STAFF, now=NOW)
    actions.place_order(site=site, order_id=draft.pk, by=STAFF, now=NOW)
    came(site, draft, 3)
    assert level(site, variant) == (3, 0, 899)  # 9.99 USD are 8.991 EUR


def test_the_same_delivery_told_twice_is_one() -> None:
    site, variant = (site := a_site()), a_variant(site)
    order = an_order(site, [(variant, 5)])
    assert came(site, order, 2, key="note-7").pk == came(site, order, 2, key="note-7").pk
    assert level(site, variant)[:2] == (2, 3)


def test_more_than_ordered_comes_in_only_where_it_is_confirmed() -> None:
    site, variant = (site := a_site()), a_variant(site)
    order = an_order(site, [(variant, 5)])
    with pytest.raises(OrderRefused) as refused:
        came(site, order, 7)
    assert refused.value.code == "more_than_ordered"
    assert level(site, variant) == (0, 5, 0)
    came(site, order, 7, may_exceed=True)
    assert level(site, variant) == (7, 0, 2800)
    assert_ledger_agrees(site)


def test_a_delivery_that_is_taken_back_leaves_everything_as_it_was() -> None:
    site, variant = (site := a_site()), a_variant(site)
    order = an_order(site, [(variant, 7)], shipping_cost=99)
    came(site, order, 3)
    before = level(site, variant)
    receipt = came(site, order, 4)
    for _ in range(2):
        actions.reverse_receipt(site=site, order_id=order.pk, receipt_id=receipt.pk, by=STAFF, now=NOW)
    assert level(site, variant) == before
    assert detail_of(site, order).order.state == "partly_received"
    assert_ledger_agrees(site)


def test_units_that_were_promised_meanwhile_cannot_be_taken_back() -> None:
    site, variant = (site := a_site()), a_variant(site)
    order = an_order(site, [(variant, 2)])
    receipt = came(site, order, 2)
    from dramac.commerce.inventory.actions import take
    from dramac.commerce.inventory.rules import Reference

    take(site=site, demands=[demand(variant.pk, 2)], reference=Reference("order", "1"), by=STAFF, now=NOW)
    with pytest.raises(CannotAdjust):
        actions.reverse_receipt(site=site, order_id=order.pk, receipt_id=receipt.pk, by=STAFF, now=NOW)
    assert PurchaseReceipt.objects.of(site).get().reversed_at is None


def test_closing_short_and_cancelling_take_the_rest_off_what_is_on_its_way() -> None:
    site, variant = (site := a_site()), a_variant(site)
    order, other = an_order(site, [(variant, 5)]), an_order(site, [(variant, 4)])
    with pytest.raises(OrderRefused):
        actions.close_order(site=site, order_id=order.pk, by=STAFF, now=NOW)
    came(site, order, 2)
    with pytest.raises(OrderRefused):
        actions.cancel_order(site=site, order_id=order.pk, by=STAFF, now=NOW)
    for _ in range(2):
        assert actions.close_order(site=site, order_id=order.pk, by=STAFF, now=NOW).state == "received"
        assert actions.cancel_order(site=site, order_id=other.pk, by=STAFF, now=NOW).state == "cancelled"
    assert level(site, variant)[:2] == (2, 0)
    with pytest.raises(OrderRefused):
        came(site, order, 1)
    assert_ledger_agrees(site)


def test_an_order_of_which_nothing_came_can_be_taken_back_and_sent_again() -> None:
    site, variant = (site := a_site()), a_variant(site)
    order = an_order(site, [(variant, 5)])
    actions.take_back_order(site=site, order_id=order.pk, by=STAFF, now=NOW)
    assert level(site, variant)[:2] == (0, 0)
    actions.place_order(site=site, order_id=order.pk, by=STAFF, now=NOW)
    came(site, order, 1)
    with pytest.raises(OrderRefused):
        actions.take_back_order(site=site, order_id=order.pk, by=STAFF, now=NOW)
    assert level(site, variant)[:2] == (1, 4)


def test_an_order_expects_its_goods_after_the_longest_lead_time() -> None:
    site = a_site()
    supplier = a_supplier(site, lead_time_days=10)
    slow, quick = a_variant(site), a_variant(site)
    an_item(site, supplier, slow, lead_time_days=21)
    an_item(site, supplier, quick)
    order = an_order(site, [(slow, 1), (quick, 1)], supplier=supplier)
    assert str(order.expected_on) == "2026-03-23"


def test_nothing_of_another_site_can_be_ordered_or_touched() -> None:
    site, other = a_site(), a_site()
    with pytest.raises(OrderRefused):
        a_draft(site, [(a_variant(other), 1)], a_supplier(site))
    with pytest.raises(OrderRefused):
        a_draft(site, [(a_variant(site), 1)], a_supplier(other))
    order = an_order(other)
    for act in (actions.place_order, actions.cancel_order, actions.close_order, actions.take_back_order):
        with pytest.raises(actions.UnknownOrder):
            act(site=site, order_id=order.pk, by=STAFF, now=NOW)
    assert queries.detail(site, order.pk) is None


def test_the_first_supplier_of_a_variant_is_preferred_until_another_is() -> None:
    site, variant = (site := a_site()), a_variant(site)
    first, second = an_item(site, a_supplier(site), variant), an_item(site, a_supplier(site), variant)
    assert [one.is_preferred for one in (first, second)] == [True, False]
    an_item(site, second.supplier, variant, is_preferred=True)
    assert queries.items_of_variant(site, variant.pk)[0].pk == second.pk
    actions.remove_item(site=site, supplier_id=second.supplier_id, variant_id=variant.pk, now=NOW)
    assert queries.items_of_variant(site, variant.pk)[0].is_preferred


def test_a_list_becomes_one_draft_for_each_supplier() -> None:
    site = a_site()
    north, south = a_supplier(site), a_supplier(site)
    mug, jug, bowl, lone = (a_variant(site, name) for name in ("Mug", "Jug", "Bowl", "Lone"))
    an_item(site, north, mug, unit_cost=250)
    an_item(site, north, jug)
    an_item(site, south, bowl)
    units = {mug.pk: 4, jug.pk: 5, bowl.pk: 6, lone.pk: 7}
    drafted = actions.order_from_list(site=site, units=units, by=STAFF, now=NOW)
    assert drafted.unsupplied == (lone.pk,)
    assert {one.supplier_id: len(detail_of(site, one).lines) for one in drafted.orders} == {north.pk: 2, south.pk: 1}
    assert PurchaseOrder.objects.of(site).filter(state="draft").count() == 2


def test_a_variant_stands_on_one_line() -> None:
    site, variant = (site := a_site()), a_variant(site)
    with pytest.raises(OrderRefused):
        actions.create_order(
            site=site,
            supplier_id=a_supplier(site).pk,
            lines=[LineWish(variant.pk, 1), LineWish(variant.pk, 2)],
            details=OrderDetails(),
            by=STAFF,
            now=NOW,
        )


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_the_same_delivery_recorded_by_four_at_once_comes_in_once() -> None:
    site, variant = (site := a_site()), a_variant(site)
    stocked(site, {variant.pk: 1})
    order = an_order(site, [(variant, 10)])
    [line] = detail_of(site, order).lines

    def receiving(key: str) -> Any:
        delivery = Delivery([Delivered(line.pk, 10)], key)
        return partial(actions.receive, site=site, order_id=order.pk, delivery=delivery, by=STAFF, now=NOW)

    found = at_once([receiving("one") for _ in range(4)])
    assert len({getattr(one, "pk", one) for one in found}) == 1
    found = at_once([receiving(f"k{number}") for number in range(4)])
    assert all(isinstance(one, OrderRefused) for one in found), found
    assert level(site, variant)[:2] == (11, 0)
    assert_ledger_agrees(site)


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_receiving_and_cancelling_at_once_end_in_one_of_the_two() -> None:
    site, variant = (site := a_site()), a_variant(site)
    order = an_order(site, [(variant, 6)])
    [line] = detail_of(site, order).lines
    delivery = Delivery([Delivered(line.pk, 6)], "one")
    told: dict[str, Any] = {"site": site, "order_id": order.pk, "by": STAFF, "now": NOW}
    works: list[Callable[[], object]] = [
        partial(actions.receive, delivery=delivery, **told),
        partial(actions.cancel_order, **told),
        partial(actions.take_back_order, **told),
    ]
    found = at_once(works)
    assert any(not isinstance(one, Exception) for one in found)
    assert level(site, variant)[:2] in ((6, 0), (0, 0))
    assert_ledger_agrees(site)
