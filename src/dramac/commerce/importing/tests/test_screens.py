"""The screens of imports and exports."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dramac.commerce.catalog.models import Product
from dramac.commerce.importing import actions
from dramac.commerce.importing.models import ImportRun
from dramac.commerce.importing.testing import HEADINGS, NOW, STAFF, a_product_file, an_import, brought
from dramac.dashboard.testing import Browser, a_browser
from dramac.kit.models import OutboxEvent
from dramac.tenancy.models import Site
from dramac.tenancy.roles import Role

pytestmark = pytest.mark.django_db
MUG = ("mug", "Mug", "active", "MUG", "12.50", "TRUE", "5")


def sent(browser: Browser, content: bytes, name: str = "products.csv") -> Any:
    return browser.post("importing:upload", {"file": SimpleUploadedFile(name, content)})


def download(browser: Browser, name: str, **parts: Any) -> tuple[bytes, str]:
    """A file and the name it is saved under."""
    answer: Any = browser.client.get(browser.address(name, **parts))
    return b"".join(answer.streaming_content), answer["Content-Disposition"]


def wrong(number: int) -> io.BytesIO:
    """A file with so many products whose price is none."""
    return a_product_file(*((f"p-{n}", f"P {n}", "active", f"S-{n}", "free", "TRUE", "1") for n in range(number)))


def statements(browser: Browser, name: str, **parts: Any) -> int:
    with CaptureQueriesContext(connection) as found:
        assert browser.get(name, **parts).status_code == 200
    return len(found)


def test_a_file_is_chosen_looked_at_and_started() -> None:
    browser = a_browser()
    answer = sent(browser, a_product_file(MUG).read())
    run = ImportRun.objects.of(browser.site).get()
    assert (answer.status_code, answer["Location"]) == (302, browser.address("importing:run", run_id=run.pk))
    page = browser.text("importing:run", run_id=run.pk)
    assert "7 of 7 columns are used" in page
    assert all(heading in page for heading in HEADINGS)
    assert "12.50" in page
    browser.post("importing:start", run_id=run.pk)
    run.refresh_from_db()
    assert (run.state, run.is_dry_run) == ("running", False)
    assert [one.name for one in OutboxEvent.objects.all()] == ["ImportStarted"]


def test_trying_it_starts_a_dry_run_and_the_result_offers_the_real_one() -> None:
    browser = a_browser()
    run = an_import(browser.site)
    browser.post("importing:start", {"dry_run": "1"}, run_id=run.pk)
    actions.bring(site=browser.site, run_id=run.pk, by=STAFF, now=NOW)
    page = browser.text("importing:run", run_id=run.pk)
    assert "This is a dry run" in page
    assert "Import for real" in page
    assert not Product.objects.of(browser.site).exists()
    answer = browser.post("importing:repetition", run_id=run.pk)
    made = ImportRun.objects.of(browser.site).latest("created_at")
    assert (made.is_dry_run, made.state) == (False, "running")
    assert answer["Location"] == browser.address("importing:run", run_id=made.pk)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b"%PDF-1.7", "This file is a PDF"),
        (b"\x89PNG\r\n\x1a\n0000", "This file is a picture"),
        (b"name;colour\nx;red\n", "We do not know this file"),
        (b"Handle,Title,Price\n", "This file has headings but no products"),
    ],
)
def test_a_broken_file_is_refused_beside_the_field(content: bytes, sentence: str) -> None:
    browser = a_browser()
    answer = sent(browser, content)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count(sentence) == 2
    assert 'aria-invalid="true"' in page or "field-error" in page
    assert not ImportRun.objects.of(browser.site).exists()


def test_no_file_is_refused_beside_the_field() -> None:
    answer = a_browser().post("importing:upload")
    assert answer.status_code == 422
    assert "Choose a file first." in answer.content.decode()


def test_a_running_import_asks_for_itself_until_it_has_ended() -> None:
    browser = a_browser()
    run = an_import(browser.site)
    browser.post("importing:start", run_id=run.pk)
    page = browser.text("importing:run", run_id=run.pk)
    assert 'hx-trigger="every 2s"' in page
    assert "Reload to see how far it is" in page
    actions.bring(site=browser.site, run_id=run.pk, by=STAFF, now=NOW)
    page = browser.text("importing:run", run_id=run.pk)
    assert "every 2s" not in page
    assert "1 of 1 rows" in page


def test_problems_are_shown_in_words_and_told_in_a_file() -> None:
    browser = a_browser()
    hostile = ("x", "<script>alert(1)</script>", "active", "X", "=1+1", "TRUE", "1")
    run = brought(browser.site, a_product_file(MUG, hostile))
    page = browser.text("importing:run", run_id=run.pk)
    assert "This is not a number. Write it like 1299 or 1299.95." in page
    assert "<script>alert(1)" not in page
    report, _name = download(browser, "importing:report", run_id=run.pk)
    rows = list(csv.reader(io.StringIO(report.decode("utf-8-sig"))))
    assert rows[0] == ["Row", "Column", "What became of it", "Why", "Value"]
    assert ["3", "Price", "Refused", "This is not a number. Write it like 1299 or 1299.95.", "'=1+1"] in rows


def test_a_failed_import_says_why() -> None:
    browser = a_browser()
    run = an_import(browser.site)
    problem = {"code": "pdf", "params": {}}
    ImportRun.objects.filter(pk=run.pk).update(state="failed", problem=problem)
    assert "This file is a PDF, which cannot be read as a table." in browser.text("importing:run", run_id=run.pk)


def test_pages_need_as_many_statements_for_many_problems_as_for_few() -> None:
    browser = a_browser()
    few, many = brought(browser.site, wrong(2)), brought(browser.site, wrong(120))
    statements(browser, "importing:run", run_id=few.pk)
    assert statements(browser, "importing:run", run_id=few.pk) == statements(browser, "importing:run", run_id=many.pk)
    before = statements(browser, "importing:index")
    for _time in range(5):
        an_import(browser.site)
    assert statements(browser, "importing:index") == before


def test_problems_are_shown_in_pages() -> None:
    browser = a_browser()
    run = brought(browser.site, wrong(120))
    shown = run.refused + run.warnings
    assert f"1–50 of {shown}" in browser.text("importing:run", run_id=run.pk)
    assert f"51–100 of {shown}" in browser.text("importing:run", "page=2", run_id=run.pk)


def test_who_may_only_look_finds_no_way_to_change() -> None:
    browser = a_browser(role=Role.VIEWER)
    run = brought(browser.site)
    assert 'type="file"' not in browser.text("importing:index")
    page = browser.text("importing:run", run_id=run.pk)
    assert "Import again" not in page
    for name in ("importing:start", "importing:repetition"):
        assert browser.post(name, run_id=run.pk).status_code == 403
    for name in ("importing:export", "importing:export-csv", "importing:export-xlsx"):
        assert browser.get(name).status_code == 403


def test_earlier_imports_are_listed() -> None:
    browser = a_browser()
    brought(browser.site, wrong(1))
    page = browser.text("importing:index")
    assert "products.csv" in page
    assert "Done with errors" in page


def test_the_catalogue_is_exported_and_imports_to_the_same() -> None:
    browser = a_browser()
    brought(browser.site, a_product_file(MUG))
    text, name = download(browser, "importing:export-csv")
    assert name.startswith(f'attachment; filename="{browser.site.slug}-products-')
    assert again(browser.site, text) == (0, 0, 0)
    workbook, _name = download(browser, "importing:export-xlsx")
    assert workbook.startswith(b"PK")
    assert again(browser.site, workbook) == (0, 0, 0)


def again(site: Site, content: bytes) -> tuple[int, int, int]:
    run = brought(site, io.BytesIO(content))
    assert run.state == "done"
    return run.products_created, run.products_updated, run.refused
