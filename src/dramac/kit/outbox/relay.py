"""Handing facts out: spread each to its listeners' queues, then deliver under a lease, with retries that wait longer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Q

from dramac.kit.clock import utc_now
from dramac.kit.facts import Event, decode
from dramac.kit.models import OutboxDelivery, OutboxEvent

log = logging.getLogger("dramac.outbox")

Listener = Callable[[Event, UUID], None]
Wiring = Mapping[str, Sequence[str]]
"""Event class name → dotted names of its listeners."""

LEASE = timedelta(seconds=90)
RETRIES = (5, 30, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
"""Seconds to wait after each failed attempt; after the last the delivery is kept as failed for a person to look at."""


def spread(wiring: Wiring, *, limit: int = 500) -> int:
    """Give waiting facts to the queues of their listeners; returns how many facts were spread."""
    with transaction.atomic():
        waiting = OutboxEvent.objects.filter(spread_at=None).order_by("id")
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        events = list(waiting[:limit])
        if not events:
            return 0
        now = utc_now()
        OutboxDelivery.objects.bulk_create(
            [
                OutboxDelivery(event=event, site_id=event.site_id, listener=listener, due_at=now)
                for event in events
                for listener in wiring.get(event.name, ())
            ],
            ignore_conflicts=True,
        )
        OutboxEvent.objects.filter(pk__in=[event.pk for event in events]).update(spread_at=now)
    return len(events)


def claim(*, limit: int = 20, now: datetime | None = None) -> list[OutboxDelivery]:
    """Lease deliveries that are due; nobody else gets them until the lease ends."""
    now = now or utc_now()
    with transaction.atomic():
        due = OutboxDelivery.objects.filter(
            Q(leased_until=None) | Q(leased_until__lte=now), state=OutboxDelivery.State.WAITING, due_at__lte=now
        ).order_by("due_at", "id")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True, of=("self",))
        keys = list(due.values_list("pk", flat=True)[:limit])
        if not keys:
            return []
        OutboxDelivery.objects.filter(pk__in=keys).update(leased_until=now + LEASE, attempts=F("attempts") + 1)
    return list(OutboxDelivery.objects.filter(pk__in=keys).select_related("event").order_by("due_at", "id"))


def deliver(delivery: OutboxDelivery, listener: Listener) -> bool:
    """Hand one fact to one listener; record success, or when to try again. Returns whether it was taken.

    No transaction is open meanwhile: a listener may talk to the outside world, and opens its own where it writes.
    """
    try:
        listener(decode(delivery.event.name, delivery.event.payload), delivery.event_id)
    except Exception as error:  # a listener may fail in any way; the worker goes on and tries again later
        log.exception("A listener failed", extra={"listener": delivery.listener, "event": str(delivery.event_id)})
        _put_back(delivery, f"{type(error).__name__}: {error}"[:2000])
        return False
    _settle(delivery, state=OutboxDelivery.State.DONE, done_at=utc_now(), error="")
    return True


def _settle(delivery: OutboxDelivery, **changes: object) -> None:
    OutboxDelivery.objects.filter(pk=delivery.pk).update(leased_until=None, **changes)


def _put_back(delivery: OutboxDelivery, error: str) -> None:
    if delivery.attempts > len(RETRIES):
        _settle(delivery, state=OutboxDelivery.State.FAILED, error=error)
        return
    wait = RETRIES[delivery.attempts - 1] * Random(delivery.pk.int + delivery.attempts).uniform(0.8, 1.2)
    _settle(delivery, due_at=utc_now() + timedelta(seconds=wait), error=error)


def run_once(wiring: Wiring, resolve: Callable[[str], Listener]) -> int:
    """Spread and deliver what is due now; returns how many facts were spread and deliveries tried."""
    moved = spread(wiring)
    claimed = claim()
    for delivery in claimed:
        deliver(delivery, resolve(delivery.listener))
    return moved + len(claimed)


def drain(wiring: Wiring, resolve: Callable[[str], Listener], *, most: int = 10_000) -> int:
    """Go on until nothing is due; returns how much was done. For tests, the demo and the end of a worker's life."""
    done = 0
    while done < most and (step := run_once(wiring, resolve)):
        done += step
    return done


def sweep(*, now: datetime, keep: timedelta = timedelta(days=30)) -> int:
    """Remove facts older than `keep` that every listener has taken; returns how many."""
    old = OutboxEvent.objects.filter(created_at__lt=now - keep).exclude(spread_at=None)
    old = old.exclude(deliveries__state__in=[OutboxDelivery.State.WAITING, OutboxDelivery.State.FAILED])
    removed, _detail = old.delete()
    return removed
