"""The one writer of stock: levels and the movements that explain them change together, in one group of statements.

Rows are locked in the order of variant and location, so that two orders for the same goods wait and never deadlock.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from dramac.commerce.inventory.models import Location
from dramac.commerce.inventory.rules import Change, Crossing, Level, Reference, crossings
from dramac.kit import sql
from dramac.kit.ids import new_id
from dramac.kit.refusal import Refused
from dramac.kit.statements import key_out
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

Key = tuple[UUID, UUID]
Levels = dict[Key, Level]

_LOCK = """
SELECT l.variant_id, l.location_id, l.on_hand, l.committed, l.incoming,
       v.product_id, v.tracks_stock, v.sells_when_out, p.is_default, p.is_active
FROM mod_ecommod01_stock_levels l
JOIN mod_ecommod01_variants v ON v.site_id = l.site_id AND v.id = l.variant_id
JOIN mod_ecommod01_inventory_locations p ON p.site_id = l.site_id AND p.id = l.location_id
WHERE l.site_id = %s AND l.variant_id IN (:keys)
ORDER BY l.variant_id, l.location_id
"""
_OPEN = """
INSERT INTO mod_ecommod01_stock_levels (site_id, id, variant_id, location_id, on_hand, committed, incoming, updated_at)
VALUES :rows ON CONFLICT (site_id, variant_id, location_id) DO NOTHING
"""
_MOVE = """
UPDATE mod_ecommod01_stock_levels AS l
SET on_hand = l.on_hand + u.column3, committed = l.committed + u.column4, incoming = l.incoming + u.column5, updated_at = %s
FROM (VALUES :rows) AS u
WHERE l.site_id = %s AND l.variant_id = u.column1 AND l.location_id = u.column2
  AND (u.column6 = 0 OR l.on_hand - l.committed >= u.column4)
"""
_MOVEMENTS = "mod_ecommod01_inventory_movements"
_MOVEMENT_COLUMNS = (
    "site_id, id, product_id, variant_id, location_id, type, cause, quantity, committed_change, incoming_change, "
    "previous_stock, new_stock, committed_after, reason, reference_type, reference_id, created_by, created_at"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What movements written together have in common: where, why, by whom, when. `type` and `cause` as in Movement."""

    site: Site
    type: str
    cause: str
    reference: Reference
    by: Actor
    now: datetime
    reason: str = ""


def lock(site: Site, variant_ids: Iterable[UUID]) -> Levels:
    """The levels of variants at all locations, locked until the transaction ends. One statement for a few thousand.

    The order of the rows is the lock order; it is the same for every caller.
    """
    statement = _LOCK + (" FOR UPDATE OF l" if sql.for_update() else "")
    found: Levels = {}
    for part in sql.portions(sql.keys(sorted(set(variant_ids)))):
        for row in sql.rows(statement, [site.pk], part):
            level = Level(
                variant_id=key_out(row[0]),
                location_id=key_out(row[1]),
                on_hand=row[2],
                committed=row[3],
                incoming=row[4],
                product_id=key_out(row[5]),
                tracks_stock=bool(row[6]),
                sells_when_out=bool(row[7]),
                is_default=bool(row[8]),
                is_active=bool(row[9]),
            )
            found[level.variant_id, level.location_id] = level
    return found


def lock_all(site: Site, wanted: Iterable[Key], now: datetime) -> Levels:
    """As `lock`, after opening the wanted levels that do not exist yet; those of foreign variants stay missing."""
    pairs = sorted(set(wanted))
    levels = lock(site, [variant for variant, _place in pairs])
    missing = [pair for pair in pairs if pair not in levels]
    if not missing:
        return levels
    opened: list[sql.Row] = [(site.pk, new_id(), variant, place, 0, 0, 0, now) for variant, place in missing]
    for part in sql.portions(opened):
        sql.execute(_OPEN, many=part)
    fresh = lock(site, [variant for variant, _place in pairs])
    new = set(missing)
    return {key: replace(level, is_new=True) if key in new else level for key, level in fresh.items()}


def write(entry: Entry, changes: Sequence[Change], levels: Levels, *, guarded: bool = False) -> list[Crossing]:
    """Apply changes to locked levels and write their movements; returns the variants that ran out or came back.

    With `guarded` a level that has less than is to be promised is left alone by the database's own condition, and
    RuntimeError is raised: the decision before it was wrong. Two statements for up to a thousand changes.
    """
    _move(entry, changes, levels, guarded)
    sql.insert(_MOVEMENTS, _MOVEMENT_COLUMNS, _movements(entry, changes, levels))
    return crossings(levels.values(), changes)


def _move(entry: Entry, changes: Sequence[Change], levels: Levels, guarded: bool) -> None:
    summed: dict[Key, list[int]] = {}
    for change in changes:
        sums = summed.setdefault((change.variant_id, change.location_id), [0, 0, 0])
        sums[0] += change.on_hand
        sums[1] += change.committed
        sums[2] += change.incoming
    moves: list[sql.Row] = [
        (*key, *sums, int(guarded and not levels[key].sells_when_out)) for key, sums in sorted(summed.items())
    ]
    for part in sql.portions(moves):
        if sql.execute(_MOVE, [entry.now], part, [entry.site.pk]) != len(part):
            raise RuntimeError("A stock level did not hold what was promised from it.")


def _movements(entry: Entry, changes: Sequence[Change], levels: Levels) -> list[sql.Row]:
    on_hand = {key: level.on_hand for key, level in levels.items()}
    committed = {key: level.committed for key, level in levels.items()}
    made: list[sql.Row] = []
    for change in changes:
        key = (change.variant_id, change.location_id)
        before = on_hand[key]
        on_hand[key] += change.on_hand
        committed[key] += change.committed
        made.append(
            (
                entry.site.pk,
                new_id(),
                levels[key].product_id,
                *key,
                entry.type,
                entry.cause,
                change.on_hand,
                change.committed,
                change.incoming,
                before,
                on_hand[key],
                committed[key],
                entry.reason,
                entry.reference.type,
                entry.reference.id,
                entry.by.label[:160],
                entry.now,
            )
        )
    return made


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


def default_location(site: Site) -> UUID:
    """Where a site keeps stock unless told otherwise; made on first use, so that every site has one."""
    found = Location.objects.of(site).filter(is_default=True).values_list("pk", flat=True).first()
    if found is None:
        name = site.name[:100] or "Stock"
        found = Location.objects.get_or_create(site=site, is_default=True, defaults={"name": name})[0].pk
    return found
