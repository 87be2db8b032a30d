"""Take a change by hand back by its opposite; the books keep both."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.actions.adjust import Adjustment, Why, adjust
from dramac.commerce.inventory.models import Movement
from dramac.commerce.inventory.rules import REVERSAL, Reference, is_reversible
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
    if row is None or not is_reversible(row.quantity, _chain(site, row)):
        raise CannotReverse(_("This change cannot be taken back."))
    reference = Reference(REVERSAL, str(movement_id))
    reason = _reason(row)
    change = Adjustment(row.variant_id, -row.quantity, row.location_id)
    adjust(site=site, changes=[change], why=Why(Movement.Type.ADJUSTMENT, reason, reference), by=by, now=now)
    # The level is locked until this transaction ends: whoever else takes the same change back waits, and then counts two.
    made = list(rows.filter(reference_type=REVERSAL, reference_id=str(movement_id)))
    if len(made) > 1:
        raise CannotReverse(_("This change was taken back already."), code="already_reversed")
    return made[0]


def _reason(row: Movement) -> str:
    if row.reference_type == REVERSAL:
        return now_("Not taken back after all")
    return now_("Taken back: %(reason)s") % {"reason": row.reason} if row.reason else now_("Taken back")


def _chain(site: Site, row: Movement) -> list[str]:
    """For what the movement was made, and for what that was made, as far back as three steps."""
    found = [row.reference_type]
    while row.reference_type == REVERSAL and len(found) <= 2:
        row = Movement.objects.of(site).get(pk=row.reference_id)
        found.append(row.reference_type)
    return found
