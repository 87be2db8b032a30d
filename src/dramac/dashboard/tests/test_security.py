"""The second factor at the door and on the profile, the site's rule, and the list of sessions."""

from __future__ import annotations

import re

import pyotp
import pytest
from django.test import Client

from dramac.dashboard.models import StaffSession
from dramac.dashboard.security import sessions
from dramac.dashboard.testing import Browser, a_browser
from dramac.kit.clock import utc_now
from dramac.tenancy import actions
from dramac.tenancy.models import User
from dramac.tenancy.rules import SecuritySettings
from dramac.tenancy.testing import a_member, a_person, a_site, an_actor

pytestmark = pytest.mark.django_db
DOOR, STEP = "/dashboard/sign-in/", "/dashboard/sign-in/code/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    now = utc_now()
    monkeypatch.setattr("dramac.tenancy.middleware.utc_now", lambda: now)


def secured() -> tuple[User, list[str]]:
    person = a_person("ann@example.com")
    codes = actions.confirm_second_factor(
        person=person, secret=SECRET, code=pyotp.TOTP(SECRET).at(utc_now()), now=utc_now()
    )
    return person, codes


def past_the_password() -> Client:
    client = Client()
    data = {"email": "ann@example.com", "password": "correct horse battery", "next": "/dashboard/mugs/orders/"}
    assert client.post(DOOR, data)["Location"] == STEP
    return client


def test_the_password_alone_opens_nothing_where_there_is_a_second_factor() -> None:
    secured()
    client = past_the_password()
    assert "_auth_user_id" not in client.session
    assert client.get("/dashboard/")["Location"].startswith(DOOR)
    assert "Confirm that it is you" in client.get(STEP).content.decode()


def test_a_recovery_code_opens_the_door_once_and_leads_where_one_was_going() -> None:
    _person, codes = secured()
    client = past_the_password()
    key = client.session.session_key
    assert client.post(STEP, {"code": codes[0]})["Location"] == "/dashboard/mugs/orders/"
    assert "_auth_user_id" in client.session
    assert client.session.session_key != key
    again = past_the_password().post(STEP, {"code": codes[0]})
    assert again.status_code == 422
    assert "does not fit" in again.content.decode()


def test_guessing_is_slowed_down() -> None:
    secured()
    client = past_the_password()
    answers = [client.post(STEP, {"code": "000000"}).status_code for _try in range(11)]
    assert answers == [422] * 10 + [429]


def test_the_second_step_ends_with_a_new_password_and_is_not_there_without_the_first() -> None:
    person, codes = secured()
    client = past_the_password()
    actions.set_password(person=person, password="another good one")
    assert client.post(STEP, {"code": codes[0]})["Location"] == DOOR
    assert Client().get(STEP)["Location"] == DOOR


def set_up(browser: Browser) -> str:
    page = browser.text("dashboard:second-factor")
    found = re.search(r'id="secret"[^>]*value="([A-Z2-7 ]+)"', page)
    assert found is not None
    code = pyotp.TOTP(found.group(1).replace(" ", "")).at(utc_now())
    return browser.post("dashboard:second-factor", {"code": code}).content.decode()


def test_someone_sets_their_authenticator_up_and_sees_the_recovery_codes_once() -> None:
    browser = a_browser()
    page = set_up(browser)
    shown = page.partition("<code>")[2].partition("</code>")[0]
    assert len(re.findall(r"^[a-z2-9]{5}-[a-z2-9]{5}$", shown, re.MULTILINE)) == 10
    assert User.objects.get(pk=browser.person.pk).second_factor
    later = browser.text("dashboard:second-factor")
    assert "10 recovery codes are left." in later
    assert 'id="secret"' not in later


def test_turning_it_off_and_fresh_codes_ask_for_the_password() -> None:
    browser = a_browser()
    set_up(browser)
    assert browser.post("dashboard:second-factor-removal", {"present": "wrong"}).status_code == 422
    assert User.objects.get(pk=browser.person.pk).second_factor
    fresh = browser.post("dashboard:recovery", {"present": "correct horse battery"}).content.decode()
    assert "worth nothing now" in fresh
    browser.post("dashboard:second-factor-removal", {"present": "correct horse battery"})
    assert not User.objects.get(pk=browser.person.pk).second_factor


def test_a_site_that_asks_for_a_second_factor_opens_no_screen_before_it_is_set_up() -> None:
    browser = a_browser()
    rule = SecuritySettings(second_factor=True)
    actions.change_settings(site=browser.site, settings=rule, by=an_actor(), now=utc_now())
    for name in ("dashboard:home", "orders:index", "dashboard:profile"):
        assert browser.get(name)["Location"] == browser.address("dashboard:second-factor"), name
    assert "asks everyone on its staff" in browser.text("dashboard:second-factor")
    set_up(browser)
    assert browser.get("dashboard:home").status_code == 200


def test_sessions_are_listed_and_end_one_by_one_or_all_at_once() -> None:
    site = a_site()
    member = a_member(site)
    here, there, elsewhere = (
        Client(HTTP_USER_AGENT=agent) for agent in ("Mozilla Firefox/140.0 Linux", "Chrome/150 Windows NT", "curl/8")
    )
    for client in (here, there, elsewhere):
        client.post(DOOR, {"email": member.user.email, "password": "correct horse battery"})
    browser = Browser(here, site, member)
    page = browser.text("dashboard:sessions")
    assert all(words in page for words in ("Firefox on Linux", "Chrome on Windows", "curl/8", "127.0.0.1"))
    assert not any(str(client.session.session_key) in page for client in (here, there, elsewhere))
    mark = re.findall(r"sessions/([0-9a-f]{24})/end", page)[0]
    browser.post("dashboard:session-end", mark=mark)
    assert StaffSession.objects.filter(person_id=member.user_id).count() == 2
    browser.post("dashboard:sessions-end")
    assert browser.get("dashboard:home").status_code == 200
    assert StaffSession.objects.get(person_id=member.user_id).pk == here.session.session_key


def test_a_session_of_someone_else_cannot_be_ended() -> None:
    site = a_site()
    other = a_browser(site)
    row = StaffSession.objects.get(person_id=other.person.pk)
    assert a_browser(site).post("dashboard:session-end", mark=sessions.mark_of(row.pk)).status_code == 404
    assert StaffSession.objects.filter(pk=row.pk).exists()
