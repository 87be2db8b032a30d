"""What people meant to buy in the last weeks, and what became of it: pure, repeatable data, made of chance and rhythm.

Nothing here knows the database. `history` carries the intentions out through the shop's own actions.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import accumulate
from random import Random
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from dramac.project.demo import fates
from dramac.project.demo.fates import Step
from dramac.project.demo.people import Shopper, shopper

Delivery: TypeAlias = Literal["standard", "express", "collect"]
Tender: TypeAlias = Literal["bank_transfer", "cash_on_delivery", "manual"]

WEEK = (0.95, 0.88, 0.94, 1.0, 0.96, 1.14, 1.34)
"""How busy the days are, from Monday to Sunday."""
DAY = (3, 1, 1, 0, 0, 1, 3, 8, 14, 19, 22, 25, 30, 31, 26, 24, 25, 28, 33, 40, 52, 55, 38, 15)
"""How busy the hours are, from midnight on, as the shop's own clock has them."""
GROWTH = 0.55
"""How much busier the last day is than the first, as a share."""
SALE = (0.66, 2.5)
"""One weekend on which people bought more: after which share of the weeks, and how many times as much."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something on the shelf: its SKU, how often it is wanted beside others, and how many people take at once."""

    sku: str
    wanted: float
    usual: int = 1


@dataclass(frozen=True, slots=True)
class Plan:
    """A shop as a generator of orders. `countries` may repeat those that buy more; `tenders` and `deliveries` likewise."""

    seed: str
    orders: int
    days: int
    zone: ZoneInfo
    shelf: tuple[Offer, ...]
    countries: tuple[str, ...]
    deliveries: tuple[Delivery, ...] = ("standard",)
    tenders: tuple[Tender, ...] = ("bank_transfer",)
    returning: float = 0.34


@dataclass(frozen=True, slots=True)
class Line:
    """How many of what."""

    sku: str
    quantity: int


@dataclass(frozen=True, slots=True)
class OrderIntention:
    """One order: who, when (UTC), what, how it goes and is paid, and what happened to it afterwards, in order of time.

    Every step lies between the order and the end of the weeks asked for. An order by bank transfer without any step was
    not paid; the shop lets it expire.
    """

    number: int
    at: datetime
    shopper: Shopper
    lines: tuple[Line, ...]
    delivery: Delivery
    tender: Tender
    note: str
    steps: tuple[Step, ...]


def order_intentions(plan: Plan, *, ending: datetime) -> tuple[OrderIntention, ...]:
    """As many orders as planned in the days before `ending` (aware), oldest first; the same for the same arguments."""
    if not plan.shelf:
        return ()
    chance = Random(f"orders {plan.seed}")
    moments = _moments(plan, chance, ending)
    weights = list(accumulate(offer.wanted for offer in plan.shelf))
    met: list[int] = []
    found = []
    for number, at in enumerate(moments, start=1):
        who = _someone(chance, met, plan.returning)
        person = shopper(who, plan.countries, seed=plan.seed)
        lines = _basket(chance, plan.shelf, weights)
        delivery = _delivery(chance, plan, person)
        tender = _tender(chance, plan, delivery)
        life = fates.Beginning(at, ending, tender, delivery, tuple((line.sku, line.quantity) for line in lines))
        note = fates.note(chance)
        found.append(OrderIntention(number, at, person, lines, delivery, tender, note, fates.steps(chance, life)))
    return tuple(found)


def units(intentions: Iterable[OrderIntention]) -> Mapping[str, int]:
    """How many units of each SKU people meant to buy: what the shelves must have held before."""
    total: Counter[str] = Counter()
    for intention in intentions:
        for line in intention.lines:
            total[line.sku] += line.quantity
    return total


def _moments(plan: Plan, chance: Random, ending: datetime) -> list[datetime]:
    """When the orders came, after the rhythm of weeks and hours in the shop's own time."""
    last = ending.astimezone(plan.zone).date()
    days = [last - timedelta(days=back) for back in range(plan.days, -1, -1)]
    busy = list(accumulate(_busy(day, place / plan.days, days) for place, day in enumerate(days)))
    hours = list(accumulate(DAY))
    found: list[datetime] = []
    earliest = ending - timedelta(days=plan.days)
    while len(found) < plan.orders:
        day, hour = days[_drawn(chance, busy)], _drawn(chance, hours)
        local = datetime.combine(day, time(hour, chance.randrange(60), chance.randrange(60)), plan.zone)
        moment = local.astimezone(UTC)
        if earliest <= moment < ending:
            found.append(moment)
    return sorted(found)


def _busy(day: date, share: float, days: Sequence[date]) -> float:
    """How busy a day is, ``share`` of the way through the weeks."""
    usual = WEEK[day.weekday()] * (1 + GROWTH * share)
    return usual * SALE[1] if day in _sale(days) else usual


def _sale(days: Sequence[date]) -> tuple[date, ...]:
    """Friday to Sunday of the weekend of the sale."""
    start = days[int(len(days) * SALE[0])]
    friday = start + timedelta(days=(4 - start.weekday()) % 7)
    return friday, friday + timedelta(days=1), friday + timedelta(days=2)


def _drawn(chance: Random, sums: Sequence[float]) -> int:
    """A place in a list of weights, given as running sums."""
    return min(bisect(sums, chance.random() * sums[-1]), len(sums) - 1)


def _someone(chance: Random, met: list[int], returning: float) -> int:
    """A shopper's number: one who has bought before, often one of the faithful, or somebody new."""
    if met and chance.random() < returning:
        return met[int(len(met) * chance.random() ** 2)]
    met.append(len(met) + 1)
    return met[-1]


def _basket(chance: Random, shelf: Sequence[Offer], weights: Sequence[float]) -> tuple[Line, ...]:
    wanted: dict[str, int] = {}
    for _ in range(chance.choices((1, 2, 3, 4, 5), (46, 28, 15, 8, 3))[0]):
        offer = shelf[_drawn(chance, weights)]
        more = chance.choices((1, 2, 3, 4), (80, 13, 2, 5))[0] if offer.usual == 1 else offer.usual
        wanted.setdefault(offer.sku, more)
    return tuple(Line(sku, quantity) for sku, quantity in wanted.items())


def _delivery(chance: Random, plan: Plan, person: Shopper) -> Delivery:
    """How the parcel goes; only people who live in the shop's own country come by."""
    offered = [way for way in plan.deliveries if way != "collect" or person.country == plan.countries[0]]
    return chance.choice(offered)


def _tender(chance: Random, plan: Plan, delivery: Delivery) -> Tender:
    """How it is paid; who collects pays nobody at the door."""
    offered = [way for way in plan.tenders if way != "cash_on_delivery" or delivery != "collect"]
    return chance.choice(offered)
