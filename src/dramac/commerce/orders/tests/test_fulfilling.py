"""Goods that leave."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.testing import a_location, a_stocked_product, stocked
from dramac.commerce.orders import actions
from dramac.commerce.orders.actions import Parcel, TooFew, Tracking
from dramac.commerce.orders.testing import (
    NOW,
    STAFF,
    a_paid_order,
    an_order,
    assert_books_agree,
    detail_of,
)
from dramac.kit.facts import decode
from dramac.kit.models import OutboxEvent
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def send(site: Site, order: actions.PlacedOrder, units: Any = None, **more: Any) -> Any:
    return actions.fulfil(site=site, order_id=order.id, parcel=Parcel(units, **more), by=STAFF, now=NOW)


def level(site: Site, variant: Any) -> tuple[int, int]:
    (found,) = stock.levels(site, [variant.pk])[variant.pk]
    return found.on_hand, found.committed


def test_a_paid_order_that_was_sent_is_completed_and_its_stock_has_left() -> None:
    site = a_site()
    mug = a_stocked_product(site, 10)
    order = a_paid_order(site, [(mug, 3)])
    assert level(site, mug) == (10, 3)
    send(site, order, tracking=Tracking("An Post", "CE123", "https://track.example/CE123"))
    found = detail_of(site, order)
    assert (found.order.state, found.order.fulfilment_state, found.order.closed_at) == ("completed", "fulfilled", NOW)
    assert level(site, mug) == (7, 0)
    (parcel,) = found.fulfilments
    assert parcel.fulfilment.tracking_number == "CE123"
    assert list(parcel.units.values()) == [3]
    assert_books_agree(site)


def test_the_fact_tells_what_left_and_how_to_follow_it() -> None:
    site = a_site()
    order = a_paid_order(site, [(a_stocked_product(site, title="Blue mug"), 3)])
    line = detail_of(site, order).lines[0]
    send(site, order, {line.pk: 2}, tracking=Tracking("An Post", "CE123"), notify=False)
    row = OutboxEvent.objects.get(name="OrderFulfilled")
    fact: Any = decode(row.name, row.payload)
    assert [(one.title, one.quantity) for one in fact.units] == [("Blue mug", 2)]
    assert (fact.carrier, fact.tracking_number, fact.notify) == ("An Post", "CE123", False)
    assert fact.order.fulfilment_state == "partly_fulfilled"


def test_an_order_leaves_in_several_parcels() -> None:
    site = a_site()
    mug, cup = a_stocked_product(site, 10), a_stocked_product(site, 10)
    order = a_paid_order(site, [(mug, 3), (cup, 1)])
    first, second = detail_of(site, order).lines
    send(site, order, {first.pk: 2})
    assert detail_of(site, order).order.fulfilment_state == "partly_fulfilled"
    assert (level(site, mug), level(site, cup)) == ((8, 1), (10, 1))
    send(site, order, {first.pk: 1, second.pk: 0})
    send(site, order)
    found = detail_of(site, order)
    assert (found.order.fulfilment_state, found.units_to_fulfil, len(found.fulfilments)) == ("fulfilled", 0, 3)
    with pytest.raises(actions.OrderRefused) as refused:
        send(site, order)
    assert refused.value.code == "nothing_to_ship"
    assert_books_agree(site)


def test_an_order_sent_before_it_is_paid_is_completed_by_the_money() -> None:
    site = a_site()
    order = an_order(site, [(a_stocked_product(site), 1)])
    send(site, order)
    assert detail_of(site, order).order.state == "open"
    actions.mark_paid(site=site, order_id=order.id, money=actions.MoneyIn(), by=STAFF, now=NOW)
    assert detail_of(site, order).order.state == "completed"


@pytest.mark.parametrize("units", [4, -1, 1.5, True, "2"])
def test_more_than_is_left_to_send_is_refused_and_nothing_moves(units: Any) -> None:
    site = a_site()
    mug = a_stocked_product(site, 10)
    order = an_order(site, [(mug, 3)])
    line = detail_of(site, order).lines[0]
    with pytest.raises(actions.OrderRefused):
        send(site, order, {line.pk: units})
    assert level(site, mug) == (10, 3)
    assert detail_of(site, order).fulfilments == []


def test_lines_of_other_orders_are_unknown() -> None:
    site = a_site()
    mug = a_stocked_product(site, 10)
    order, other = an_order(site, [(mug, 1)]), an_order(site, [(mug, 1)])
    for key in (detail_of(site, other).lines[0].pk, uuid4()):
        with pytest.raises(actions.OrderRefused) as refused:
            send(site, order, {key: 1})
        assert refused.value.code == "unknown_line"


def test_goods_without_tracked_stock_leave_without_a_movement() -> None:
    site = a_site()
    order = a_paid_order(site, [(a_stocked_product(site, 0, tracks_stock=False), 2)])
    send(site, order)
    assert detail_of(site, order).order.state == "completed"
    assert stock.history(site).movements == []


@pytest.mark.parametrize(
    "tracking",
    [
        Tracking(url="javascript:alert(1)"),
        Tracking(url="data:text/html,x"),
        Tracking(url="https://"),
        Tracking(url='https://track.example/"><script>'),
        Tracking(url="ftp://track.example/1"),
        Tracking(url="https://track.example/" + "x" * 1000),
        Tracking(carrier="x" * 81),
        Tracking(number="x" * 100_000),
    ],
)
def test_tracking_that_must_not_be_shown_is_refused(tracking: Tracking) -> None:
    site = a_site()
    order = an_order(site, [(a_stocked_product(site), 1)])
    with pytest.raises(actions.TrackingRefused):
        send(site, order, tracking=tracking)
    assert detail_of(site, order).fulfilments == []


def test_tracking_may_be_said_anew() -> None:
    site = a_site()
    order = a_paid_order(site, [(a_stocked_product(site), 1)])
    send(site, order)
    parcel = detail_of(site, order).fulfilments[0].fulfilment
    tracking = Tracking("DHL", "1Z", "https://track.example/1Z")
    actions.edit_tracking(site=site, fulfilment_id=parcel.pk, tracking=tracking, by=STAFF, now=NOW)
    found = detail_of(site, order)
    assert found.fulfilments[0].fulfilment.tracking_number == "1Z"
    assert found.timeline[-1].kind == "tracking_changed"
    with pytest.raises(actions.OrderRefused):
        actions.edit_tracking(site=a_site(), fulfilment_id=parcel.pk, tracking=tracking, by=STAFF, now=NOW)


def test_goods_leave_from_the_location_that_was_chosen_and_the_story_says_so() -> None:
    site = a_site()
    a_location(site, "Shop")
    barn = a_location(site, "Barn")
    mug = a_stocked_product(site, 4, title="Blue mug")
    order = a_paid_order(site, [(mug, 3)])
    stocked(site, {mug.pk: 1}, location=barn)
    with pytest.raises(TooFew, match="Blue mug: Only 1 can be sent from there") as refused:
        send(site, order, location_id=barn.pk)
    assert (refused.value.code, refused.value.field) == ("not_there", "location")
    assert detail_of(site, order).fulfilments == []
    line = detail_of(site, order).lines[0]
    send(site, order, {line.pk: 1}, location_id=barn.pk)
    assert detail_of(site, order).timeline[-1].details["location"] == "Barn"
    assert {(one.on_hand, one.committed) for one in stock.levels(site, [mug.pk])[mug.pk]} == {(4, 2), (0, 0)}
    send(site, order)
    assert_books_agree(site)
