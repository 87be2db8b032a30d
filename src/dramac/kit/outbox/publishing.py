"""Writing facts beside the change they tell of."""

from __future__ import annotations

from django.db import transaction

from dramac.kit.clock import utc_now
from dramac.kit.facts import Event, encode
from dramac.kit.models import OutboxEvent


def publish(*events: Event) -> None:
    """Write facts in the running transaction: they are told if it commits and never existed if it does not.

    Raises RuntimeError outside a transaction, because a fact that could be lost between two commits is no fact.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A fact is published inside the transaction of the change it tells of.")
    now = utc_now()
    OutboxEvent.objects.bulk_create(
        [
            OutboxEvent(site_id=event.site_id, name=type(event).__name__, payload=encode(event), created_at=now)
            for event in events
        ]
    )
