"""The ledger as people read it: movements, newest first, page by page however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.inventory.models import Batch, Location, Movement
from dramac.commerce.inventory.rules import Reference
from dramac.tenancy.models import Site
from dramac.tenancy.rows import SiteQuerySet

MOST_AT_ONCE = 250


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Which movements: of variants, a location, types, causes, reason codes, an actor, a time (`since` ≤ t < `until`), or
    one thing that they were made for, such as an order."""

    variant_id: UUID | None = None
    product_id: UUID | None = None
    location_id: UUID | None = None
    types: Sequence[str] = ()
    causes: Sequence[str] = ()
    codes: Sequence[str] = ()
    created_by: str = ""
    since: datetime | None = None
    until: datetime | None = None
    reference: Reference | None = None

    def as_q(self) -> Q:
        """The filter as a condition on movements."""
        exact: dict[str, Any] = {
            "variant_id": self.variant_id,
            "product_id": self.product_id,
            "location_id": self.location_id,
            "type__in": list(self.types) or None,
            "cause__in": list(self.causes) or None,
            "reason_code__in": list(self.codes) or None,
            "created_by": self.created_by or None,
            "created_at__gte": self.since,
            "created_at__lt": self.until,
        }
        if self.reference:
            exact["reference_type"] = self.reference.type
            exact["reference_id"] = self.reference.id or None
        return Q(**{name: value for name, value in exact.items() if value is not None})


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the history: what comes after it is older."""

    created_at: datetime
    id: UUID


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Movements, newest first, and where the next page begins; None at the end."""

    movements: list[Movement]
    next: Point | None


def movements(site: Site, wanted: HistoryFilter | None = None) -> SiteQuerySet[Movement]:
    """The movements of a site, newest first, to be paged by an index table. No statement yet.

    What they name is asked for beside them, three statements for a page and one more with batches: joined to them, SQLite
    begins with the locations and sorts the whole ledger.
    """
    named = (
        Prefetch("variant", catalog.every_variant(site)),
        Prefetch("location", Location.objects.of(site)),
        Prefetch("batch", Batch.objects.of(site)),
    )
    found = Movement.objects.of(site).prefetch_related(*named)
    return found.filter((wanted or HistoryFilter()).as_q()).order_by("-created_at", "-id")


def history(
    site: Site, wanted: HistoryFilter | None = None, *, after: Point | None = None, limit: int = 50
) -> HistoryPage:
    """A page of movements, newest first, of the same cost however deep. Three statements."""
    found = movements(site, wanted)
    if after:
        older = Q(created_at=after.created_at, id__lt=after.id)
        found = found.filter(Q(created_at__lt=after.created_at) | older)
    limit = max(1, min(limit, MOST_AT_ONCE))
    rows = list(found[: limit + 1])
    last = rows[limit - 1] if len(rows) > limit else None
    return HistoryPage(rows[:limit], Point(last.created_at, last.pk) if last else None)
