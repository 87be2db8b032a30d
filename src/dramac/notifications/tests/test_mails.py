"""What people are told by e-mail: the right words and figures to the right person, and nothing hostile with them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core import mail

from dramac.commerce.checkout.testing import a_placed_order, an_open_checkout
from dramac.commerce.customers.testing import a_customer, a_session
from dramac.commerce.inventory.testing import a_stocked_product
from dramac.commerce.orders import actions
from dramac.commerce.orders import queries as orders
from dramac.commerce.orders.testing import NOW, STAFF, a_paid_order, detail_of
from dramac.commerce.payments.testing import a_payment_method
from dramac.commerce.tax.testing import a_tax_rate
from dramac.notifications.models import Mail
from dramac.notifications.tests.received import (
    HOSTILE,
    a_sale,
    a_shop,
    assert_says,
    cancelled,
    everything,
    received,
    refunded,
    sent_off,
    tell,
    tell_placed,
    the_mail,
)
from dramac.tenancy.actions.invite import invite
from dramac.tenancy.actors import SYSTEM
from dramac.tenancy.models import Membership
from dramac.tenancy.roles import Role
from dramac.tenancy.testing import a_person

pytestmark = pytest.mark.django_db


# What each mail says


def test_a_confirmation_says_what_was_ordered_what_it_costs_and_how_to_pay() -> None:
    site = a_shop()
    a_tax_rate(site, "23")
    method = a_payment_method(
        site, settings={"iban": "IE29AIBK93115212345678", "account_holder": "Marl & Weft Ltd"}, instructions="Pay\nsoon"
    )
    order = a_sale(site, payment_method_id=method.pk, payment_provider="bank_transfer", payment_method=method.name)
    tell("OrderPlaced")
    found = the_mail("order_placed")
    assert found.subject == f"Your order {order.number} at Marl & Weft"
    assert (found.message["To"], found.message["Reply-To"]) == ("grace@example.com", "hello@shop.example")
    assert_says(found, "2 × Harbour mug", "€25.00", "€4.95", "€29.95", "12 Dame Street", "IE29AIBK93115212345678")
    assert_says(found, "Please pay €29.95", "Pay", "soon")
    assert f"/shop/{site.slug}/orders/{order.token}" in found.text
    assert f'href="http://127.0.0.1:8000/shop/{site.slug}/orders/{order.token}"' in found.html
    assert "Pay<br>soon" in found.html


def test_the_shop_hears_of_an_order_at_its_own_address() -> None:
    site = a_shop()
    order = a_sale(site)
    tell("OrderPlaced")
    found = the_mail("order_received")
    assert (found.message["To"], found.subject) == ("hello@shop.example", f"New order {order.number} from Grace Murray")
    assert_says(found, "Harbour mug", "€29.95", "Grace Murray")
    assert f"/dashboard/{site.slug}/orders/{order.number}/" in found.text
    assert f"/dashboard/{site.slug}/orders/{order.number}/" in found.html


def test_a_receipt_says_what_came() -> None:
    site = a_shop()
    order = a_sale(site)
    actions.mark_paid(site=site, order_id=order.id, money=actions.MoneyIn(1000), by=STAFF, now=NOW)
    tell("OrderPaid")
    assert mail.outbox == []
    actions.mark_paid(site=site, order_id=order.id, money=actions.MoneyIn(), by=STAFF, now=NOW)
    tell("OrderPaid")
    found = the_mail("order_paid")
    assert found.subject == f"We received your payment for order {order.number}"
    assert_says(found, "€19.95")


def test_a_shipping_notice_says_what_left_and_how_to_follow_it() -> None:
    site = a_shop()
    order = a_sale(site)
    sent_off(site, order, carrier="An Post", number="P1", url="https://post.example/P1?a=1&b=2")
    tell("OrderFulfilled")
    found = the_mail("order_fulfilled")
    assert found.subject == f"Order {order.number} is on its way"
    assert_says(found, "1 × Harbour mug", "An Post P1")
    assert "https://post.example/P1?a=1&b=2\n" in found.text
    assert 'href="https://post.example/P1?a=1&amp;b=2"' in found.html


def test_a_refund_notice_says_what_goes_back_and_keeps_the_reason_inside() -> None:
    site = a_shop()
    mug = a_stocked_product(site, 10, price=1250, title="Harbour mug")
    order = a_paid_order(site, [(mug, 2)])
    line = detail_of(site, order).lines[0].pk
    refunded(site, order, units={line: actions.UnitsBack(1)}, shipping=495)
    tell("OrderRefunded")
    found = the_mail("order_refunded")
    assert_says(found, "€17.45", "1 × Harbour mug")
    assert "Cracked" not in found.text + found.html


def test_a_new_promise_says_what_comes_when_and_only_on_request() -> None:
    site = a_shop()
    an_open_checkout(site)
    mug = a_stocked_product(site, 0, title="Harbour mug", sells_when_out=True, promised_on=date(2026, 3, 20))
    order = a_placed_order(site, [(mug, 2)], now=NOW).order
    tell("OrderPlaced")
    assert_says(the_mail("order_placed"), "2 × Harbour mug", "Back-order: expected by", "20")
    [line] = orders.waiting_lines(site)
    for notify in (False, True):
        promised = actions.Promise(date(2026, 4, 9), notify=notify)
        actions.promise(site=site, order_id=order.id, line_ids=[line.pk], promised=promised, by=STAFF, now=NOW)
    tell("OrderPromised")
    assert_says(the_mail("order_promised"), "2 × Harbour mug", "is now expected by", "9 April 2026")


def test_a_cancellation_says_why_and_an_expiry_that_nobody_paid() -> None:
    site = a_shop()
    cancelled(site, a_sale(site), "Out of clay")
    tell("OrderCancelled")
    assert_says(the_mail("order_cancelled"), "Out of clay")
    other = a_shop()
    a_sale(other, expires_at=NOW, email="ada@example.com")
    actions.expire_unpaid(now=NOW)
    Mail.objects.all().delete()
    mail.outbox.clear()
    tell("OrderCancelled")
    (found,) = [one for one in received() if one.message["To"] == "ada@example.com"]
    assert_says(found, "We did not receive a payment")


def test_a_sign_in_code_goes_to_who_asked() -> None:
    site = a_shop()
    customer = a_customer(site, "grace@example.com")
    a_session(site, customer)
    tell("SignInCodeIssued")
    found = the_mail("sign_in_code")
    (code,) = re.findall(r"\d{6,8}", found.subject)
    assert found.message["To"] == "grace@example.com"
    assert_says(found, code)


def test_an_invitation_lets_a_newcomer_set_a_password_and_sends_others_to_sign_in() -> None:
    site = a_shop(slug="mugs")
    a_person("bo@example.com")
    for email in ("new@example.com", "bo@example.com"):
        invite(site=site, email=email, role=Role.VIEWER, by=SYSTEM, now=NOW)
    tell("StaffInvited")
    new, known = received()
    assert [one.subject for one in (new, known)] == ["You may work on Marl & Weft"] * 2
    assert "/dashboard/password/invitation." in new.text
    assert "/dashboard/password/invitation." in new.html
    assert "/password/" not in known.text + known.html
    assert "http://127.0.0.1:8000/dashboard/mugs/" in known.text


def test_an_invitation_to_someone_removed_meanwhile_is_not_sent() -> None:
    site = a_shop()
    invite(site=site, email="bo@example.com", role=Role.VIEWER, by=SYSTEM, now=NOW)
    Membership.objects.of(site).filter(user__email="bo@example.com").update(is_active=False)
    tell("StaffInvited")
    assert mail.outbox == []


# Money by locale


@pytest.mark.parametrize(
    ("currency", "locale", "price", "total"),
    [
        ("EUR", "de-DE", 1250, "29,95\N{NO-BREAK SPACE}€"),
        ("EUR", "en-IE", 1250, "€29.95"),
        ("JPY", "en-GB", 1250, "JP¥2,995"),
        ("KWD", "en-GB", 1250, "KWD2.995"),
        ("USD", "en-US", 1_250_000, "$25,004.95"),
    ],
)
def test_money_is_written_as_the_shops_currency_and_language_do(
    currency: str, locale: str, price: int, total: str
) -> None:
    site = a_shop(currency=currency, locale=locale)
    a_sale(site, price=price)
    tell_placed(locale=locale)
    assert all(total in one.text and total in one.html for one in received())
    assert len(received()) == 2


def test_the_shopper_reads_their_own_language_and_the_shop_its_own() -> None:
    site = a_shop(locale="en-IE")
    order = a_sale(site)
    actions.mark_paid(site=site, order_id=order.id, money=actions.MoneyIn(), by=STAFF, now=NOW)
    tell_placed(locale="de-DE")
    assert "29,95\N{NO-BREAK SPACE}€" in the_mail("order_placed").text
    assert "€29.95" in the_mail("order_received").text


# Hostile texts


def test_hostile_texts_are_words_in_every_mail() -> None:
    site = a_shop(name=HOSTILE[:120], postal_address=HOSTILE)
    everything(site, HOSTILE)
    assert len(received()) == 7
    for one in received():
        assert "<script" not in one.html
        assert "<b>O" not in one.html
        assert "&lt;script&gt;" in one.html
        assert "{{7*7}} {% raw %}" in one.html
        assert "&lt;" not in one.text
        assert "&#39;" not in one.text
        assert "{{7*7}} {% raw %} <script>alert(1)</script> & Co" in one.text


@pytest.mark.parametrize(
    "name",
    [
        "Ann\r\nBcc: eve@evil.example",
        "Ann\nBcc: eve@evil.example",
        "Ann\x0bBcc: eve@evil.example",
        "Ann Bcc: eve@evil.example",
    ],
)
def test_a_name_cannot_add_a_header_or_a_recipient(name: str) -> None:
    site = a_shop(name=f'{name}", <eve@evil.example>'[:120])
    order = a_sale(site)
    tell_placed(name=name)
    assert [one.message["To"] for one in received()] == ["grace@example.com", "hello@shop.example"]
    for one, sent in zip(received(), mail.outbox, strict=True):
        assert sent.recipients() == [one.message["To"]]
        assert one.message["Bcc"] is one.message["Cc"] is None
        (sender,) = one.message["From"].addresses
        assert sender.addr_spec == "shop@localhost"
        assert str(order.number) in one.subject


@pytest.mark.parametrize(
    "name", ['Mugs "& Co"', "Mugs \\", "Mugs, Ltd <x@y.example>", "Töpferei Wörth", "陶器", "M" * 120]
)
def test_the_sender_is_the_shop_whatever_its_name_is_made_of(name: str) -> None:
    site = a_shop(name=name)
    a_sale(site)
    tell("OrderPlaced")
    for one in received():
        (sender,) = one.message["From"].addresses
        assert (sender.display_name, sender.addr_spec) == (name, "shop@localhost")
