"""Calling a batch back, and taking that back."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as now_

from dramac.commerce.inventory import queries
from dramac.commerce.inventory.actions.batches import OF_BATCHES, LockedBatches, lock_batches, put_aside, save_batch
from dramac.commerce.inventory.actions.posting import Why, post
from dramac.commerce.inventory.events import BatchRecalled, BatchRecallLifted
from dramac.commerce.inventory.models import Batch, Movement
from dramac.commerce.inventory.rules import Change
from dramac.kit.outbox import publish
from dramac.kit.text import one_line
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


@transaction.atomic
def recall(*, site: Site, batch_id: UUID, reason: str, by: Actor, now: datetime) -> Batch:
    """Nothing of a batch is sold or sent any more: what is on hand is set aside, and all who listen are told.

    Doing it twice changes nothing. Raises UnknownBatch.
    """
    locked = lock_batches(site, [batch_id], now)
    batch = locked.batches[batch_id]
    if batch.recalled_at is not None:
        return batch
    batch.recalled_at, batch.recall_reason = now, one_line(reason)[:300]
    save_batch(site, batch)
    told = now_("Recalled: %(reason)s") % {"reason": batch.recall_reason} if batch.recall_reason else now_("Recalled")
    put_aside(site, locked, told, by, now)
    publish(BatchRecalled(**_told(batch, by, now), reason=batch.recall_reason))
    return batch


@transaction.atomic
def lift_recall(*, site: Site, batch_id: UUID, by: Actor, now: datetime) -> Batch:
    """A batch is in order after all: what its recall set aside and is still there is for sale again, unless it has expired.

    What was set aside for another reason stays so. A batch that is not called back is left alone. Raises UnknownBatch.
    """
    locked = lock_batches(site, [batch_id], now)
    batch = locked.batches[batch_id]
    since = batch.recalled_at
    if since is None:
        return batch
    batch.recalled_at, batch.recall_reason = None, ""
    save_batch(site, batch)
    if batch.expires_on is None or batch.expires_on > queries.unsold_from(site, now):
        _put_back(site, batch, locked, since, by, now)
    publish(BatchRecallLifted(**_told(batch, by, now)))
    return batch


def _put_back(site: Site, batch: Batch, locked: LockedBatches, since: datetime, by: Actor, now: datetime) -> None:
    """What the recall, and the work that looks at what arrives later, have set aside."""
    rows = Movement.objects.of(site).filter(
        batch_id=batch.pk, reference_type=OF_BATCHES.type, reference_id=OF_BATCHES.id, created_at__gte=since
    )
    held = Counter[UUID]()
    for place, units in rows.order_by().values_list("location_id", "quality_change"):
        held[place] += units
    changes = [
        Change(*key, quality=-units, batch_id=batch.pk)
        for key, one in locked.held
        if (units := min(held[key[1]], one.aside)) > 0
    ]
    if changes:
        why = Why(Movement.Type.ADJUSTMENT, now_("Recall lifted"), OF_BATCHES, code="quality", cause="moved")
        post(site=site, changes=changes, why=why, by=by, now=now)


def _told(batch: Batch, by: Actor, now: datetime) -> dict[str, Any]:
    return {
        "site_id": batch.site_id,
        "occurred_at": now,
        "batch_id": batch.pk,
        "product_id": batch.variant.product_id,
        "variant_id": batch.variant_id,
        "number": batch.number,
        "actor": by.label,
    }
