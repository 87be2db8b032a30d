"""Goods that are on their way, and goods that came in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.actions import ledger
from dramac.commerce.inventory.actions.adjust import BY_HAND, AdjustedLevel, Adjustment, CannotAdjust, apply
from dramac.commerce.inventory.models import Movement
from dramac.commerce.inventory.rules import MOST_UNITS, Change, Reference
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


@transaction.atomic
def expect(
    *, site: Site, deliveries: Sequence[Adjustment], by: Actor, now: datetime, reference: Reference = BY_HAND
) -> None:
    """Units are on their way: they count as incoming, neither on hand nor for sale. Raises CannotAdjust."""
    entry = ledger.Entry(site, Movement.Type.RESTOCK, Movement.Cause.EXPECTED, reference, by, now)
    pairs = _pairs(site, deliveries)
    levels = ledger.lock_all(site, pairs, now)
    _known(pairs, levels)
    changes = [Change(*pair, incoming=item.quantity) for pair, item in zip(pairs, deliveries, strict=True)]
    ledger.write(entry, changes, levels)


@transaction.atomic
def receive(
    *, site: Site, deliveries: Sequence[Adjustment], by: Actor, now: datetime, reference: Reference = BY_HAND
) -> list[AdjustedLevel]:
    """Units came in: on hand goes up, and what was incoming goes down by as much as was announced. Raises CannotAdjust."""
    entry = ledger.Entry(site, Movement.Type.RESTOCK, Movement.Cause.RECEIVED, reference, by, now)
    pairs = _pairs(site, deliveries)
    levels = ledger.lock_all(site, pairs, now)
    _known(pairs, levels)
    announced = {key: level.incoming for key, level in levels.items()}
    changes = []
    for pair, item in zip(pairs, deliveries, strict=True):
        arrived = min(announced[pair], item.quantity)
        announced[pair] -= arrived
        changes.append(Change(*pair, on_hand=item.quantity, incoming=-arrived))
    return apply(entry, changes, levels)


def _pairs(site: Site, deliveries: Sequence[Adjustment]) -> list[ledger.Key]:
    for item in deliveries:
        if type(item.quantity) is not int or not 0 < item.quantity <= MOST_UNITS:
            raise CannotAdjust(_("Give a whole number of units above zero."), variant_id=item.variant_id)
    default = ledger.default_location(site)
    ledger.check_locations(site, {item.location_id for item in deliveries if item.location_id})
    return [(item.variant_id, item.location_id or default) for item in deliveries]


def _known(pairs: Sequence[ledger.Key], levels: ledger.Levels) -> None:
    for pair in pairs:
        if pair not in levels:
            raise CannotAdjust(_("There is no such variant."), field="variant", variant_id=pair[0])
