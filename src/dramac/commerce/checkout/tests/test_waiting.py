"""Lines that wait for stock: who is next, what is overdue, and another day for which they are promised."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from dramac.commerce.checkout.testing import a_placed_order, an_open_checkout
from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory.testing import a_stocked_product, stocked
from dramac.commerce.orders import actions, queries
from dramac.commerce.orders.events import OrderPromised
from dramac.commerce.orders.models import OrderLine
from dramac.commerce.orders.testing import STAFF
from dramac.dashboard.testing import a_browser
from dramac.kit.clock import utc_now
from dramac.kit.facts import decode
from dramac.kit.ids import new_id
from dramac.kit.models import OutboxEvent
from dramac.tenancy.models import Site
from dramac.tenancy.roles import Role
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
NOW = utc_now()
LATER = NOW.date() + timedelta(days=40)


def two_orders(**more: Any) -> tuple[Site, Any, list[Any]]:
    """Two orders for three and two mugs, of which one was there."""
    site = a_site()
    an_open_checkout(site)
    mug = a_stocked_product(site, 1, sells_when_out=True, **more)
    for number, units in enumerate((3, 2)):
        a_placed_order(site, [(mug, units)], now=NOW - timedelta(days=9 - number), email=f"p{number}@example.com")
    return site, mug, list(queries.waiting_lines(site))


def ready(site: Site) -> list[tuple[int, int]]:
    rows: list[Any] = list(queries.waiting_lines(site))
    return [(line.waiting, line.is_ready) for line in rows]


def test_goods_that_come_are_given_to_the_oldest_order_first() -> None:
    site, mug, lines = two_orders()
    assert [(line.waits, line.left) for line in lines] == [(2, 3), (2, 2)]
    assert ready(site) == [(2, 0), (2, 0)]
    stocked(site, {mug.pk: 4})
    assert ready(site) == [(2, 1), (2, 0)]
    stocked(site, {mug.pk: 5})
    assert ready(site) == [(2, 1), (2, 1)]
    actions.fulfil(site=site, order_id=lines[0].order_id, parcel=actions.Parcel(), by=STAFF, now=NOW)
    assert ready(site) == [(2, 1)]


def test_what_is_kept_for_somebody_is_not_sent_to_others() -> None:
    site = a_site()
    an_open_checkout(site)
    mug = a_stocked_product(site, 4, sells_when_out=True)
    wanted = inventory.Hold(mug.pk, inventory.default_location(site), 2, NOW + timedelta(days=3))
    kept = inventory.hold(site=site, hold=wanted, by=STAFF, now=NOW)
    a_placed_order(site, [(mug, 3)], now=NOW, email="p@example.com")
    assert ready(site) == [(1, 0)]
    inventory.release_hold(site=site, hold_id=kept.pk, by=STAFF, now=NOW)
    assert ready(site) == [(1, 1)]


def test_another_day_is_promised_and_told_on_request() -> None:
    site, _mug, [line, _other] = two_orders()
    promised = actions.Promise(LATER, notify=True)
    actions.promise(site=site, order_id=line.order_id, line_ids=[line.pk], promised=promised, by=STAFF, now=NOW)
    line.refresh_from_db()
    assert line.promised_on == LATER
    fact = OutboxEvent.objects.get(name="OrderPromised")
    assert isinstance(decode(fact.name, fact.payload), OrderPromised)
    assert OrderLine.objects.filter(promised_on=LATER).count() == 1


def test_what_does_not_wait_and_a_day_that_is_past_are_refused() -> None:
    site, _mug, [line, other] = two_orders()
    past = actions.Promise(NOW.date() - timedelta(days=2))
    with pytest.raises(actions.CannotPromise):
        actions.promise(site=site, order_id=line.order_id, line_ids=[line.pk], promised=past, by=STAFF, now=NOW)
    for lines in ([new_id()], [other.pk]):
        with pytest.raises(actions.CannotPromise):
            actions.promise(
                site=site, order_id=line.order_id, line_ids=lines, promised=actions.Promise(LATER), by=STAFF, now=NOW
            )
    with pytest.raises(actions.UnknownOrder):
        actions.promise(
            site=a_site(),
            order_id=line.order_id,
            line_ids=[line.pk],
            promised=actions.Promise(LATER),
            by=STAFF,
            now=NOW,
        )


def test_the_list_shows_the_oldest_first_and_its_views_what_is_late_or_ready() -> None:
    site, mug, lines = two_orders(promised_on=NOW.date() - timedelta(days=8), is_preorder=True)
    browser = a_browser(site)
    page = browser.get("orders:waiting").content.decode()
    assert page.index("#1001") < page.index("#1002")
    OrderLine.objects.filter(pk=lines[1].pk).update(promised_on=LATER)
    assert "#1002" not in browser.get("orders:waiting", query="overdue=yes").content.decode()
    stocked(site, {mug.pk: 3})
    assert "#1002" not in browser.get("orders:waiting", query="ready=yes").content.decode()
    assert "#1001" not in browser.get("orders:waiting", query="kind=back_order").content.decode()
    assert "#1001" in browser.get("orders:waiting", query="kind=pre_order").content.decode()
    assert a_browser(a_site()).get("orders:waiting").content.decode().count("#1001") == 0


def test_many_lines_are_promised_at_once_by_whoever_sends_goods() -> None:
    site, _mug, lines = two_orders()
    sent = {
        "ids": [str(line.pk) for line in lines],
        "step": "act",
        "with-promised_on": LATER.isoformat(),
        "with-notify": "on",
    }
    viewer = a_browser(site, Role.VIEWER)
    assert viewer.post("orders:waiting-bulk", sent, action="promise").status_code == 403
    a_browser(site, Role.FULFILMENT).post("orders:waiting-bulk", sent, action="promise")
    assert {line.promised_on for line in queries.waiting_lines(site)} == {LATER}
    assert OutboxEvent.objects.filter(name="OrderPromised").count() == 2


def test_the_page_of_a_variant_names_the_orders_that_wait_for_it() -> None:
    site, mug, _lines = two_orders(promised_on=LATER)
    other = a_stocked_product(site, 5)
    page = a_browser(site).text("inventory:variant", variant_id=mug.pk)
    assert [number in page for number in ("Order 1001", "Order 1002")] == [True, True]
    assert "Order 1001" not in a_browser(site).text("inventory:variant", variant_id=other.pk)
