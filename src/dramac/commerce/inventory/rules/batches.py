"""Which units of which batch come and go: soonest expiry first. Values in, values out; units.

A batch has units at a level, of which some may be `aside`: on hand, but held for quality, since they expired or were called
back. Of what is on hand, what belongs to no batch is the rest. The last day on which goods can be sold is the one before
they expire.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from dramac.commerce.inventory.rules.booking import fitted
from dramac.commerce.inventory.rules.levels import Change, Level
from dramac.kit.money import divide_half_up, split
from dramac.kit.settings import Settings

Key = tuple[UUID, UUID]
NONE_AWAY: Mapping[UUID, Iterable[Holding]] = {}
WHEN_EXPIRED = ("aside", "write_off")


@dataclass(frozen=True, slots=True)
class BatchSettings(Settings):
    """How a shop keeps batches: whether at all, what becomes of what expires (`WHEN_EXPIRED`), how many days goods must have
    left to be sold, and how many days before the end staff are warned."""

    area: ClassVar[str] = "batches"
    is_on: bool = False
    when_expired: str = "aside"
    least_days: int = 0
    warn_days: int = 30

    def unsold_from(self, today: date) -> date:
        """What expires on this day or earlier is not for sale today."""
        return today + timedelta(days=max(self.least_days, 1) - 1)


class Taking(StrEnum):
    """In which order units leave that nobody chose: to a customer, to another place, because they expired, to take back
    what came without a batch, or for any other reason."""

    SELL = "sell"
    MOVE = "move"
    EXPIRED = "expired"
    TAKE_BACK = "take_back"
    LOSE = "lose"


@dataclass(slots=True)
class Holding:
    """Units of a batch at a level; `aside` are those of them that are held for quality.

    `expires_on` is the first day on which they are not sold any more: that of a recall, where it is earlier.
    """

    batch_id: UUID
    units: int
    aside: int = 0
    expires_on: date | None = None

    @property
    def free(self) -> int:
        """Units that are not aside."""
        return self.units - self.aside

    @property
    def order(self) -> tuple[date, UUID]:
        """Soonest expiry first, what never expires last."""
        return self.expires_on or date.max, self.batch_id


class LacksUnits(Exception):
    """A batch has fewer units than are to leave it: `left` of `batch_id`; without one, all that is left has expired."""

    def __init__(self, key: Key, left: int, batch_id: UUID | None = None) -> None:
        super().__init__(key, left, batch_id)
        self.key, self.left, self.batch_id = key, left, batch_id


@dataclass(frozen=True, slots=True)
class Day:
    """The day of the shop on which goods move, and until which expiry (inclusive) they are too old to be sold."""

    today: date
    unsold_from: date

    def is_expired(self, one: Holding) -> bool:
        """Whether its goods may not be sold nor sent any more."""
        return one.expires_on is not None and one.expires_on <= self.today

    def is_short(self, one: Holding) -> bool:
        """Whether its goods have less life left than the shop sells."""
        return one.expires_on is not None and one.expires_on <= self.unsold_from


@dataclass(slots=True)
class Shelf:
    """A level while changes follow one another, with what its batches have."""

    level: Level
    batches: dict[UUID, Holding] = field(default_factory=dict)

    @property
    def rest(self) -> int:
        """Units on hand that belong to no batch."""
        return max(self.level.on_hand, 0) - sum(one.units for one in self.batches.values())

    @property
    def aside(self) -> int:
        """Units of batches that are aside."""
        return sum(one.aside for one in self.batches.values())


@dataclass(slots=True)
class _Share:
    """Units that leave one batch, and how many of them were aside; no batch means the rest."""

    batch_id: UUID | None
    units: int
    aside: int = 0


def divide(
    changes: Sequence[Change],
    levels: Mapping[Key, Level],
    holdings: Mapping[Key, Iterable[Holding]],
    taking: Taking,
    day: Day,
    away: Mapping[UUID, Iterable[Holding]] = NONE_AWAY,
) -> list[list[Change]]:
    """Each change as the changes of single batches that it comes to, one after the other, each on top of those before it.

    Their sum is what was asked, but that units of a batch that leave while they are aside lower what is held for quality.
    What comes in without a batch is of those that are `away`, by variant; goods that only change their place keep theirs.
    Raises LacksUnits, and KeyError for a level that is not among them.
    """
    shelves: dict[Key, Shelf] = {}
    pool = {variant: [replace(one) for one in batches] for variant, batches in away.items()}
    found: list[list[Change]] = [[] for _change in changes]
    places = range(len(changes))
    for place in sorted(places, key=lambda one: changes[one].on_hand > 0) if taking is Taking.MOVE else places:
        change = changes[place]
        if change.key not in shelves:
            here = {one.batch_id: replace(one) for one in holdings.get(change.key, ())}
            shelves[change.key] = Shelf(levels[change.key], here)
        shelf = shelves[change.key]
        parts = _divided(change, shelf, pool.get(change.variant_id, []), taking, day)
        if taking is Taking.MOVE and change.on_hand < 0:
            left = [Holding(part.batch_id, -part.on_hand) for part in parts if part.batch_id and part.on_hand < 0]
            pool.setdefault(change.variant_id, []).extend(left)
        found[place] = parts
    return found


def _divided(change: Change, shelf: Shelf, away: list[Holding], taking: Taking, day: Day) -> list[Change]:
    if change.on_hand > 0 > change.quality:
        back = Change(*change.key, quality=change.quality, batch_id=change.batch_id)
        coming = replace(change, quality=0)
        return [part for one in (back, coming) for part in _divided(one, shelf, away, taking, day)]
    if change.on_hand > 0:
        parts = [part for one in _named(change, away) for part in _arriving(one, shelf)]
    else:
        parts = _leaving(change, shelf, taking, day)
    for part in parts:
        shelf.level = _after(shelf.level, part)
    return parts


def _named(change: Change, away: list[Holding]) -> list[Change]:
    """What comes in, of the batches that are away as far as they go, soonest expiry first."""
    if change.batch_id is not None or not away:
        return [change]
    left, shares = change.on_hand, []
    for one in sorted(away, key=lambda one: one.order):
        if units := min(left, one.units):
            one.units, left = one.units - units, left - units
            shares.append((one.batch_id, units))
    if not shares:
        return [change]
    counted = [units for _batch, units in shares] + ([left] if left else [])
    values = [None] * len(counted) if change.value is None else split(change.value, counted)
    named = [
        Change(*change.key, units, unit_cost=change.unit_cost, batch_id=batch, value=value)
        for (batch, units), value in zip(shares, values, strict=False)
    ]
    rest = [replace(change, on_hand=left, value=values[-1])] if left else []
    first, *others = named
    return [_with_the_rest(first, change) if not rest else first, *others, *rest]


def _with_the_rest(first: Change, change: Change) -> Change:
    """The same, with everything of the change but its units."""
    names = ("committed", "incoming", "damaged", "quality", "safety")
    return replace(first, **{name: getattr(change, name) for name in names})


def whole(parts: Sequence[Change]) -> Change:
    """The sum of the changes of one level."""
    if len(parts) == 1:
        return parts[0]
    names = ("on_hand", "committed", "incoming", "damaged", "quality", "safety")
    sums = {name: sum(getattr(part, name) for part in parts) for name in names}
    values = [part.value for part in parts if part.value is not None]
    return replace(parts[0], **sums, batch_id=None, value=sum(values) if values else None)


def _after(level: Level, change: Change) -> Level:
    return replace(
        level,
        on_hand=level.on_hand + change.on_hand,
        committed=level.committed + change.committed,
        damaged=level.damaged + change.damaged,
        quality=level.quality + change.quality,
        safety=level.safety + change.safety,
    )


def _arriving(change: Change, shelf: Shelf) -> list[Change]:
    """Goods that come in are of the batch that is named; those that fill a gap below zero are gone already, and of none."""
    if change.batch_id is None:
        return [change]
    there = max(min(change.on_hand, shelf.level.on_hand + change.on_hand), 0)
    one = shelf.batches.setdefault(change.batch_id, Holding(change.batch_id, 0))
    aside = min(max(change.quality, 0), there)
    one.units, one.aside = one.units + there, one.aside + aside
    gap = change.on_hand - there
    if not gap:
        more = change.quality - aside
        return [change] if not more else [replace(change, quality=aside), Change(*change.key, quality=more)]
    worth = None if change.value is None else divide_half_up(change.value * there, change.on_hand)
    without = replace(change, on_hand=gap, quality=change.quality - aside, batch_id=None, value=0 if worth else worth)
    if not there:
        return [replace(without, value=change.value)]
    named = Change(*change.key, there, quality=aside, unit_cost=change.unit_cost, batch_id=one.batch_id, value=worth)
    return [without, named]


def _leaving(change: Change, shelf: Shelf, taking: Taking, day: Day) -> list[Change]:
    """Goods that leave or change their state: out of the batch that is named, else in the order of `taking`."""
    if not shelf.batches and change.batch_id is None:
        return [change]
    if change.on_hand == 0 and change.batch_id is not None:
        return [_restated(change, shelf)]
    shares = _shares(change, shelf, taking, day)
    quality = min(change.quality, -sum(share.aside for share in shares)) if change.quality <= 0 else change.quality
    before = shelf.level
    damaged, quality, safety = fitted(replace(change, quality=quality), before)
    back = _back_on_sale(shelf, shelf.aside - (before.quality + quality))
    return _parts(replace(change, damaged=damaged, quality=quality, safety=safety), back, shares)


def _restated(change: Change, shelf: Shelf) -> Change:
    """Units of a batch are set aside or put back."""
    one = shelf.batches.get(change.batch_id) if change.batch_id else None
    left = 0 if one is None else one.free if change.quality > 0 else one.aside
    if one is None or abs(change.quality) > left:
        raise LacksUnits(change.key, left, change.batch_id)
    one.aside += change.quality
    return change


def _shares(change: Change, shelf: Shelf, taking: Taking, day: Day) -> list[_Share]:
    left = -change.on_hand
    found: dict[UUID | None, _Share] = {}
    if change.batch_id is not None:
        one = shelf.batches.get(change.batch_id)
        if one is None or one.units < left:
            raise LacksUnits(change.key, one.units if one else 0, change.batch_id)
        first = taking is Taking.EXPIRED or change.quality < 0
        portions: Iterable[tuple[Holding | None, bool]] = ((one, first), (one, not first))
    else:
        portions = _order(list(shelf.batches.values()), taking, day)
    rest = shelf.rest
    for holding, is_aside in portions:
        units = min(left, rest if holding is None else holding.aside if is_aside else holding.free)
        if units <= 0:
            continue
        batch_id = None if holding is None else holding.batch_id
        share = found.setdefault(batch_id, _Share(batch_id, 0))
        share.units += units
        left -= units
        if holding is None:
            rest -= units
        else:
            share.aside += units * is_aside
            holding.units -= units
            holding.aside -= units * is_aside
    if left and change.batch_id is None:
        if taking is Taking.SELL and any(one.units for one in shelf.batches.values()):
            raise LacksUnits(change.key, -change.on_hand - left)
        found.setdefault(None, _Share(None, 0)).units += left
    return list(found.values())


def _order(batches: list[Holding], taking: Taking, day: Day) -> Iterator[tuple[Holding | None, bool]]:
    """From where units leave, one portion after the other: a batch, and whether of its units that are aside."""
    fefo = sorted(batches, key=lambda one: one.order)
    if taking is Taking.SELL:
        yield from ((one, False) for one in fefo if not day.is_short(one))
        yield None, False
        yield from ((one, False) for one in reversed(fefo) if day.is_short(one) and not day.is_expired(one))
        return
    if taking is Taking.EXPIRED:
        expired = [one for one in fefo if day.is_expired(one)]
        yield from ((one, True) for one in expired)
        yield from ((one, False) for one in expired)
    if taking is Taking.TAKE_BACK:
        yield None, False
    if taking is Taking.MOVE:
        yield from ((one, False) for one in fefo if not day.is_expired(one))
        yield None, False
    yield from ((one, False) for one in fefo)
    yield None, False
    yield from ((one, True) for one in fefo)


def _back_on_sale(shelf: Shelf, units: int) -> list[Change]:
    """Units of batches that are no longer aside, since fewer are held for quality: what keeps longest goes first."""
    found = []
    key = shelf.level.variant_id, shelf.level.location_id
    for one in sorted(shelf.batches.values(), key=lambda one: one.order, reverse=True):
        if units > 0 and (share := min(one.aside, units)):
            one.aside -= share
            units -= share
            found.append(Change(*key, quality=-share, batch_id=one.batch_id))
    return found


def _parts(change: Change, back: list[Change], shares: list[_Share]) -> list[Change]:
    """First what is put back, then what changes its state without leaving, then what leaves, of no batch last.

    So no step leaves less on hand than is set aside.
    """
    total = -change.on_hand
    named = [share for share in shares if share.batch_id is not None]
    rest = sum(share.units for share in shares if share.batch_id is None)
    quality = change.quality + sum(share.aside for share in named) - sum(part.quality for part in back)
    plain = replace(change, on_hand=-rest, quality=quality, batch_id=None, value=None)
    goes_along = change.committed == change.on_hand
    parts = list(back)
    if named and (change.damaged or quality or change.safety):
        parts.append(replace(plain, on_hand=0, committed=0, incoming=0))
        plain = replace(plain, damaged=0, quality=0, safety=0)
    for number, share in enumerate(named):
        leaves = Change(*change.key, -share.units, quality=-share.aside, batch_id=share.batch_id)
        if goes_along:
            leaves = replace(leaves, committed=-share.units)
        elif number == 0:
            leaves = replace(leaves, committed=change.committed, incoming=change.incoming)
        parts.append(replace(leaves, value=_worth(change, share.units, total)))
    if named:
        plain = replace(plain, committed=-rest if goes_along else 0, incoming=0)
    if rest or not named:
        parts.append(replace(plain, value=_worth(change, rest, total) if rest else change.value))
    return [part for part in parts if _moves(part)] or [change]


def _worth(change: Change, units: int, total: int) -> int | None:
    return None if change.value is None or not total else divide_half_up(change.value * units, total)


def _moves(part: Change) -> bool:
    return any((part.on_hand, part.committed, part.incoming, part.damaged, part.quality, part.safety))
