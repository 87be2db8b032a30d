"""Units leave for an order: from where they were promised, from where they are, or from where somebody chose."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory import queries
from dramac.commerce.inventory.actions import ledger
from dramac.commerce.inventory.actions.order_stock import Held, NotHeld, Units, divided
from dramac.commerce.inventory.actions.telling import tell
from dramac.commerce.inventory.models import Movement
from dramac.commerce.inventory.rules import Allocation, Change, Level, Reference, Shortage, book
from dramac.commerce.inventory.rules.sending import Leaving, Origin, leaving, place_of_batch, reassigned
from dramac.kit.refusal import Refused
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

ANYWHERE = Origin()


class NotThere(Refused):
    """Fewer units than are to leave a location are there, besides those that are promised to others."""

    code = "not_there"

    def __init__(self, variant_id: UUID, left: int) -> None:
        some = _("Only %(count)s can be sent from there.") % {"count": left}
        super().__init__(some if left else _("None of it can be sent from there."), field="location")
        self.variant_id = variant_id


class NotInBatch(Refused):
    """Fewer units than are to leave are of the batch that was chosen, or it has expired or was called back."""

    code = "not_in_batch"

    def __init__(self, variant_id: UUID, left: int) -> None:
        some = _("Only %(count)s of that batch can be sent from there.") % {"count": left}
        super().__init__(some if left else _("None of that batch can be sent from there."), field="batch")
        self.variant_id = variant_id


@transaction.atomic
def ship(
    *, site: Site, units: Units, reference: Reference, by: Actor, now: datetime, origin: Origin = ANYWHERE
) -> list[Allocation]:
    """Units leave for an order: on hand and committed go down together. Returns from where they left.

    They leave from the location that was chosen, else from where they were promised, and from others what is not there
    (`rules/sending.py`); the promise moves along. Of goods kept in batches those of the chosen one leave, else those first that
    expire soonest. Raises NotSellable where only expired ones are left, NotThere where too few can leave the location,
    NotInBatch, UnknownLocation and NotHeld.
    """
    entry = ledger.Entry(site, Movement.Type.SALE, Movement.Cause.SHIPPED, reference, by, now)
    levels = ledger.lock(site, units)
    if origin.location_id is not None:
        ledger.check_locations(site, [origin.location_id])
    held = queries.held(site, reference)
    places = _places(site, units, held, origin, now)
    parts = _leaving(
        queries.free(site, levels, now) if places or len(levels) > len(units) else levels, units, held, places
    )
    changes = _joined(parts, origin)
    if changes:
        let_go, promised = reassigned(parts)
        made = book([*let_go, *promised, *divided(entry, changes, levels)], levels)
        moved = len(let_go)
        causes = (Movement.Cause.RELEASED, made[:moved]), (Movement.Cause.ALLOCATED, made[moved : 2 * moved])
        before = [(replace(entry, cause=cause), some) for cause, some in causes]
        ledger.write_together([*before, (entry, made[2 * moved :])], levels)
        tell(entry, made, levels)
    return [Allocation(one.variant_id, levels[one.key].product_id, one.location_id, -one.on_hand) for one in changes]


def _places(site: Site, units: Units, held: Held, origin: Origin, now: datetime) -> dict[UUID, UUID]:
    """The location from which all units of a variant leave, where it was chosen or only one has enough of the chosen batch.

    One statement where a batch was chosen.
    """
    place = origin.location_id
    found = dict.fromkeys(units, place) if place else {}
    batches = {variant: batch for variant, batch in origin.batches.items() if units.get(variant)}
    shelves = queries.sendable_of(site, batches.values(), now) if batches else {}
    for variant, batch in batches.items():
        shelf = shelves.get((variant, batch), {})
        chosen = place or place_of_batch(shelf, units[variant], held.get(variant, {}))
        left = shelf.get(chosen, 0) if chosen else 0
        if chosen is None or left < units[variant]:
            raise NotInBatch(variant, left)
        found[variant] = chosen
    return found


def _leaving(levels: ledger.Levels, units: Units, held: Held, places: dict[UUID, UUID]) -> list[Leaving]:
    """From where the units of each variant leave."""
    of_variant: dict[UUID, list[Level]] = {variant: [] for variant in units}
    for level in levels.values():
        of_variant[level.variant_id].append(level)
    found: list[Leaving] = []
    for variant in sorted(variant for variant in units if units[variant]):
        parts = leaving(held.get(variant, {}), units[variant], of_variant[variant], places.get(variant))
        if isinstance(parts, Shortage):
            raise NotThere(variant, parts.left)
        if parts is None:
            raise NotHeld
        found += parts
    return found


def _joined(parts: list[Leaving], origin: Origin) -> list[Change]:
    """What leaves one location of one variant, together, wherever it was promised."""
    sums: dict[ledger.Key, int] = {}
    for part in parts:
        key = part.variant_id, part.location_id
        sums[key] = sums.get(key, 0) + part.units
    return [
        Change(*key, on_hand=-count, committed=-count, batch_id=origin.batches.get(key[0]))
        for key, count in sums.items()
    ]
