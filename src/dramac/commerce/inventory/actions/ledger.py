"""The one writer of stock: levels and the movements that explain them change together, in one group of statements.

Rows are opened before any is locked, and locked in the order of variant and location, so that two orders for the same goods
wait and never deadlock.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.actions import batch_levels
from dramac.commerce.inventory.models import Location, Movement
from dramac.commerce.inventory.rules import Booking, Change, Level, Reference, book
from dramac.kit import bulk, sql
from dramac.kit.ids import new_id
from dramac.kit.refusal import Refused
from dramac.kit.statements import amount_out, day_out, key_out, moment_out
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

Key = tuple[UUID, UUID]
Levels = dict[Key, Level]

_LOCK = """
SELECT l.variant_id, l.location_id, l.on_hand, l.committed, l.incoming, l.damaged, l.quality, l.safety, l.value,
       l.reserved_until, l.in_batches, l.spoils_on, v.product_id, v.tracks_stock, v.sells_when_out, v.cost, p.is_default,
       p.is_active, v.oversell_limit
FROM mod_ecommod01_stock_levels l
JOIN mod_ecommod01_variants v ON v.site_id = l.site_id AND v.id = l.variant_id
JOIN mod_ecommod01_inventory_locations p ON p.site_id = l.site_id AND p.id = l.location_id
WHERE l.site_id = %s AND l.variant_id IN (:keys)
ORDER BY l.variant_id, l.location_id
"""
_KNOWN = """
SELECT variant_id, location_id FROM mod_ecommod01_stock_levels WHERE site_id = %s AND variant_id IN (:keys)
"""
_OPEN = """
INSERT INTO mod_ecommod01_stock_levels (site_id, id, variant_id, location_id, on_hand, committed, incoming, updated_at)
VALUES :rows ON CONFLICT (site_id, variant_id, location_id) DO NOTHING
"""
_STAY_OPEN = """
SELECT id FROM mod_ecommod01_inventory_locations WHERE site_id = %s AND id IN (:keys) AND is_active FOR SHARE
"""
_PROMISE = """
UPDATE mod_ecommod01_stock_levels AS l
SET committed = l.committed + u.column3, updated_at = %s
FROM (VALUES :rows) AS u
WHERE l.site_id = %s AND l.variant_id = u.column1 AND l.location_id = u.column2
  AND (u.column4 = 0
    OR u.column4 = 1 AND l.on_hand - l.committed - l.damaged - l.quality - l.safety >= u.column3
    OR u.column4 = 2 AND u.column5 <= (
      SELECT SUM(m.on_hand - m.committed - m.damaged - m.quality - m.safety) FROM mod_ecommod01_stock_levels m
      JOIN mod_ecommod01_inventory_locations p ON p.site_id = m.site_id AND p.id = m.location_id AND p.is_active
      WHERE m.site_id = l.site_id AND m.variant_id = l.variant_id) + COALESCE((
      SELECT v.oversell_limit FROM mod_ecommod01_variants v WHERE v.site_id = l.site_id AND v.id = l.variant_id
        AND v.sells_when_out), 0))
"""
_MOVE = """
UPDATE mod_ecommod01_stock_levels AS l
SET on_hand = l.on_hand + u.column3, committed = l.committed + u.column4, incoming = l.incoming + u.column5,
    damaged = l.damaged + u.column6, quality = l.quality + u.column7, safety = l.safety + u.column8,
    value = l.value + u.column9, in_batches = l.in_batches + u.column10, updated_at = %s
