"""What staff write beside an order."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from dramac.commerce.orders.actions import writing
from dramac.commerce.orders.actions.opening import OrderRefused, UnknownOrder
from dramac.commerce.orders.models import Order
from dramac.commerce.orders.rules.obstacles import Obstacle
from dramac.kit.text import clean
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

LONGEST = 5000


@transaction.atomic
def note(*, site: Site, order_id: UUID, text: str, by: Actor, now: datetime) -> None:
    """Write a comment into an order's story, which only staff see. Silent. Needs the permission `orders.note`.

    Raises UnknownOrder, OrderRefused for nothing and for more than five thousand characters.
    """
    kept = clean(text)
    if not kept:
        raise OrderRefused(Obstacle.NOTHING_SAID, field="text")
    if len(kept) > LONGEST:
        raise OrderRefused(Obstacle.TOO_LONG, field="text")
    if not Order.objects.of(site).filter(pk=order_id).exists():
        raise UnknownOrder
    writing.insert_entries([writing.Entry(site.pk, order_id, "note", {"text": kept}, by.label, now)])
