"""Packing slips: what is left to send, what a parcel held, of many orders at once, in the shop's language."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest

from dramac.commerce.orders import actions, queries
from dramac.commerce.orders.models import Order
from dramac.commerce.orders.testing import NOW, STAFF, an_order, detail_of
from dramac.commerce.orders.tests.desk import a_desk, units_field
from dramac.dashboard.testing import Browser, a_browser

pytestmark = pytest.mark.django_db


def slips(browser: Browser, *numbers: int) -> list[tuple[int, list[tuple[str, int]]]]:
    """The orders with a slip, and how much of what is on it."""
    found = queries.slips_to_pack(browser.site, numbers)
    return [(slip.order.number, [(line.title, units) for line, units in slip.lines]) for slip in found]


def pages(browser: Browser, *numbers: int) -> str:
    answer = browser.get("orders:packing", urlencode([("order", number) for number in numbers]))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_slip_says_what_is_left_to_send_and_where_it_goes_and_nothing_of_money() -> None:
    browser, order, _mug = a_desk(paid=True)
    assert slips(browser, order.number) == [(order.number, [("Harbour mug", 2)])]
    page = pages(browser, order.number)
    for words in ("Packing slip", "Harbour mug", "2 units", detail_of(browser.site, order).order.name):
        assert words in page
    assert "12.50" not in page
    assert f"orders/packing?order={order.number}" in browser.text("orders:detail", number=order.number)
    browser.post("orders:fulfilment", {units_field(browser, order): "1"}, number=order.number)
    assert slips(browser, order.number) == [(order.number, [("Harbour mug", 1)])]


def test_what_left_has_the_slip_of_its_parcel() -> None:
    browser, order, _mug = a_desk(paid=True)
    browser.post("orders:fulfilment", {units_field(browser, order): "1"}, number=order.number)
    parcel = detail_of(browser.site, order).fulfilments[0].fulfilment
    found = queries.slip_of(browser.site, order.number, parcel.pk)
    assert found is not None
    assert found.units == 1
    assert "1 unit" in browser.text("orders:slip", number=order.number, fulfilment_id=parcel.pk)
    assert browser.get("orders:slip", number=order.number + 1, fulfilment_id=parcel.pk).status_code == 404


def test_orders_that_are_over_or_gone_are_named_and_have_no_slip() -> None:
    browser, order, mug = a_desk(paid=True)
    over = an_order(browser.site, [(mug, 1)])
    cancellation = actions.Cancellation()
    actions.cancel(site=browser.site, order_id=over.id, cancellation=cancellation, by=STAFF, now=NOW)
    assert slips(browser, over.number, order.number) == [(order.number, [("Harbour mug", 2)])]
    page = pages(browser, over.number, order.number, 99999)
    assert "Nothing is left to send of these orders" in page
    assert f"#{over.number}, #99999" in page
    assert "Harbour mug" not in pages(browser, over.number)


def test_many_orders_take_no_more_statements_than_one(django_assert_num_queries: Any) -> None:
    browser, order, mug = a_desk(paid=True)
    numbers = [order.number, *(an_order(browser.site, [(mug, 1)]).number for _ in range(3))]
    with django_assert_num_queries(2):
        assert len(queries.slips_to_pack(browser.site, numbers)) == 4


def test_chosen_orders_lead_to_their_slips_and_too_many_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    browser, order, mug = a_desk(paid=True)
    other = an_order(browser.site, [(mug, 1)])
    chosen = {"ids": [str(order.id), str(other.id)]}
    answer = browser.post("orders:index-bulk", chosen, action="slips")
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"/orders/packing?order={order.number}&order={other.number}")
    monkeypatch.setattr("dramac.commerce.orders.dashboard.packing.MOST_SLIPS", 1)
    browser.post("orders:index-bulk", chosen, action="slips")
    assert "Print at most 1 packing slip at once." in browser.text("orders:index")


def test_a_slip_speaks_the_language_of_the_shop_and_escapes_what_was_typed() -> None:
    browser, order, _mug = a_desk(paid=True)
    Order.objects.filter(pk=order.id).update(note="<b>bold</b> {{7*7}}")
    site = browser.site
    site.locale = "de"
    site.save(update_fields=["locale"])
    browser.person.preferences["language"] = "en"
    browser.person.save(update_fields=["preferences"])
    page = pages(browser, order.number)
    assert "Print this page with your browser" in page
    assert "Deine Anmerkung" in page
    assert "&lt;b&gt;bold&lt;/b&gt; {{7*7}}" in page


def test_another_shop_s_orders_have_no_slips_here() -> None:
    _browser, order, _mug = a_desk(paid=True)
    other = a_browser()
    assert slips(other, order.number) == []


@pytest.mark.parametrize("asked", ["", "abc", "-1", "1" * 40, "٣"])
def test_an_address_that_names_no_order_shows_none(asked: str) -> None:
    assert a_browser().get("orders:packing", urlencode({"order": asked})).status_code == 200
