"""A merchant sells: finds a shopper's order, takes the money, sends it in two parcels, takes one line back; the books agree."""

from __future__ import annotations

import os
import re
from typing import Any

import pytest
from django.core import mail

from dramac.commerce.inventory import queries as inventory
from dramac.commerce.inventory.models import Movement
from dramac.commerce.orders import queries as orders
from dramac.commerce.orders.queries import OrderDetail
from dramac.commerce.orders.testing import assert_books_agree
from dramac.kit.outbox import relay
from dramac.project import wiring
from dramac.storefront.tests.shop import DUBLIN, Shop
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_member
from tests.journeys.browser import BROWSER, DESKTOP, PHONE, Visit, visiting

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not BROWSER, reason="no browser: DRAMAC_BROWSER names none"),
]
WAYS = [pytest.param(PHONE, False, id="phone"), pytest.param(DESKTOP, True, id="desktop-dark")]


@pytest.mark.parametrize(("size", "dark"), WAYS)
def test_a_merchant_takes_money_sends_goods_and_takes_some_back(
    size: tuple[int, int], dark: bool, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    shop = Shop(contact_email="hello@slow-table.example")
    mug, bowl = shop.sell("Harbour mug", price=1450), shop.sell("Dune bowl", price=1750)
    with visiting("sells" + ("-phone" if size == PHONE else ""), size=size, dark=dark) as visit:
        buys(visit, live_server.url + shop.at())
        status_page = visit.page.url
        finds(visit, live_server.url, shop.site)
        takes_the_money(visit, shop.site)
        sends(visit, shop.site)
        takes_back(visit)
        visit.page.goto(status_page)
        sees_the_parcels(visit)
    relay.drain(wiring.LISTENERS, wiring.resolve)
    the_books_say(shop.site, mug, bowl)
    the_mails_say()


def buys(visit: Visit, shop: str) -> None:
    """Somebody orders three mugs and a bowl: 3 × 14.50 + 17.50 + 4.90 for the post is 65.90."""
    page = visit.page
    for product, units in (("harbour-mug", "3"), ("dune-bowl", "1")):
        page.goto(f"{shop}products/{product}")
        page.locator("#quantity").fill(units)
        page.locator("#add").click()
        page.locator("#cart[open] .cart-line").first.wait_for()
    page.goto(f"{shop}checkout")
    for name, value in DUBLIN.items():
        if name != "country":
            page.locator(f"#field-{name}").fill(value)
    page.locator("#place").click()
    page.wait_for_url("**/orders/*")


def finds(visit: Visit, address: str, site: Site) -> None:
    """The merchant signs in, and the order stands on the first page and in the list of those to be paid."""
    person = a_member(site).user
    person.set_password("a long enough password")
    person.save()
    page = visit.page
    page.goto(f"{address}/dashboard/sign-in/?next=/dashboard/{site.slug}/")
    page.get_by_label("E-mail").fill(person.email)
    page.get_by_label("Password", exact=True).fill("a long enough password")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"**/dashboard/{site.slug}/")
    page.get_by_role("link", name="#1001").wait_for()
    visit.keep("1-home")
    page.get_by_role("link", name="Orders to be paid").click()
    page.get_by_role("link", name="#1001").wait_for()
    visit.keep("2-orders")
    page.get_by_role("link", name="#1001").click()
    page.get_by_role("heading", name="Order 1001").wait_for()
    visit.keep("3-order")


def takes_the_money(visit: Visit, site: Site) -> None:
    """The transfer came: all that is due is proposed."""
    page = visit.page
    page.get_by_role("link", name="Record payment").click()
    assert page.get_by_label("Amount received").input_value() == "65.90"
    page.get_by_label("Reference").fill("Statement 9")
    visit.keep("4-payment")
    page.get_by_role("button", name="Record payment").click()
    page.get_by_text("The payment was recorded.").wait_for()
    assert the_order(site).order.payment_state == "paid"


def sends(visit: Visit, site: Site) -> None:
    """A mug leaves first, then everything else, each parcel with its tracking."""
    page = visit.page
    page.get_by_role("link", name="Send goods").click()
    page.get_by_label("Harbour mug").fill("1")
    page.get_by_label("Dune bowl").fill("0")
    tracked(visit, "P1")
    visit.keep("5-sending")
    page.get_by_role("button", name="Send goods").click()
    page.get_by_text("The goods are on their way.").wait_for()
    assert the_order(site).order.fulfilment_state == "partly_fulfilled"
    page.get_by_role("link", name="Send goods").click()
    assert page.get_by_label("Harbour mug").input_value() == "2"
    tracked(visit, "P2")
    page.get_by_role("button", name="Send goods").click()
    page.get_by_text("The goods are on their way.").wait_for()
    assert the_order(site).order.fulfilment_state == "fulfilled"


