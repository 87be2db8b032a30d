"""What people do with batches: put them right, set them aside, write them off."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.actions import batch_levels, ledger
from dramac.commerce.inventory.actions.adjust_many import Group
from dramac.commerce.inventory.actions.naming import BatchName, checked_dates, number_of
from dramac.commerce.inventory.actions.posting import AdjustedLevel, CannotAdjust, Why, post
from dramac.commerce.inventory.models import Batch, Movement
from dramac.commerce.inventory.rules import MANUAL, Change, Reference
from dramac.commerce.inventory.rules.batches import Holding
from dramac.kit.ids import new_id
from dramac.kit.refusal import Refused
from dramac.kit.text import one_line
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

OF_BATCHES = Reference("batch")
Held = list[tuple[ledger.Key, Holding]]
OfBatch = tuple[UUID, UUID | None]
"""A batch at a location, or wherever it is."""


class UnknownBatch(Refused):
    """The site has no such batch."""

    code = "unknown_batch"

    def __init__(self) -> None:
        super().__init__(_("There is no such batch."))


@dataclass(frozen=True, slots=True)
class LockedBatches:
    """Batches whose levels are locked: the rows, what each level has of them, and the levels."""

    batches: dict[UUID, Batch]
    held: Held
    levels: ledger.Levels


def lock_batches(site: Site, batch_ids: Collection[UUID], now: datetime) -> LockedBatches:
    """The batches with their levels, locked until the transaction ends. Four statements. Raises UnknownBatch."""
    variants = dict(Batch.objects.of(site).filter(pk__in=batch_ids).values_list("pk", "variant_id"))
    if len(variants) != len(set(batch_ids)):
        raise UnknownBatch
    levels = ledger.lock(site, variants.values())
    rows = Batch.objects.of(site).select_related("variant__product").filter(pk__in=batch_ids)
    held = [
        (key, one)
        for key, some in sorted(batch_levels.holdings(site, levels.values()).items())
        for one in sorted(some, key=lambda one: one.order)
        if one.batch_id in variants
    ]
    return LockedBatches({row.pk: row for row in rows}, held, levels)


@transaction.atomic
def edit_batch(*, site: Site, batch_id: UUID, details: BatchName, by: Actor, now: datetime) -> Batch:
    """Put right what is written of a batch; with another expiry its goods are for sale for another time.

    Raises UnknownBatch, and CannotAdjust for a number that the variant has already and dates that cannot be meant.
    """
    locked = lock_batches(site, [batch_id], now)
    batch = locked.batches[batch_id]
    checked_dates(details)
    batch.number = number_of(details.number)
    if batch.expires_on != details.expires_on:
        batch.warned_at = None
    if Batch.objects.of(site).filter(variant_id=batch.variant_id, number=batch.number).exclude(pk=batch_id).exists():
        raise CannotAdjust(_("The product has another batch of this number."), field="number", code="number_taken")
    batch.expires_on, batch.made_on = details.expires_on, details.made_on
    batch.supplier_reference = one_line(details.supplier_reference)[:120]
    batch.note = one_line(details.note)[:300]
    save_batch(site, batch)
    return batch


def save_batch(site: Site, batch: Batch) -> None:
    """The batch with the day on which it ends, told to its levels; they must be locked."""
    days = [batch.expires_on, batch.recalled_at.astimezone(site.zone).date() if batch.recalled_at else None]
    batch.ends_on = min((day for day in days if day), default=None)
    batch.save()
    batch_levels.refresh_expiry(site, [batch.variant_id])


@transaction.atomic
def set_batches_aside(*, site: Site, of: Collection[OfBatch], by: Actor, now: datetime) -> Group:
    """What is on hand of batches is held for quality and not sold; taken back by `reverse_group`. Raises UnknownBatch."""
    locked = _meant(lock_batches(site, {batch for batch, _place in of}, now), of)
    made_for = Reference(MANUAL, str(new_id()))
    levels = put_aside(site, locked, now_("Batch set aside"), by, now, made_for)
    return Group(UUID(made_for.id), levels, [])


@transaction.atomic
def write_off_batches(*, site: Site, of: Collection[OfBatch], by: Actor, now: datetime) -> Group:
    """What is on hand of batches is gone, as expired, even where it was promised; taken back by `reverse_group`.

    Raises UnknownBatch.
    """
    locked = _meant(lock_batches(site, {batch for batch, _place in of}, now), of)
    made_for = Reference(MANUAL, str(new_id()))
    return Group(UUID(made_for.id), take_off(site, locked, by, now, made_for), [])


def _meant(locked: LockedBatches, of: Collection[OfBatch]) -> LockedBatches:
    held = [(key, one) for key, one in locked.held if (one.batch_id, key[1]) in of or (one.batch_id, None) in of]
    return LockedBatches(locked.batches, held, locked.levels)


def put_aside(
    site: Site, locked: LockedBatches, reason: str, by: Actor, now: datetime, made_for: Reference = OF_BATCHES
) -> list[AdjustedLevel]:
    """Hold batches for quality: as much of each as is on hand and not set aside for another reason already."""
    room = {key: max(level.on_hand - level.unavailable, 0) for key, level in locked.levels.items()}
    changes: list[Change] = []
    for key, one in locked.held:
        if units := min(one.free, room[key]):
            room[key] -= units
            changes.append(Change(*key, quality=units, batch_id=one.batch_id))
    why = Why(Movement.Type.ADJUSTMENT, reason, made_for, code="quality", cause="moved", beyond_committed=True)
    return _post(site, changes, why, by, now)


def take_off(
    site: Site, locked: LockedBatches, by: Actor, now: datetime, made_for: Reference = OF_BATCHES
) -> list[AdjustedLevel]:
    """What is left of batches has expired and is gone."""
    changes = [Change(*key, on_hand=-one.units, batch_id=one.batch_id) for key, one in locked.held if one.units]
    why = Why(Movement.Type.EXPIRED, now_("Expired"), made_for, beyond_committed=True)
    return _post(site, changes, why, by, now)


def _post(site: Site, changes: Sequence[Change], why: Why, by: Actor, now: datetime) -> list[AdjustedLevel]:
    return post(site=site, changes=changes, why=why, by=by, now=now) if changes else []
