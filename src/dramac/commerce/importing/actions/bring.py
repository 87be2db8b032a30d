"""Bringing a file in: product by product in batches, each with its stock in one transaction; what is wrong is written down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog import queries as products
from dramac.commerce.catalog.rules.loads import LoadOutcome
from dramac.commerce.importing import formats, queries
from dramac.commerce.importing.events import ImportFinished
from dramac.commerce.importing.models import ImportProblem, ImportRun
from dramac.commerce.importing.reading import Limits, open_table
from dramac.commerce.importing.records import CannotRead, ProductRecord, RowProblem
from dramac.commerce.importing.translating import Known, Translator, skus
from dramac.commerce.importing.verdicts import PREFIX
from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory.rules import Reference
from dramac.commerce.tax import queries as tax
from dramac.kit import media
from dramac.kit.clock import utc_now
from dramac.kit.outbox import publish
from dramac.kit.statements import learn_sizes
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

BATCH = 500
MOST_PROBLEMS = 20_000
ENDED = (ImportRun.State.DONE, ImportRun.State.FAILED)


@dataclass(slots=True)
class _Import:
    """An import under way."""

    site: Site
    run: ImportRun
    by: Actor
    now: datetime
    translator: Translator
    done: int
    written: int
    waiting: list[RowProblem] = field(default_factory=list)


class _Overtaken(Exception):
    """Another worker has brought these products in meanwhile."""


def bring(*, site: Site, run_id: UUID, by: Actor, now: datetime) -> ImportRun:
    """Bring the file of an import into the catalogue; returns the import with its counts.

    Each batch of 500 products is one transaction with its stock, its counts and its problems, so work that is cut off
    leaves nothing half done and goes on behind the last batch when it is called again; an import that has ended stays as it
    is. A dry run does everything and keeps nothing. A file that cannot be read ends the import as failed, with the reason.
    """
    run = queries.run(site, run_id)
    if run is None:
        raise ImportRun.DoesNotExist
    if run.state in ENDED:
        return run
    classes = {row.key for row in tax.classes(site)} | {"standard"}
    written = queries.problems(site, run_id).count()
    work = _Import(site, run, by, now, Translator(site.currency, classes), run.products_done, written)
    _note(work, state=ImportRun.State.RUNNING)
    try:
        with media.place(run.file).open("rb") as source:
            _bring_all(work, source)
    except CannotRead as problem:
        return _finish(work, problem)
    except FileNotFoundError:
        return _finish(work, CannotRead("file_gone"))
    except _Overtaken:
        return ImportRun.objects.of(site).get(pk=run_id)
    return _finish(work, None)


def give_up(*, site: Site, run_id: UUID, by: Actor, now: datetime) -> ImportRun:
    """End an import as failed that was interrupted again and again; what it brought in stays."""
    run = ImportRun.objects.of(site).get(pk=run_id)
    work = _Import(site, run, by, now, Translator(site.currency, ()), run.products_done, 0)
    return _finish(work, CannotRead("given_up", {"tries": run.tries}))


def _bring_all(work: _Import, source: Any) -> None:
    table = open_table(source, limits=Limits())
    layout = formats.recognise(table.headers)
    _note(work, format=layout.name, rows_total=sum(1 for _row in table.rows()))
    day = work.now.astimezone(work.site.zone).date()
    items = layout.read(table, formats.Circumstances(day, work.site.currency))
    if work.done:
        _skip(work, items)
    else:
        work.waiting += table.notices
    while batch := list(islice(_records(work, items), BATCH)):
        _bring_some(work, batch)
    with transaction.atomic():
        _write_down(work)
    if work.done >= BATCH and not work.run.is_dry_run:
        learn_sizes()


def _skip(work: _Import, items: Iterable[ProductRecord | RowProblem]) -> None:
    """Pass over what was brought in before the work was cut off; its problems are written down already."""
    for _record in islice(_records(work, items), work.done):
        pass
    work.waiting.clear()


def _records(work: _Import, items: Iterable[ProductRecord | RowProblem]) -> Iterator[ProductRecord]:
    for item in items:
        if isinstance(item, ProductRecord):
            yield item
        else:
            work.waiting.append(item)


@transaction.atomic
def _bring_some(work: _Import, batch: Sequence[ProductRecord]) -> None:
    known = _known(work.site, batch)
    loads = [work.translator.product(record, fact) for record, fact in zip(batch, known, strict=True)]
    with transaction.atomic():
        report = catalog.load(work.site, loads, by=work.by, now=work.now)
        _count_stock(work, batch, report.outcomes)
        if work.run.is_dry_run:
            transaction.set_rollback(True)
    for record, outcome in zip(batch, report.outcomes, strict=True):
        work.waiting += _problems(record, outcome)
    work.waiting += work.translator.problems
    work.translator.problems.clear()
    rows = sum(max(len(record.variants), 1) for record in batch)
    _note(
        work,
        products_done=F("products_done") + len(batch),
        rows_done=F("rows_done") + rows,
        products_created=F("products_created") + report.count("created"),
        products_updated=F("products_updated") + report.count("updated"),
        variants_created=F("variants_created") + report.variants_created,
        variants_updated=F("variants_updated") + report.variants_updated,
    )
    work.done += len(batch)
    _write_down(work)


def _note(work: _Import, **columns: Any) -> None:
    """Write down how far the work is, at the real time: it says that a worker lives. Raises _Overtaken."""
    mine = ImportRun.objects.of(work.site).filter(pk=work.run.pk, products_done=work.done)
    if not mine.exclude(state__in=ENDED).update(**columns, touched_at=utc_now()):
        raise _Overtaken


def _known(site: Site, batch: Sequence[ProductRecord]) -> list[Known]:
    """Which products of the shop the records are for, as far as SKUs say. Two statements for a batch."""
    wanted = [sku for record in batch if record.identified_by == "sku" for sku in skus(record)]
    if not wanted:
        return [Known()] * len(batch)
    by_sku = products.products_by_sku(site, wanted)
    rows = products.by_ids(site, set(by_sku.values()))
    found = []
    for record in batch:
        keys = (by_sku.get(sku) for sku in skus(record)) if record.identified_by == "sku" else ()
        key = next((key for key in keys if key), None)
        found.append(Known(key, rows[key].variant_count) if key and key in rows else Known())
    return found


def _count_stock(work: _Import, batch: Sequence[ProductRecord], outcomes: Sequence[LoadOutcome]) -> None:
    counted: dict[UUID, int] = {}
    for record, outcome in zip(batch, outcomes, strict=True):
        units = work.translator.quantities(record)
        for variant_id, quantity in zip(outcome.variant_ids, units, strict=False):
            if variant_id is not None and quantity is not None:
                counted[variant_id] = quantity
    if counted:
        # A file says what is there at all locations together, as exports do, whatever was promised to orders meanwhile.
        reference = Reference("import", str(work.run.pk))
        why = inventory.Why("adjustment", work.run.file_name, reference, beyond_committed=True)
        inventory.set_altogether(site=work.site, counted=counted, why=why, by=work.by, now=work.now)


def _problems(record: ProductRecord, outcome: LoadOutcome) -> Iterator[RowProblem]:
    for problem in outcome.problems:
        line = record.line if problem.variant is None else record.variants[problem.variant].line
        severity = "refused" if problem.is_refusal else "warning"
        yield RowProblem(line or record.line, "", PREFIX + problem.code, problem.params, severity)  # type: ignore[arg-type]  # one of two


def _write_down(work: _Import) -> None:
    """Keep the problems found so far; beyond the most that are kept they are only counted."""
    refused = sum(problem.severity == "refused" for problem in work.waiting)
    kept = work.waiting[: max(MOST_PROBLEMS - work.written, 0)]
    ImportProblem.objects.bulk_create(
        [
            ImportProblem(
                site=work.site,
                run=work.run,
                line=problem.line,
                column=problem.column[:120],
                code=problem.code,
                params=dict(problem.params),
                severity=problem.severity,
                value=problem.value.replace("\x00", "")[:300],
            )
            for problem in kept
        ],
        batch_size=500,
    )
    ImportRun.objects.of(work.site).filter(pk=work.run.pk).update(
        refused=F("refused") + refused, warnings=F("warnings") + len(work.waiting) - refused
    )
    work.written += len(kept)
    work.waiting.clear()


@transaction.atomic
def _finish(work: _Import, problem: CannotRead | None) -> ImportRun:
    run = ImportRun.objects.of(work.site).select_for_update().get(pk=work.run.pk)
    if run.state in ENDED:
        return run
    run.state = ImportRun.State.FAILED if problem else ImportRun.State.DONE
    run.problem = {"code": problem.code, "params": dict(problem.params)} if problem else {}
    run.finished_at = work.now
    run.rows_done = run.rows_total if not problem else run.rows_done
    run.save()
    publish(
        ImportFinished(
            site_id=work.site.pk,
            occurred_at=work.now,
            run_id=run.pk,
            file_name=run.file_name,
            is_failed=bool(problem),
            products_created=run.products_created,
            products_updated=run.products_updated,
            refused=run.refused,
        )
    )
    return run
