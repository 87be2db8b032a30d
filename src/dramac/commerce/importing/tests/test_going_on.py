"""Imports that were cut off go on where they stopped, count everything once, and give up in the end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from dramac.commerce.catalog.models import Product
from dramac.commerce.importing import actions
from dramac.commerce.importing.actions.repeat import MOST_TRIES
from dramac.commerce.importing.models import ImportProblem, ImportRun
from dramac.commerce.importing.testing import NOW, STAFF, a_product_file, an_import, brought
from dramac.commerce.inventory.models import Movement
from dramac.commerce.inventory.testing import assert_ledger_agrees
from dramac.kit.models import OutboxEvent
from dramac.tenancy.models import Site
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=11)


def rows(number: int) -> list[tuple[str, ...]]:
    """So many products, of which every tenth has a price that is none."""
    return [
        (f"p-{n}", f"Product {n}", "active", f"SKU-{n}", "free" if n % 10 == 5 else "9.99", "TRUE", "4")
        for n in range(number)
    ]


class Killed(BaseException):
    """The worker's process ends, whatever it is doing."""


def cut_off(site: Site, *, products: int) -> ImportRun:
    """An import of so many products whose worker dies in the midst of the second batch."""
    counted: list[str] = []

    def dying(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("UPDATE") and "products_created" in sql:
            counted.append(sql)
            if len(counted) == 2:
                raise Killed
        return execute(sql, params, many, context)

    run = an_import(site, a_product_file(*rows(products)))
    actions.start(site=site, run_id=run.pk, is_dry_run=False, by=STAFF, now=NOW)
    with pytest.raises(Killed), connection.execute_wrapper(dying):
        actions.bring(site=site, run_id=run.pk, by=STAFF, now=NOW)
    run.refresh_from_db()
    return run


def rested(run: ImportRun) -> None:
    """The run's work was last seen at noon."""
    ImportRun.objects.filter(pk=run.pk).update(touched_at=NOW)


def report(run: ImportRun) -> tuple[Any, ...]:
    problems = ImportProblem.objects.filter(run=run).order_by("line", "code").values_list("line", "column", "code")
    figures = (run.state, run.products_created, run.products_updated, run.variants_created, run.refused, run.warnings)
    return (*figures, run.rows_done, run.products_done, list(problems))


def test_what_was_cut_off_goes_on_and_ends_as_if_it_had_not_been() -> None:
    site, other = a_site(), a_site()
    run = cut_off(site, products=1300)
    assert (run.state, run.products_done) == ("running", 500)
    assert Product.objects.of(site).count() == run.products_created == 500
    ended = actions.bring(site=site, run_id=run.pk, by=STAFF, now=LATER)
    whole = brought(other, a_product_file(*rows(1300)))
    assert report(ended) == report(whole)
    assert Movement.objects.of(site).count() == Movement.objects.of(other).count()
    assert_ledger_agrees(site)


def test_an_import_that_has_ended_stays_as_it_is() -> None:
    site = a_site()
    run = brought(site)
    assert report(actions.bring(site=site, run_id=run.pk, by=STAFF, now=LATER)) == report(run)


def test_stalled_work_is_handed_to_a_worker_once_and_moving_work_is_left() -> None:
    site = a_site()
    stalled, moving, ended = an_import(site), an_import(site), brought(site)
    for run in (stalled, moving):
        actions.start(site=site, run_id=run.pk, is_dry_run=False, by=STAFF, now=NOW)
    rested(stalled)
    rested(ended)
    ImportRun.objects.filter(pk=moving.pk).update(touched_at=LATER)
    OutboxEvent.objects.all().delete()
    assert actions.resume_stalled(now=LATER) == 1
    assert actions.resume_stalled(now=LATER) == 0
    told = OutboxEvent.objects.values_list("name", "payload")
    assert [(name, str(stalled.pk) in str(payload)) for name, payload in told] == [("ImportStarted", True)]


def test_work_that_dies_again_and_again_is_given_up_with_a_reason() -> None:
    site = a_site()
    run = an_import(site)
    actions.start(site=site, run_id=run.pk, is_dry_run=False, by=STAFF, now=NOW)
    for _time in range(MOST_TRIES):
        rested(run)
        actions.resume_stalled(now=LATER)
    run.refresh_from_db()
    assert (run.state, run.problem) == ("failed", {"code": "given_up", "params": {"tries": MOST_TRIES}})


def test_the_same_file_is_imported_again_as_an_import_of_its_own() -> None:
    site = a_site()
    tried = brought(site, is_dry_run=True)
    made = actions.again(site=site, run_id=tried.pk, is_dry_run=False, by=STAFF, now=LATER)
    assert (made.state, made.is_dry_run, made.file, made.file_name) == ("running", False, tried.file, tried.file_name)
    ended = actions.bring(site=site, run_id=made.pk, by=STAFF, now=LATER)
    assert (ended.products_created, Product.objects.of(site).count()) == (1, 1)


def test_another_shops_import_cannot_be_repeated() -> None:
    run = brought(a_site())
    with pytest.raises(actions.CannotImport, match="There is no such import"):
        actions.again(site=a_site(), run_id=run.pk, is_dry_run=False, by=STAFF, now=NOW)
