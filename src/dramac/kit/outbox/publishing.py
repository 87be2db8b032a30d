"""Writing facts beside the change they tell of."""

from __future__ import annotations

from django.db import transaction

from dramac.kit import bulk, sql
from dramac.kit.clock import utc_now
from dramac.kit.facts import Event, encode
from dramac.kit.ids import new_id
from dramac.kit.models import OutboxEvent

_TABLE = OutboxEvent._meta.db_table
_COLUMNS = ("id", "site_id", "name", "payload", "created_at")


def publish(*events: Event) -> None:
    """Write facts in the running transaction: they are told if it commits and never existed if it does not.

    Raises RuntimeError outside a transaction, because a fact that could be lost between two commits is no fact.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A fact is published inside the transaction of the change it tells of.")
    now = utc_now()
    rows = [(new_id(), event.site_id, type(event).__name__, encode(event), now) for event in events]
    if len(rows) < sql.MANY:
        sql.insert(_TABLE, ", ".join(_COLUMNS), rows)
    else:
        bulk.insert(OutboxEvent, _COLUMNS, rows)
