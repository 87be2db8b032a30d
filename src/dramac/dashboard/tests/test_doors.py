"""Who gets in, who does not, and what they are told."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dramac.dashboard.testing import a_browser
from dramac.tenancy.roles import Role
from dramac.tenancy.testing import a_member, a_person, a_site

pytestmark = pytest.mark.django_db


def test_who_is_not_signed_in_is_asked_to_and_comes_back_to_the_page() -> None:
    site = a_site("mugs")
    response = Client().get(reverse("dashboard:general", kwargs={"site_slug": site.slug}) + "?a=1")
    assert (response.status_code, response["Location"]) == (
        302,
        "/dashboard/sign-in/?next=%2Fdashboard%2Fmugs%2Fsettings%2Fgeneral%2F%3Fa%3D1",
    )


def test_a_part_of_a_page_asked_for_by_htmx_sends_the_whole_browser_to_sign_in() -> None:
    a_site("mugs")
    response = Client().get("/dashboard/mugs/", headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Redirect"]) == (204, "/dashboard/sign-in/?next=%2Fdashboard%2Fmugs%2F")


def test_someone_of_another_shop_finds_nothing() -> None:
    stranger = a_browser()
    assert stranger.client.get(f"/dashboard/{a_site().slug}/").status_code == 404


def test_a_shop_that_is_not_there_answers_as_one_of_others_does() -> None:
    assert a_browser().client.get("/dashboard/nowhere/").status_code == 404


def test_someone_who_was_removed_finds_nothing_from_the_next_click_on() -> None:
    browser = a_browser()
    browser.member.is_active = False
    browser.member.save()
    assert browser.get("dashboard:home").status_code == 404


def test_a_role_that_does_not_reach_is_told_whom_to_ask() -> None:
    site = a_site()
    a_member(site, Role.OWNER, person=a_person("olga@example.com", name="Olga Owner"))
    response = a_browser(site, Role.VIEWER).get("dashboard:people")
    assert response.status_code == 403
    assert "Olga Owner" in response.content.decode()


def test_looking_and_changing_can_need_different_permissions() -> None:
    viewer = a_browser(role=Role.VIEWER)
    assert viewer.get("dashboard:general").status_code == 200
    assert viewer.post("dashboard:general", {"name": "Mine"}).status_code == 403


def test_a_method_that_a_page_does_not_answer_is_405() -> None:
    assert a_browser().post("dashboard:home").status_code == 405


def test_pages_of_the_dashboard_are_kept_by_nobody() -> None:
    assert a_browser().get("dashboard:home")["Cache-Control"] == "private, no-store"


def test_a_page_speaks_the_persons_language_else_the_shops() -> None:
    browser = a_browser(a_site(locale="de-DE"))
    assert browser.get("dashboard:home")["Content-Language"] == "de-de"
    browser.post("dashboard:profile", {"name": "Ann", "language": "en"})
    assert browser.get("dashboard:home")["Content-Language"] == "en"


def test_what_was_done_is_said_once_on_the_next_page() -> None:
    browser = a_browser()
    browser.post("dashboard:profile", {"name": "Ann", "language": "en"})
    assert "Saved." in browser.text("dashboard:home")
    assert "Saved." not in browser.text("dashboard:home")


def test_a_refused_button_says_why_on_the_page_where_it_was_pressed() -> None:
    browser = a_browser()
    people = browser.address("dashboard:people")
    removal = browser.address("dashboard:removal", member_id=browser.member.pk)
    response = browser.client.post(removal, headers={"Referer": f"http://testserver{people}"})
    assert (response.status_code, response["Location"]) == (302, people)
    assert "A shop needs an owner" in browser.text("dashboard:people")


def test_the_referrer_of_another_host_is_not_gone_back_to() -> None:
    browser = a_browser()
    removal = browser.address("dashboard:removal", member_id=browser.member.pk)
    for referrer in ("https://evil.example/x", "http://testserver.evil.example/x", "http://testserver//evil.example/"):
        response = browser.client.post(removal, headers={"Referer": referrer})
        assert response["Location"] == browser.address("dashboard:home"), referrer


def test_a_page_costs_four_statements_before_its_own(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    browser = a_browser()
    browser.get("dashboard:settings")
    with django_assert_num_queries(4):  # session, person, membership; the switcher's shops
        browser.get("dashboard:settings")