FROM (VALUES :rows) AS u
WHERE l.site_id = %s AND l.variant_id = u.column1 AND l.location_id = u.column2
"""
_MOVEMENTS = "mod_ecommod01_inventory_movements"
_PROMISE_COLUMNS = (
    "site_id, id, product_id, variant_id, location_id, type, cause, quantity, committed_change, incoming_change, "
    "previous_stock, new_stock, committed_after, incoming_after, unavailable_after, reason, reference_type, reference_id, "
    "created_by, created_at"
)
_REST = ", damaged_change, quality_change, safety_change, unit_cost, value_change, batch_id, reason_code"
_MOVEMENT_COLUMNS = (_PROMISE_COLUMNS + _REST).split(", ")
_MOVE_KINDS = "uuid uuid bigint bigint bigint bigint bigint bigint bigint bigint"
_PROMISE_KINDS = "uuid uuid bigint bigint bigint"


@dataclass(frozen=True, slots=True)
class Entry:
    """What movements written together have in common: where, why, by whom, when. `type`, `cause`, `code` as in Movement."""

    site: Site
    type: str
    cause: str
    reference: Reference
    by: Actor
    now: datetime
    reason: str = ""
    code: str = ""


def lock(site: Site, variant_ids: Iterable[UUID]) -> Levels:
    """The levels of variants at all locations, locked until the transaction ends. One statement for a few thousand.

    The order of the rows is the lock order; it is the same for every caller.
    """
    statement = _LOCK + (" FOR UPDATE OF l" if sql.for_update() else "")
    found: Levels = {}
    for part in sql.portions(sql.keys(sorted(set(variant_ids)))):
        for row in sql.rows(statement, [site.pk], part):
            level = _level(row)
            found[level.variant_id, level.location_id] = level
    return found


def _level(row: tuple[Any, ...]) -> Level:
    return Level(
        variant_id=key_out(row[0]),
        location_id=key_out(row[1]),
        on_hand=row[2],
        committed=row[3],
        incoming=row[4],
        damaged=row[5],
        quality=row[6],
        safety=row[7],
        value=int(row[8]),
        reserved_until=moment_out(row[9]) if row[9] else None,
        in_batches=row[10],
        spoils_on=day_out(row[11]),
        product_id=key_out(row[12]),
        tracks_stock=bool(row[13]),
        sells_when_out=bool(row[14]),
        cost=amount_out(row[15]),
        is_default=bool(row[16]),
        is_active=bool(row[17]),
        oversell_limit=row[18],
    )


def lock_all(site: Site, wanted: Iterable[Key], now: datetime) -> Levels:
    """As `lock`, after opening the wanted levels that do not exist yet; those of foreign variants stay missing."""
    pairs = set(wanted)
    return lock_opened(site, pairs, open_levels(site, pairs, now))


def open_levels(site: Site, wanted: Iterable[Key], now: datetime) -> set[Key]:
    """Open the wanted levels that do not exist yet; which were opened.

    To be called before anything is locked: who opened the same level a moment ago may wait for what we hold.
    """
    pairs = set(wanted)
    known: set[Key] = set()
    for part in sql.portions(sql.keys(sorted({variant for variant, _place in pairs}))):
        known.update((key_out(row[0]), key_out(row[1])) for row in sql.rows(_KNOWN, [site.pk], part))
    missing = pairs - known
    opened: list[sql.Row] = [(site.pk, new_id(), *pair, 0, 0, 0, now) for pair in sorted(missing)]
    for part in sql.portions(opened):
        sql.execute(_OPEN, many=part)
    return missing


def lock_opened(site: Site, wanted: Iterable[Key], opened: Collection[Key]) -> Levels:
    """As `lock`, where those that were just opened know that they are new."""
    found = lock(site, [variant for variant, _place in wanted])
    return {key: replace(level, is_new=True) if key in opened else level for key, level in found.items()}


class OverCap(Exception):
    """The cap of something that sells when out was lowered while it was decided that there is enough."""


def promise(entry: Entry, changes: Sequence[Change], levels: Levels, left: Levels) -> list[Booking]:
    """Promise units of locked levels and write the movements; nothing else of the levels changes. `left` are the
    levels less what is kept of them for others. Two statements.

    A level that has less than is to be promised, and does not sell when out, is left alone by the database's own condition,
    and RuntimeError is raised: the decision before it was wrong. So is one of a variant with a cap where all its active
    locations together, its cap, and what is kept for others leave less than the whole order wants; then OverCap is raised.
    """
    made = book(changes, levels)
    summed: dict[Key, int] = {}
    for change in changes:
        summed[change.key] = summed.get(change.key, 0) + change.committed
    of_variant: dict[UUID, int] = {}
    for (variant, _place), units in summed.items():
        of_variant[variant] = of_variant.get(variant, 0) + units
    for level in left.values():
        if level.is_active and level.variant_id in of_variant:
            of_variant[level.variant_id] += level.reserved + level.spoiled
    rows: list[sql.Row] = [
        (*key, units, _condition(levels[key]), of_variant[key[0]]) for key, units in sorted(summed.items())
    ]
    try:
        _update(_PROMISE, _PROMISE_KINDS, entry, rows)
    except RuntimeError:
        if any(levels[key].sells_when_out and levels[key].can_run_out for key in summed):
            raise OverCap from None
        raise
    sql.insert(_MOVEMENTS, _PROMISE_COLUMNS, [_movement(entry, booking) for booking in made])
    return made


def _condition(level: Level) -> int:
    """What the database is to ask before units of a level are promised: nothing, the level itself, or the variant's cap."""
    if not level.sells_when_out:
        return 1
    return 2 if level.can_run_out else 0


