"""The order that a supplier gets by e-mail: once, where it was asked for, and not once it was taken back."""

from __future__ import annotations

import pytest
from django.core import mail
from django.utils.module_loading import import_string

from dramac.commerce.catalog.testing import a_variant
from dramac.commerce.purchasing import actions
from dramac.commerce.purchasing.testing import NOW, STAFF, a_draft
from dramac.kit.facts import decode
from dramac.kit.models import OutboxEvent
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def tell() -> None:
    send = import_string("dramac.notifications.listeners.send_purchase_order")
    for row in OutboxEvent.objects.filter(name="PurchaseOrdered").order_by("id"):
        send(decode(row.name, row.payload), row.pk)


def test_the_supplier_gets_the_order_once_however_often_the_fact_arrives() -> None:
    site = a_site()
    order = a_draft(site, [(a_variant(site, "Mug"), 12)], cost=250, note="By lorry, please")
    actions.place_order(site=site, order_id=order.pk, notify=True, by=STAFF, now=NOW)
    tell()
    tell()
    [letter] = mail.outbox
    assert letter.to == ["orders@supplier.example"]
    assert "PO-1" in letter.subject
    assert "12 × Mug" in letter.body
    assert "By lorry, please" in letter.body


def test_nobody_is_written_to_who_was_not_to_be() -> None:
    site = a_site()
    quiet, undone = a_draft(site), a_draft(site)
    actions.place_order(site=site, order_id=quiet.pk, by=STAFF, now=NOW)
    actions.place_order(site=site, order_id=undone.pk, notify=True, by=STAFF, now=NOW)
    actions.cancel_order(site=site, order_id=undone.pk, by=STAFF, now=NOW)
    tell()
    assert mail.outbox == []
