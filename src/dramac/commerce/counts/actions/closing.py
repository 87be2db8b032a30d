"""The end of a count: its differences go into the books, or it is given up."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from dramac.commerce.counts.actions.counting import Entry, enter
from dramac.commerce.counts.actions.opening import CountRefused, opened
from dramac.commerce.counts.events import CountCancelled, CountPosted
from dramac.commerce.counts.models import StockCount, StockCountLine
from dramac.commerce.counts.rules import CountedLine, Difference, State, differences
from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory.rules import Change, Reference
from dramac.kit.outbox import publish
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

COUNT = "count"


@transaction.atomic
def post(*, site: Site, count_id: UUID, rest_is_zero: bool, by: Actor, now: datetime) -> StockCount:
    """Put what was counted into the books: of each line by how much it differed when it was counted, all or nothing.

    What nobody counted stays as it is, unless `rest_is_zero` says that nothing of it is there. What was promised to orders
    stays promised, even where less is there than that. Posting twice is refused. Raises UnknownCount, CountRefused, and
    CannotAdjust where so many units left since that fewer than none would be there.
    """
    count = opened(site, count_id)
    rows = StockCountLine.objects.of(site).filter(count=count)
    if rest_is_zero:
        rest = rows.filter(counted=None).values_list("variant_id", flat=True)
        enter(site=site, count_id=count_id, entries=[Entry(key, 0) for key in rest], by=by, now=now)
    counted = rows.exclude(counted=None)
    found = differences(CountedLine(*row) for row in counted.values_list("variant_id", "expected", "counted"))
    if not counted.exists():
        raise CountRefused(_("Nothing was counted yet."), code="nothing_counted")
    _book(site, count, found, by, now)
    counted.update(posted=F("counted") - F("expected"))
    _close(count, State.POSTED, by, now)
    publish(
        CountPosted(
            site_id=site.pk,
            occurred_at=now,
            count_id=count.pk,
            number=count.number,
            location_id=count.location_id,
            differing=len(found),
            units=sum(one.units for one in found),
        )
    )
    return count


@transaction.atomic
def cancel(*, site: Site, count_id: UUID, by: Actor, now: datetime) -> StockCount:
    """Give a count up; the books stay as they are. Raises UnknownCount and CountRefused."""
    count = opened(site, count_id)
    _close(count, State.CANCELLED, by, now)
    publish(CountCancelled(site_id=site.pk, occurred_at=now, count_id=count.pk, number=count.number))
    return count


def _book(site: Site, count: StockCount, found: list[Difference], by: Actor, now: datetime) -> None:
    why = inventory.Why(
        "adjustment",
        count.title or now_("Count %(number)s") % {"number": count.number},
        Reference(COUNT, str(count.pk)),
        code="cycle_count",
        cause="counted",
        beyond_committed=True,
    )
    changes = [Change(one.variant_id, count.location_id, on_hand=one.units) for one in found]
    if changes:
        inventory.post(site=site, changes=changes, why=why, by=by, now=now)


def _close(count: StockCount, state: State, by: Actor, now: datetime) -> None:
    count.refresh_from_db(fields=["version"])
    count.state, count.closed_by, count.closed_at = state.value, by.label[:160], now
    count.version += 1
    count.save(update_fields=["state", "closed_by", "closed_at", "version"])
