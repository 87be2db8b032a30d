"""Uploaded files are forgotten after thirty days, unless an import still needs them."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dramac.commerce.importing import actions
from dramac.commerce.importing.models import ImportRun
from dramac.commerce.importing.testing import NOW, STAFF, an_import, brought
from dramac.kit import media
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=31)


@pytest.fixture(autouse=True)
def own_media_folder(settings: Any, tmp_path: Path) -> None:
    """The files of other tests are none of these tests' business."""
    settings.MEDIA_ROOT = tmp_path


def aged(name: str, moment: datetime = NOW) -> None:
    """The file was written then."""
    os.utime(media.place(name), (moment.timestamp(), moment.timestamp()))


def test_files_that_nobody_needed_for_thirty_days_are_forgotten_and_reports_stay() -> None:
    done, never_started = brought(a_site()), an_import(a_site())
    for run in (done, never_started):
        aged(run.file)
    assert actions.sweep_files(now=NOW + timedelta(days=29)) == 0
    assert actions.sweep_files(now=LATER) == 2
    assert not media.exists(done.file)
    assert not media.exists(never_started.file)
    assert ImportRun.objects.count() == 2
    assert actions.sweep_files(now=LATER) == 0


def test_a_file_stays_while_an_import_of_it_is_under_way_or_is_young() -> None:
    site = a_site()
    running, tried = an_import(site), brought(site, is_dry_run=True)
    actions.start(site=site, run_id=running.pk, is_dry_run=False, by=STAFF, now=NOW)
    actions.again(site=site, run_id=tried.pk, is_dry_run=False, by=STAFF, now=LATER - timedelta(days=2))
    for run in (running, tried):
        aged(run.file)
    assert actions.sweep_files(now=LATER) == 0
    assert media.exists(running.file)
    assert media.exists(tried.file)


def test_what_an_upload_that_was_cut_off_left_behind_goes_and_pictures_stay() -> None:
    site = a_site()
    left, picture = f"{site.pk}/imports/.half.x1", f"{site.pk}/products/mug.jpg"
    for name in (left, picture):
        media.write(name, b"half")
        aged(name)
    assert actions.sweep_files(now=LATER) == 1
    assert media.exists(picture)


def test_a_forgotten_file_is_asked_for_again_in_words() -> None:
    site = a_site()
    run = brought(site)
    media.remove(run.file)
    with pytest.raises(actions.CannotImport, match="Choose it again"):
        actions.again(site=site, run_id=run.pk, is_dry_run=False, by=STAFF, now=LATER)