def tracked(visit: Visit, number: str) -> None:
    """How a parcel is followed."""
    page = visit.page
    page.get_by_label("Carrier").fill("An Post")
    page.get_by_label("Tracking number").fill(number)
    page.get_by_label("Tracking link").fill(f"https://post.example/{number}")


def takes_back(visit: Visit) -> None:
    """More than was paid is refused in words; then the mugs come back, onto the shelf."""
    page = visit.page
    page.get_by_role("link", name="Refund").click()
    page.get_by_label("Harbour mug").fill("3")
    page.get_by_label("An amount on top").fill("22.41")
    page.get_by_role("button", name="Refund").click()
    page.get_by_text("That is more than is left of what was paid.").first.wait_for()
    assert page.get_by_label("Harbour mug").input_value() == "3"
    page.get_by_label("An amount on top").fill("")
    page.get_by_label("Reason").fill("Cracked")
    visit.keep("6-refund")
    page.get_by_role("button", name="Refund").click()
    page.get_by_text("The refund was made.").wait_for()
    page.get_by_text("€43.50 was refunded.").wait_for()
    visit.keep("7-order-at-the-end")


def sees_the_parcels(visit: Visit) -> None:
    """The shopper's own page follows both parcels and shows what goes back."""
    page = visit.page
    for number in ("P1", "P2"):
        assert page.locator(f'a[href="https://post.example/{number}"]').is_visible()
    assert page.get_by_text("€43.50").first.is_visible()
    assert page.get_by_text("Refunded on").is_visible()
    visit.keep("8-status-page")


def the_order(site: Site) -> OrderDetail:
    """The order as it is now."""
    found = orders.by_number(site, 1001)
    assert found is not None
    return found


def the_books_say(site: Site, mug: Any, bowl: Any) -> None:
    """Stock, money, totals and story tell of the same sale."""
    found = the_order(site)
    order = found.order
    assert (order.total, order.shipping_total, order.refunded_total, found.paid) == (6590, 490, 4350, 6590)
    assert (order.state, order.payment_state, order.fulfilment_state) == ("completed", "partly_refunded", "fulfilled")
    assert [entry.kind for entry in found.timeline] == ["placed", "paid", "fulfilled", "fulfilled", "refunded"]
    assert [(entry.kind, entry.amount) for entry in found.ledger] == [
        ("authorize", 6590), ("capture", 6590), ("refund", 4350),
    ]  # fmt: skip
    levels = inventory.levels(site, [mug.pk, bowl.pk])
    assert [(levels[key][0].on_hand, levels[key][0].committed) for key in (mug.pk, bowl.pk)] == [(10, 0), (9, 0)]
    moved = Movement.objects.of(site).filter(variant=mug, reference_type="order").order_by("created_at", "id")
    assert list(moved.values_list("cause", "quantity", "committed_change")) == [
        ("allocated", 0, 3), ("shipped", -1, -1), ("shipped", -2, -2), ("received", 3, 0),
    ]  # fmt: skip
    assert_books_agree(site)


def the_mails_say() -> None:
    """Everyone was told, once, with the right figures."""
    told = {sent.subject: str(sent.body) for sent in mail.outbox if sent.to == [DUBLIN["email"]]}
    said = {
        "Your order 1001 at Slow Table": ("3 × Harbour mug: €43.50", "Dune bowl: €17.50", "Post: €4.90", "€65.90"),
        "We received your payment for order 1001": ("€65.90",),
        "Order 1001 is on its way": ("2 × Harbour mug", "1 × Dune bowl", "https://post.example/P2"),
        "A refund for order 1001": ("€43.50", "3 × Harbour mug"),
    }
    assert told.keys() == said.keys()
    for subject, figures in said.items():
        assert [figure for figure in figures if figure not in told[subject]] == []
    parcels = [str(sent.body) for sent in mail.outbox if sent.subject == "Order 1001 is on its way"]
    assert [re.findall(r"https://post\.example/\w+", body) for body in parcels] == [
        ["https://post.example/P1"], ["https://post.example/P2"],
    ]  # fmt: skip
    assert [sent.to for sent in mail.outbox if sent.subject.startswith("New order 1001")] == [
        ["hello@slow-table.example"]
    ]
    assert len(mail.outbox) == 6
