"""FIFO: which goods are still there, when they came and what they cost, from the ledger that also gives the average.

The oldest goods leave first, so what is there came in last: the newest incoming movements that cover the units on hand and
on their way between locations. Layers are of a variant across the shop. A transfer moves no layer, and what was taken back
as a mistake never came.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from dramac.commerce.inventory.queries.reports.asof import Key, Stand, stand_at
from dramac.commerce.inventory.queries.reports.filters import ReportFilter, goods
from dramac.commerce.inventory.rules.reports import Layer, covering
from dramac.kit import sql
from dramac.kit.money import Minor, divide_half_up
from dramac.kit.statements import key_out, moment_out
from dramac.tenancy.models import Site

LOOK_BACK = timedelta(days=400)
"""How far back layers are looked for at first; what is not covered by then is looked for in the whole ledger."""

# COALESCE around a time keeps SQLite from going through the index of times where that of references has few rows.
_CAME = """
SELECT m.variant_id, m.created_at, m.id, m.quantity,
       CASE WHEN m.previous_stock >= 0 THEN m.value_change ELSE COALESCE(m.unit_cost, 0) * m.quantity END AS value,
       SUM(m.quantity) OVER (PARTITION BY m.variant_id ORDER BY m.created_at DESC, m.id DESC) - m.quantity AS newer
FROM mod_ecommod01_inventory_movements m
WHERE m.site_id = %s AND m.quantity > 0 AND m.type <> 'transfer' AND m.created_at < %s AND {when} AND NOT EXISTS (
  SELECT 1 FROM mod_ecommod01_inventory_movements r
  WHERE r.site_id = m.site_id AND r.reference_type = 'reversal' AND r.reference_id = {key}
    AND COALESCE(r.created_at, r.created_at) < %s)
"""
_NEEDED = """
WITH came AS ({came}), held AS (SELECT s.variant_id, SUM(s.on_hand) AS units FROM ({stand}) s GROUP BY s.variant_id)
SELECT came.variant_id, came.created_at, came.quantity, came.value
FROM came JOIN held ON held.variant_id = came.variant_id AND came.newer < held.units
ORDER BY came.variant_id, came.newer
"""
_ALL = "SELECT came.variant_id, came.created_at, came.quantity, came.value FROM ({came}) came ORDER BY came.variant_id, came.newer"
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


def layers_at(
    site: Site, moment: datetime, now: datetime, units: Mapping[UUID, int], wanted: ReportFilter
) -> dict[UUID, list[Layer]]:
    """What is left of the layers of each variant that has so many units, newest first; without a layer it is left out.

    Two statements over the incoming movements of a year, and one for each few thousand variants whose goods are older.
    """
    held = {key: count for key, count in units.items() if count > 0}
    if not held:
        return {}
    stand = stand_at(site, moment, now, goods(site, wanted, place=False))
    came = _CAME.format(when="m.created_at >= %s", key=sql.key_text("m.id"))
    values = [site.pk, moment, moment - LOOK_BACK, moment, *stand.values]
    found = _read(sql.rows(_NEEDED.format(came=came, stand=stand.text), values))
    short = sorted(key for key, count in held.items() if sum(one.units for one in found.get(key, ())) < count)
    older = _ALL.format(came=_CAME.format(when="m.variant_id IN (:keys)", key=sql.key_text("m.id")))
    for part in sql.portions(sql.keys(short)):
        found.update(_read(sql.rows(older, [site.pk, moment], part, [moment])))
    return {key: covering(found[key], count) for key, count in held.items() if key in found}


def _read(rows: Iterable[Sequence[Any]]) -> dict[UUID, list[Layer]]:
    found: dict[UUID, list[Layer]] = defaultdict(list)
    for key, came_at, count, value in rows:
        found[key_out(key)].append(Layer(moment_out(came_at), count, int(value)))
    return dict(found)


def on_hand_of(levels: Mapping[Key, Stand]) -> dict[UUID, int]:
    """Units on hand of each variant over all locations."""
    found: dict[UUID, int] = defaultdict(int)
    for (variant, _place), stand in levels.items():
        found[variant] += stand.on_hand
    return dict(found)
