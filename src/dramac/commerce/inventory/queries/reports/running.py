"""Since when levels have been out of stock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from dramac.kit import sql
from dramac.kit.statements import key_out, moment_out
from dramac.tenancy.models import Site

Key = tuple[UUID, UUID]
OutSince = dict[Key, datetime]

_FREE = "(m.new_stock - m.committed_after - m.unavailable_after)"
_SINCE = f"""
SELECT w.column1, w.column2, MIN(m.created_at)
FROM (VALUES :rows) AS w
JOIN mod_ecommod01_inventory_movements m ON m.variant_id = w.column1 AND m.location_id = w.column2
WHERE m.site_id = %s AND {_FREE} <= 0 AND NOT EXISTS (
  SELECT 1 FROM mod_ecommod01_inventory_movements l
  WHERE l.site_id = m.site_id AND l.variant_id = m.variant_id AND l.location_id = m.location_id
    AND l.created_at >= m.created_at AND l.id > m.id AND {_FREE.replace("m.", "l.")} > 0)
GROUP BY w.column1, w.column2
"""


def out_since(site: Site, levels: Iterable[Key]) -> OutSince:
    """Since when nothing has been available of each level that is out now. One statement for a page of levels."""
    found = {}
    for part in sql.portions(sorted(set(levels))):
        for variant, place, moment in sql.rows(_SINCE, many=part, after=[site.pk]):
            found[key_out(variant), key_out(place)] = moment_out(moment)
    return found
