"""Promise units to an order: checked and taken together, so that nothing is ever sold twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.actions import ledger
from dramac.commerce.inventory.actions.telling import tell_crossings
from dramac.commerce.inventory.models import Movement
from dramac.commerce.inventory.rules import Allocation, Change, Demand, Level, Reference, Shortage, allocate, merge
from dramac.kit.refusal import Refused
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


class NotEnough(Refused):
    """Less is left than was wanted; `shortages` says of what, and how much is left of each."""

    code = "out_of_stock"

    def __init__(self, shortages: Sequence[Shortage]) -> None:
        super().__init__(_("There is not enough in stock."))
        self.shortages = tuple(shortages)


@transaction.atomic
def take(*, site: Site, demands: Sequence[Demand], reference: Reference, by: Actor, now: datetime) -> list[Allocation]:
    """Promise all that an order wants, or nothing: three statements, however many lines it has.

    Demands of one variant are summed before they are checked; rows are locked in the order of their keys and changed by
    one conditional statement, so that availability never falls below zero for goods that do not sell when out. Returns
    from where the units come; goods whose stock is not tracked come from nowhere. Raises NotEnough with every variant
    that is short.
    """
    return take_within(site=site, demands=demands, reference=reference, by=by, now=now)


def take_within(
    *, site: Site, demands: Sequence[Demand], reference: Reference, by: Actor, now: datetime
) -> list[Allocation]:
    """As `take`, inside the caller's transaction and without a savepoint of its own."""
    wanted = [demand for demand in merge(demands) if demand.tracks_stock]
    if not wanted:
        return []
    entry = ledger.Entry(site, Movement.Type.SALE, Movement.Cause.ALLOCATED, reference, by, now)
    levels = ledger.lock(site, [demand.variant_id for demand in wanted])
    allocations = _allocate(site, wanted, levels)
    changes = [Change(part.variant_id, part.location_id, committed=part.quantity) for part in allocations]
    if any((change.variant_id, change.location_id) not in levels for change in changes):
        levels = ledger.lock_all(site, [(change.variant_id, change.location_id) for change in changes], now)
    tell_crossings(entry, ledger.write(entry, changes, levels, guarded=True))
    return allocations


def _allocate(site: Site, wanted: Sequence[Demand], levels: ledger.Levels) -> list[Allocation]:
    by_variant: dict[UUID, list[Level]] = {}
    for level in levels.values():
        by_variant.setdefault(level.variant_id, []).append(level)
    found: list[Allocation] = []
    short: list[Shortage] = []
    for demand in wanted:
        held = by_variant.get(demand.variant_id, [])
        # The locked row knows best whether the variant still sells when out; the caller may have read it earlier.
        current = replace(demand, sells_when_out=held[0].sells_when_out) if held else demand
        decided = allocate(current, held, _fallback(site, current, held))
        if isinstance(decided, Shortage):
            short.append(decided)
        else:
            found += decided
    if short:
        raise NotEnough(short)
    return found


def _fallback(site: Site, demand: Demand, held: Sequence[Level]) -> UUID | None:
    """Where units are promised that are not there yet: the default location, asked for only when it is needed."""
    if not demand.sells_when_out:
        return None
    return next((level.location_id for level in held if level.is_default), None) or ledger.default_location(site)
