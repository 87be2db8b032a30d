"""Signing in and out, lost passwords and invitations."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from dramac.dashboard.entrance import links, sessions
from dramac.dashboard.entrance.mails import send_reset
from dramac.dashboard.models import StaffSession as Session
from dramac.dashboard.testing import a_browser
from dramac.kit.clock import utc_now
from dramac.kit.models import ThrottleWindow
from dramac.tenancy import actions as tenancy
from dramac.tenancy.models import User
from dramac.tenancy.testing import a_member, a_person, a_site

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"
DOOR = "/dashboard/sign-in/"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every request happens at one moment, so that no quarter of an hour ends in the middle of a test."""
    now = utc_now()
    monkeypatch.setattr("dramac.tenancy.middleware.utc_now", lambda: now)


def sign_in(client: Client, person: User, password: str = PASSWORD, **more: str) -> tuple[int, str]:
    response = client.post(DOOR, {"email": person.email, "password": password, **more})
    return response.status_code, response.get("Location", "")


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_address_and_password_open_the_door_under_a_new_session_key() -> None:
    client, person = Client(), a_person("ann@example.com")
    client.session.save()
    client.get(DOOR)
    before = client.session.session_key
    assert sign_in(client, person) == (302, "/dashboard/")
    assert is_signed_in(client)
    assert client.session.session_key != before


def test_the_address_may_be_capitalised_and_padded() -> None:
    a_person("ann@example.com")
    response = Client().post(DOOR, {"email": "  Ann@Example.COM ", "password": PASSWORD})
    assert response.status_code == 302


@pytest.mark.parametrize("email", ["ann@example.com", "nobody@example.com"])
def test_a_wrong_password_and_an_unknown_address_are_told_alike(email: str) -> None:
    a_person("ann@example.com")
    client = Client()
    response = client.post(DOOR, {"email": email, "password": "not this one"})
    assert response.status_code == 422
    assert "do not belong together" in response.content.decode()
    assert email in response.content.decode()
    assert "not this one" not in response.content.decode()
    assert not is_signed_in(client)


def test_someone_who_was_made_inactive_cannot_come_in() -> None:
    person = a_person()
    person.is_active = False
    person.save()
    client = Client()
    assert sign_in(client, person)[0] == 422
    assert not is_signed_in(client)


def test_an_empty_form_says_what_is_missing_beside_each_field() -> None:
    response = Client().post(DOOR, {})
    assert response.status_code == 422
    assert response.content.decode().count("This field is required.") == 4


@pytest.mark.parametrize(
    "wanted",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "dashboard/mugs/", ""],
)
def test_nobody_is_led_to_another_host(wanted: str) -> None:
    assert sign_in(Client(), a_person(), next=wanted) == (302, "/dashboard/")


def test_one_comes_back_to_the_page_one_wanted() -> None:
    assert sign_in(Client(), a_person(), next="/dashboard/mugs/?a=1") == (302, "/dashboard/mugs/?a=1")


def test_the_eleventh_try_for_an_address_is_told_when_to_come_back_even_with_the_right_password() -> None:
    person, client = a_person(), Client()
    for _try in range(10):
        assert sign_in(client, person, "wrong")[0] == 422
    response = client.post(DOOR, {"email": person.email.upper(), "password": PASSWORD})
    assert response.status_code == 429
    assert re.search(r"Wait \d+ minutes? and try again", response.content.decode())
    assert not is_signed_in(client)


def test_a_success_forgets_the_failures_before() -> None:
    person = a_person()
    for _try in range(9):
        sign_in(Client(), person, "wrong")
    assert sign_in(Client(), person)[0] == 302
    for _try in range(10):
        assert sign_in(Client(), person, "wrong")[0] == 422


def test_one_network_cannot_try_many_addresses() -> None:
    statuses = {sign_in(Client(), User(email=f"{number}@example.com"), "guess")[0] for number in range(50)}
    assert statuses == {422}
    assert sign_in(Client(), User(email="other@example.com"), "guess")[0] == 429


def test_a_forwarded_address_is_believed_only_behind_a_proxy_of_ones_own(settings: Settings) -> None:
    data = {"email": "x@example.com", "password": "guess"}
    Client().post(DOOR, data, headers={"X-Forwarded-For": "198.51.100.7"})
    assert ThrottleWindow.objects.filter(key="sign-in:network:127.0.0.1").exists()
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    Client().post(DOOR, data, headers={"X-Forwarded-For": "203.0.113.9, 2001:db8::1"})
    assert ThrottleWindow.objects.filter(key="sign-in:network:2001:db8::/64").exists()


def test_signing_out_ends_the_session_and_only_a_post_does_it() -> None:
    browser = a_browser()
    assert browser.client.get("/dashboard/sign-out/").status_code == 405
    assert browser.client.post("/dashboard/sign-out/")["Location"] == DOOR
    assert not is_signed_in(browser.client)
    assert browser.get("dashboard:home").status_code == 302


