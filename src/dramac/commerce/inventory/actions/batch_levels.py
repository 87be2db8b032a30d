"""What levels have of batches: written beside the movements that name them, read under the lock of the level."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from dramac.commerce.inventory.rules import Change, Level
from dramac.commerce.inventory.rules.batches import Holding, Key
from dramac.kit import sql
from dramac.kit.ids import new_id
from dramac.kit.statements import day_out, key_out
from dramac.tenancy.models import Site

_HOLDINGS = """
SELECT h.variant_id, h.location_id, h.batch_id, h.units, h.aside, b.ends_on
FROM mod_ecommod01_batch_levels h
JOIN mod_ecommod01_stock_batches b ON b.site_id = h.site_id AND b.id = h.batch_id
WHERE h.site_id = %s AND h.units > 0 AND h.variant_id IN (:keys)
"""
_OPEN = """
INSERT INTO mod_ecommod01_batch_levels (site_id, id, batch_id, variant_id, location_id, units, aside)
VALUES :rows ON CONFLICT (site_id, batch_id, location_id) DO NOTHING
"""
_MOVE = """
UPDATE mod_ecommod01_batch_levels AS h SET units = h.units + u.column3, aside = h.aside + u.column4
FROM (VALUES :rows) AS u WHERE h.site_id = %s AND h.batch_id = u.column1 AND h.location_id = u.column2
"""
_SPOILS = """
UPDATE mod_ecommod01_stock_levels AS l SET spoils_on = (
  SELECT MIN(b.ends_on) FROM mod_ecommod01_batch_levels h
  JOIN mod_ecommod01_stock_batches b ON b.site_id = h.site_id AND b.id = h.batch_id
  WHERE h.site_id = l.site_id AND h.variant_id = l.variant_id AND h.location_id = l.location_id AND h.units > h.aside)
WHERE l.site_id = %s AND l.variant_id IN (:keys)
"""


def holdings(site: Site, levels: Iterable[Level]) -> dict[Key, list[Holding]]:
    """What locked levels have of batches. One statement, none where they have none."""
    variants = sorted({level.variant_id for level in levels if level.in_batches})
    found: dict[Key, list[Holding]] = {}
    for part in sql.portions(sql.keys(variants)):
        for variant, place, batch, units, aside, expires_on in sql.rows(_HOLDINGS, [site.pk], part):
            one = Holding(key_out(batch), units, aside, day_out(expires_on))
            found.setdefault((key_out(variant), key_out(place)), []).append(one)
    return found


def move(site: Site, changes: Collection[Change]) -> None:
    """Add what changes of single batches come to, to what their levels have of them. Up to three statements."""
    moved: dict[Key, tuple[UUID, int, int]] = {}
    for change in changes:
        assert change.batch_id is not None
        key = change.batch_id, change.location_id
        _variant, units, aside = moved.get(key, (change.variant_id, 0, 0))
        moved[key] = change.variant_id, units + change.on_hand, aside + change.quality
    ordered = sorted(moved.items())
    came: list[sql.Row] = [
        (site.pk, new_id(), batch, variant, place, 0, 0)
        for (batch, place), (variant, units, _aside) in ordered
        if units > 0
    ]
    for part in sql.portions(came):
        sql.execute(_OPEN, many=part)
    rows: list[sql.Row] = [(*key, units, aside) for key, (_variant, units, aside) in ordered]
    for part in sql.portions(rows):
        if sql.execute(_MOVE, many=part, after=[site.pk]) != len(part):
            raise RuntimeError("A level did not hold what was taken from its batch.")
    refresh_expiry(site, {change.variant_id for change in changes})


def refresh_expiry(site: Site, variant_ids: Iterable[UUID]) -> None:
    """Let the levels of variants know anew when the first of their goods expires. One statement; they must be locked."""
    for part in sql.portions(sql.keys(sorted(set(variant_ids)))):
        sql.execute(_SPOILS, [site.pk], part)
