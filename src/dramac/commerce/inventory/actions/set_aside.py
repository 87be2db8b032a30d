"""Set units on hand aside, damaged, for quality control or as safety stock, and put them back on sale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from dramac.commerce.inventory.actions.adjust_many import Group, WrongRows, wrong_among
from dramac.commerce.inventory.actions.ledger import check_locations
from dramac.commerce.inventory.actions.posting import Why, lock_levels, post
from dramac.commerce.inventory.models import Movement
from dramac.commerce.inventory.rules import MANUAL, Reference
from dramac.commerce.inventory.rules.differences import Aside, Difference, compare_asides
from dramac.kit.ids import new_id
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


def preview_asides(*, site: Site, asides: Sequence[Aside], now: datetime, beyond: bool = False) -> list[Difference]:
    """What `set_aside` would do with each, without doing it."""
    with transaction.atomic():
        found = _compare(site, asides, now, beyond)
        transaction.set_rollback(True)
    return found


@transaction.atomic
def set_aside(
    *, site: Site, asides: Sequence[Aside], why: Why, by: Actor, now: datetime, only_good: bool = False
) -> Group:
    """Take units out of what can be sold, or put them back, in one transaction and under one key; on hand stays.

    `why` needs no type. With `only_good` wrong ones are left out, else any of them refuses all: raises WrongRows.
    """
    differences = _compare(site, asides, now, why.beyond_committed)
    wrong = wrong_among(differences)
    if wrong and not only_good:
        raise WrongRows(wrong)
    good = [aside.change for aside, one in zip(asides, differences, strict=True) if one.fault is None]
    group = new_id()
    told = Why(
        Movement.Type.ADJUSTMENT,
        why.reason,
        Reference(MANUAL, str(group)),
        code=why.code or (asides[0].state if asides else ""),
        cause="moved",
        beyond_committed=why.beyond_committed,
    )
    levels = post(site=site, changes=good, why=told, by=by, now=now) if good else []
    return Group(group, levels, differences)


def _compare(site: Site, asides: Sequence[Aside], now: datetime, beyond: bool) -> list[Difference]:
    check_locations(site, {aside.location_id for aside in asides})
    levels = lock_levels(site, {(aside.variant_id, aside.location_id) for aside in asides}, now)
    return compare_asides(asides, levels, beyond_committed=beyond)
