"""Whether the ledger and the levels agree: asked by `dramac doctor` and by tests."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from dramac.kit import sql
from dramac.kit.statements import key_out
from dramac.tenancy.models import Site

COLUMNS = {
    "on_hand": "quantity",
    "committed": "committed_change",
    "incoming": "incoming_change",
    "damaged": "damaged_change",
    "quality": "quality_change",
    "safety": "safety_change",
    "value": "value_change",
}
"""What a level has, and of which column of its movements it is the sum."""

_DISAGREEING = f"""
SELECT k.variant_id, k.location_id, {", ".join(f"COALESCE(l.{name}, 0), COALESCE(m.{name}, 0)" for name in COLUMNS)}
FROM (
  SELECT variant_id, location_id FROM mod_ecommod01_stock_levels WHERE site_id = %s
  UNION SELECT variant_id, location_id FROM mod_ecommod01_inventory_movements WHERE site_id = %s
) k
LEFT JOIN mod_ecommod01_stock_levels l
  ON l.site_id = %s AND l.variant_id = k.variant_id AND l.location_id = k.location_id
LEFT JOIN (
  SELECT variant_id, location_id, {", ".join(f"SUM({change}) AS {name}" for name, change in COLUMNS.items())}
  FROM mod_ecommod01_inventory_movements WHERE site_id = %s GROUP BY variant_id, location_id
) m ON m.variant_id = k.variant_id AND m.location_id = k.location_id
WHERE {" OR ".join(f"COALESCE(l.{name}, 0) <> COALESCE(m.{name}, 0)" for name in COLUMNS)}
"""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A level that is not the sum of its movements: units, and value in minor units."""

    variant_id: UUID
    location_id: UUID
    on_hand: int
    on_hand_moved: int
    committed: int
    committed_moved: int
    incoming: int
    incoming_moved: int
    damaged: int
    damaged_moved: int
    quality: int
    quality_moved: int
    safety: int
    safety_moved: int
    value: int
    value_moved: int


def check_ledger(site: Site) -> list[Disagreement]:
    """Levels that differ from the sums of their movements; none in a healthy shop. One statement over the whole ledger."""
    return [
        Disagreement(key_out(row[0]), key_out(row[1]), *(int(units) for units in row[2:]))
        for row in sql.rows(_DISAGREEING, [site.pk] * 4)
    ]


_UNTRUE = """
SELECT k.batch_id, k.location_id, COALESCE(h.units, 0), COALESCE(m.units, 0), COALESCE(h.aside, 0), COALESCE(m.aside, 0)
FROM (
  SELECT batch_id, location_id FROM mod_ecommod01_batch_levels WHERE site_id = %s
  UNION
  SELECT batch_id, location_id FROM mod_ecommod01_inventory_movements WHERE site_id = %s AND batch_id IS NOT NULL
) k
LEFT JOIN mod_ecommod01_batch_levels h ON h.site_id = %s AND h.batch_id = k.batch_id AND h.location_id = k.location_id
LEFT JOIN (
  SELECT batch_id, location_id, SUM(quantity) AS units, SUM(quality_change) AS aside
  FROM mod_ecommod01_inventory_movements WHERE site_id = %s AND batch_id IS NOT NULL GROUP BY batch_id, location_id
) m ON m.batch_id = k.batch_id AND m.location_id = k.location_id
WHERE COALESCE(h.units, 0) <> COALESCE(m.units, 0) OR COALESCE(h.aside, 0) <> COALESCE(m.aside, 0)
"""
_OVERFULL = """
SELECT l.variant_id, l.location_id, l.in_batches, COALESCE(SUM(h.units), 0), l.quality, COALESCE(SUM(h.aside), 0)
FROM mod_ecommod01_stock_levels l
LEFT JOIN mod_ecommod01_batch_levels h
  ON h.site_id = l.site_id AND h.variant_id = l.variant_id AND h.location_id = l.location_id
WHERE l.site_id = %s
GROUP BY l.variant_id, l.location_id, l.in_batches, l.quality, l.on_hand
HAVING l.in_batches <> COALESCE(SUM(h.units), 0) OR COALESCE(SUM(h.aside), 0) > l.quality
  OR COALESCE(SUM(h.units), 0) > CASE WHEN l.on_hand > 0 THEN l.on_hand ELSE 0 END
"""


@dataclass(frozen=True, slots=True)
class UntrueBatch:
    """What a location has of a batch is not the sum of its movements, or the batches of a level are not what it says.

    `key` is the batch, else the variant; units as kept and as summed, on hand and held for quality.
    """

    key: UUID
    location_id: UUID
    units: int
    units_summed: int
    aside: int
    aside_summed: int


def check_batches(site: Site) -> list[UntrueBatch]:
    """Batches that differ from the sums of their movements, and levels that have more of them than is on hand. Two statements."""
    found = sql.rows(_UNTRUE, [site.pk] * 4) + sql.rows(_OVERFULL, [site.pk])
    return [UntrueBatch(key_out(row[0]), key_out(row[1]), *(int(units) for units in row[2:])) for row in found]
