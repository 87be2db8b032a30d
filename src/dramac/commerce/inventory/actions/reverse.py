"""Take a change by hand back by its opposite; the books keep both."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.actions.posting import Why, post
from dramac.commerce.inventory.models import Movement
from dramac.commerce.inventory.rules import MANUAL, REVERSAL, Change, Reference, is_reversible
from dramac.kit.refusal import Refused
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


class CannotReverse(Refused):
    """The movement cannot be taken back. Codes: not_by_hand, already_reversed."""

    code = "not_by_hand"


@transaction.atomic
def reverse(*, site: Site, movement_id: UUID, by: Actor, now: datetime) -> Movement:
    """Move the opposite of what a change by hand moved; returns the counter-movement.

    Each change is taken back once, and a taking back once again; what came of that stays. Raises CannotReverse, and
    CannotAdjust where the units are no longer there.
    """
    rows = Movement.objects.of(site)
    row = rows.filter(pk=movement_id).first()
    if row is None or not is_reversible(_units(row), _chain(site, row)):
        raise CannotReverse(_("This change cannot be taken back."))
    reference = Reference(REVERSAL, str(movement_id))
    reason = _reason(row)
    why = Why(Movement.Type.ADJUSTMENT, reason, reference, code="correction")
    post(site=site, changes=[_opposite(row)], why=why, by=by, now=now)
    # The level is locked until this transaction ends: whoever else takes the same change back waits, and then counts two.
    made = list(rows.filter(reference_type=REVERSAL, reference_id=str(movement_id)))
    if len(made) > 1:
        raise CannotReverse(_("This change was taken back already."), code="already_reversed")
    return made[0]


def _units(row: Movement) -> int:
    """How many units it moved, on hand or between states."""
    return abs(row.quantity) + abs(row.damaged_change) + abs(row.quality_change) + abs(row.safety_change)


def _opposite(row: Movement) -> Change:
    """What takes it back, at the very value that it had."""
    return Change(
        row.variant_id,
        row.location_id,
        on_hand=-row.quantity,
        incoming=-row.incoming_change,
        damaged=-row.damaged_change,
        quality=-row.quality_change,
        safety=-row.safety_change,
        batch_id=row.batch_id,
        value=-row.value_change if row.quantity else None,
    )


def _reason(row: Movement) -> str:
    if row.reference_type == REVERSAL:
        return now_("Not taken back after all")
    return now_("Taken back: %(reason)s") % {"reason": row.reason} if row.reason else now_("Taken back")


def _chain(site: Site, row: Movement) -> list[str]:
    """For what the movement was made, and for what that was, as far back as three steps.

    A part of a change of many levels is taken back with it (`reverse_group`), never by itself.
    """
    found = [_made_for(row)]
    while row.reference_type == REVERSAL and len(found) <= 2:
        before = Movement.objects.of(site).filter(pk=row.reference_id).first()
        if before is None:
            break
        row = before
        found.append(_made_for(row))
    return found


def _made_for(row: Movement) -> str:
    return "group" if row.reference_type == MANUAL and row.reference_id else row.reference_type
