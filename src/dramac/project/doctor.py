"""`dramac doctor`: looks an installation over and says in a sentence each what is well and what is not."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from dramac.commerce.inventory import queries as inventory
from dramac.commerce.payments import queries as payments
from dramac.kit.clock import utc_now
from dramac.kit.models import OutboxDelivery, OutboxEvent
from dramac.tenancy import queries as tenancy

LATE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `advice` is what to do when it is not well."""

    is_well: bool
    text: str
    advice: str = ""


def run(*, say: Callable[[str], object]) -> int:
    """Look everything over; returns 0 if all is well, 1 otherwise."""
    bad = 0
    for examine in (_database, _files, _outbox, _ledgers):
        for finding in examine():
            say(f"{'ok  ' if finding.is_well else 'BAD '} {finding.text}")
            if not finding.is_well:
                bad += 1
                say(f"     {finding.advice}")
        if bad and examine is _database:
            break
    say("Everything is well." if not bad else f"{bad} to look after.")
    return 1 if bad else 0


def _database() -> Iterator[Finding]:
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(connection.vendor, connection.vendor)
    try:
        executor = MigrationExecutor(connection)
        waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError as error:
        yield Finding(False, f"{name} does not answer: {error}", "Check DATABASE_URL and that the server runs.")
        return
    yield Finding(not waiting, f"{name} answers; {waiting} migrations are waiting.", "Run `dramac migrate`.")


def _files() -> Iterator[Finding]:
    writable = os.access(settings.VAR, os.W_OK)
    yield Finding(writable, f"{settings.VAR} can be written to.", "Give the program its folder, or set DRAMAC_VAR.")
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    gathered = settings.DEBUG or manifest.exists()
    yield Finding(gathered, "Static files are gathered.", "Run `dramac migrate`.")
    sends = not settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")
    where = settings.EMAIL_HOST if sends else f"files in {settings.EMAIL_FILE_PATH}"
    yield Finding(True, f"E-mails go to {where}.")


def _outbox() -> Iterator[Finding]:
    now = utc_now()
    late = OutboxEvent.objects.filter(spread_at=None, created_at__lt=now - LATE).count()
    yield Finding(not late, f"{late} facts have waited for more than ten minutes.", "Start `dramac worker`.")
    failed = OutboxDelivery.objects.filter(state=OutboxDelivery.State.FAILED)
    listeners = ", ".join(sorted(set(failed.values_list("listener", flat=True)[:1000])))
    yield Finding(
        not listeners,
        f"Deliveries that were given up: {listeners or 'none'}.",
        "See the error kept with each in mod_ecommod01_outbox_deliveries.",
    )


def _ledgers() -> Iterator[Finding]:
    for site in tenancy.active_sites():
        levels = len(inventory.check_ledger(site))
        yield Finding(not levels, f"{site.slug}: {levels} stock levels differ from their movements.", "Report this.")
        batches = len(inventory.check_batches(site))
        yield Finding(not batches, f"{site.slug}: {batches} batches differ from their movements.", "Report this.")
        sums = len(payments.disagreements(site))
        yield Finding(not sums, f"{site.slug}: {sums} payments differ from their ledger.", "Report this.")
