"""`dramac import`: a file into a shop at once, with a report on the terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from dramac.commerce.importing import actions, queries
from dramac.commerce.importing.records import CannotRead, RowProblem
from dramac.commerce.importing.sentences import explain
from dramac.kit.clock import utc_now
from dramac.kit.refusal import Refused
from dramac.tenancy import queries as tenancy
from dramac.tenancy.actors import SYSTEM

if TYPE_CHECKING:
    from dramac.commerce.importing.models import ImportRun

SHOWN = 50


def run(file: str, *, site_slug: str, dry_run: bool, say: Callable[[str], object]) -> int:
    """Bring the file in and say what came of it; returns 0 if the file could be read, 1 otherwise."""
    site = tenancy.site_by_slug(site_slug)
    if site is None:
        say(f"There is no shop “{site_slug}”.")
        return 1
    now = utc_now()
    try:
        with Path(file).open("rb") as source:
            opened = actions.upload(site=site, source=source, file_name=file, by=SYSTEM, now=now)
    except Refused as refusal:
        say(str(refusal))
        return 1
    opened.is_dry_run = dry_run
    opened.save(update_fields=["is_dry_run"])
    done = actions.bring(site=site, run_id=opened.pk, by=SYSTEM, now=now)
    if done.problem:
        say(explain(CannotRead(done.problem["code"], done.problem["params"]), gettext))
        return 1
    say(f"{'Would be' if dry_run else 'Done'}: {summary(done)}")
    for row in queries.problems(site, done.pk)[:SHOWN]:
        problem = RowProblem(row.line, row.column, row.code, row.params)
        say(f"  row {row.line}: {row.severity}: {explain(problem, gettext)}")
    return 0


def summary(done: ImportRun) -> str:
    """What came of an import, in a line."""
    return (
        f"{done.products_created} products created, {done.products_updated} updated, "
        f"{done.variants_created} variants created, {done.variants_updated} updated, "
        f"{done.refused} refused, {done.warnings} warnings."
    )
