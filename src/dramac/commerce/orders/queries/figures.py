"""What orders add up to: the cards of the home page, days, customers' spend. Amounts are minor units of the site's currency.

Sales of a period (semantics.md, section 2) are what was ordered in it, tax and delivery included, less reversals, each on
its own day: refunds, and what an order that was cancelled or ran out had not been refunded of. Days are the site's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Count, Q

from dramac.commerce.orders.models import Order
from dramac.kit import sql
from dramac.kit.money import Minor
from dramac.kit.statements import key_out, moment_out
from dramac.tenancy.models import Site

_PLACED = """
SELECT d.column1, COUNT(*), SUM(o.total), SUM(o.item_count)
FROM (VALUES :rows) AS d JOIN mod_ecommod01_orders o ON o.placed_at >= d.column2 AND o.placed_at < d.column3
WHERE o.site_id = %s GROUP BY d.column1
"""
_CLOSED = """
SELECT d.column1, COUNT(*), SUM(o.total - o.refunded_total), 0
FROM (VALUES :rows) AS d JOIN mod_ecommod01_orders o ON o.closed_at >= d.column2 AND o.closed_at < d.column3
WHERE o.site_id = %s AND o.state IN ('cancelled', 'expired') GROUP BY d.column1
"""
_REFUNDED = """
SELECT d.column1, COUNT(*), SUM(r.amount), 0
FROM (VALUES :rows) AS d JOIN mod_ecommod01_refunds r ON r.created_at >= d.column2 AND r.created_at < d.column3
WHERE r.site_id = %s AND r.failed_at IS NULL GROUP BY d.column1
"""
_SPEND = """
SELECT customer_id, COUNT(*), SUM(CASE WHEN state IN ('cancelled', 'expired') THEN 0 ELSE total - refunded_total END),
  MAX(placed_at)
FROM mod_ecommod01_orders WHERE site_id = %s AND customer_id IN (:keys) GROUP BY customer_id
"""
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class DayFigures:
    """A period: orders placed in it, units in them, and sales after reversals."""

    orders: int = 0
    units: int = 0
    ordered: Minor = 0
    reversed: Minor = 0

    @property
    def sales(self) -> Minor:
        """What was ordered less what was reversed; below zero on a day of refunds."""
        return self.ordered - self.reversed

    @property
    def average(self) -> Minor:
        """What an order came to on average before reversals, rounded down."""
        return self.ordered // self.orders if self.orders else 0


@dataclass(frozen=True, slots=True)
class HomeFigures:
    """The cards of the home page. Periods end now, so that today is compared with the same hours of yesterday.

    `week` and `week_before` are the last seven days and the seven before them, today included.
    """

    today: DayFigures
    yesterday: DayFigures
    yesterday_so_far: DayFigures
    week: DayFigures
    week_before: DayFigures


@dataclass(frozen=True, slots=True)
class Waiting:
    """Orders that wait for somebody: to be sent, to be paid."""

    to_ship: int
    unpaid: int
    open: int


@dataclass(frozen=True, slots=True)
class Spend:
    """What a customer ordered: how often, for how much after reversals, and when last."""

    orders: int = 0
    total: Minor = 0
    last_at: datetime | None = None


def home_figures(site: Site, now: datetime) -> HomeFigures:
    """The cards of the home page. Three statements, each over fourteen days of an index."""
    today = _start(site, now, 0)
    yesterday = _start(site, now, 1)
    week, before = _start(site, now, 6), _start(site, now, 13)
    spans = [
        (today, now),
        (yesterday, today),
        (yesterday, min(yesterday + (now - today), today)),
        (week, now),
        (before, week),
    ]
    return HomeFigures(*_figures(site, spans))


def daily(site: Site, first: date, last: date) -> list[tuple[date, DayFigures]]:
    """Each day from the first to the last, both included and at most a year, in the site's time zone. Three statements."""
    days = [first + timedelta(days=number) for number in range(min((last - first).days + 1, 366))]
    spans = [(_midnight(site, day), _midnight(site, day + timedelta(days=1))) for day in days]
    return list(zip(days, _figures(site, spans), strict=True)) if days else []


def waiting(site: Site) -> Waiting:
    """How many open orders there are, and how many of them wait for what. One statement."""
    unpaid = Q(payment_state__in=[Order.PaymentState.PENDING, Order.PaymentState.PARTLY_PAID])
    to_ship = ~Q(fulfilment_state=Order.FulfilmentState.FULFILLED)
    found = (
        Order.objects.of(site)
        .filter(state=Order.State.OPEN)
        .aggregate(open=Count("pk"), unpaid=Count("pk", filter=unpaid), to_ship=Count("pk", filter=to_ship))
    )
    return Waiting(found["to_ship"], found["unpaid"], found["open"])


def spend_of(site: Site, customer_ids: Iterable[UUID]) -> dict[UUID, Spend]:
    """What each customer ordered; those without an order are left out. One statement."""
    wanted = sql.keys(dict.fromkeys(customer_ids))
    if not wanted:
        return {}
    rows = sql.rows(_SPEND, [site.pk], wanted)
    return {key_out(key): Spend(count, int(total), moment_out(last)) for key, count, total, last in rows}


def _figures(site: Site, spans: Sequence[Span]) -> list[DayFigures]:
    rows: list[sql.Row] = [(number, since, until) for number, (since, until) in enumerate(spans)]
    placed, closed, refunded = (
        {row[0]: row[1:] for row in sql.rows(statement, many=rows, after=[site.pk])}
        for statement in (_PLACED, _CLOSED, _REFUNDED)
    )
    nothing = (0, 0, 0)
    found = []
    for number in range(len(spans)):
        orders, ordered, units = placed.get(number, nothing)
        gone, back = closed.get(number, nothing)[1], refunded.get(number, nothing)[1]
        found.append(DayFigures(orders, int(units), int(ordered), int(gone) + int(back)))
    return found


def _start(site: Site, now: datetime, days_ago: int) -> datetime:
    """Midnight of a day before today, in the site's time zone."""
    return _midnight(site, now.astimezone(site.zone).date() - timedelta(days=days_ago))


def _midnight(site: Site, day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=site.zone).astimezone(UTC)
