"""What people get wrong at an order: impossible figures, pages of text, the button pressed twice, two at one order."""

from __future__ import annotations

import re
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.testing import a_stocked_product
from dramac.commerce.orders import actions
from dramac.commerce.orders.actions import PlacedOrder
from dramac.commerce.orders.rules.obstacles import Obstacle
from dramac.commerce.orders.testing import NOW, STAFF, a_paid_order, an_order, assert_books_agree, detail_of
from dramac.dashboard.testing import Browser, a_browser
from dramac.kit.crowd import at_once

pytestmark = pytest.mark.django_db
LONG = "x" * 100_000
CHANGED = "Somebody changed this order while you had it open."
FORMS = ("payment", "fulfilment", "refund", "cancellation")


def a_desk(*, units: int = 4, paid: bool = True) -> tuple[Browser, PlacedOrder, Any]:
    """Someone at the dashboard, an order of mugs at 12.50 with a delivery at 4.95, and the mug, of which ten are there."""
    browser = a_browser()
    mug = a_stocked_product(browser.site, 10, title="Harbour mug")
    return browser, (a_paid_order if paid else an_order)(browser.site, [(mug, units)]), mug


def filled_in(browser: Browser, order: PlacedOrder, name: str) -> dict[str, str]:
    """What the form holds when it is opened."""
    page = browser.text(f"orders:{name}", number=order.number)
    pairs = [
        (re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag))
        for tag in re.findall(r"<input[^>]*>", page)
    ]
    return {found[1]: value[1] for found, value in pairs if found and value and found[1] not in ("q", "whole")}


def send(browser: Browser, order: PlacedOrder, name: str, **sent: str) -> Any:
    return browser.post(f"orders:{name}", sent, number=order.number)


def units_of(browser: Browser, order: PlacedOrder, part: str = "units") -> str:
    return f"{part}_{detail_of(browser.site, order).lines[0].pk.hex}"


def on_hand(browser: Browser, mug: Any) -> tuple[int, int]:
    (level,) = stock.levels(browser.site, [mug.pk])[mug.pk]
    return level.on_hand, level.committed


@pytest.mark.parametrize("units", ["-1", "5", "1.5", "1e2", "99999999999999999999", "two", LONG, "\u0663"])
@pytest.mark.parametrize("name", ["fulfilment", "refund"])
def test_units_that_cannot_be_change_nothing(name: str, units: str) -> None:
    browser, order, mug = a_desk(units=2)
    answer = send(browser, order, name, **{units_of(browser, order): units, "key": str(uuid4())})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert (on_hand(browser, mug), detail_of(browser.site, order).order.refunded_total) == ((10, 2), 0)


@pytest.mark.parametrize("amount", ["-1", "0.001", "99999999999999999999", "1e9", "NaN", LONG, "\u20ac5,", "12 USD"])
@pytest.mark.parametrize(("name", "field"), [("payment", "amount"), ("refund", "amount"), ("refund", "shipping")])
def test_amounts_that_cannot_be_change_nothing(name: str, field: str, amount: str) -> None:
    browser, order, _mug = a_desk(paid=name == "refund")
    before = detail_of(browser.site, order)
    answer = send(browser, order, name, **{field: amount, "key": str(uuid4()), "operation": str(uuid4())})
    assert answer.status_code == 422
    after = detail_of(browser.site, order)
    assert (after.paid, after.order.refunded_total, after.order.version) == (before.paid, 0, before.order.version)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("payment", "reference"),
        ("fulfilment", "carrier"),
        ("fulfilment", "tracking_number"),
        ("fulfilment", "tracking_url"),
        ("refund", "reason"),
        ("cancellation", "reason"),
    ],
)
def test_pages_of_text_are_refused_beside_their_field(name: str, field: str) -> None:
    browser, order, mug = a_desk(paid=name != "payment")
    answer = send(browser, order, name, **{**filled_in(browser, order, name), field: LONG})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="field-{field}-error"' in page or 'aria-invalid="true"' in page
    assert (on_hand(browser, mug), detail_of(browser.site, order).order.state) == ((10, 4), "open")


