"""E-mails about stock that runs low: once for each alert, many at once in one, or once a day, in each reader's language."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.core import mail

from dramac.commerce.alerts import actions
from dramac.commerce.alerts.testing import a_limit, an_alert, looked_at, preferring, standing
from dramac.commerce.inventory.testing import a_stocked_product, stocked
from dramac.kit.facts import decode
from dramac.kit.models import OutboxEvent
from dramac.tenancy.actions import prefer
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_member, a_person, a_site

pytestmark = pytest.mark.django_db
messages = import_module("dramac.project.messages")
send_stock_alerts = import_module("dramac.notifications.listeners").send_stock_alerts
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SOON = NOW + timedelta(minutes=2)


def a_shop(**wishes: Any) -> Site:
    """A shop that is told at its contact address."""
    site = a_site(name="Slow Table", contact_email="ann@example.com", time_zone="Europe/Dublin")
    preferring(site, **wishes)
    return site


def tell(site: Site, now: datetime = SOON, *, times: int = 1) -> list[Any]:
    """The worker's round, and what it hands out; answers the e-mails."""
    mail.outbox.clear()
    actions.tell_due(now=now)
    for row in OutboxEvent.objects.filter(site_id=site.pk, name="AlertsGathered", spread_at=None):
        for _time in range(times):
            send_stock_alerts(decode(row.name, row.payload), row.pk)
        OutboxEvent.objects.filter(pk=row.pk).update(spread_at=now)
    return list(mail.outbox)


def test_an_alert_is_told_once_however_often_the_worker_comes_by() -> None:
    site = a_shop()
    an_alert(site, 2, title="Mug", sku="MUG")
    [letter] = tell(site, times=2)
    assert (letter.to, letter.subject) == (["ann@example.com"], "Only 2 left: Mug")
    assert "2 left, critical from 3" in letter.body
    assert "MUG" in letter.alternatives[0][0]
    assert tell(site, SOON + timedelta(days=2)) == []


def test_many_crossings_in_a_minute_make_one_mail_that_waits_for_them() -> None:
    site = a_shop()
    for title in ("Mug", "Bowl", "Jug"):
        an_alert(site, 0, title=title)
    assert tell(site, NOW + timedelta(seconds=30)) == []
    [letter] = tell(site)
    assert letter.subject == "3 stock alerts at Slow Table"
    assert all(title in letter.body for title in ("Mug", "Bowl", "Jug"))


def test_what_gets_worse_is_told_again_and_what_came_back_is_not_told() -> None:
    site = a_shop()
    mug, bowl = an_alert(site, 8, title="Mug").variant, an_alert(site, 8, title="Bowl").variant
    stocked(site, {bowl.pk: 40})
    looked_at(site, bowl)
    assert [one.subject for one in tell(site)] == ["Only 8 left: Mug"]
    stocked(site, {mug.pk: 0})
    looked_at(site, mug)
    assert [one.subject for one in tell(site)] == ["Sold out: Mug"]


def test_the_daily_mail_comes_once_after_its_hour() -> None:
    site = a_shop(email="digest", digest_hour=8)
    an_alert(site, 2, title="Mug")
    assert tell(site, NOW + timedelta(hours=3)) == []
    assert tell(site, datetime(2026, 3, 3, 7, 59, tzinfo=UTC)) == []
    [letter] = tell(site, datetime(2026, 3, 3, 8, 1, tzinfo=UTC))
    assert "since yesterday’s e-mail" in letter.body
    assert tell(site, datetime(2026, 3, 4, 8, 1, tzinfo=UTC)) == []


def test_nobody_is_told_who_does_not_want_to_be() -> None:
    silent, quiet = a_shop(email="none"), a_shop()
    an_alert(silent, 2)
    bowl = a_stocked_product(quiet, 40)
    a_limit(quiet, bowl.product_id, notify_email=False)
    stocked(quiet, {bowl.pk: 2})
    looked_at(quiet, bowl)
    assert tell(silent) + tell(quiet) == []
    assert standing(quiet) == ["low", "critical"]


def test_wishes_that_change_do_not_tell_of_what_was_long_ago() -> None:
    site = a_shop()
    an_alert(site, 2)
    preferring(site, email="none")
    assert tell(site) == []
    preferring(site, email="single")
    assert tell(site) == []


def test_each_reads_it_in_their_own_language_and_one_bad_address_keeps_no_other_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    messages.compile_all()
    site = a_shop(recipients=("bad@example.com", "bo@example.com"))
    person = a_person("bo@example.com")
    a_member(site, person=person)
    prefer(person=person, language="de")
    an_alert(site, 0, title="Mug")
    from django.core.mail.backends.locmem import EmailBackend

    sent = EmailBackend.send_messages

    def refuse(self: EmailBackend, letters: Any) -> Any:
        if letters[0].to == ["bad@example.com"]:
            raise OSError("mailbox unavailable")
        return sent(self, letters)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    with pytest.raises(OSError, match="mailbox"):
        tell(site)
    assert [one.to for one in mail.outbox] == [["bo@example.com"]]
    letter: Any = mail.outbox[0]
    assert 'lang="de"' in letter.alternatives[0][0]
