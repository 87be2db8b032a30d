"""What people do in a hurry or in malice: forms sent twice, changes taken back too late, places that were closed meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from dramac.commerce.counts import actions as counts
from dramac.commerce.counts.testing import a_count
from dramac.commerce.inventory import actions, queries
from dramac.commerce.inventory.actions import Adjustment, CannotAdjust, Why
from dramac.commerce.inventory.models import Movement
from dramac.commerce.inventory.rules.differences import Wish
from dramac.commerce.inventory.testing import NOW, STAFF, a_location, a_stocked_product, assert_ledger_agrees
from dramac.commerce.orders import actions as orders
from dramac.commerce.orders.actions import MoneyIn, Parcel, RefundRequest, RefundWish, UnitsBack
from dramac.commerce.orders.testing import an_order, assert_books_agree, detail_of
from dramac.commerce.purchasing import actions as purchasing
from dramac.commerce.purchasing import testing as purchases
from dramac.commerce.transfers import actions as moving
from dramac.commerce.transfers import testing as transfers
from dramac.dashboard.testing import a_browser, filled_in
from dramac.kit.crowd import at_once
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
TOLD: dict[str, Any] = {"by": STAFF, "now": NOW}


class Shop:
    """A shop with a barn beside it, and a mug of which there is none yet."""

    def __init__(self) -> None:
        self.site: Site = a_site()
        self.home = a_location(self.site, "Shop")
        self.barn = a_location(self.site, "Barn")
        self.mug = a_stocked_product(self.site, 0)

    def adjust(self, units: int, place: Any) -> Movement:
        """Units come to a place or go, and the movement that says so."""
        change = Adjustment(self.mug.pk, units, place.pk)
        actions.adjust(site=self.site, changes=[change], why=Why("adjustment", "Found"), **TOLD)
        return Movement.objects.of(self.site).latest("pk")

    def close_the_barn(self) -> None:
        """Nothing is kept in the barn any more."""
        actions.close_location(site=self.site, location_id=self.barn.pk, **TOLD)

    def on_hand(self) -> dict[str, int]:
        """Units on hand by the name of the place, where there are any or some are on their way."""
        names = {place.pk: place.name for place in queries.locations(self.site)}
        levels = queries.levels(self.site, [self.mug.pk]).get(self.mug.pk, [])
        return {names[one.location_id]: one.on_hand for one in levels if one.on_hand or one.incoming}


# Places that were closed meanwhile


def take_back_a_change(shop: Shop) -> Callable[[], object]:
    shop.adjust(5, shop.barn)
    row = shop.adjust(-5, shop.barn)
    return lambda: actions.reverse(site=shop.site, movement_id=row.pk, **TOLD)


def take_back_a_group(shop: Shop) -> Callable[[], object]:
    shop.adjust(5, shop.barn)
    wishes = [Wish(shop.mug.pk, shop.barn.pk, -5)]
    group = actions.adjust_many(site=shop.site, wishes=wishes, why=Why("adjustment", "Gone"), **TOLD)
    return lambda: actions.reverse_group(site=shop.site, group_id=group.id, **TOLD)


def post_a_count(shop: Shop) -> Callable[[], object]:
    count = a_count(shop.site, [shop.mug.pk], location_id=shop.barn.pk)
    counts.enter(site=shop.site, count_id=count.pk, entries=[counts.Entry(shop.mug.pk, 7)], **TOLD)
    return lambda: counts.post(site=shop.site, count_id=count.pk, rest_is_zero=False, **TOLD)


def send_a_transfer_back(shop: Shop) -> Callable[[], object]:
    shop.adjust(5, shop.barn)
    places = {"origin_id": shop.barn.pk, "destination_id": shop.home.pk}
    transfer = transfers.a_transfer(shop.site, [(shop.mug, 5)], **places)
    return lambda: moving.cancel(site=shop.site, transfer_id=transfer.pk, **TOLD)


def place_a_purchase_order(shop: Shop) -> Callable[[], object]:
    order = purchases.a_draft(shop.site, [(shop.mug, 5)], location_id=shop.barn.pk)
    return lambda: purchasing.place_order(site=shop.site, order_id=order.pk, **TOLD)


@pytest.mark.parametrize(
    "begin", [take_back_a_change, take_back_a_group, post_a_count, send_a_transfer_back, place_a_purchase_order]
)
def test_nothing_comes_to_a_place_that_was_closed_meanwhile_until_it_is_open_again(begin: Any) -> None:
    shop = Shop()
    go_on = begin(shop)
    shop.close_the_barn()
    before = shop.on_hand(), Movement.objects.of(shop.site).count()
    with pytest.raises(CannotAdjust, match="closed") as refusal:
        go_on()
    assert refusal.value.code == "location_closed"
    assert (shop.on_hand(), Movement.objects.of(shop.site).count()) == before
    actions.reopen_location(site=shop.site, location_id=shop.barn.pk, **TOLD)
    go_on()
    assert "Barn" in shop.on_hand()
    assert_ledger_agrees(shop.site)


def test_goods_that_come_back_to_a_place_that_was_closed_go_to_the_default_one_and_are_for_sale() -> None:
    shop = Shop()
    shop.adjust(5, shop.barn)
    order = an_order(shop.site, [(shop.mug, 5)])
    orders.mark_paid(site=shop.site, order_id=order.id, money=MoneyIn(), **TOLD)
    orders.fulfil(site=shop.site, order_id=order.id, parcel=Parcel(), **TOLD)
    line = detail_of(shop.site, order).lines[0].pk

    def come_back(units: int) -> None:
        wish = RefundWish(units={line: UnitsBack(units, restock=True, from_shipped=True)})
        request = RefundRequest(wish, f"{units} back, {shop.on_hand()}")
        orders.refund(site=shop.site, order_id=order.id, request=request, **TOLD)

    come_back(1)
    assert shop.on_hand() == {"Barn": 1}
    shop.adjust(-1, shop.barn)
    shop.close_the_barn()
    come_back(2)
    assert shop.on_hand() == {"Shop": 2}
    actions.reopen_location(site=shop.site, location_id=shop.barn.pk, **TOLD)
    with pytest.raises(orders.OrderRefused):
        come_back(3)
    come_back(2)
    assert shop.on_hand() == {"Shop": 2, "Barn": 2}
    assert queries.availability(shop.site, [shop.mug.pk]) == {shop.mug.pk: 4}
    assert_books_agree(shop.site)


def test_a_place_with_goods_or_goods_on_their_way_stays_open() -> None:
    shop = Shop()
    shop.adjust(5, shop.home)
    places = {"origin_id": shop.home.pk, "destination_id": shop.barn.pk}
    transfer = transfers.a_transfer(shop.site, [(shop.mug, 5)], **places)
    with pytest.raises(actions.LocationRefused, match="Move its stock"):
        shop.close_the_barn()
    transfers.came(shop.site, transfer, 5)
    with pytest.raises(actions.LocationRefused, match="Move its stock"):
        shop.close_the_barn()
    assert_ledger_agrees(shop.site)


# Taken back too late


def test_a_group_whose_units_were_promised_meanwhile_is_not_taken_back() -> None:
    shop = Shop()
    cup = a_stocked_product(shop.site, 0, title="Cup")
    wishes = [Wish(one.pk, shop.home.pk, 5) for one in (shop.mug, cup)]
    group = actions.adjust_many(site=shop.site, wishes=wishes, why=Why("adjustment", "Found"), **TOLD)
    order = an_order(shop.site, [(shop.mug, 1)])
    before = Movement.objects.of(shop.site).count()
    with pytest.raises(CannotAdjust) as refusal:
        actions.reverse_group(site=shop.site, group_id=group.id, **TOLD)
    assert (refusal.value.code, refusal.value.variant_id) == ("below_committed", shop.mug.pk)
    assert Movement.objects.of(shop.site).count() == before
    orders.cancel(site=shop.site, order_id=order.id, cancellation=orders.Cancellation(), **TOLD)
    assert len(actions.reverse_group(site=shop.site, group_id=group.id, **TOLD)) == 2
    assert queries.availability(shop.site, [shop.mug.pk, cup.pk]) == {shop.mug.pk: 0, cup.pk: 0}
    assert_ledger_agrees(shop.site)


def test_a_delivery_or_a_change_whose_units_were_sent_meanwhile_is_not_taken_back() -> None:
    shop = Shop()
    bought = purchases.an_order(shop.site, [(shop.mug, 3)], location_id=shop.home.pk)
    receipt = purchases.came(shop.site, bought, 3)
    found = shop.adjust(2, shop.home)
    order = an_order(shop.site, [(shop.mug, 4)])
    orders.fulfil(site=shop.site, order_id=order.id, parcel=Parcel(), **TOLD)
    with pytest.raises(CannotAdjust, match="Only 1"):
        purchasing.reverse_receipt(site=shop.site, order_id=bought.pk, receipt_id=receipt.pk, **TOLD)
    with pytest.raises(CannotAdjust, match="Only 1"):
        actions.reverse(site=shop.site, movement_id=found.pk, **TOLD)
    assert shop.on_hand() == {"Shop": 1}
    assert_books_agree(shop.site)


# Forms sent twice


def test_a_receipt_that_is_sent_twice_from_one_page_comes_in_once() -> None:
    shop = Shop()
    browser = a_browser(shop.site)
    bought = purchases.an_order(shop.site, [(shop.mug, 6)], location_id=shop.home.pk)
    shop.adjust(4, shop.barn)
    places = {"origin_id": shop.barn.pk, "destination_id": shop.home.pk}
    moved = transfers.a_transfer(shop.site, [(shop.mug, 4)], **places)
    pages: dict[str, dict[str, Any]] = {
        "purchasing:receipt": {"purchase_number": bought.number},
        "transfers:receipt": {"transfer_number": moved.number},
    }
    for name, parts in pages.items():
        form = filled_in(browser.text(name, **parts))
        units = next(field for field in form if field.startswith("received"))
        answers = [browser.post(name, {**form, units: ["2"]}, **parts).status_code for _twice in range(2)]
        assert answers[0] == 302, name
    assert shop.on_hand()["Shop"] == 4
    assert_ledger_agrees(shop.site)


def test_a_count_that_is_posted_twice_is_booked_once_and_sales_in_between_stay_sold() -> None:
    shop = Shop()
    shop.adjust(10, shop.home)
    browser = a_browser(shop.site)
    count = a_count(shop.site, [shop.mug.pk], location_id=shop.home.pk)
    counts.enter(site=shop.site, count_id=count.pk, entries=[counts.Entry(shop.mug.pk, 8)], **TOLD)
    order = an_order(shop.site, [(shop.mug, 3)])
    orders.fulfil(site=shop.site, order_id=order.id, parcel=Parcel(), **TOLD)
    for _twice in range(2):
        browser.post("counts:posting", {}, count_id=count.pk)
    assert shop.on_hand() == {"Shop": 5}
    assert Movement.objects.of(shop.site).filter(reference_id=str(count.pk)).count() == 1
    assert_books_agree(shop.site)


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_a_place_is_closed_or_gets_goods_and_never_both() -> None:
    for _round in range(12):
        shop = Shop()
        delivery = [Adjustment(shop.mug.pk, 1, shop.barn.pk)]
        receive = partial(actions.receive, site=shop.site, deliveries=delivery, **TOLD)
        going: list[Callable[[], object]] = [receive, receive, shop.close_the_barn, receive]
        told = at_once(going)
        known = (CannotAdjust, actions.LocationRefused, actions.UnknownLocation)
        assert [one for one in told if isinstance(one, Exception) and not isinstance(one, known)] == []
        is_closed = shop.barn.pk in queries.closed_locations(shop.site)
        assert bool(shop.on_hand()) != is_closed, told
        assert_ledger_agrees(shop.site)
