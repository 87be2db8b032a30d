"""What becomes of an order after it was placed: paid, sent in one parcel or two, cancelled, sent back, or forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Literal, TypeAlias

Units: TypeAlias = tuple[tuple[str, int], ...]
"""SKUs and how many of each."""

CARRIERS = {"standard": ("An Post", "RR{0:09d}IE"), "express": ("DPD", "15{0:012d}"), "collect": ("", "")}
NOTES = (
    "Please leave it with the neighbour at number two.",
    "A present: could you leave out the invoice?",
    "The bell does not work, please knock.",
    "No hurry at all.",
    "Could the glaze be on the lighter side?",
    "The door is in the yard, through the blue gate.",
)
CHANGED = ("Changed their mind", "Ordered twice by mistake", "Found the wrong size was chosen")
BACK = (
    "Did not suit the room",
    "The colour is not what they hoped for",
    "Arrived with a chip in the rim",
    "One too many",
)
GOODWILL = (
    "A small flaw in the glaze, kept at a lower price",
    "Arrived a day late",
    "The box was crushed, the pot was not",
)


@dataclass(frozen=True, slots=True)
class Paid:
    """The money came in."""

    at: datetime
    reference: str


@dataclass(frozen=True, slots=True)
class Sent:
    """A parcel left, or was handed over; with no `units` it held everything that was still to send."""

    at: datetime
    carrier: str = ""
    tracking: str = ""
    units: Units = ()


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The order was called off before anything was sent."""

    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Refunded:
    """Money went back: for the whole order, for some units, or a share of the total in per cent as goodwill."""

    at: datetime
    kind: Literal["whole", "units", "share"]
    reason: str
    units: Units = ()
    percent: int = 0
    restock: bool = True


@dataclass(frozen=True, slots=True)
class Remarked:
    """Somebody of the staff wrote a note."""

    at: datetime
    text: str


Step: TypeAlias = Paid | Sent | Cancelled | Refunded | Remarked


@dataclass(frozen=True, slots=True)
class Beginning:
    """An order as it was placed, and the moment up to which its life is told."""

    at: datetime
    ending: datetime
    tender: str
    delivery: str
    units: Units


def note(chance: Random) -> str:
    """What the shopper wrote at checkout; mostly nothing."""
    return chance.choice(NOTES) if chance.random() < 0.07 else ""


def steps(chance: Random, order: Beginning) -> tuple[Step, ...]:
    """The life of an order up to its ending, in order of time.

    Of a hundred orders about three are cancelled, three by bank transfer never paid, eight sent in two parcels, and seven
    refunded: one or two whole, four in part, one or two as goodwill.
    """
    fate = chance.random()
    if fate < 0.03:
        told: list[Step] = [Cancelled(order.at + _hours(chance, 1, 20), chance.choice(CHANGED))]
    elif order.tender == "bank_transfer" and fate < 0.065:
        told = []
    else:
        told = _completed(chance, order)
    return tuple(step for step in sorted(told, key=lambda step: step.at) if step.at < order.ending)


def _completed(chance: Random, order: Beginning) -> list[Step]:
    """Paid and sent, in the order that the way of paying asks for."""
    reference = f"Statement {chance.randrange(1, 400):03d}/{chance.randrange(1, 60):02d}"
    if order.tender == "bank_transfer":
        paid = order.at + timedelta(hours=min(110.0, chance.lognormvariate(2.7, 0.8)))
        sent = _working_hours(paid + _hours(chance, 3, 44))
    else:
        sent = _working_hours(order.at + _hours(chance, 4, 40))
        paid = sent + (_hours(chance, 20, 80) if order.tender == "cash_on_delivery" else _hours(chance, 60, 260))
    told: list[Step] = [Paid(paid, reference), *_parcels(chance, order, sent)]
    if chance.random() < 0.05:
        told.append(Remarked(sent - timedelta(minutes=chance.randrange(5, 170)), "Wrapped as a present, card written."))
    back = _refund(chance, order, max(paid, sent + timedelta(days=3)))
    return [*told, back] if back else told


def _parcels(chance: Random, order: Beginning, sent: datetime) -> list[Step]:
    """One parcel, or two where something came later out of the kiln."""
    carrier, pattern = CARRIERS[order.delivery]

    def parcel(at: datetime, held: Units = ()) -> Sent:
        return Sent(at, carrier, pattern.format(chance.randrange(10**9)) if pattern else "", held)

    if len(order.units) > 1 and chance.random() < 0.17:
        cut = chance.randrange(1, len(order.units))
        return [parcel(sent, order.units[:cut]), parcel(_working_hours(sent + timedelta(days=chance.randrange(2, 9))))]
    return [parcel(sent)]


def _refund(chance: Random, order: Beginning, after: datetime) -> Refunded | None:
    fate, at = chance.random(), _working_hours(after + timedelta(days=chance.uniform(4, 16)))
    if fate < 0.015:
        return Refunded(at, "whole", chance.choice(BACK))
    if fate < 0.057:
        sku, _ = chance.choice(order.units)
        reason = chance.choice(BACK)
        return Refunded(at, "units", reason, ((sku, 1),), restock="chip" not in reason)
    if fate < 0.073:
        return Refunded(at, "share", chance.choice(GOODWILL), percent=chance.choice((5, 10, 15)))
    return None


def _hours(chance: Random, least: float, most: float) -> timedelta:
    return timedelta(hours=chance.uniform(least, most))


def _working_hours(moment: datetime) -> datetime:
    """The same moment, or the next at which somebody is in the workshop: Monday to Friday, from eight to five (UTC)."""
    if moment.hour >= 17:
        moment = (moment + timedelta(days=1)).replace(hour=8, minute=moment.minute)
    elif moment.hour < 8:
        moment = moment.replace(hour=8)
    return moment + timedelta(days=max(0, 7 - moment.weekday()) if moment.weekday() > 4 else 0)
