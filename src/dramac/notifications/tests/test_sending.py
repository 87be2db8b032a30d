"""E-mails are sent once, whatever happens to workers and mail servers, and not to people who are not to be written to."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from dramac.commerce.inventory.testing import a_stocked_product
from dramac.commerce.orders import actions
from dramac.commerce.orders.testing import NOW, STAFF, a_paid_order, an_order, detail_of
from dramac.kit.crowd import at_once
from dramac.kit.facts import decode
from dramac.kit.models import OutboxEvent
from dramac.notifications import posting
from dramac.notifications.models import Mail
from dramac.notifications.tests.received import (
    HEARS,
    a_sale,
    a_shop,
    everything,
    listener,
    received,
    refunded,
    sent_off,
    tell,
)
from dramac.tenancy.models import Site

pytestmark = pytest.mark.django_db


def test_facts_that_are_told_again_are_written_of_once() -> None:
    site = a_shop()
    everything(site)
    before = [one.message["Message-ID"] for one in received()]
    for kind in HEARS:
        tell(kind)
    assert [one.message["Message-ID"] for one in received()] == before
    assert len(set(before)) == len(before) == 7
    assert Mail.objects.filter(sent_at=None).count() == 0


class Unreachable(EmailBackend):
    """A mail server that cannot be reached."""

    def send_messages(self, messages: Any) -> int:
        raise ConnectionRefusedError("no mail server")


def test_a_mail_that_could_not_be_sent_is_sent_when_the_server_is_back(settings: Any) -> None:
    site = a_shop(contact_email="")
    a_sale(site)
    works = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.Unreachable"
    with pytest.raises(ConnectionRefusedError):
        tell("OrderPlaced")
    assert Mail.objects.get().sent_at is None
    settings.EMAIL_BACKEND = works
    tell("OrderPlaced")
    assert len(mail.outbox) == 1
    assert Mail.objects.get().sent_at is not None


@pytest.mark.concurrency
@pytest.mark.django_db(transaction=True)
def test_of_many_workers_that_hear_a_fact_at_once_one_writes() -> None:
    a_sale(a_shop())
    found = at_once([partial(tell, "OrderPlaced") for _ in range(6)])
    assert [one for one in found if one is not None and not isinstance(one, posting.BeingSent)] == []
    tell("OrderPlaced")
    assert sorted(one.message["To"] for one in received()) == ["grace@example.com", "hello@shop.example"]


def test_a_worker_that_died_while_sending_leaves_a_mail_with_the_same_name() -> None:
    site = a_shop(contact_email="")
    a_sale(site)
    tell("OrderPlaced")
    Mail.objects.update(sent_at=None)
    with pytest.raises(posting.BeingSent):
        tell("OrderPlaced")
    Mail.objects.update(tried_at=NOW)
    tell("OrderPlaced")
    first, again = received()
    assert first.message["Message-ID"] == again.message["Message-ID"]


# Not sent


def test_a_shop_without_an_address_is_not_written_to_and_offers_none_to_answer() -> None:
    site = a_shop(contact_email="")
    a_sale(site)
    tell("OrderPlaced")
    (found,) = received()
    assert (found.message["To"], found.message["Reply-To"]) == ("grace@example.com", None)


def test_who_has_no_address_any_more_is_not_written_to() -> None:
    site = a_shop()
    mug = a_stocked_product(site, 10, price=1250)
    order = a_paid_order(site, [(mug, 1)])
    sent_off(site, order)
    actions.erase_customer(site=site, customer_id=_customer_of(site, order), by=STAFF, now=NOW)
    refunded(site, order, whole=True)
    tell("OrderRefunded")
    assert (mail.outbox, Mail.objects.count()) == ([], 0)


def test_staff_may_ship_refund_and_cancel_without_writing() -> None:
    site = a_shop()
    mug = a_stocked_product(site, 10, price=1250)
    order = a_paid_order(site, [(mug, 2)])
    actions.fulfil(site=site, order_id=order.id, parcel=actions.Parcel(notify=False), by=STAFF, now=NOW)
    quiet = actions.RefundRequest(actions.RefundWish(amount=100), "key", notify=False)
    actions.refund(site=site, order_id=order.id, request=quiet, by=STAFF, now=NOW)
    other = an_order(site, [(mug, 1)])
    cancellation = actions.Cancellation(notify=False)
    actions.cancel(site=site, order_id=other.id, cancellation=cancellation, by=STAFF, now=NOW)
    for kind in ("OrderFulfilled", "OrderRefunded", "OrderCancelled"):
        assert OutboxEvent.objects.filter(name=kind).count() == 1
        tell(kind)
    assert mail.outbox == []


def test_each_listener_leaves_other_facts_alone() -> None:
    a_sale(a_shop())
    row = OutboxEvent.objects.get(name="OrderPlaced")
    for kind in HEARS:
        if kind != "OrderPlaced":
            listener(kind)(decode(row.name, row.payload), row.pk)
    assert mail.outbox == []


def _customer_of(site: Site, order: actions.PlacedOrder) -> UUID:
    key = detail_of(site, order).order.customer_id
    assert isinstance(key, UUID)
    return key


# Forgotten


def test_an_erased_customer_is_forgotten_in_the_mails_of_their_orders_and_nobody_else_is() -> None:
    site = a_shop()
    order, other = a_sale(site), a_sale(site, email="ada@example.com")
    tell("OrderPlaced")
    actions.cancel(site=site, order_id=order.id, cancellation=actions.Cancellation(), by=STAFF, now=NOW)
    actions.erase_customer(site=site, customer_id=_customer_of(site, order), by=STAFF, now=NOW)
    for _time in range(2):
        tell("CustomerDeleted")
    rows = Mail.objects.of(site).order_by("reference", "kind").values_list("reference", "to", "subject")
    gone, kept = f"order:{order.number}", f"order:{other.number}"
    assert list(rows)[:2] == [(gone, "", ""), (gone, "", "")]
    assert [(reference, to) for reference, to, _subject in rows][2:] == [
        (kept, "ada@example.com"), (kept, "hello@shop.example"),
    ]  # fmt: skip


def test_mails_are_known_for_ninety_days() -> None:
    a_sale(a_shop())
    tell("OrderPlaced")
    sent_at = Mail.objects.latest("created_at").created_at
    assert posting.sweep(now=sent_at + timedelta(days=89)) == 0
    assert posting.sweep(now=sent_at + timedelta(days=91)) == 2
