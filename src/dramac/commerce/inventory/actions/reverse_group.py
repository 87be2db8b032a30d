"""Take a change of many levels back as one, by counter-movements; the books keep both."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.actions.posting import AdjustedLevel, Why, lock_levels, post
from dramac.commerce.inventory.actions.reverse import CannotReverse
from dramac.commerce.inventory.models import Movement
from dramac.commerce.inventory.rules import MANUAL, REVERSAL, Change, Reference
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


@transaction.atomic
def reverse_group(*, site: Site, group_id: UUID, by: Actor, now: datetime) -> list[AdjustedLevel]:
    """Move the opposite of everything that one change of many levels moved; each is taken back once.

    Raises CannotReverse, and CannotAdjust where the units are no longer there or are promised to orders meanwhile; then
    nothing is taken back.
    """
    made = Movement.objects.of(site).filter(reference_type=MANUAL, reference_id=str(group_id)).order_by()
    moved = made.values("variant_id", "location_id", "batch_id").annotate(
        on_hand=-Sum("quantity"),
        damaged=-Sum("damaged_change"),
        quality=-Sum("quality_change"),
        safety=-Sum("safety_change"),
        value=-Sum("value_change"),
    )
    changes = [_opposite(row) for row in moved]
    if not changes:
        raise CannotReverse(_("This change cannot be taken back."))
    lock_levels(site, {(change.variant_id, change.location_id) for change in changes}, now)
    # The levels are locked until this transaction ends: whoever takes the same change back waits here, and then sees it done.
    reference = Reference(REVERSAL, str(group_id))
    if Movement.objects.of(site).filter(reference_type=reference.type, reference_id=reference.id).exists():
        raise CannotReverse(_("This change was taken back already."), code="already_reversed")
    reason = made.values_list("reason", flat=True)[0]
    told = now_("Taken back: %(reason)s") % {"reason": reason} if reason else now_("Taken back")
    why = Why(Movement.Type.ADJUSTMENT, told[:300], reference, code="correction")
    return post(site=site, changes=changes, why=why, by=by, now=now)


def _opposite(row: Mapping[str, Any]) -> Change:
    """What takes a level back, at the very value that the change had."""
    return Change(**{**row, "value": row["value"] if row["on_hand"] else None})
