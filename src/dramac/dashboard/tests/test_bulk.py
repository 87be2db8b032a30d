"""Bulk actions and the export of a list."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client

from dramac.dashboard.index import keeping
from dramac.dashboard.models import UndoStep
from dramac.dashboard.testing import Browser, a_browser
from dramac.dashboard.tests.trail import entries
from dramac.kit.clock import utc_now
from dramac.tenancy.models import AuditEntry
from dramac.tenancy.roles import Role
from dramac.tenancy.testing import a_site

pytestmark = [pytest.mark.django_db, pytest.mark.urls("dramac.dashboard.tests.trail")]


def press(browser: Browser, action: str, **data: object) -> HttpResponse:
    return browser.post("trail:index-bulk", data, action=action)


def actions(browser: Browser) -> list[str]:
    return list(AuditEntry.objects.of(browser.site).order_by("subject").values_list("action", flat=True))


def test_the_chosen_rows_are_done_and_the_others_left() -> None:
    browser = a_browser(a_site("mugs"))
    rows = entries(browser.site, 3)
    response = press(browser, "marking", ids=[rows[0].pk, rows[2].pk], q="thing", sort="subject")
    assert actions(browser) == ["seen", "made", "seen"]
    assert (response.status_code, response["Location"]) == (302, "/dashboard/mugs/trail/?q=thing&sort=subject")
    assert "Mark: 2 rows done." in browser.text("trail:index")


def test_all_that_match_are_meant_by_their_filter() -> None:
    browser = a_browser()
    entries(browser.site, 60)
    entries(browser.site, 1, subject="zebra")
    press(browser, "marking", all_matching="1", q="thing")
    assert actions(browser) == ["seen"] * 60 + ["made"]


def test_a_refused_row_is_named_with_its_reason_and_the_others_are_done() -> None:
    browser = a_browser()
    rows = entries(browser.site, 1) + entries(browser.site, 1, subject="locked")
    response = press(browser, "marking", ids=[row.pk for row in rows])
    page = response.content.decode()
    assert sorted(actions(browser)) == ["made", "seen"]
    assert re.search(r"<dt>locked</dt><dd>It is locked.</dd>", page)
    assert "Mark: 1 row done." in page
    assert "Undo what was done" in page


def test_an_action_that_asks_for_something_keeps_the_choice_and_what_was_typed() -> None:
    browser = a_browser()
    rows = entries(browser.site, 2)
    asked = press(browser, "renaming", ids=[rows[0].pk], actor="Ann")
    assert asked.status_code == 200
    assert f'name="ids" value="{rows[0].pk}"' in asked.content.decode()
    wrong = press(browser, "renaming", ids=[rows[0].pk], step="act", **{"with-action": "far too long a word"})
    assert wrong.status_code == 422
    assert 'value="far too long a word"' in wrong.content.decode()
    assert actions(browser) == ["made", "made"]
    right = press(browser, "renaming", ids=[rows[0].pk], step="act", **{"with-action": "kept"})
    assert right.status_code == 302
    assert actions(browser) == ["kept", "made"]


def test_a_dangerous_action_asks_first() -> None:
    browser = a_browser()
    rows = entries(browser.site, 1)
    assert "Really?" in press(browser, "clearing", ids=[rows[0].pk]).content.decode()
    assert actions(browser) == ["made"]
    press(browser, "clearing", ids=[rows[0].pk], step="act")
    assert actions(browser) == ["seen"]


def test_without_a_row_nothing_happens_and_it_says_so() -> None:
    browser = a_browser()
    assert press(browser, "marking").status_code == 302
    assert "Choose one row or more first." in browser.text("trail:index")


def test_rows_of_another_site_are_not_there() -> None:
    browser = a_browser()
    foreign = entries(a_site(), 1)
    assert press(browser, "marking", ids=[foreign[0].pk]).status_code == 404
    assert press(browser, "marking", ids=["nonsense"]).status_code == 404
    foreign[0].refresh_from_db()
    assert foreign[0].action == "made"


def test_an_action_needs_its_own_permission_and_is_not_offered_without() -> None:
    site = a_site()
    rows = entries(site, 1)
    viewer = a_browser(site, Role.VIEWER)
    assert press(viewer, "marking", ids=[rows[0].pk]).status_code == 403
    page = viewer.text("trail:index")
    assert ">Mark<" not in page
    assert actions(viewer) == ["made"]


def test_an_unknown_action_is_not_there() -> None:
    assert press(a_browser(), "nothing").status_code == 404


def undo_address(browser: Browser) -> str:
    found = re.search(r'action="(/dashboard/[^"]+/undo/[^"]+)"', browser.text("trail:index"))
    assert found
    return found.group(1)


def test_undo_takes_the_action_back_once_and_only_for_who_did_it() -> None:
    browser = a_browser()
    rows = entries(browser.site, 2)
    press(browser, "marking", ids=[row.pk for row in rows])
    undo = undo_address(browser)
    assert a_browser(browser.site).client.post(undo).status_code == 404
    assert a_browser().client.post(undo).status_code == 404
    assert Client().post(undo)["Location"] == "/dashboard/sign-in/"
    assert browser.client.post(undo).status_code == 302
    assert actions(browser) == ["made", "made"]
    AuditEntry.objects.of(browser.site).update(action="kept")
    browser.client.post(undo)
    assert actions(browser) == ["kept", "kept"]
    assert "can no longer be undone" in browser.text("dashboard:home")


def test_after_a_day_it_is_too_late() -> None:
    browser = a_browser()
    rows = entries(browser.site, 1)
    press(browser, "marking", ids=[rows[0].pk])
    UndoStep.objects.update(created_at=utc_now() - timedelta(days=1, minutes=1))
    browser.client.post(undo_address(browser))
    assert actions(browser) == ["seen"]
    assert keeping.sweep(now=utc_now()) == 1


def lines(browser: Browser, query: str = "") -> list[str]:
    return b"".join(export(browser, query)).decode("utf-8").split("\r\n")


def export(browser: Browser, query: str = "") -> StreamingHttpResponse:
    response: object = browser.client.get(f"{browser.address('trail:index-export')}?{query}")
    assert isinstance(response, StreamingHttpResponse)
    return response


def test_the_export_holds_what_matches_in_order_with_plain_numbers_and_iso_times() -> None:
    browser = a_browser(a_site("mugs", time_zone="Europe/Dublin"))
    entries(browser.site, 2)
    entries(browser.site, 1, subject="other", actor="Bo")
    assert lines(browser, "actor=Ann&sort=subject") == [
        "\ufeffSubject,Who,What,Price,When",
        "thing:000,Ann,made,0.00,2026-05-01T13:00:00+01:00",
        "thing:001,Ann,made,1.00,2026-05-01T13:01:00+01:00",
        "",
    ]
    name = export(browser).headers["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="mugs-trail-\d{4}-\d\d-\d\d\.csv"', name)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_text_that_a_spreadsheet_would_run_is_guarded(text: str) -> None:
    browser = a_browser()
    entries(browser.site, 1, subject=text)
    assert lines(browser)[1].startswith(("'" + text, "\"'" + text))
