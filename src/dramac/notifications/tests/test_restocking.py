"""The e-mail to those who waited for something."""

from __future__ import annotations

import pytest
from django.core import mail
from django.utils.module_loading import import_string

from dramac.commerce.customers.events import CustomerDeleted
from dramac.commerce.customers.testing import a_customer
from dramac.commerce.inventory.testing import a_stocked_product, stocked
from dramac.commerce.waitlist import actions
from dramac.commerce.waitlist.testing import NOW, a_request
from dramac.commerce.waitlist.tokens import token_of
from dramac.kit.facts import decode
from dramac.kit.models import OutboxEvent
from dramac.notifications.models import Mail
from dramac.notifications.tests.received import HOSTILE, a_shop, assert_says, the_mail

FORGETTING = (
    "dramac.commerce.waitlist.listeners.forget_customer",
    "dramac.notifications.listeners.forget_customer",
)
pytestmark = pytest.mark.django_db


def tell() -> None:
    write = import_string("dramac.notifications.listeners.send_restock_notice")
    for row in OutboxEvent.objects.filter(name="RestockNotified").order_by("id"):
        write(decode(row.name, row.payload), row.pk)


def test_who_waited_gets_one_e_mail_however_often_the_fact_arrives() -> None:
    site = a_shop()
    mug = a_stocked_product(site, 0, title="Harbour mug", price=1250)
    wish = a_request(site, mug, "ann@example.com")
    stocked(site, {mug.pk: 1})
    actions.tell_waiting(site=site, variant_ids=[mug.pk], now=NOW)
    tell()
    tell()
    assert len(mail.outbox) == 1
    found = the_mail("back_in_stock")
    assert found.subject == "Harbour mug is back at Marl & Weft"
    assert found.message["To"] == "ann@example.com"
    assert_says(found, "Harbour mug", "€12.50", "only e-mail about it", "We keep none aside")
    assert f"/shop/{site.slug}/products/{mug.product.slug}?variant={mug.pk}" in found.text
    assert f"/shop/{site.slug}/restock-requests/{token_of(wish.pk)}" in found.html


def test_hostile_words_stay_words() -> None:
    site = a_shop()
    mug = a_stocked_product(site, 0, title=HOSTILE)
    a_request(site, mug, "ann@example.com")
    stocked(site, {mug.pk: 1})
    actions.tell_waiting(site=site, variant_ids=[mug.pk], now=NOW)
    tell()
    assert "<script>" not in the_mail("back_in_stock").html


def test_who_was_erased_meanwhile_is_not_written_to_and_past_mail_names_nobody() -> None:
    site = a_shop()
    customer = a_customer(site, "ann@example.com")
    told, late = (a_stocked_product(site, 0, title=title) for title in ("Mug", "Bowl"))
    for each in (told, late):
        a_request(site, each, "ann@example.com")
        stocked(site, {each.pk: 1})
    actions.tell_waiting(site=site, variant_ids=[told.pk], now=NOW)
    tell()
    actions.tell_waiting(site=site, variant_ids=[late.pk], now=NOW)
    event = CustomerDeleted(site_id=site.pk, occurred_at=NOW, customer_id=customer.pk)
    for hearer in FORGETTING:
        import_string(hearer)(event, customer.pk)
    tell()
    assert len(mail.outbox) == 1
    assert list(Mail.objects.values_list("to", flat=True)) == [""]