def test_a_line_of_another_order_is_neither_sent_nor_refunded() -> None:
    browser, order, mug = a_desk()
    other = a_paid_order(browser.site, [(mug, 1)])
    foreign = units_of(browser, other)
    for name in ("fulfilment", "refund"):
        answer = send(browser, order, name, **{foreign: "1", "key": str(uuid4())})
        assert answer.status_code == 422
    line = detail_of(browser.site, other).lines[0].pk
    with pytest.raises(actions.OrderRefused) as refused:
        parcel = actions.Parcel({line: 1})
        actions.fulfil(site=browser.site, order_id=order.id, parcel=parcel, by=STAFF, now=NOW)
    assert refused.value.obstacle is Obstacle.UNKNOWN_LINE


# The button pressed twice


@pytest.mark.parametrize("name", FORMS)
def test_a_form_sent_twice_is_done_once(name: str) -> None:
    browser, order, mug = a_desk(paid=name != "payment")
    sent = filled_in(browser, order, name)
    if name in ("fulfilment", "refund"):
        sent |= {units_of(browser, order): "1", "restock": "on"}
    first, again = (send(browser, order, name, **sent) for _time in range(2))
    assert first.status_code == 302
    assert again.status_code in (302, 422)
    found = detail_of(browser.site, order)
    done = [entry.kind for entry in found.timeline if entry.kind not in ("placed", "paid" if name != "payment" else "")]
    assert done in (["paid"], ["fulfilled"], ["refunded"], ["refunded", "cancelled"], ["cancelled"])
    assert_books_agree(browser.site)
    assert on_hand(browser, mug)[0] in (9, 10, 6)


# Two at one order


