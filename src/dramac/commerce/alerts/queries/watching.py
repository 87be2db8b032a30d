"""What is looked at: how variants stand at locations, which alerts stand for them, and where to look next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain
from uuid import UUID

from django.db import connection

from dramac.commerce.alerts.rules import AlertLevel, Key, Scope, Standing, Watched
from dramac.kit import sql
from dramac.kit.statements import Row, fetch, key_out, moment_out
from dramac.tenancy.models import Site

AVAILABLE = """l.on_hand - l.committed - l.damaged - l.quality - l.safety - CASE WHEN l.reserved_until > %s THEN (
         SELECT COALESCE(SUM(r.quantity), 0) FROM mod_ecommod01_stock_reservations r
         WHERE r.site_id = l.site_id AND r.variant_id = l.variant_id AND r.location_id = l.location_id
           AND r.kind = 'hold' AND r.expires_at > %s) ELSE 0 END"""
"""What can be sold of a level now: less what staff keep for somebody. Checkouts do not count: they pass by themselves."""

_WATCHED = f"""
SELECT l.variant_id, l.location_id, v.product_id, {AVAILABLE},
       v.tracks_stock AND NOT v.sells_when_out AND NOT v.is_archived AND p.status = 'active' AND o.is_active,
       CASE WHEN l.on_hand <> 0 OR l.committed <> 0 THEN TRUE ELSE EXISTS (
         SELECT 1 FROM mod_ecommod01_inventory_movements m
         WHERE m.site_id = l.site_id AND m.variant_id = l.variant_id AND m.location_id = l.location_id
           AND m.quantity <> 0) END, l.updated_at
FROM mod_ecommod01_stock_levels l
JOIN mod_ecommod01_variants v ON v.site_id = l.site_id AND v.id = l.variant_id
JOIN mod_ecommod01_products p ON p.site_id = v.site_id AND p.id = v.product_id
JOIN mod_ecommod01_inventory_locations o ON o.site_id = l.site_id AND o.id = l.location_id
WHERE l.site_id = %s AND l.variant_id IN (:keys)
"""
_NEXT = f"""
SELECT variant_id, location_id FROM (
  SELECT * FROM (
    SELECT l.variant_id, l.location_id
    FROM mod_ecommod01_stock_levels l
    JOIN mod_ecommod01_variants v ON v.site_id = l.site_id AND v.id = l.variant_id
    WHERE l.site_id = %s AND {AVAILABLE} <= %s AND (l.variant_id, l.location_id) > (%s, %s)
      AND (%s OR v.product_id = %s) AND (%s OR l.variant_id = %s) AND (%s OR l.location_id = %s)
    ORDER BY l.variant_id, l.location_id LIMIT {{limit}}) few
  UNION
  SELECT * FROM (
    SELECT DISTINCT a.variant_id, a.location_id
    FROM mod_ecommod01_raised_stock_alerts a
    WHERE a.site_id = %s AND a.closed_at IS NULL AND (a.variant_id, a.location_id) > (%s, %s)
      AND (%s OR a.product_id = %s) AND (%s OR a.variant_id = %s) AND (%s OR a.location_id = %s)
    ORDER BY a.variant_id, a.location_id LIMIT {{limit}}) standing
) k ORDER BY variant_id, location_id LIMIT {{limit}}
"""
_STANDING = """
SELECT id, variant_id, location_id, level, threshold FROM mod_ecommod01_raised_stock_alerts
WHERE site_id = %s AND closed_at IS NULL AND variant_id {which}
"""
_STANDING_OF_EACH = f"""
SELECT a.* FROM UNNEST(%s::uuid[]) AS k(id) CROSS JOIN LATERAL ({_STANDING.format(which="= k.id")} OFFSET 0) a
"""
"""The same for PostgreSQL, which is made to look up each variant: while an import raises alerts by the thousand it takes the
table for as small as when it looked last, and would read all of it again and again."""

FIRST = UUID(int=0)


def watched(site: Site, keys: Sequence[Key], now: datetime) -> list[Watched]:
    """How variants stand at locations now. What was never stocked somewhere is not watched there. One statement for a thousand."""
    wanted = set(keys)
    found = []
    for part in sql.portions(sql.keys(sorted({variant for variant, _place in wanted}))):
        for row in sql.rows(_WATCHED, [now, now, site.pk], part):
            key = key_out(row[0]), key_out(row[1])
            if key in wanted:
                is_watched = bool(row[4]) and bool(row[5])
                found.append(Watched(key_out(row[2]), *key, int(row[3]), moment_out(row[6]), is_watched))
    return found


def standing(site: Site, keys: Sequence[Key]) -> dict[Key, list[Standing]]:
    """The alerts that stand for variants at locations. One statement for thousands."""
    found: dict[Key, list[Standing]] = defaultdict(list)
    for key, variant, place, level, threshold in _standing(site, sorted({variant for variant, _place in keys})):
        found[key_out(variant), key_out(place)].append(Standing(key_out(key), AlertLevel(level), threshold))
    return found


def _standing(site: Site, variant_ids: list[UUID]) -> Iterable[Row]:
    if connection.vendor == "postgresql":
        return fetch(_STANDING_OF_EACH, [variant_ids, site.pk])
    listed = sql.portions(sql.keys(variant_ids))
    return chain.from_iterable(sql.rows(_STANDING.format(which="IN (:keys)"), [site.pk], part) for part in listed)


def next_keys(site: Site, scope: Scope, at_most: int, *, now: datetime, after: Key | None, limit: int) -> list[Key]:
    """Where to look within a product, variant or location, in the order of their keys: where at most so many units can be
    sold, and where an alert stands. One statement, of the same cost however far."""
    begin = after or (FIRST, FIRST)
    within = [part for key in scope for part in (key is None, key or FIRST)]
    values = [site.pk, now, now, at_most, *begin, *within, site.pk, *begin, *within]
    return [(key_out(one), key_out(other)) for one, other in sql.rows(_NEXT.format(limit=int(limit)), values)]
