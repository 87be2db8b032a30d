"""What happens to units that an order holds: given back, spoiled, or returned after they left (`ship`).

The ledger itself says what an order holds and from where, so no unit can be given back or shipped twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory import queries
from dramac.commerce.inventory.actions import batching, ledger
from dramac.commerce.inventory.actions.telling import tell
from dramac.commerce.inventory.models import Movement
from dramac.commerce.inventory.rules import Change, Reference, book, spread
from dramac.commerce.inventory.rules.batches import LacksUnits
from dramac.kit.refusal import Refused
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

Units = Mapping[UUID, int]
"""Variant → units."""
Held = Mapping[UUID, Mapping[UUID, int]]


class NotHeld(Refused):
    """More units were to be moved than the order holds."""

    code = "not_held"

    def __init__(self) -> None:
        super().__init__(_("The order does not hold that many units."))


class NotSellable(Refused):
    """All that is left of a variant where it would leave from has expired or was called back."""

    code = "expired"

    def __init__(self, variant_id: UUID, left: int) -> None:
        super().__init__(_("Only %(count)s can be sent: the rest has expired or was called back.") % {"count": left})
        self.variant_id = variant_id


@transaction.atomic
def release(*, site: Site, units: Units, reference: Reference, by: Actor, now: datetime) -> None:
    """Give units back that an order held and that have not left: committed goes down, available up. Raises NotHeld."""
    entry = ledger.Entry(site, Movement.Type.SALE, Movement.Cause.RELEASED, reference, by, now)
    levels = ledger.lock(site, units)
    places = _places(queries.held(site, reference), units)
    _write(entry, [Change(variant, place, committed=-count) for variant, place, count in places], levels)


@transaction.atomic
def write_off(*, site: Site, units: Units, reference: Reference, by: Actor, now: datetime) -> None:
    """Units that an order held will neither leave nor be sold again: on hand and committed go down. Raises NotHeld."""
    entry = ledger.Entry(site, Movement.Type.DAMAGE, Movement.Cause.ADJUSTED, reference, by, now)
    levels = ledger.lock(site, units)
    places = _places(queries.held(site, reference), units)
    _write(
        entry, [Change(variant, place, on_hand=-count, committed=-count) for variant, place, count in places], levels
    )


@transaction.atomic
def take_back(*, site: Site, units: Units, reference: Reference, by: Actor, now: datetime) -> None:
    """Returned units go back on hand where they left from, into the batches they were of; to the default location where that
    was closed meanwhile. Raises NotHeld for more than left."""
    entry = ledger.Entry(site, Movement.Type.RETURN, Movement.Cause.RECEIVED, reference, by, now)
    closed = set(queries.closed_locations(site))
    home = ledger.default_location(site) if closed else None
    if home:
        ledger.open_levels(site, [(variant, home) for variant in units], now)
    levels = ledger.lock(site, units)
    places = _places(queries.shipped(site, reference), units)
    back = [(variant, home if home and place in closed else place, count) for variant, place, count in places]
    _write(entry, [Change(variant, place, on_hand=count) for variant, place, count in back], levels)


def _places(held: Held, units: Units) -> list[tuple[UUID, UUID, int]]:
    """From which location how many units of each variant are moved."""
    found: list[tuple[UUID, UUID, int]] = []
    for variant in sorted(units):
        places = spread(held.get(variant, {}), units[variant])
        if places is None or units[variant] < 0:
            raise NotHeld
        found += [(variant, place, count) for place, count in places.items()]
    return found


def divided(entry: ledger.Entry, changes: list[Change], levels: ledger.Levels) -> Sequence[Change]:
    """The changes as those of single batches that they come to. Raises NotSellable."""
    try:
        return batching.flat(entry, changes, levels)
    except LacksUnits as lack:
        raise NotSellable(lack.key[0], lack.left) from lack


def _write(entry: ledger.Entry, changes: list[Change], levels: ledger.Levels) -> None:
    if changes:
        made = book(divided(entry, changes, levels), levels)
        ledger.write(entry, made, levels)
        tell(entry, made, levels)
