"""Promise units to an order: checked and taken together, so that nothing is ever sold twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory import queries
from dramac.commerce.inventory.actions import ledger
from dramac.commerce.inventory.actions.reserve import convert
from dramac.commerce.inventory.actions.telling import facts_of
from dramac.commerce.inventory.models import Movement
from dramac.commerce.inventory.rules import (
    Allocation,
    Booking,
    Change,
    Demand,
    Level,
    Reference,
    Shortage,
    merge,
    waiting,
)
from dramac.commerce.inventory.rules.reserving import Errand
from dramac.commerce.inventory.rules.shipping_from import choose
from dramac.kit.facts import Event
from dramac.kit.outbox import publish
from dramac.kit.refusal import Refused
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

NO_ERRAND = Errand()


class NotEnough(Refused):
    """Less is left than was wanted; `shortages` says of what, and how much is left of each."""

    code = "out_of_stock"

    def __init__(self, shortages: Sequence[Shortage]) -> None:
        super().__init__(_("There is not enough in stock."))
        self.shortages = tuple(shortages)


@dataclass(frozen=True, slots=True)
class Taken:
    """From where the units come, the facts of it, which are published with the order that wanted them, and how many units of
    a variant are not there yet."""

    allocations: list[Allocation]
    facts: list[Event]
    waits: dict[UUID, int] = field(default_factory=dict)


@transaction.atomic
def take(*, site: Site, demands: Sequence[Demand], reference: Reference, by: Actor, now: datetime) -> list[Allocation]:
    """Promise all that an order wants, or nothing: four statements, however many lines it has.

    Demands of one variant are summed before they are checked; rows are locked in the order of their keys and changed by
    one conditional statement, so that availability never falls below zero for goods that do not sell when out, nor
    below the cap of those that do. Returns
    from where the units come; goods whose stock is not tracked come from nowhere. Raises NotEnough with every variant
    that is short.
    """
    taken = take_within(site=site, demands=demands, reference=reference, by=by, now=now)
    if taken.facts:
        publish(*taken.facts)
    return taken.allocations


def take_within(
    *, site: Site, demands: Sequence[Demand], reference: Reference, by: Actor, now: datetime, errand: Errand = NO_ERRAND
) -> Taken:
    """As `take`, inside the caller's transaction, without a savepoint of its own, and in three statements; two more where
    some of it sells when out, and two where some is kept for somebody. What is kept for the cart is for this order, and is
    kept no longer.

    The caller publishes `facts` together with its own.
    """
    wanted = [demand for demand in merge(demands) if demand.tracks_stock]
    if not wanted:
        return Taken([], [])
    entry = ledger.Entry(site, Movement.Type.SALE, Movement.Cause.ALLOCATED, reference, by, now)
    if beyond := [demand.variant_id for demand in wanted if demand.sells_when_out]:
        place = ledger.default_location(site)
        ledger.open_levels(site, [(variant_id, place) for variant_id in beyond], now)
    levels = ledger.lock(site, [demand.variant_id for demand in wanted])
    left = queries.free(site, levels, now, holder=errand.holder)
    allocations = _allocate(site, wanted, left, errand.country)
    waits = _waits(wanted, left)
    changes = [Change(part.variant_id, part.location_id, committed=part.quantity) for part in allocations]
    if any(change.key not in levels for change in changes):
        levels = ledger.lock_all(site, [change.key for change in changes], now)
    made = _promise(entry, wanted, changes, levels, left)
    convert(site, levels, now, errand.holder)
    return Taken(allocations, facts_of(entry, made, levels), waits)


def _promise(
    entry: ledger.Entry,
    wanted: Sequence[Demand],
    changes: Sequence[Change],
    levels: ledger.Levels,
    left: ledger.Levels,
) -> list[Booking]:
    try:
        return ledger.promise(entry, changes, levels, left)
    except ledger.OverCap:
        capped = {level.variant_id for level in levels.values() if level.sells_when_out and level.can_run_out}
        raise NotEnough(
            [Shortage(one.variant_id, one.quantity, 0) for one in wanted if one.variant_id in capped]
        ) from None


def _waits(wanted: Sequence[Demand], levels: ledger.Levels) -> dict[UUID, int]:
    """How many units of each variant wait for goods, where some do."""
    total = dict.fromkeys((demand.variant_id for demand in wanted), 0)
    for level in levels.values():
        if level.is_active and level.variant_id in total:
            total[level.variant_id] += level.available
    found = {one.variant_id: waiting(one.quantity, total[one.variant_id]) for one in wanted}
    return {key: units for key, units in found.items() if units}


def _allocate(site: Site, wanted: Sequence[Demand], levels: ledger.Levels, country: str) -> list[Allocation]:
    by_variant: dict[UUID, list[Level]] = {}
    for level in levels.values():
        by_variant.setdefault(level.variant_id, []).append(level)
    current: list[Demand] = []
    fallback: dict[UUID, UUID] = {}
    for demand in wanted:
        held = by_variant.get(demand.variant_id, [])
        # The locked row knows best whether the variant still sells when out; the caller may have read it earlier.
        known = _as_known(demand, held)
        current.append(known)
        if place := _fallback(site, known, held):
            fallback[known.variant_id] = place
    rule = queries.selling(site).ship_from
    near = queries.places_in(site, country) if rule == "nearest" and country else []
    decided = choose(current, list(levels.values()), rule=rule, preferred=near, fallback=fallback)
    if short := [one for one in decided if isinstance(one, Shortage)]:
        raise NotEnough(short)
    return [one for one in decided if isinstance(one, Allocation)]


def _as_known(demand: Demand, held: Sequence[Level]) -> Demand:
    if not held:
        return demand
    return replace(demand, sells_when_out=held[0].sells_when_out, oversell_limit=held[0].oversell_limit)


def _fallback(site: Site, demand: Demand, held: Sequence[Level]) -> UUID | None:
    """Where units are promised that are not there yet: the default location, asked for only when it is needed."""
    if not demand.sells_when_out:
        return None
    return next((level.location_id for level in held if level.is_default), None) or ledger.default_location(site)
