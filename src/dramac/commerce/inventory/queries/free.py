"""What is left of levels for others: less what is kept for somebody, and what is too old to be sold. Units, by the clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, IntegerField, Subquery, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from dramac.commerce.inventory.models import BatchLevel
from dramac.commerce.inventory.models_reservations import StockReservation
from dramac.commerce.inventory.queries.batches import unsold_from
from dramac.commerce.inventory.queries.reserved import reserved
from dramac.commerce.inventory.rules import Level
from dramac.commerce.inventory.rules.reserving import left_for_others, may_be_reserved
from dramac.kit import sql
from dramac.kit.statements import key_out
from dramac.tenancy.models import Site

Key = tuple[UUID, UUID]
_SPOILED = """
SELECT h.variant_id, h.location_id, SUM(h.units - h.aside)
FROM mod_ecommod01_batch_levels h
JOIN mod_ecommod01_stock_batches b ON b.site_id = h.site_id AND b.id = h.batch_id
WHERE h.site_id = %s AND h.units > h.aside AND h.variant_id IN (:keys) AND b.ends_on <= %s
GROUP BY h.variant_id, h.location_id
"""


def free(site: Site, levels: Mapping[Key, Level], now: datetime, *, holder: str = "") -> dict[Key, Level]:
    """Levels less what is too old to be sold and what is kept of them for others than the holder.

    One statement for each, none where there is nothing of the kind. Who is to decide by it has locked the levels: only then
    nobody adds to what is kept of them before the transaction ends.
    """
    found = _less_spoiled(site, levels, now)
    asked = {level.variant_id for level in found.values() if may_be_reserved(level, now)}
    if not asked:
        return found
    kept = reserved(site, asked, now, besides=holder)
    return {key: left_for_others(level, kept) for key, level in found.items()}


def _less_spoiled(site: Site, levels: Mapping[Key, Level], now: datetime) -> dict[Key, Level]:
    until = unsold_from(site, now) if any(level.spoils_on for level in levels.values()) else date.min
    old = {level.variant_id for level in levels.values() if level.spoils_on and level.spoils_on <= until}
    found = dict(levels)
    for part in sql.portions(sql.keys(sorted(old))):
        for variant, place, units in sql.rows(_SPOILED, [site.pk], part, [until]):
            key = key_out(variant), key_out(place)
            if key in found:
                found[key] = replace(found[key], spoiled=int(units))
    return found


def units_kept(site: Site, now: datetime, **of: Any) -> Any:
    """As a part of another statement: units kept for somebody, at active locations, of the rows that `of` says."""
    return _summed(StockReservation.objects.of(site).filter(expires_at__gt=now, **of), F("quantity"))


def units_too_old(site: Site, now: datetime, **of: Any) -> Any:
    """As a part of another statement: units too old to be sold and not set aside yet, at active locations, of the rows that `of`
    says."""
    rows = BatchLevel.objects.of(site).filter(batch__ends_on__lte=unsold_from(site, now), **of)
    return _summed(rows, F("units") - F("aside"))


def _summed(rows: Any, units: Combinable) -> Any:
    there = rows.filter(location__is_active=True).order_by().values("site_id").annotate(sum=Sum(units)).values("sum")
    return Coalesce(Subquery(there, output_field=IntegerField()), 0)
