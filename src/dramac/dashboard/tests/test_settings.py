"""The shop's particulars, its people, and a person's own page."""

from __future__ import annotations

import re
from typing import Any

import pytest

from dramac.dashboard.entrance import links
from dramac.dashboard.testing import a_browser
from dramac.kit.facts import decode
from dramac.kit.models import OutboxEvent
from dramac.tenancy.events import StaffInvited
from dramac.tenancy.models import AuditEntry, Membership, Site
from dramac.tenancy.roles import Role
from dramac.tenancy.testing import a_member, a_person, a_site

pytestmark = pytest.mark.django_db
PARTICULARS: dict[str, Any] = {
    "name": "Mugs & Pots",
    "tagline": "",
    "contact_email": "hello@example.com",
    "contact_phone": "",
    "postal_address": "1 Quay\r\nWestport",
    "country": "GB",
    "locale": "en-GB",
    "time_zone": "Europe/London",
    "prices_include_tax": "on",
}


def test_the_particulars_are_shown_and_changed_by_who_may() -> None:
    browser = a_browser(a_site(name="Mugs", country="IE"))
    assert 'value="Mugs"' in browser.text("dashboard:general")
    response = browser.post("dashboard:general", PARTICULARS)
    assert response.status_code == 302
    site = Site.objects.get(pk=browser.site.pk)
    assert (site.name, site.country, site.time_zone, site.postal_address) == (
        "Mugs & Pots",
        "GB",
        "Europe/London",
        "1 Quay\nWestport",
    )
    assert AuditEntry.objects.of(site).get().actor == "Ann Staff"
    assert "Mugs &amp; Pots" in browser.text("dashboard:home")


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays() -> None:
    browser = a_browser(a_site(name="Mugs"))
    response = browser.post("dashboard:general", {**PARTICULARS, "name": "", "contact_email": "<b>no address"})
    page = response.content.decode()
    assert response.status_code == 422
    assert 'aria-invalid="true"' in page
    assert "Shop name: This field is required." in page
    assert 'value="&lt;b&gt;no address"' in page
    assert "Westport" in page
    assert Site.objects.get(pk=browser.site.pk).name == "Mugs"


def test_the_currency_is_shown_and_never_changed() -> None:
    browser = a_browser(a_site(currency="EUR"))
    assert re.search(r'name="currency"[^>]*value="EUR"[^>]*readonly', browser.text("dashboard:general"))
    browser.post("dashboard:general", {**PARTICULARS, "currency": "USD", "slug": "other"})
    site = Site.objects.get(pk=browser.site.pk)
    assert (site.currency, site.slug) == ("EUR", browser.site.slug)


def test_who_may_only_look_sees_no_save_button() -> None:
    viewer = a_browser(role=Role.VIEWER)
    page = viewer.text("dashboard:general")
    assert "You may read these settings, not change them." in page
    assert "<save-bar" not in page


def test_the_settings_list_what_this_person_may_open() -> None:
    site = a_site()
    assert "People" in a_browser(site).text("dashboard:settings")
    viewer = a_browser(site, Role.VIEWER).text("dashboard:settings")
    assert ">General</a>" in viewer
    assert ">People</a>" not in viewer


def test_an_invited_person_sets_a_password_and_comes_in() -> None:
    browser = a_browser(a_site("mugs", name="Mugs"))
    response = browser.post("dashboard:invitation", {"email": "Bo@Example.com", "role": "manager"})
    assert response.status_code == 302
    assert "bo@example.com was invited" in browser.text("dashboard:people")
    event = decode("StaffInvited", OutboxEvent.objects.get(name="StaffInvited").payload)
    assert isinstance(event, StaffInvited)
    invited = Membership.objects.of(browser.site).get(pk=event.member_id)
    link = links.link(invited.user, links.INVITATION).removeprefix("http://127.0.0.1:8000")
    newcomer = a_browser().client
    assert newcomer.post(link, {"password": "a much better password"}).status_code == 302
    credentials = {"email": "bo@example.com", "password": "a much better password"}
    newcomer.post("/dashboard/sign-in/", credentials)
    assert newcomer.get("/dashboard/mugs/").status_code == 200


def test_an_invitation_that_is_refused_keeps_what_was_typed() -> None:
    browser = a_browser()
    a_member(browser.site, Role.VIEWER, person=a_person("bo@example.com"))
    response = browser.post("dashboard:invitation", {"email": "bo@example.com", "role": "admin"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "This person works on the shop already." in page
    assert re.search(r'value="admin" checked', page)


@pytest.mark.parametrize("role", ["", "emperor", "owner "])
def test_a_role_that_is_none_is_refused(role: str) -> None:
    browser = a_browser()
    member = a_member(browser.site, Role.VIEWER)
    assert browser.post("dashboard:role", {"role": role}, member_id=member.pk).status_code == 422
    assert Membership.objects.of(browser.site).get(pk=member.pk).role == "viewer"


def test_a_new_role_counts_from_the_next_click() -> None:
    site = a_site()
    owner, other = a_browser(site), a_browser(site, Role.VIEWER)
    assert other.get("dashboard:people").status_code == 403
    owner.post("dashboard:role", {"role": "admin"}, member_id=other.member.pk)
    assert other.get("dashboard:people").status_code == 200


def test_an_admin_cannot_make_an_owner_and_is_told_beside_the_field() -> None:
    site = a_site()
    a_member(site)
    admin = a_browser(site, Role.ADMIN)
    response = admin.post("dashboard:role", {"role": "owner"}, member_id=admin.member.pk)
    assert response.status_code == 422
    assert "Only an owner can make or unmake owners." in response.content.decode()


def test_a_removed_person_is_gone_from_the_list_and_their_page() -> None:
    browser = a_browser()
    member = a_member(browser.site, Role.VIEWER, person=a_person("bo@example.com", name="Bo"))
    assert browser.post("dashboard:removal", member_id=member.pk).status_code == 302
    assert "bo@example.com" not in browser.text("dashboard:people")
    assert browser.get("dashboard:role", member_id=member.pk).status_code == 404


def test_a_name_is_text_wherever_it_is_shown() -> None:
    browser = a_browser()
    browser.post("dashboard:profile", {"name": "<script>{{ 7*7 }}</script>", "language": ""})
    for page in ("dashboard:home", "dashboard:people", "dashboard:profile"):
        text = browser.text(page)
        assert "<script>{{" not in text
        assert "&lt;script&gt;{{ 7*7 }}" in text
