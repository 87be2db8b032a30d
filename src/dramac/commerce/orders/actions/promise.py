"""The day for which goods that are not there yet were promised to a shopper, changed afterwards."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.orders.actions.opening import close_order, open_order, save_lines
from dramac.commerce.orders.events import OrderPromised, OrderTold
from dramac.commerce.orders.queries.telling import units_told
from dramac.commerce.orders.rules.states import State
from dramac.kit.outbox import publish
from dramac.kit.refusal import Refused
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site


@dataclass(frozen=True, slots=True)
class Promise:
    """A day in the shop's time zone (None: no day can be told), and whether the customer is written to."""

    day: date | None
    notify: bool = False


class CannotPromise(Refused):
    """Nothing can be promised for these lines. Codes: in_the_past, not_waiting."""

    code = "not_waiting"


@transaction.atomic
def promise(
    *, site: Site, order_id: UUID, line_ids: Collection[UUID], promised: Promise, by: Actor, now: datetime
) -> OrderTold:
    """Promise what waits of an order for another day, and tell the customer where it is wished.

    Raises UnknownOrder, and CannotPromise for a day that is past and for lines of which nothing waits.
    """
    if promised.day is not None and promised.day < now.astimezone(site.zone).date():
        raise CannotPromise(_("Promise a day that is still to come."), field="promised_on", code="in_the_past")
    opened = open_order(site, order_id, by, now)
    wanted = set(line_ids)
    lines = [line for line in opened.lines if line.pk in wanted and line.still_waits]
    if not lines or opened.state is not State.OPEN:
        raise CannotPromise(_("Nothing of it waits for stock any more."))
    for line in lines:
        line.promised_on = promised.day
    save_lines(opened, "promised_on")
    opened.tell("promised", day=promised.day.isoformat() if promised.day else "")
    snapshot = close_order(opened)
    publish(
        OrderPromised(
            site_id=site.pk,
            occurred_at=now,
            order=snapshot,
            units=units_told(lines, {line.pk: line.still_waits for line in lines}),
            promised_on=promised.day,
            notify=promised.notify,
        )
    )
    return snapshot
