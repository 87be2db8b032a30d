"""A worker that is killed in the middle of an import: nothing is half done, and the next one goes on."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings

from dramac.commerce.catalog.models import Product, Variant
from dramac.commerce.importing import actions
from dramac.commerce.importing.models import ImportRun
from dramac.commerce.importing.testing import NOW, STAFF, a_product_file, an_import
from dramac.commerce.inventory.models import Movement
from dramac.commerce.inventory.testing import assert_ledger_agrees
from dramac.kit.killing import killed
from dramac.kit.models import OutboxEvent
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
PROGRAM = """
import sys, time
import django
django.setup()
from pathlib import Path
from uuid import UUID
from django.conf import settings
from django.db import connection
from dramac.commerce.importing import actions
from dramac.commerce.importing.testing import NOW, STAFF
from dramac.tenancy.queries import site_by_id

site_id, run_id, mark, settings.MEDIA_ROOT = sys.argv[1:]
counted = []


def hang(execute, sql, params, many, context):
    done = execute(sql, params, many, context)
    if sql.startswith("UPDATE") and "products_created" in sql:
        counted.append(sql)
        if len(counted) == 2:
            Path(mark).touch()
            time.sleep(120)
    return done


with connection.execute_wrapper(hang):
    actions.bring(site=site_by_id(UUID(site_id)), run_id=UUID(run_id), by=STAFF, now=NOW)
"""


def killed_in_the_second_batch(site: Site, run_id: UUID, mark: Path) -> None:
    """A process of its own brings the file in, and is killed while its second batch is written and not yet kept."""
    killed(PROGRAM, [str(site.pk), str(run_id), str(mark), str(settings.MEDIA_ROOT)], mark)


def test_an_import_whose_worker_was_killed_goes_on_behind_its_last_batch(tmp_path: Path) -> None:
    site = a_site()
    rows = [(f"p-{n}", f"Product {n}", "active", f"SKU-{n}", "9.99", "TRUE", "4") for n in range(1100)]
    run = an_import(site, a_product_file(*rows))
    actions.start(site=site, run_id=run.pk, is_dry_run=False, by=STAFF, now=NOW)
    killed_in_the_second_batch(site, run.pk, tmp_path / "second")
    run.refresh_from_db()
    assert (run.state, run.products_done, Product.objects.of(site).count()) == ("running", 500, 500)
    assert_ledger_agrees(site)
    OutboxEvent.objects.all().delete()
    assert actions.resume_stalled(now=run.touched_at + timedelta(minutes=11)) == 1
    assert [row.name for row in OutboxEvent.objects.all()] == ["ImportStarted"]
    ended = actions.bring(site=site, run_id=run.pk, by=STAFF, now=NOW)
    assert (ended.state, ended.products_created, ended.refused, ended.rows_done) == ("done", 1100, 0, 1100)
    assert Product.objects.of(site).count() == Variant.objects.of(site).count() == 1100
    assert Movement.objects.of(site).count() == 1100
    assert ImportRun.objects.get().tries == 1
    assert_ledger_agrees(site)