def write(entry: Entry, made: Sequence[Booking], levels: Levels) -> None:
    """Apply booked changes to locked levels and write their movements. Two statements for up to a thousand changes, four
    more where they are of batches."""
    write_together([(entry, made)], levels)


def write_together(parts: Sequence[tuple[Entry, Sequence[Booking]]], levels: Levels) -> None:
    """As `write`, of changes that were booked one on top of the other but happened for different causes. No more statements."""
    made = [booking for _entry, bookings in parts for booking in bookings]
    last = {booking.change.key: booking for booking in made}
    of_batches: dict[Key, int] = {}
    for booking in made:
        if booking.change.batch_id:
            key = booking.change.key
            of_batches[key] = of_batches.get(key, 0) + booking.change.on_hand
    rows = [_moved(levels[key], one, of_batches.get(key, 0)) for key, one in sorted(last.items())]
    entry = parts[0][0]
    _update(_MOVE, _MOVE_KINDS, entry, rows)
    movements = [_movement(why, one) + _rest(why, one) for why, bookings in parts for one in bookings]
    bulk.insert(Movement, _MOVEMENT_COLUMNS, movements)
    if of_batches:
        batch_levels.move(entry.site, [booking.change for booking in made if booking.change.batch_id])


def _update(statement: str, kinds: str, entry: Entry, rows: Sequence[sql.Row]) -> None:
    for part in sql.portions(rows):
        if sql.change(statement, kinds, [entry.now], part, [entry.site.pk]) != len(part):
            raise RuntimeError("A stock level did not hold what was promised from it.")


def _moved(level: Level, after: Booking, of_batches: int) -> sql.Row:
    """All by which a level changes, from before the first to after the last of its changes."""
    return (
        level.variant_id,
        level.location_id,
        after.on_hand - level.on_hand,
        after.committed - level.committed,
        after.incoming - level.incoming,
        after.damaged - level.damaged,
        after.quality - level.quality,
        after.safety - level.safety,
        after.value - level.value,
        of_batches,
    )


def _movement(entry: Entry, made: Booking) -> tuple[object, ...]:
    change = made.change
    return (
        entry.site.pk,
        new_id(),
        made.product_id,
        change.variant_id,
        change.location_id,
        entry.type,
        entry.cause,
        change.on_hand,
        change.committed,
        change.incoming,
        made.on_hand_before,
        made.on_hand,
        made.committed,
        made.incoming,
        made.unavailable,
        entry.reason,
        entry.reference.type,
        entry.reference.id,
        entry.by.label[:160],
        entry.now,
    )


def _rest(entry: Entry, made: Booking) -> tuple[object, ...]:
    """What only changes of what is on hand have."""
    change = made.change
    worth = made.value_change
    return (change.damaged, change.quality, change.safety, made.unit_cost, worth, change.batch_id, entry.code)


class UnknownLocation(Refused):
    """The site has no such active location."""

    code = "unknown_location"

    def __init__(self) -> None:
        super().__init__(_("There is no such location."), field="location")


def check_locations(site: Site, location_ids: Collection[UUID]) -> None:
    """Raises UnknownLocation unless all are active locations of the site. One statement, none for none."""
    if location_ids:
        found = Location.objects.of(site).filter(pk__in=location_ids, is_active=True).count()
        if found != len(location_ids):
            raise UnknownLocation


def closed_among(places: Collection[UUID], site: Site, levels: Levels) -> set[UUID]:
    """Those of the places of locked levels that are closed; the others stay open until the transaction ends.

    Whoever closes one waits for us, or we for them. The default one is never closed. One statement where others write at the
    same time and another place than the default one is meant.
    """
    meant = [level for level in levels.values() if level.location_id in places]
    closed = {level.location_id for level in meant if not level.is_active}
    others = {level.location_id for level in meant if not level.is_default} - closed
    if others and sql.for_update():
        rows = sql.rows(_STAY_OPEN, [site.pk], sql.keys(sorted(others)))
        closed |= others - {key_out(row[0]) for row in rows}
    return closed


def default_location(site: Site) -> UUID:
    """Where a site keeps stock unless told otherwise; made on first use, so that every site has one."""
    found = Location.objects.of(site).filter(is_default=True).values_list("pk", flat=True).first()
    if found is None:
        name = site.name[:100] or "Stock"
        found = Location.objects.get_or_create(site=site, is_default=True, defaults={"name": name})[0].pk
    return found
