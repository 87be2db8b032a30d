"""The end of a purchase order of which not everything came: closed short, or cancelled."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.rules import Change
from dramac.commerce.purchasing.actions.opening import OpenOrder, OrderRefused, opened
from dramac.commerce.purchasing.events import PurchaseOrderEnded
from dramac.commerce.purchasing.models import PurchaseOrder
from dramac.commerce.purchasing.rules import State
from dramac.kit.outbox import publish
from dramac.kit.text import one_line
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


@transaction.atomic
def close_order(*, site: Site, order_id: UUID, by: Actor, now: datetime, reason: str = "") -> PurchaseOrder:
    """Wait for nothing more of an order of which a part came. Safe to repeat. Raises OrderRefused for any other."""
    found = opened(site, order_id, by, now)
    if found.state == State.RECEIVED:
        return found.order
    if found.state != State.PARTLY_RECEIVED:
        raise OrderRefused(_("Nothing of this order has come: cancel it instead."), code="nothing_came")
    return _end(found, "closed", reason)


@transaction.atomic
def cancel_order(*, site: Site, order_id: UUID, by: Actor, now: datetime, reason: str = "") -> PurchaseOrder:
    """Cancel an order of which nothing came. Safe to repeat. Raises OrderRefused where something came."""
    found = opened(site, order_id, by, now)
    if found.state == State.CANCELLED:
        return found.order
    if found.state not in (State.DRAFT, State.ORDERED):
        raise OrderRefused(_("A part of this order has come: close it instead."), code="something_came")
    return _end(found, "cancelled", reason)


def _end(found: OpenOrder, kind: str, reason: str) -> PurchaseOrder:
    order, why = found.order, one_line(reason)[:300]
    was_sent = found.state.is_open
    left = {line.pk: line.open for line in found.lines}
    for line in found.lines:
        line.cancelled += left[line.pk]
    found.tell(kind, units=sum(left.values()) if was_sent else 0, reason=why)
    if found.lines:
        found.settle()
    else:
        order.state, order.closed_at = State.CANCELLED.value, found.now
        found.save()
    if was_sent:
        found.post(
            [
                Change(line.variant_id, order.location_id, incoming=-left[line.pk])
                for line in found.lines
                if left[line.pk]
            ],
            cause="expected",
            reason=why,
        )
    told: dict[str, Any] = {"order_id": order.pk, "number": order.number, "state": order.state}
    publish(PurchaseOrderEnded(site_id=found.site.pk, occurred_at=found.now, **told))
    return order
