"""What stock was at the end of each month is kept, so that reports on the past read weeks of the ledger, not years."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Min

from dramac.commerce.inventory.models import Movement
from dramac.commerce.inventory.models_snapshots import MonthEnd, StockSnapshot
from dramac.commerce.inventory.queries.reports.asof import first_key, stand_at
from dramac.kit import bulk, sql
from dramac.kit.ids import new_id
from dramac.kit.statements import hold, key_out
from dramac.tenancy.models import Site

SETTLED_AFTER = timedelta(days=1)
"""By then whatever was being written has been: no transaction takes so long."""

AT_ONCE = 12
OLDEST = 120
_COLUMNS = (
    "site_id", "id", "month_end_id", "variant_id", "location_id", "on_hand", "committed", "unavailable", "incoming", "value",
)  # fmt: skip


def keep_month_ends(*, site: Site, now: datetime) -> int:
    """Keep the month ends that are missing, the newest first and twelve at a time; returns how many were made.

    Months end at midnight in the site's time zone, and are kept a day later. Month ends that something was written into
    afterwards are made anew. Safe to run at any time and as often as one likes.
    """
    _forget_replaced(site, now)
    _settle(site, now)
    kept = set(MonthEnd.objects.of(site).values_list("taken_at", flat=True))
    missing = [moment for moment in _months(site, now) if moment not in kept]
    for moment in missing[:AT_ONCE]:
        _keep(site, moment, now)
    return len(missing[:AT_ONCE])


@transaction.atomic
def _keep(site: Site, moment: datetime, now: datetime) -> None:
    hold("stock-month-ends", site.pk)
    until = now - SETTLED_AFTER
    if MonthEnd.objects.of(site).filter(taken_at=moment, checked_until=until).exists():
        return
    found = stand_at(site, moment, now, without=until)
    levels = sql.rows(found.text, found.values)
    # Only now, since the nearest month end is what a stand is read from.
    end = MonthEnd.objects.create(site=site, taken_at=moment, checked_until=until, created_at=now)
    rows = ((site.pk, new_id(), end.pk, key_out(row[0]), key_out(row[1]), *map(int, row[2:])) for row in levels)
    bulk.insert(StockSnapshot, _COLUMNS, rows)


def _settle(site: Site, now: datetime) -> None:
    """Look whether something was written late since the last look, and make anew what it belongs to."""
    ends = MonthEnd.objects.of(site)
    until = now - SETTLED_AFTER
    stale = ends.filter(checked_until__lt=until - SETTLED_AFTER)
    oldest = stale.order_by("checked_until").values_list("checked_until", flat=True).first()
    if oldest is None:
        return
    written = Movement.objects.of(site).filter(pk__gte=first_key(oldest), pk__lt=first_key(until))
    newest = stale.latest("taken_at").taken_at
    late = written.filter(created_at__lt=newest).aggregate(first=Min("created_at"))["first"]
    for end in stale.filter(taken_at__gt=late) if late else ():
        _keep(site, end.taken_at, now)
    (stale.filter(taken_at__lte=late) if late else stale).update(checked_until=until)


def _forget_replaced(site: Site, now: datetime) -> None:
    """Month ends beside which a newer one was made a while ago."""
    newest: dict[datetime, MonthEnd] = {}
    for end in MonthEnd.objects.of(site).order_by("-checked_until"):
        better = newest.setdefault(end.taken_at, end)
        if better is not end and better.created_at < now - timedelta(minutes=30):
            end.delete()


def _months(site: Site, now: datetime) -> list[datetime]:
    """The ends of the months in which something had moved and that are over for a day, the newest first."""
    first = Movement.objects.of(site).aggregate(first=Min("created_at"))["first"]
    found: list[datetime] = []
    day = (now - SETTLED_AFTER).astimezone(site.zone).date().replace(day=1)
    while first is not None and (moment := _midnight(site, day)) > first and len(found) < OLDEST:
        found.append(moment)
        day = (day - timedelta(days=1)).replace(day=1)
    return found


def _midnight(site: Site, day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=site.zone).astimezone(UTC)