def test_without_our_sign_no_form_is_taken() -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(DOOR, {"email": "a@example.com", "password": "x"})
    assert response.status_code == 403
    assert "This form has expired" in response.content.decode()


def test_a_person_with_one_shop_goes_straight_there_and_one_with_several_chooses() -> None:
    browser = a_browser(a_site("mugs"))
    assert browser.client.get("/dashboard/")["Location"] == "/dashboard/mugs/"
    a_member(a_site("pots", name="Pots & Pans"), person=browser.person)
    page = browser.client.get("/dashboard/").content.decode()
    assert "Pots &amp; Pans" in page
    assert 'href="/dashboard/pots/"' in page


def test_a_person_with_no_shop_is_told_so() -> None:
    client = Client()
    client.force_login(a_person())
    assert "You do not work on any shop here" in client.get("/dashboard/").content.decode()


def ask_for_link(email: str) -> str:
    response = Client().post("/dashboard/password/", {"email": email})
    assert response.status_code == 200
    return re.sub(r"nonce|csrf.*?>", "", response.content.decode().replace(email, "ADDRESS"))


def test_asking_for_a_link_answers_the_same_for_known_and_unknown_addresses() -> None:
    a_person("ann@example.com")
    assert ask_for_link("ann@example.com") == ask_for_link("nobody@example.com")


def link_from_mail() -> str:
    found = re.search(r"(/dashboard/password/\S+)", str(mail.outbox[-1].body))
    assert found
    return found.group(1)


def test_a_link_sets_a_password_once_and_ends_every_session() -> None:
    browser = a_browser()
    send_reset.call(browser.person.email, "en")
    assert mail.outbox[-1].to == [browser.person.email]
    link, new = link_from_mail(), "a much better password"
    assert Client().get(link).status_code == 200
    assert Client().post(link, {"password": new})["Location"] == DOOR
    assert browser.get("dashboard:home").status_code == 302
    assert sign_in(Client(), browser.person)[0] == 422
    assert sign_in(Client(), browser.person, new)[0] == 302
    assert Client().get(link).status_code == 404
    assert Client().post(link, {"password": "yet another password"}).status_code == 404


def test_a_weak_password_is_refused_beside_its_field() -> None:
    person = a_person("ann@example.com")
    link = links.link(person, links.RESET).removeprefix("http://127.0.0.1:8000")
    response = Client().post(link, {"password": "password"})
    assert response.status_code == 422
    assert "at least 10 characters" in response.content.decode()


def test_nothing_is_sent_to_an_address_that_nobody_has() -> None:
    send_reset.call("nobody@example.com", "en")
    assert mail.outbox == []


def test_links_die_of_age_of_alteration_and_of_another_purpose(monkeypatch: pytest.MonkeyPatch) -> None:
    person = a_person()
    token = links.link(person, links.RESET).rstrip("/").rsplit("/", 1)[1]
    assert links.bearer(token) == person
    assert links.bearer(token[:-1] + ("A" if token[-1] != "A" else "B")) is None
    assert links.bearer(token.replace("reset.", "invitation.")) is None
    assert links.bearer("reset.%00") is None
    late = utc_now() + timedelta(minutes=61)
    monkeypatch.setattr("django.core.signing.time.time", late.timestamp)
    assert links.bearer(token) is None


def test_the_fourth_link_for_an_address_within_a_quarter_of_an_hour_is_refused() -> None:
    for _try in range(3):
        ask_for_link("ann@example.com")
    response = Client().post("/dashboard/password/", {"email": "ann@example.com"})
    assert response.status_code == 429


def test_a_new_password_asks_for_the_present_one_and_keeps_only_this_session() -> None:
    browser = a_browser()
    elsewhere = Client()
    elsewhere.force_login(browser.person)
    wrong = browser.post("dashboard:password", {"present": "no", "password": "a much better password"})
    assert wrong.status_code == 422
    assert "not your present password" in wrong.content.decode()
    right = browser.post("dashboard:password", {"present": PASSWORD, "password": "a much better password"})
    assert right.status_code == 302
    assert browser.get("dashboard:home").status_code == 200
    assert elsewhere.get(browser.address("dashboard:home")).status_code == 302


def test_a_link_from_before_a_new_password_is_worth_nothing() -> None:
    person = a_person()
    token = links.link(person, links.RESET).rstrip("/").rsplit("/", 1)[1]
    tenancy.set_password(person=person, password="a much better password")
    assert links.bearer(token) is None


def test_ended_sessions_are_swept_and_living_ones_stay() -> None:
    browser, ended = a_browser(), a_browser()
    now = utc_now()
    Session.objects.filter(session_key=ended.client.session.session_key).update(expire_date=now - timedelta(seconds=1))
    assert sessions.sweep(now=now) == 1
    assert browser.get("dashboard:home").status_code == 200
