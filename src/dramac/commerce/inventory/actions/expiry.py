"""The day on which goods expire: they are taken off sale, and staff are told of it and warned before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as now_

from dramac.commerce.inventory import queries
from dramac.commerce.inventory.actions.batches import Held, LockedBatches, lock_batches, put_aside, take_off
from dramac.commerce.inventory.events import BatchesDue, BatchExpired, DueBatch
from dramac.commerce.inventory.models import Batch, StockLevel
from dramac.kit.outbox import publish
from dramac.kit.statements import hold
from dramac.tenancy.actors import SYSTEM
from dramac.tenancy.models import Site

IN_A_FACT = 50


@transaction.atomic
def expire_batches(*, site: Site, now: datetime) -> int:
    """Take what has expired by the site's calendar off sale, as the shop has set: set it aside, or write it off.

    Safe to run at any time and as often as one likes; how many batches it found. One statement where there are none.
    """
    today = queries.selling_day(site, now).today
    late = StockLevel.objects.of(site).filter(spoils_on__lte=today).values_list("variant_id", flat=True)
    variants = list(late)
    if not variants:
        return 0
    rows = Batch.objects.of(site).filter(variant_id__in=variants, ends_on__lte=today)
    locked = lock_batches(site, list(rows.values_list("pk", flat=True)), now)
    fresh = [(key, one) for key, one in locked.held if one.free]
    expired = {one.batch_id for _key, one in fresh if locked.batches[one.batch_id].recalled_at is None}
    written_off = expired if queries.batching(site).when_expired == "write_off" else set()
    rest = [(key, one) for key, one in fresh if one.batch_id not in written_off]
    put_aside(site, LockedBatches(locked.batches, rest, locked.levels), now_("Expired"), SYSTEM, now)
    gone = [(key, one) for key, one in locked.held if one.batch_id in written_off]
    take_off(site, LockedBatches(locked.batches, gone, locked.levels), SYSTEM, now)
    _tell_expired(site, locked.batches, [(key, one) for key, one in fresh if one.batch_id in expired], now)
    return len(expired)


def _tell_expired(site: Site, batches: dict[UUID, Batch], fresh: Held, now: datetime) -> None:
    units: dict[UUID, int] = {}
    for _key, one in fresh:
        units[one.batch_id] = units.get(one.batch_id, 0) + one.free
    facts = [
        BatchExpired(
            site_id=site.pk,
            occurred_at=now,
            batch_id=batch.pk,
            product_id=batch.variant.product_id,
            variant_id=batch.variant_id,
            number=batch.number,
            expires_on=batch.expires_on,
            units=units[batch.pk],
        )
        for batch in batches.values()
        if batch.pk in units and batch.expires_on
    ]
    if facts:
        over = [_due(batch, units[batch.pk]) for batch in batches.values() if batch.pk in units and batch.expires_on]
        publish(*facts, *_told(site, over, now, is_over=True))


@transaction.atomic
def warn_of_batches(*, site: Site, now: datetime) -> int:
    """Tell staff of batches that expire within the days that the shop has set, once of each; how many.

    Two statements where there are none.
    """
    hold("batch-warnings", site.pk)
    settings, today = queries.batching(site), queries.selling_day(site, now).today
    until = today + timedelta(days=settings.warn_days)
    soon: Any = queries.batches(site, expires_until=until)
    soon = soon.filter(expires_on__gt=today, warned_at=None, recalled_at=None, units__gt=0)
    rows = list(soon.select_related("variant__product").order_by("expires_on", "pk")[:IN_A_FACT])
    if rows:
        Batch.objects.of(site).filter(pk__in=[row.pk for row in rows]).update(warned_at=now)
        publish(*_told(site, [_due(row, row.units) for row in rows], now, is_over=False))
    return len(rows)


def _due(batch: Any, units: int) -> DueBatch:
    title = f"{batch.variant.product.title} {batch.variant.title}".strip()
    return DueBatch(batch_id=batch.pk, number=batch.number, title=title, expires_on=batch.expires_on, units=units)


def _told(site: Site, due: Sequence[DueBatch], now: datetime, *, is_over: bool) -> list[BatchesDue]:
    return [
        BatchesDue(site_id=site.pk, occurred_at=now, is_over=is_over, batches=tuple(due[start : start + IN_A_FACT]))
        for start in range(0, len(due), IN_A_FACT)
    ]