@pytest.mark.parametrize("name", FORMS)
def test_who_comes_second_is_told_and_may_go_on(name: str) -> None:
    browser, order, _mug = a_desk(paid=name != "payment")
    sent = filled_in(browser, order, name)
    if name in ("fulfilment", "refund"):
        sent |= {units_of(browser, order): "1"}
    meanwhile(browser, order, paid=name != "payment")
    answer = send(browser, order, name, **sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert CHANGED in page
    found = detail_of(browser.site, order)
    assert (found.order.state, found.order.fulfilment_state) == ("open", "unfulfilled")
    again = {**sent, "seen": str(found.order.version), **({"amount": "1.00"} if name == "payment" else {})}
    assert f'name="seen" value="{found.order.version}"' in page
    assert send(browser, order, name, **again).status_code == 302
    assert_books_agree(browser.site)


def meanwhile(browser: Browser, order: PlacedOrder, *, paid: bool) -> None:
    """Somebody else gives a little back, or takes a little."""
    if paid:
        request = actions.RefundRequest(actions.RefundWish(amount=100), "other")
        actions.refund(site=browser.site, order_id=order.id, request=request, by=STAFF, now=NOW)
    else:
        money = actions.MoneyIn(100)
        actions.mark_paid(site=browser.site, order_id=order.id, money=money, by=STAFF, now=NOW)


def test_a_note_disturbs_nobody() -> None:
    browser, order, _mug = a_desk()
    sent = filled_in(browser, order, "fulfilment")
    actions.note(site=browser.site, order_id=order.id, text="Call first", by=STAFF, now=NOW)
    assert send(browser, order, "fulfilment", **sent).status_code == 302


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_of_many_who_send_the_same_part_at_once_one_does() -> None:
    browser, order, mug = a_desk()
    found = detail_of(browser.site, order)
    parcel = actions.Parcel({found.lines[0].pk: 1}, seen=found.order.version)
    work = partial(actions.fulfil, site=browser.site, order_id=order.id, parcel=parcel, by=STAFF, now=NOW)
    answers = at_once([work] * 5)
    refused = [one for one in answers if isinstance(one, actions.OrderRefused)]
    assert {one.obstacle for one in refused} == {Obstacle.CHANGED_MEANWHILE}
    assert (len(refused), on_hand(browser, mug)) == (4, (9, 3))
    assert_books_agree(browser.site)


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_parcels_sent_at_once_never_hold_more_than_was_ordered() -> None:
    browser, order, mug = a_desk(units=4)
    line = detail_of(browser.site, order).lines[0].pk
    work = partial(
        actions.fulfil, site=browser.site, order_id=order.id, parcel=actions.Parcel({line: 3}), by=STAFF, now=NOW
    )
    one = partial(
        actions.fulfil, site=browser.site, order_id=order.id, parcel=actions.Parcel({line: 1}), by=STAFF, now=NOW
    )
    answers = at_once([work, one, work, one, work, one])
    assert all(isinstance(answer, actions.OrderRefused) for answer in answers if isinstance(answer, Exception))
    (found,) = detail_of(browser.site, order).lines
    assert found.fulfilled <= 4
    assert on_hand(browser, mug) == (10 - found.fulfilled, 4 - found.fulfilled)
    assert_books_agree(browser.site)


# What a refund is of


def test_everything_that_is_left_goes_back_in_one_go() -> None:
    browser, order, mug = a_desk()
    sent = {**filled_in(browser, order, "refund"), "whole": "on", "restock": "on"}
    assert "Gives back €54.95" in browser.text("orders:refund", number=order.number)
    assert send(browser, order, "refund", **sent).status_code == 302
    found = detail_of(browser.site, order)
    assert (found.order.refunded_total, found.order.state, on_hand(browser, mug)) == (5495, "cancelled", (10, 0))
    assert_books_agree(browser.site)


def test_of_a_line_that_left_in_part_sent_and_unsent_units_are_refunded_apart() -> None:
    browser, order, mug = a_desk(units=4)
    line = detail_of(browser.site, order).lines[0].pk
    parcel = actions.Parcel({line: 2})
    actions.fulfil(site=browser.site, order_id=order.id, parcel=parcel, by=STAFF, now=NOW)
    page = browser.text("orders:refund", number=order.number)
    assert "Harbour mug, not sent yet" in page
    assert "Harbour mug, sent" in page
    sent = {
        **filled_in(browser, order, "refund"),
        f"units_{line.hex}": "2",
        f"returned_{line.hex}": "1",
        "restock": "on",
    }
    assert send(browser, order, "refund", **sent).status_code == 302
    (found,) = detail_of(browser.site, order).lines
    assert (found.cancelled, found.returned, found.refunded) == (2, 1, 3)
    assert on_hand(browser, mug) == (9, 0)
    assert_books_agree(browser.site)


@pytest.mark.parametrize("returned", [-1, 3])
def test_more_units_than_left_cannot_have_come_back(returned: int) -> None:
    browser, order, mug = a_desk(units=4)
    line = detail_of(browser.site, order).lines[0].pk
    parcel = actions.Parcel({line: 2})
    actions.fulfil(site=browser.site, order_id=order.id, parcel=parcel, by=STAFF, now=NOW)
    request = actions.RefundRequest(actions.RefundWish({line: actions.UnitsBack(3, returned=returned)}), "key")
    with pytest.raises(actions.OrderRefused):
        actions.refund(site=browser.site, order_id=order.id, request=request, by=STAFF, now=NOW)
    assert on_hand(browser, mug) == (8, 2)


# Many orders at once


def test_chosen_orders_are_paid_and_sent_and_those_that_cannot_be_are_named() -> None:
    browser, first, mug = a_desk(units=1, paid=False)
    second, gone = an_order(browser.site, [(mug, 2)]), an_order(browser.site, [(mug, 1)])
    actions.cancel(site=browser.site, order_id=gone.id, cancellation=actions.Cancellation(), by=STAFF, now=NOW)
    ids = [str(one.id) for one in (first, second, gone)]
    assert "Record that all that is due" in bulk(browser, "payment", ids=ids).content.decode()
    page = bulk(browser, "payment", ids=ids, step="act")
    assert f"#{gone.number}" in page.content.decode()
    assert [detail_of(browser.site, one).order.payment_state for one in (first, second, gone)] == [
        "paid", "paid", "voided",
    ]  # fmt: skip
    bulk(browser, "fulfilment", ids=ids, step="act", **{"with-notify": "on"})
    assert [detail_of(browser.site, one).order.state for one in (first, second, gone)] == [
        "completed", "completed", "cancelled",
    ]  # fmt: skip
    assert on_hand(browser, mug) == (7, 0)
    assert_books_agree(browser.site)


def bulk(browser: Browser, action: str, **sent: Any) -> Any:
    return browser.post("orders:index-bulk", sent, action=action)
