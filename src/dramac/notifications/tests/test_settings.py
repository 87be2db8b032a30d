"""Each setting of e-mails does what it says, and each e-mail can be looked at and sent to oneself."""

from __future__ import annotations

import pytest
from django.core import mail

from dramac.dashboard.testing import a_browser, filled_in
from dramac.kit.clock import utc_now
from dramac.notifications.dashboard.kinds import KINDS
from dramac.notifications.models import Mail
from dramac.notifications.rules import OPTIONAL, MailSettings
from dramac.notifications.tests.received import a_sale, a_shop, tell, the_mail
from dramac.tenancy.actions import change_settings
from dramac.tenancy.models import Site
from dramac.tenancy.roles import Role
from dramac.tenancy.testing import an_actor

pytestmark = pytest.mark.django_db


def settled(site: Site, settings: MailSettings) -> Site:
    return change_settings(site=site, settings=settings, by=an_actor(), now=utc_now())


def test_mails_come_from_and_go_to_whom_the_shop_says() -> None:
    site = a_shop()
    settled(site, MailSettings("Marl post", "post@marl.example", "answers@marl.example", "orders@marl.example"))
    a_sale(site)
    tell("OrderPlaced")
    placed, ours = the_mail("order_placed").message, the_mail("order_received").message
    assert placed["From"] == "Marl post <post@marl.example>"
    assert placed["Message-ID"].endswith("@marl.example>")
    assert placed["Reply-To"] == "answers@marl.example"
    assert ours["To"] == "orders@marl.example"


def test_a_kind_that_is_left_out_is_not_sent() -> None:
    site = a_shop()
    settled(site, MailSettings(sent=("order_received",)))
    a_sale(site)
    tell("OrderPlaced")
    assert [row.kind for row in Mail.objects.of(site)] == ["order_received"]


def test_every_kind_that_can_be_left_out_has_words() -> None:
    assert set(KINDS) == set(OPTIONAL)


@pytest.mark.parametrize("kind", OPTIONAL)
def test_every_mail_can_be_looked_at_and_is_harmless(kind: str) -> None:
    browser = a_browser(a_shop())
    assert "Grace Murray" in browser.text("notifications:preview", kind=kind) or kind != "order_received"
    letter = browser.get("notifications:letter", kind=kind)
    assert b"<h1>" in letter.content
    assert letter["Content-Security-Policy"].startswith("default-src 'none'")
    assert letter["X-Frame-Options"] == "SAMEORIGIN"
    assert mail.outbox == []


def test_a_test_goes_to_who_asks_and_leaves_no_trace() -> None:
    browser = a_browser(a_shop())
    for _time in range(12):
        browser.post("notifications:test", kind="order_paid")
    assert [sent.to for sent in mail.outbox] == [[browser.person.email]] * 10
    assert not Mail.objects.exists()


def test_the_form_saves_what_it_shows() -> None:
    browser = a_browser(a_shop())
    sent = filled_in(browser.text("notifications:settings"))
    assert set(sent["sent"]) == set(OPTIONAL)
    data = {"sender_name": "Post", "sender_address": "", "reply_to": "", "orders_to": "", "sent": ["order_paid"]}
    assert browser.post("notifications:settings", data).status_code == 302
    kept = Site.objects.get(pk=browser.site.pk).settings["notifications"]
    assert (kept["sender_name"], kept["sent"]) == ("Post", ["order_paid"])
    assert filled_in(browser.text("notifications:settings"))["sent"] == ["order_paid"]


def test_who_may_only_look_sends_no_test() -> None:
    viewer = a_browser(role=Role.VIEWER)
    assert "Send a test" not in viewer.text("notifications:preview", kind="order_paid")
