"""Of which batches the units of a change are: asked of every change of what is on hand, at no cost where there are none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from dramac.commerce.inventory import queries
from dramac.commerce.inventory.actions import batch_levels, ledger
from dramac.commerce.inventory.models import Batch, Movement
from dramac.commerce.inventory.rules import REVERSAL, Change
from dramac.commerce.inventory.rules.batches import Holding, Taking, divide


class NoSuchBatch(Exception):
    """The variant has no such batch."""

    def __init__(self, variant_id: UUID) -> None:
        super().__init__(variant_id)
        self.variant_id = variant_id


def divided(entry: ledger.Entry, changes: Sequence[Change], levels: ledger.Levels) -> list[list[Change]] | None:
    """Each change as those of single batches that it comes to; None where no batch is concerned, without a statement.

    Raises NoSuchBatch, and LacksUnits where a batch has fewer units than are to leave it.
    """
    away = _away(entry) if _comes_back(entry, changes) else {}
    touched = [levels[change.key] for change in changes if change.on_hand or change.quality]
    if not away and not any(level.in_batches for level in touched) and not any(change.batch_id for change in changes):
        return None
    found = batch_levels.holdings(entry.site, touched)
    _check(entry, changes, found)
    return divide(changes, levels, found, _taking(entry), queries.selling_day(entry.site, entry.now), away)


def flat(entry: ledger.Entry, changes: Sequence[Change], levels: ledger.Levels) -> Sequence[Change]:
    """The same in one list; the changes themselves where no batch is concerned."""
    parts = divided(entry, changes, levels)
    return changes if parts is None else [part for some in parts for part in some]


def _taking(entry: ledger.Entry) -> Taking:
    if entry.reference.type == REVERSAL:
        return Taking.TAKE_BACK
    if entry.cause == Movement.Cause.SHIPPED:
        return Taking.SELL
    kinds = {Movement.Type.EXPIRED: Taking.EXPIRED, Movement.Type.TRANSFER: Taking.MOVE}
    return kinds.get(Movement.Type(entry.type), Taking.LOSE)


def _check(entry: ledger.Entry, changes: Iterable[Change], found: dict[ledger.Key, list[Holding]]) -> None:
    """Every batch that is named and not known from the shelf is one of the variant. One statement, none without any."""
    known = {(key[0], one.batch_id) for key, shelf in found.items() for one in shelf}
    asked = {(change.variant_id, change.batch_id) for change in changes if change.batch_id} - known
    if not asked:
        return
    rows = Batch.objects.of(entry.site).filter(pk__in={batch for _variant, batch in asked})
    for variant, _batch in asked - set(rows.values_list("variant_id", "pk")):
        raise NoSuchBatch(variant)


def _comes_back(entry: ledger.Entry, changes: Iterable[Change]) -> bool:
    """Whether goods come back, or arrive from another place, of which the books may know the batch."""
    if not queries.batching(entry.site).is_on or not entry.reference.id or entry.reference.type == REVERSAL:
        return False
    kinds = (Movement.Type.RETURN, Movement.Type.TRANSFER)
    return entry.type in kinds and any(change.on_hand > 0 and change.batch_id is None for change in changes)


def _away(entry: ledger.Entry) -> dict[UUID, list[Holding]]:
    """The batches that left for the same order or transfer and have not come back or arrived yet. One statement."""
    rows = Movement.objects.of(entry.site).filter(
        reference_type=entry.reference.type, reference_id=entry.reference.id, batch__isnull=False
    )
    sums: dict[tuple[UUID, UUID, date | None], int] = defaultdict(int)
    for variant, batch, ends_on, units in rows.exclude(type=Movement.Type.DAMAGE).values_list(
        "variant_id", "batch_id", "batch__ends_on", "quantity"
    ):
        sums[variant, batch, ends_on] -= units
    away: dict[UUID, list[Holding]] = {}
    for (variant, batch, ends_on), units in sums.items():
        if units > 0:
            away.setdefault(variant, []).append(Holding(batch, units, 0, ends_on))
    return away
