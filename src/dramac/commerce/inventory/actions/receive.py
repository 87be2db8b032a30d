"""Goods that are on their way, and goods that came in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.actions import ledger
from dramac.commerce.inventory.actions.adjust import Adjustment
from dramac.commerce.inventory.actions.naming import name_batches
from dramac.commerce.inventory.actions.posting import BY_HAND, AdjustedLevel, CannotAdjust, Why, lock_levels, post
from dramac.commerce.inventory.rules import MOST_UNITS, Change, Reference
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


@transaction.atomic
def expect(
    *, site: Site, deliveries: Sequence[Adjustment], by: Actor, now: datetime, reference: Reference = BY_HAND
) -> None:
    """Units are on their way: they count as incoming, neither on hand nor for sale. Raises CannotAdjust."""
    pairs = _pairs(site, deliveries)
    changes = [Change(*pair, incoming=item.quantity) for pair, item in zip(pairs, deliveries, strict=True)]
    post(site=site, changes=changes, why=Why("restock", reference=reference), by=by, now=now)


@transaction.atomic
def receive(
    *, site: Site, deliveries: Sequence[Adjustment], by: Actor, now: datetime, reference: Reference = BY_HAND
) -> list[AdjustedLevel]:
    """Units came in: on hand goes up, and what was incoming goes down by as much as was announced. Raises CannotAdjust.

    They are worth what each delivery says that a unit has cost, else the average of what is there, and of the batch that it
    names, which is opened where the variant does not have it yet.
    """
    pairs = _pairs(site, deliveries)
    batches = name_batches(site, [(item.variant_id, item.batch) for item in deliveries], by, now)
    levels = lock_levels(site, pairs, now)
    announced = {key: level.incoming for key, level in levels.items()}
    changes = []
    for pair, item, batch in zip(pairs, deliveries, batches, strict=True):
        arrived = min(announced.get(pair, 0), item.quantity)
        announced[pair] = announced.get(pair, 0) - arrived
        changes.append(
            Change(*pair, on_hand=item.quantity, incoming=-arrived, unit_cost=item.unit_cost, batch_id=batch)
        )
    return post(site=site, changes=changes, why=Why("restock", reference=reference), by=by, now=now, levels=levels)


def _pairs(site: Site, deliveries: Sequence[Adjustment]) -> list[ledger.Key]:
    for item in deliveries:
        if type(item.quantity) is not int or not 0 < item.quantity <= MOST_UNITS:
            raise CannotAdjust(_("Give a whole number of units above zero."), variant_id=item.variant_id)
    default = ledger.default_location(site)
    ledger.check_locations(site, {item.location_id for item in deliveries if item.location_id})
    return [(item.variant_id, item.location_id or default) for item in deliveries]
