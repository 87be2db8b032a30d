"""The merchant's order screens: the list, an order with its story, and everything that can be done with it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dramac.commerce.inventory.testing import a_stocked_product
from dramac.commerce.orders import actions
from dramac.commerce.orders.actions import PlacedOrder
from dramac.commerce.orders.testing import NOW, STAFF, a_paid_order, an_order, assert_books_agree, detail_of
from dramac.commerce.orders.tests.desk import a_desk, level, page_of, told, units_field
from dramac.dashboard.testing import Browser, a_browser
from dramac.tenancy.roles import GRANTS, Role

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert(1)</script>"
SUM = "{{7*7}}"


def numbers(browser: Browser, query: str = "") -> list[int]:
    """The orders that the list shows, in order."""
    return [int(found) for found in re.findall(r">\s*#(\d+)\s*<", browser.text("orders:index", query))]


def statements(browser: Browser, name: str, **parts: Any) -> int:
    """How many statements a page needs once everything that is kept is warm."""
    browser.get(name, **parts)
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(name, **parts).status_code == 200
    return len(seen)


# The list


def test_the_list_shows_the_sites_own_orders_newest_first() -> None:
    browser, first, mug = a_desk()
    later = an_order(browser.site, [(mug, 1)], now=NOW + timedelta(hours=1))
    a_desk()
    assert numbers(browser) == [later.number, first.number]
    page = browser.text("orders:index")
    assert "€29.95" in page
    assert "Grace Murray" in page


def test_the_list_is_searched_by_number_name_and_address() -> None:
    browser, first, mug = a_desk()
    other = an_order(browser.site, [(mug, 1)], email="ada@example.net", now=NOW + timedelta(hours=1))
    assert numbers(browser, f"q=%23{first.number}") == [first.number]
    assert numbers(browser, "q=ada%40example") == [other.number]
    assert numbers(browser, "q=grace+murray") == [other.number, first.number]
    assert numbers(browser, "q=nobody") == []


def test_tabs_and_filters_show_what_waits() -> None:
    browser, unpaid, mug = a_desk()
    paid = a_paid_order(browser.site, [(mug, 1)], now=NOW + timedelta(hours=1))
    gone = an_order(browser.site, [(mug, 1)], now=NOW + timedelta(hours=2))
    actions.cancel(
        site=browser.site, order_id=gone.id, cancellation=actions.Cancellation(), by=STAFF, now=NOW + timedelta(hours=3)
    )
    assert numbers(browser, "payment=paid") == [paid.number]
    assert numbers(browser, "state=open&payment=pending&payment=partly_paid") == [unpaid.number]
    assert numbers(browser, "state=open&fulfilment=unfulfilled") == [paid.number, unpaid.number]
    assert numbers(browser, "state=cancelled&state=expired") == [gone.number]
    assert numbers(browser, "total_from=20") == [unpaid.number]
    page = browser.text("orders:index")
    assert all(tab in page for tab in ("To send", "To be paid", "Completed", "Cancelled"))


def test_the_list_needs_no_more_statements_for_sixty_orders_than_for_three() -> None:
    browser, _first, mug = a_desk()
    clay = a_stocked_product(browser.site, 200, title="Clay")
    for _number in range(2):
        an_order(browser.site, [(clay, 1), (mug, 1)])
    few = statements(browser, "orders:index")
    for _number in range(57):
        an_order(browser.site, [(clay, 1)])
    assert statements(browser, "orders:index") == few <= 12


# One order


def test_an_order_shows_its_lines_totals_and_story() -> None:
    browser, order, _mug = a_desk(paid=True)
    page = browser.text("orders:detail", number=order.number)
    shown = (
        "Harbour mug",
        "€12.50",
        "€25.00",
        "€4.95",
        "€29.95",
        "The order was placed.",
        "€29.95 was paid.",
        "12 Dame",
    )
    assert [words for words in shown if words not in page] == []
    assert page.index("€29.95 was paid.") < page.index("The order was placed.")
    assert f"/shop/{browser.site.slug}/orders/{order.token}" in page


def test_an_order_of_sixty_lines_with_a_long_story_needs_no_more_statements_than_one_of_three() -> None:
    browser = a_browser()
    goods = [a_stocked_product(browser.site, 5, title=f"Thing {number}") for number in range(60)]
    small, large = (an_order(browser.site, [(one, 2) for one in goods[:count]]) for count in (3, 60))
    for number in range(60):
        actions.note(site=browser.site, order_id=large.id, text=f"Note {number}", by=STAFF, now=NOW)
    few = statements(browser, "orders:detail", number=small.number)
    assert statements(browser, "orders:detail", number=large.number) == few <= 14


def test_an_order_of_another_site_is_not_there() -> None:
    browser, _order, mug = a_desk()
    more = an_order(browser.site, [(mug, 1)])
    stranger = a_browser()
    for name in ("detail", "payment", "fulfilment", "cancellation", "refund"):
        assert stranger.get(f"orders:{name}", number=more.number).status_code == 404
    assert stranger.post("orders:note", {"text": "Mine"}, number=more.number).status_code == 404
    assert browser.get("orders:detail", number=2**40).status_code == 404


def test_hostile_names_are_shown_as_they_were_typed() -> None:
    browser = a_browser()
    mug = a_stocked_product(browser.site, 5, title=f"Mug {SCRIPT} {SUM}")
    order = a_paid_order(browser.site, [(mug, 1)])
    actions.note(site=browser.site, order_id=order.id, text=f"{SCRIPT} {SUM}", by=STAFF, now=NOW)
    actions.fulfil(site=browser.site, order_id=order.id, parcel=actions.Parcel(tracking=_hostile()), by=STAFF, now=NOW)
    for name in ("detail", "refund"):
        page = browser.text(f"orders:{name}", number=order.number)
        assert SCRIPT not in page
        assert "&lt;script&gt;alert(1)" in page
        assert SUM in page
    browser.post("orders:cancellation", {"reason": SCRIPT}, number=order.number)
    assert SCRIPT not in browser.text("orders:index")
    assert SCRIPT not in browser.text("dashboard:home")


def _hostile() -> actions.Tracking:
    return actions.Tracking(SCRIPT, SCRIPT + SUM, "https://parcels.example/?a=%3Cscript%3E")


def test_a_note_joins_the_story_and_an_empty_one_is_refused() -> None:
    browser, order, _mug = a_desk()
    assert browser.post("orders:note", {"text": "Call before Friday"}, number=order.number).status_code == 302
    assert "Call before Friday" in browser.text("orders:detail", number=order.number)
    browser.post("orders:note", {"text": "  "}, number=order.number)
    assert len([entry for entry in detail_of(browser.site, order).timeline if entry.kind == "note"]) == 1
    assert "Write something first." in browser.text("orders:detail", number=order.number)


# Money that comes


def payment(browser: Browser, order: PlacedOrder, amount: str, **more: Any) -> Any:
    """Record a payment."""
    sent = {"amount": amount, "reference": "Statement 9", "operation": str(uuid4()), **more}
    return browser.post("orders:payment", sent, number=order.number)


def test_all_that_is_due_is_proposed_and_recorded() -> None:
    browser, order, _mug = a_desk()
    assert 'value="29.95"' in browser.text("orders:payment", number=order.number)
    assert payment(browser, order, "29.95").status_code == 302
    found = detail_of(browser.site, order)
    assert (found.order.payment_state, found.paid, found.due) == ("paid", 2995, 0)
    assert found.ledger[-1].reference == "Statement 9"


def test_a_part_is_recorded_and_the_rest_is_proposed() -> None:
    browser, order, _mug = a_desk()
    payment(browser, order, "10")
    assert detail_of(browser.site, order).order.payment_state == "partly_paid"
    assert 'value="19.95"' in browser.text("orders:payment", number=order.number)


@pytest.mark.parametrize("amount", ["29.96", "0", "ten", "", "-1", "1.005"])
def test_an_amount_that_cannot_be_stands_beside_its_field_with_what_was_typed(amount: str) -> None:
    browser, order, _mug = a_desk()
    page = page_of(payment(browser, order, amount))
    assert 'aria-invalid="true"' in page
    assert 'value="Statement 9"' in page
    assert f'value="{amount}"' in page or not amount
    assert detail_of(browser.site, order).paid == 0


def test_a_payment_sent_twice_is_recorded_once() -> None:
    browser, order, _mug = a_desk()
    operation = str(uuid4())
    answers = [payment(browser, order, "10", operation=operation) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert detail_of(browser.site, order).paid == 1000


# Orders that are not carried out


def test_a_cancelled_order_gives_its_goods_and_money_back() -> None:
    browser, order, mug = a_desk(paid=True)
    wish = {"reason": "Out of clay", "restock": "on", "refund": "on", "notify": "on"}
    assert browser.post("orders:cancellation", wish, number=order.number).status_code == 302
    found = detail_of(browser.site, order)
    assert (found.order.state, found.order.close_reason, found.order.refunded_total) == (
        "cancelled",
        "Out of clay",
        2995,
    )
    assert level(browser, mug) == (10, 0)
    assert [getattr(fact, "notify", None) for fact in told("OrderCancelled")] == [True]
    assert_books_agree(browser.site)


def test_goods_that_do_not_come_back_are_written_off() -> None:
    browser, order, mug = a_desk()
    browser.post("orders:cancellation", {"reason": "Broken"}, number=order.number)
    assert level(browser, mug) == (8, 0)


def test_who_may_not_refund_is_not_asked_and_gives_nothing_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(GRANTS, Role.FULFILMENT, ("orders.*",))
    browser, order, _mug = a_desk(Role.FULFILMENT, paid=True)
    assert 'name="refund"' not in browser.text("orders:cancellation", number=order.number)
    wish = {"restock": "on", "refund": "on"}
    assert browser.post("orders:cancellation", wish, number=order.number).status_code == 302
    found = detail_of(browser.site, order)
    assert (found.order.state, found.order.refunded_total, found.paid) == ("cancelled", 0, 2995)


def test_an_order_of_which_something_left_is_not_cancelled() -> None:
    browser, order, _mug = a_desk(paid=True)
    browser.post("orders:fulfilment", {units_field(browser, order): "1"}, number=order.number)
    page = page_of(browser.post("orders:cancellation", {"reason": "Late"}, number=order.number))
    assert "Something of it has been sent already." in page
    assert 'value="Late"' in page


# Money that goes back


def refund(browser: Browser, order: PlacedOrder, **sent: Any) -> Any:
    """Ask for a refund."""
    return browser.post("orders:refund", {"key": str(uuid4()), **sent}, number=order.number)


def test_units_delivery_and_an_amount_go_back_together() -> None:
    browser, order, mug = a_desk(paid=True)
    field = units_field(browser, order)
    answer = refund(browser, order, **{field: "1", "restock": "on", "shipping": "4.95", "amount": "2.50"})
    assert answer.status_code == 302
    found = detail_of(browser.site, order)
    assert (found.order.refunded_total, found.lines[0].refunded, level(browser, mug)) == (1995, 1, (10, 1))
    assert "€19.95 was refunded." in browser.text("orders:detail", number=order.number)
    assert_books_agree(browser.site)


def test_a_refund_sent_twice_is_paid_once() -> None:
    browser, order, _mug = a_desk(paid=True)
    key = str(uuid4())
    answers = [refund(browser, order, key=key, amount="5").status_code for _time in range(2)]
    assert (answers, detail_of(browser.site, order).order.refunded_total) == ([302, 302], 500)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"amount": "29.96"}, "That is more than is left of what was paid."),
        ({"shipping": "4.96"}, "That is more than is left of the delivery."),
        ({}, "Choose what to refund."),
        ({"amount": "lots"}, "Enter an amount in digits"),
    ],
)
def test_more_than_there_is_does_not_go_back(sent: dict[str, str], sentence: str) -> None:
    browser, order, _mug = a_desk(paid=True)
    page = page_of(refund(browser, order, reason="Broken", **sent))
    assert sentence in page
    assert all(f'value="{typed}"' in page for typed in ("Broken", *sent.values()))
    assert detail_of(browser.site, order).order.refunded_total == 0


def test_more_units_than_were_bought_do_not_go_back() -> None:
    browser, order, _mug = a_desk(paid=True)
    assert "Only 2 are left." in page_of(refund(browser, order, **{units_field(browser, order): "3"}))


# Who may


def test_a_viewer_sees_and_cannot_change() -> None:
    browser, order, _mug = a_desk(Role.VIEWER, paid=True)
    page = browser.text("orders:detail", number=order.number)
    hidden = ("refund", "cancellation", "payment", "fulfilment", "note")
    assert [name for name in hidden if browser.address(f"orders:{name}", number=order.number) in page] == []
    for name in hidden:
        assert browser.post(f"orders:{name}", {"text": "No"}, number=order.number).status_code == 403
    assert len(detail_of(browser.site, order).timeline) == 2
