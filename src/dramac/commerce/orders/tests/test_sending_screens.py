"""Goods that leave, as a screen: how many, from where, of which batch, and how they are followed."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.testing import a_location, came, keeping_batches, stocked
from dramac.commerce.orders.models import Fulfilment
from dramac.commerce.orders.testing import detail_of
from dramac.commerce.orders.tests.desk import a_desk, level, page_of, told, units_field
from dramac.kit.clock import utc_now

pytestmark = pytest.mark.django_db


def test_a_part_leaves_and_then_the_rest() -> None:
    browser, order, mug = a_desk(paid=True)
    field = units_field(browser, order)
    assert browser.post("orders:fulfilment", {field: "1"}, number=order.number).status_code == 302
    assert (detail_of(browser.site, order).order.fulfilment_state, level(browser, mug)) == ("partly_fulfilled", (9, 1))
    page = page_of(browser.post("orders:fulfilment", {field: "2"}, number=order.number))
    assert "Only 1 are left." in page
    rest = {field: "1", "carrier": "Post", "tracking_number": "P1", "tracking_url": "https://post.example/P1"}
    browser.post("orders:fulfilment", rest, number=order.number)
    found = detail_of(browser.site, order)
    assert (found.order.fulfilment_state, found.order.state, level(browser, mug)) == ("fulfilled", "completed", (8, 0))
    assert 'href="https://post.example/P1"' in browser.text("orders:detail", number=order.number)
    assert [getattr(fact, "notify", None) for fact in told("OrderFulfilled")] == [False, False]


def test_with_several_locations_one_may_be_chosen_that_sends() -> None:
    browser, order, mug = a_desk(paid=True)
    assert "Leaves from" not in browser.text("orders:fulfilment", number=order.number)
    barn = a_location(browser.site, "Barn")
    page = browser.text("orders:fulfilment", number=order.number)
    assert f"promised from {stock.locations(browser.site)[0].name}" in page
    field = units_field(browser, order)
    asked = {field: "2", "location": str(barn.pk), "carrier": "Post"}
    page = page_of(browser.post("orders:fulfilment", asked, number=order.number))
    assert "None of it can be sent from there" in page
    assert 'value="Post"' in page
    stocked(browser.site, {mug.pk: 2}, location=barn)
    browser.post("orders:fulfilment", asked, number=order.number)
    assert "Barn · Post" in browser.text("orders:detail", number=order.number)
    assert browser.post("orders:fulfilment", asked | {"location": "nonsense"}, number=order.number).status_code == 422


def test_of_goods_kept_in_batches_the_one_may_be_chosen_that_leaves() -> None:
    browser, order, mug = a_desk(paid=True)
    keeping_batches(browser.site)
    assert "Batch of" not in browser.text("orders:fulfilment", number=order.number)
    came(browser.site, mug.pk, 3, "L-1", utc_now().date() + timedelta(days=20))
    came(browser.site, mug.pk, 1, "L-2", utc_now().date() + timedelta(days=90))
    page = browser.text("orders:fulfilment", number=order.number)
    assert "Batch of Harbour mug" in page
    chosen = re.search(r'<option value="([0-9a-f-]+)"[^>]*>\s*L-2 · expires [^<]+ · 1 there', page)
    assert chosen
    field = units_field(browser, order)
    batch = field.replace("units_", "batch_")
    page = page_of(browser.post("orders:fulfilment", {field: "2", batch: chosen[1]}, number=order.number))
    assert "Harbour mug: Only 1 of that batch can be sent from there." in page
    browser.post("orders:fulfilment", {field: "1", batch: chosen[1]}, number=order.number)
    assert {one.batch.number: one.units for one in stock.batch_levels(browser.site, mug.pk)} == {"L-1": 3}


def test_nothing_chosen_is_not_sent() -> None:
    browser, order, _mug = a_desk(paid=True)
    page = page_of(browser.post("orders:fulfilment", {units_field(browser, order): "0"}, number=order.number))
    assert "Choose what to send." in page


def test_a_tracking_link_that_is_a_script_is_refused() -> None:
    browser, order, mug = a_desk(paid=True)
    bad = {"carrier": "Post", "tracking_number": "P1", "tracking_url": "javascript:alert(1)"}
    page = page_of(browser.post("orders:fulfilment", {units_field(browser, order): "2", **bad}, number=order.number))
    assert "Give a web address that begins with https://." in page
    assert 'value="Post"' in page
    assert level(browser, mug) == (10, 2)
    browser.post("orders:fulfilment", {units_field(browser, order): "2"}, number=order.number)
    parcel = Fulfilment.objects.of(browser.site).get()
    parts = {"number": order.number, "fulfilment_id": parcel.pk}
    assert browser.post("orders:tracking", bad, **parts).status_code == 422
    good = {**bad, "tracking_url": "https://post.example/P1"}
    assert browser.post("orders:tracking", good, **parts).status_code == 302
    parcel.refresh_from_db()
    assert (parcel.carrier, parcel.tracking_number, parcel.tracking_url) == ("Post", "P1", "https://post.example/P1")


def test_a_link_without_a_number_can_still_be_followed_from_the_order() -> None:
    browser, order, _mug = a_desk(paid=True)
    link = {"tracking_url": "https://post.example/P1"}
    browser.post("orders:fulfilment", {units_field(browser, order): "2", **link}, number=order.number)
    assert 'href="https://post.example/P1"' in browser.text("orders:detail", number=order.number)
