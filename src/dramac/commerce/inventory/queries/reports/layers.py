"""FIFO: which goods are still there, when they came and what they cost, from the ledger that also gives the average.

The oldest goods leave first, so what is there came in last: the newest incoming movements that cover the units on hand and
on their way between locations. Layers are of a variant across the shop. A transfer moves no layer, and what was taken back
as a mistake never came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from dramac.commerce.inventory.queries.reports.asof import Key, Stand
from dramac.commerce.inventory.queries.reports.filters import ReportFilter, goods
from dramac.commerce.inventory.rules.reports import Layer, covering
from dramac.kit import sql
from dramac.kit.money import Minor, divide_half_up
from dramac.kit.statements import batches, key_out, keys_in, moment_out
from dramac.tenancy.models import Site

LOOK_BACK = timedelta(days=400)
"""How far back the ledger is read for all goods together; what is not covered by then is read by itself."""

FEW = 2000
"""Variants whose goods are read by themselves, in one statement, rather than with all others."""

_CAME = """
SELECT m.variant_id, m.created_at, m.id, m.quantity,
       CASE WHEN m.previous_stock >= 0 THEN m.value_change ELSE COALESCE(m.unit_cost, 0) * m.quantity END
FROM mod_ecommod01_inventory_movements m
WHERE m.site_id = %s AND m.quantity > 0 AND m.type <> 'transfer' AND m.created_at < %s AND {when}
ORDER BY m.created_at DESC, m.id DESC
"""
_TAKEN_BACK = """
SELECT r.reference_id FROM mod_ecommod01_inventory_movements r
WHERE r.site_id = %s AND r.reference_type = 'reversal' AND COALESCE(r.created_at, r.created_at) < %s
"""
# COALESCE around a time keeps SQLite from going through the index of times where that of references has few rows.
_ON_THE_WAY = """
SELECT m.variant_id, SUM(m.incoming_change), -SUM(CASE WHEN m.quantity < 0 THEN m.quantity ELSE 0 END),
       -SUM(CASE WHEN m.quantity < 0 THEN m.value_change ELSE 0 END)
FROM mod_ecommod01_inventory_movements m
WHERE m.site_id = %s AND m.reference_type = 'transfer' AND COALESCE(m.created_at, m.created_at) < %s{goods}
GROUP BY m.variant_id, m.reference_id HAVING SUM(m.incoming_change) > 0
"""


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """Units on their way between locations of the shop, and what they were worth as they left."""

    units: int = 0
    value: Minor = 0


def on_the_way(site: Site, moment: datetime, wanted: ReportFilter) -> dict[UUID, OnTheWay]:
    """What is between two locations at a moment, by variant. One statement over the movements of transfers."""
    which = goods(site, wanted, place=False)
    found: dict[UUID, OnTheWay] = {}
    for key, units, left, worth in sql.rows(_ON_THE_WAY.format(goods=which.sql), [site.pk, moment, *which.values]):
        before = found.get(key_out(key), OnTheWay())
        value = divide_half_up(int(worth) * int(units), int(left)) if left else 0
        found[key_out(key)] = OnTheWay(before.units + int(units), before.value + value)
    return found


def layers_at(site: Site, moment: datetime, units: Mapping[UUID, int]) -> dict[UUID, list[Layer]]:
    """What is left of the layers of each variant that has so many units, newest first; without a layer it is left out.

    Of few goods their own movements are read. Of many, those of the shop are, newest first, until they are covered but for a
    few; it is never asked in SQL which are needed, because SQLite then compares each movement with each variant.
    """
    held = {key: count for key, count in units.items() if count > 0}
    gone = set(keys_in(UUID(row[0]) for row in sql.rows(_TAKEN_BACK, [site.pk, moment]))) if held else set()
    found: dict[UUID, list[Layer]] = defaultdict(list)
    short = dict(held)
    if len(held) > FEW:
        since = [site.pk, moment, moment - LOOK_BACK]
        with closing(sql.stream(_CAME.format(when="m.created_at >= %s"), since)) as came:
            _cover(came, short, found, gone, enough=max(len(held) // 50, FEW))
    for part in batches(sorted(short), FEW):
        for key in part:
            found.pop(key, None)
        own = {key: held[key] for key in part}
        rows = sql.rows(_CAME.format(when="m.variant_id IN (:keys)"), [site.pk, moment], sql.keys(part))
        _cover(rows, own, found, gone)
    return {key: covering(found[key], count) for key, count in held.items() if key in found}


def _cover(
    came: Iterable[Sequence[Any]],
    short: dict[UUID, int],
    found: dict[UUID, list[Layer]],
    gone: Collection[object],
    enough: int = 0,
) -> None:
    """Give what came, newest first, to the variants that are still `short` of so many units, until no more than `enough` are."""
    for key, came_at, movement, count, value in came:
        variant = key_out(key)
        missing = short.get(variant)
        if missing is None or movement in gone:
            continue
        found[variant].append(Layer(moment_out(came_at), count, int(value)))
        if missing > count:
            short[variant] = missing - count
            continue
        del short[variant]
        if len(short) <= enough:
            return


def on_hand_of(levels: Mapping[Key, Stand]) -> dict[UUID, int]:
    """Units on hand of each variant over all locations."""
    found: dict[UUID, int] = defaultdict(int)
    for (variant, _place), stand in levels.items():
        found[variant] += stand.on_hand
    return dict(found)
