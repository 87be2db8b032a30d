"""What is measured: each work of ours beside the least that the database must do for it. Seconds of one go."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from bench.rows import load
from bench.stock.filling import middle, some_variants
from dramac.commerce.alerts import actions as alerts
from dramac.commerce.alerts.models import RaisedAlert
from dramac.commerce.inventory import actions, queries
from dramac.commerce.inventory.actions import Adjustment, Why
from dramac.commerce.inventory.events import StockMoved
from dramac.commerce.inventory.models import Movement
from dramac.commerce.inventory.queries import HistoryFilter
from dramac.commerce.inventory.queries.reports import get_stock_valuation
from dramac.commerce.inventory.rules import Reference
from dramac.kit.clock import utc_now
from dramac.kit.facts import decode
from dramac.kit.ids import new_id
from dramac.kit.models import OutboxEvent
from dramac.kit.statements import fetch, key_in, moment_in, run
from dramac.tenancy.actors import SYSTEM
from dramac.tenancy.models import Site

MOVEMENTS = Movement._meta.db_table


@dataclass(frozen=True, slots=True)
class Measured:
    """How long ours took and how long the bare statements, in seconds, of so many rows."""

    ours: float
    bare: float
    rows: int


def timed(work: Callable[[], Any], times: int = 1) -> float:
    """The middle of so many goes, in seconds."""
    found = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return median(found)


def bulk_adjustment(site: Site, rows: int) -> Measured:
    """Three units more of so many variants, against loading the very rows that this writes and one update of the levels."""
    changes = [Adjustment(key, 3) for key in some_variants(site, rows)]
    began = utc_now()
    ours = timed(lambda: actions.adjust(site=site, changes=changes, why=Why("restock"), by=SYSTEM, now=began))
    columns, written = _written(Movement, site, created_at=began)
    facts, told = _written(OutboxEvent, site, created_at__gte=began)

    def bare() -> None:
        with transaction.atomic():
            run(
                "UPDATE mod_ecommod01_stock_levels SET on_hand = on_hand + 3, value = value + 300 "
                f"WHERE site_id = %s AND variant_id IN (SELECT variant_id FROM {MOVEMENTS} WHERE site_id = %s AND created_at = %s)",
                [key_in(site.pk), key_in(site.pk), moment_in(began)],
            )
            load(MOVEMENTS, columns, iter(written))
            load(OutboxEvent._meta.db_table, facts, iter(told))

    return Measured(ours, timed(bare), rows)


def history_page(site: Site, rows: int) -> Measured:
    """The newest fifty movements of the shop, and of one variant, against the two bare selects."""
    [variant] = some_variants(site, 1)
    wanted = HistoryFilter(variant_id=variant)

    def ours() -> None:
        queries.history(site, limit=50)
        queries.history(site, wanted, limit=50)

    order = "ORDER BY created_at DESC, id DESC LIMIT 51"

    def bare() -> None:
        fetch(f"SELECT * FROM {MOVEMENTS} WHERE site_id = %s {order}", [key_in(site.pk)])
        sought = [key_in(site.pk), key_in(variant)]
        fetch(f"SELECT * FROM {MOVEMENTS} WHERE site_id = %s AND variant_id = %s {order}", sought)

    ours()
    bare()
    return Measured(timed(ours, 21), timed(bare, 21), rows)


def valuation(site: Site, rows: int) -> Measured:
    """What stock was worth in the midst of its history, by both methods, against adding up what moved until then."""
    moment = middle()
    statement = (
        f"SELECT variant_id, location_id, SUM(quantity), SUM(value_change) FROM {MOVEMENTS} "
        "WHERE site_id = %s AND created_at < %s GROUP BY variant_id, location_id"
    )
    bare = timed(lambda: fetch(statement, [key_in(site.pk), moment_in(moment)]))
    return Measured(timed(lambda: get_stock_valuation(site, moment, utc_now())), bare, rows)


def alerts_after_import(site: Site, rows: int) -> Measured:
    """An import leaves one unit of so many variants; every alert that this raises, against loading the rows of the alerts and of
    the facts that tell of them."""
    began = utc_now()
    why = Why("adjustment", "stock.csv", Reference("import", "1"), beyond_committed=True)
    actions.set_on_hand(site=site, counted=dict.fromkeys(some_variants(site, rows), 1), why=why, by=SYSTEM, now=began)
    told = OutboxEvent.objects.filter(site_id=site.pk, name="StockMoved", created_at__gte=began)
    facts = [fact for fact in (decode(row.name, row.payload) for row in told) if isinstance(fact, StockMoved)]

    def look() -> None:
        for fact in facts:
            alerts.look_at(site=site, keys=fact.keys, now=utc_now())

    looked = utc_now()
    ours = timed(look)
    columns, raised = _written(RaisedAlert, site, raised_at__gte=began)
    of_facts, told_then = _written(OutboxEvent, site, created_at__gte=looked)
    RaisedAlert.objects.of(site).delete()
    levels = (
        "SELECT variant_id, location_id FROM mod_ecommod01_stock_levels WHERE site_id = %s AND on_hand - committed <= 3"
    )

    def bare() -> None:
        fetch(levels, [key_in(site.pk)])
        with transaction.atomic():
            load(RaisedAlert._meta.db_table, columns, iter(raised))
            load(OutboxEvent._meta.db_table, of_facts, iter(told_then))

    assert len({(row[columns.index("variant_id")]) for row in raised}) == rows, f"{len(raised)} alerts of {rows} levels"
    found = Measured(ours, timed(bare), rows)
    RaisedAlert.objects.of(site).delete()
    plenty = dict.fromkeys(some_variants(site, rows), 50)
    actions.set_on_hand(site=site, counted=plenty, why=why, by=SYSTEM, now=utc_now())
    return found


def _written(model: Any, site: Site, **which: Any) -> tuple[Sequence[str], list[list[Any]]]:
    """Rows as they were written, with keys of their own, to be loaded once more."""
    columns = [field.column for field in model._meta.concrete_fields]
    found = model.objects.filter(site_id=site.pk, **which).order_by("pk").query
    statement, values = found.get_compiler(connection=connection).as_sql()
    rows = [list(row) for row in fetch(statement, values)]
    at = columns.index(model._meta.pk.column)
    for row in rows:
        if isinstance(row[at], (str, UUID)):
            row[at] = key_in(new_id())
    if rows and not isinstance(rows[0][at], (str, UUID)):
        columns.pop(at)
        rows = [row[:at] + row[at + 1 :] for row in rows]
    return columns, rows


BULK: dict[str, Callable[[Site, int], Measured]] = {"bulk-adjustment": bulk_adjustment, "alerts": alerts_after_import}
"""Works that grow with their own rows; the time is asked of a tenth and of all of them."""

BOOKS: dict[str, Callable[[Site, int], Measured]] = {"history": history_page, "valuation": valuation}
"""Works that must not, or as little as can be, grow with the books."""
