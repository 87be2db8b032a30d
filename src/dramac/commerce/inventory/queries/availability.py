"""How much can be sold, and what an order holds. Units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, IntegerField, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from dramac.commerce.inventory.models import Location, Movement, StockLevel
from dramac.commerce.inventory.queries.batches import unsold_from
from dramac.commerce.inventory.queries.free import free, units_kept, units_too_old
from dramac.commerce.inventory.rules import Level, Reference
from dramac.kit import sql
from dramac.kit.clock import utc_now
from dramac.kit.statements import key_out
from dramac.tenancy.models import Site
from dramac.tenancy.rows import SiteQuerySet

LEFT_OF_LEVEL = """(l.on_hand - l.committed - l.damaged - l.quality - l.safety - CASE WHEN l.reserved_until > %s THEN
  (SELECT COALESCE(SUM(r.quantity), 0) FROM mod_ecommod01_stock_reservations r
   WHERE r.site_id = l.site_id AND r.variant_id = l.variant_id AND r.location_id = l.location_id
     AND r.expires_at > %s AND r.holder <> %s) ELSE 0 END - CASE WHEN l.spoils_on <= %s THEN
  (SELECT COALESCE(SUM(h.units - h.aside), 0) FROM mod_ecommod01_batch_levels h
   JOIN mod_ecommod01_stock_batches b ON b.site_id = h.site_id AND b.id = h.batch_id AND b.ends_on <= %s
   WHERE h.site_id = l.site_id AND h.variant_id = l.variant_id AND h.location_id = l.location_id) ELSE 0 END)"""
"""As a part of a statement over levels `l`: units of a level that can be sold. Its values are `left_of_level`."""
_AVAILABLE = f"""
SELECT l.variant_id, SUM({LEFT_OF_LEVEL})
FROM mod_ecommod01_stock_levels l
JOIN mod_ecommod01_inventory_locations p ON p.site_id = l.site_id AND p.id = l.location_id AND p.is_active
WHERE l.site_id = %s AND l.variant_id IN (:keys) GROUP BY l.variant_id
"""
NEVER = datetime.max.replace(tzinfo=UTC)
"""When nothing is kept for anybody."""


def availability(
    site: Site, variant_ids: Iterable[UUID], *, now: datetime | None = None, besides: str = "", kept: bool = True
) -> dict[UUID, int]:
    """Units of each variant that can be sold now, over all active locations; 0 for what was never stocked.

    Less what is kept for others than the holder `besides`, unless `kept` is not to count, and less what is too old to be
    sold. Below zero where more was sold than is there. One statement.
    """
    values = left_of_level(site, now or utc_now(), besides=besides, kept=kept)
    wanted = sorted(set(variant_ids))
    found = dict.fromkeys(wanted, 0)
    for part in sql.portions(sql.keys(wanted)):
        found.update({key_out(key): int(units) for key, units in sql.rows(_AVAILABLE, [*values, site.pk], part)})
    return found


def left_of_level(site: Site, now: datetime, *, besides: str = "", kept: bool = True) -> list[object]:
    """The values of `LEFT_OF_LEVEL`, as in `availability`."""
    old = unsold_from(site, now)
    since = now if kept else NEVER
    return [since, since, besides, old, old]


def there(site: Site, variant: str) -> Any:
    """As a part of another statement: units on hand and for sale at all active locations of the variant in that column of the
    outer rows, promised or not, but not kept for somebody."""
    rows = StockLevel.objects.of(site).filter(variant_id=OuterRef(variant), location__is_active=True)
    sale = Sum(F("on_hand") - F("damaged") - F("quality") - F("safety"))
    summed = rows.order_by().values("variant_id").annotate(units=sale).values("units")
    on_hand = Coalesce(Subquery(summed), Value(0), output_field=IntegerField())
    return on_hand - units_kept(site, utc_now(), variant_id=OuterRef(variant))


def levels(site: Site, variant_ids: Iterable[UUID], *, now: datetime | None = None) -> dict[UUID, list[Level]]:
    """What each location has of each variant, the default location first, less what is kept or too old now. One statement, and
    one each where something is."""
    rows = (
        StockLevel.objects.of(site)
        .filter(variant_id__in=list(variant_ids))
        .select_related("location", "variant")
        .order_by("-location__is_default", "location__name")
    )
    read = {(row.variant_id, row.location_id): _level(row) for row in rows}
    found: dict[UUID, list[Level]] = defaultdict(list)
    for (variant, _place), level in free(site, read, now or utc_now()).items():
        found[variant].append(level)
    return dict(found)


def stock_levels(
    site: Site, variant_ids: Sequence[UUID] = (), location_id: UUID | None = None, *, available_to: int | None = None
) -> SiteQuerySet[StockLevel]:
    """Levels to be put in order and cut: of some variants, at one location, of which at most so many can be sold. Each with what
    is kept of it now as `reserved`, and what is too old to be sold as `spoiled`."""
    now = utc_now()
    level = {"variant_id": OuterRef("variant_id"), "location_id": OuterRef("location_id")}
    found = StockLevel.objects.of(site).annotate(
        reserved=units_kept(site, now, **level), spoiled=units_too_old(site, now, **level)
    )
    if variant_ids:
        found = found.filter(variant_id__in=list(variant_ids))
    if location_id is not None:
        found = found.filter(location_id=location_id)
    if available_to is not None:
        gone = F("committed") + F("damaged") + F("quality") + F("safety") + F("reserved") + F("spoiled")
        found = found.filter(on_hand__lte=gone + available_to)
    return found


def _level(row: StockLevel) -> Level:
    return Level(
        variant_id=row.variant_id,
        product_id=row.variant.product_id,
        location_id=row.location_id,
        on_hand=row.on_hand,
        committed=row.committed,
        incoming=row.incoming,
        damaged=row.damaged,
        quality=row.quality,
        safety=row.safety,
        value=row.value,
        cost=row.variant.cost,
        reserved_until=row.reserved_until,
        in_batches=row.in_batches,
        spoils_on=row.spoils_on,
        is_default=row.location.is_default,
        is_active=row.location.is_active,
        tracks_stock=row.variant.tracks_stock,
        sells_when_out=row.variant.sells_when_out,
        oversell_limit=row.variant.oversell_limit,
    )


def held(site: Site, reference: Reference) -> dict[UUID, dict[UUID, int]]:
    """Units promised to an order and not yet shipped or given back: variant → location → units. One statement."""
    return _sums(site, reference, "committed_change")


def shipped(site: Site, reference: Reference) -> dict[UUID, dict[UUID, int]]:
    """Units that left for an order and did not come back: variant → location → units. One statement."""
    return {
        variant: _away({place: -units for place, units in places.items()})
        for variant, places in _sums(site, reference, "quantity", excluding=[Movement.Type.DAMAGE]).items()
    }


def _away(left: dict[UUID, int]) -> dict[UUID, int]:
    """Units that left, by location, less those that came back to another one than they left from."""
    elsewhere = -sum(units for units in left.values() if units < 0)
    found: dict[UUID, int] = {}
    for place in sorted(left, key=lambda place: (-left[place], place)):
        back = min(max(left[place], 0), elsewhere)
        elsewhere -= back
        if left[place] > back:
            found[place] = left[place] - back
    return found


def _sums(site: Site, reference: Reference, column: str, excluding: Sequence[str] = ()) -> dict[UUID, dict[UUID, int]]:
    """The sums of what a reference moved, added up here: SQLite, asked for sums by variant, reads all movements in the order of
    their variants instead of the few of the reference."""
    rows = Movement.objects.of(site).filter(reference_type=reference.type, reference_id=reference.id).order_by()
    sums: dict[tuple[UUID, UUID], int] = defaultdict(int)
    for variant, place, units in rows.exclude(type__in=list(excluding)).values_list(
        "variant_id", "location_id", column
    ):
        sums[variant, place] += units
    found: dict[UUID, dict[UUID, int]] = defaultdict(dict)
    for (variant, place), units in sums.items():
        if units:
            found[variant][place] = units
    return dict(found)


def locations(site: Site, *, only_active: bool = False) -> list[Location]:
    """The places that hold stock, the default one first. One statement."""
    found = Location.objects.of(site).order_by("-is_default", F("is_active").desc(), "name")
    return list(found.filter(is_active=True) if only_active else found)


def closed_locations(site: Site) -> list[UUID]:
    """The keys of the places that hold stock no longer. One statement."""
    return list(Location.objects.of(site).filter(is_active=False).values_list("pk", flat=True))


def location(site: Site, location_id: UUID, *, lock: bool = False) -> Location:
    """One place of the site, locked for an edit where asked. One statement. Raises Location.DoesNotExist."""
    rows = Location.objects.of(site)
    return (rows.select_for_update() if lock else rows).get(pk=location_id)
