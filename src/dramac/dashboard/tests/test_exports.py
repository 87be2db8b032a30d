"""Long lists: written by the worker as they stood, offered to whoever asked, and forgotten after a day."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks
from python_calamine import CalamineWorkbook

from dramac.dashboard.index import exporting, exports
from dramac.dashboard.jobs import make_export
from dramac.dashboard.models import ExportFile
from dramac.dashboard.testing import Browser, a_browser
from dramac.dashboard.tests.trail import entries
from dramac.kit import media
from dramac.kit.clock import utc_now
from dramac.tenancy.models import Membership
from dramac.tenancy.testing import a_site

pytestmark = [pytest.mark.django_db, pytest.mark.urls("dramac.dashboard.tests.trail")]


@pytest.fixture(autouse=True)
def _soon_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "MOST_AT_ONCE", 3)


def ask(browser: Browser, query: str = "") -> Any:
    """Press Export."""
    return browser.client.get(f"{browser.address('trail:index-export')}?{query}")


def work() -> bool:
    """Let the worker make what waits."""
    row = ExportFile.objects.get()
    made = make_export.call(str(row.site_id), str(row.pk))
    return bool(made)


def lines(answer: Any) -> list[str]:
    return b"".join(answer.streaming_content).decode("utf-8").split("\r\n")


def test_a_short_list_is_sent_at_once() -> None:
    browser = a_browser()
    entries(browser.site, 3)
    assert len(lines(ask(browser))) == 5
    assert not ExportFile.objects.exists()


def test_a_long_list_is_written_by_the_worker_as_it_stood_and_offered_on_the_list(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    browser = a_browser(a_site("mugs", time_zone="Europe/Dublin"))
    entries(browser.site, 4)
    entries(browser.site, 2, subject="other")
    with django_capture_on_commit_callbacks(execute=True) as begun:
        answer = ask(browser, "q=thing&sort=-subject&cols=action")
    assert len(begun) == 1
    assert answer["Location"] == "/dashboard/mugs/trail/?q=thing&sort=-subject&cols=action"
    page = browser.text("trail:index")
    assert "The export is being made" in page
    assert 'hx-trigger="every 3s"' in page
    assert work()
    page = browser.text("trail:index")
    assert "The export is ready." in page
    assert "every 3s" not in page
    row = ExportFile.objects.get()
    fetched = browser.client.get(browser.address("trail:index-exported", export_id=row.pk))
    assert f'filename="{row.name}"' in fetched["Content-Disposition"]
    found = lines(fetched)
    assert found[0].startswith("\ufeffSubject")
    assert [line.split(",")[0] for line in found[1:5]] == [f"thing:00{one}" for one in (3, 2, 1, 0)]
    assert "The export is ready." not in browser.text("trail:index")


def test_pressing_twice_makes_one_file() -> None:
    browser = a_browser()
    entries(browser.site, 4)
    ask(browser)
    ask(browser)
    assert ExportFile.objects.count() == 1
    assert work()
    assert not work()


def test_who_left_the_shop_meanwhile_gets_nothing() -> None:
    browser = a_browser()
    entries(browser.site, 4)
    ask(browser)
    Membership.objects.filter(pk=browser.member.pk).update(is_active=False)
    assert not work()
    assert ExportFile.objects.get().state == "failed"


def test_an_export_that_was_never_finished_is_told_to_have_failed() -> None:
    browser = a_browser()
    entries(browser.site, 4)
    ask(browser)
    ExportFile.objects.update(asked_at=utc_now() - timedelta(hours=2))
    assert "The export could not be made." in browser.text("trail:index")
    ask(browser)
    assert ExportFile.objects.count() == 2


def test_nobody_else_is_told_and_no_other_shop_can_fetch_it() -> None:
    browser, other = a_browser(), a_browser()
    entries(browser.site, 4)
    ask(browser)
    work()
    row = ExportFile.objects.get()
    assert "The export" not in a_browser(browser.site).text("trail:index")
    assert other.client.get(other.address("trail:index-exported", export_id=row.pk)).status_code == 404


def test_after_a_day_it_is_forgotten_with_its_file() -> None:
    browser = a_browser()
    entries(browser.site, 4)
    ask(browser)
    work()
    row = ExportFile.objects.get()
    assert media.exists(row.file)
    assert exports.sweep(now=utc_now()) == 0
    assert exports.sweep(now=utc_now() + timedelta(days=1)) == 1
    assert not media.exists(row.file)
    assert "The export" not in browser.text("trail:index")


def test_a_list_is_sent_as_a_workbook_whose_amounts_are_numbers() -> None:
    browser = a_browser()
    entries(browser.site, 3)
    answer: Any = browser.client.get(f"{browser.address('trail:index-workbook')}?sort=-subject")
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    sheet = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content))).get_sheet_by_index(0)
    assert len(sheet.to_python()) == 4


def test_a_long_list_becomes_a_workbook_in_the_worker(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    browser = a_browser()
    entries(browser.site, 5)
    with django_capture_on_commit_callbacks(execute=True):
        browser.client.get(browser.address("trail:index-workbook"))
    assert work()
    key = ExportFile.objects.get().pk
    fetched: Any = browser.client.get(browser.address("trail:index-exported", export_id=key))
    sheet = CalamineWorkbook.from_filelike(BytesIO(b"".join(fetched.streaming_content))).get_sheet_by_index(0)
    assert len(sheet.to_python()) == 6
