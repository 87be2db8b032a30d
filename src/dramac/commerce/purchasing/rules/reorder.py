"""What must be ordered, how much of it, and by when (semantics.md, section 1).

Reorder point = mean daily demand × lead time + safety stock. Safety stock that nobody gave is z × σ × √lead time: σ is the
standard deviation of the daily demand over the window, z the number of deviations of the wanted service level. The target is
the point and what sells in the days that an order is to last for; suggested = max(minimum lot, target − (available +
incoming)), rounded up to whole packs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import ClassVar

from dramac.kit.settings import Settings

SERVICE_LEVELS = {
    "80": Decimal("0.842"),
    "90": Decimal("1.282"),
    "95": Decimal("1.645"),
    "98": Decimal("2.054"),
    "99": Decimal("2.326"),
}
"""z of the normal distribution for the chance, in per cent, that stock lasts until the delivery."""

FURTHEST = 3650


@dataclass(frozen=True, slots=True)
class ReorderSettings(Settings):
    """How a shop orders more: `window_days` of demand looked at, the lead time where no supplier says one, how long an
    order is to last, and the service level in per cent."""

    area: ClassVar[str] = "reorder"
    window_days: int = 28
    lead_time_days: int = 7
    cover_days: int = 28
    service_level: str = "95"

    @property
    def z(self) -> Decimal:
        """Standard deviations of the service level."""
        return SERVICE_LEVELS.get(self.service_level, SERVICE_LEVELS["95"])


@dataclass(frozen=True, slots=True)
class Demand:
    """What sells a day: the mean, and the standard deviation over all days of the window."""

    mean: Decimal = Decimal(0)
    deviation: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Terms:
    """How a supplier sells: days until it comes, least units, units in a pack."""

    lead_time: int
    minimum_lot: int = 1
    pack_size: int = 1


@dataclass(frozen=True, slots=True)
class Needs:
    """Units there are and on their way, and what people set: point, quantity, safety stock (None: suggested)."""

    available: int
    incoming: int
    point: int | None = None
    quantity: int | None = None
    safety: int | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do. `days_left` is None where nothing sells; `order_by` None where nothing need ever be ordered."""

    safety: int
    point: int
    target: int
    quantity: int
    is_due: bool
    days_left: int | None
    order_by: date | None


def demand_of(units: int, squares: int, days: int) -> Demand:
    """Mean and standard deviation of daily units from their sum and the sum of their squares over so many days."""
    if days <= 0 or units <= 0:
        return Demand()
    mean = Decimal(units) / days
    variance = max(Decimal(squares) / days - mean * mean, Decimal(0))
    return Demand(mean, variance.sqrt())


def in_packs(units: int, terms: Terms) -> int:
    """The least number of units that the supplier sells and that is enough; none for none."""
    if units <= 0:
        return 0
    wanted = max(units, terms.minimum_lot)
    return -(-wanted // terms.pack_size) * terms.pack_size


def advise(needs: Needs, demand: Demand, terms: Terms, settings: ReorderSettings, today: date) -> Advice:
    """When to order a variant and how much. Days are whole: a day is left only if all of it is."""
    suggested = _up(settings.z * demand.deviation * Decimal(terms.lead_time).sqrt())
    safety = suggested if needs.safety is None else needs.safety
    point = _up(demand.mean * terms.lead_time) + safety if needs.point is None else needs.point
    target = point + _up(demand.mean * settings.cover_days)
    position = needs.available + needs.incoming
    is_due = position < 0 or 0 < point >= position
    missing = needs.quantity if is_due and needs.quantity else target - position
    days = _days(needs.available, demand.mean)
    return Advice(
        safety=safety,
        point=point,
        target=target,
        quantity=in_packs(max(missing, 1) if is_due else missing, terms),
        is_due=is_due,
        days_left=days,
        order_by=_order_by(position - point, demand.mean, is_due, today),
    )


def _order_by(above: int, mean: Decimal, is_due: bool, today: date) -> date | None:
    if is_due:
        return today
    days = _days(above, mean)
    return None if days is None else today + timedelta(days=min(days, FURTHEST))


def _days(units: int, mean: Decimal) -> int | None:
    if mean <= 0:
        return None
    return int((Decimal(max(units, 0)) / mean).to_integral_value(ROUND_FLOOR))


def _up(number: Decimal) -> int:
    return int(number.to_integral_value(ROUND_CEILING))
