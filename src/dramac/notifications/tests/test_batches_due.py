"""E-mails about batches that expire: once before it and once on the day, to whoever is told of stock alerts."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.core import mail

from dramac.commerce.inventory import actions
from dramac.commerce.inventory.testing import NOW, a_batch
from dramac.kit.facts import decode
from dramac.kit.models import OutboxEvent
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
send_batches_due = import_module("dramac.notifications.listeners").send_batches_due


def told(site: Site, now: Any) -> list[Any]:
    """What the worker's round sends."""
    mail.outbox.clear()
    actions.warn_of_batches(site=site, now=now)
    actions.expire_batches(site=site, now=now)
    for row in OutboxEvent.objects.filter(site_id=site.pk, name="BatchesDue", spread_at=None):
        for _time in range(2):
            send_batches_due(decode(row.name, row.payload), row.pk)
        OutboxEvent.objects.filter(pk=row.pk).update(spread_at=now)
    return list(mail.outbox)


def test_staff_are_told_once_before_goods_expire_and_once_when_they_do() -> None:
    site = a_site(name="Slow Table", contact_email="ann@example.com")
    a_batch(site, 5, "L-1", NOW.date() + timedelta(days=40))
    assert told(site, NOW) == []
    [letter] = told(site, NOW + timedelta(days=11))
    assert (letter.to, letter.subject) == (["ann@example.com"], "1 batch expires soon at Slow Table")
    assert "L-1" in letter.body
    assert told(site, NOW + timedelta(days=12)) == []
    [letter] = told(site, NOW + timedelta(days=40))
    assert letter.subject == "1 batch has expired at Slow Table"
    assert told(site, NOW + timedelta(days=41)) == []
