"""The ledger as people read it: movements, newest first, and today's numbers explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, Sum

from dramac.commerce.inventory.models import Movement, StockLevel
from dramac.commerce.inventory.rules import Reference
from dramac.tenancy.models import Site
from dramac.tenancy.rows import SiteQuerySet

MOST_AT_ONCE = 250


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Which movements: of a variant, a location, types, a time (`since` ≤ t < `until`), or one cause such as an order."""

    variant_id: UUID | None = None
    product_id: UUID | None = None
    location_id: UUID | None = None
    types: Sequence[str] = ()
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
    """The movements of a site, newest first, to be paged by an index table. No statement yet."""
    found = Movement.objects.of(site).select_related("variant__product", "location")
    return found.filter((wanted or HistoryFilter()).as_q()).order_by("-created_at", "-id")


def history(
    site: Site, wanted: HistoryFilter | None = None, *, after: Point | None = None, limit: int = 50
) -> HistoryPage:
    """A page of movements, newest first, of the same cost however deep. One statement."""
    found = movements(site, wanted)
    if after:
        older = Q(created_at=after.created_at, id__lt=after.id)
        found = found.filter(Q(created_at__lt=after.created_at) | older)
    limit = max(1, min(limit, MOST_AT_ONCE))
    rows = list(found[: limit + 1])
    last = rows[limit - 1] if len(rows) > limit else None
    return HistoryPage(rows[:limit], Point(last.created_at, last.pk) if last else None)


@dataclass(frozen=True, slots=True)
class Part:
    """Units that one kind of movement added up to."""

    type: str
    cause: str
    on_hand: int
    committed: int
    incoming: int


@dataclass(frozen=True, slots=True)
class Holder:
    """What promised units are held for, such as an order, and how many."""

    reference: Reference
    units: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a number of units is what it is: on hand is the sum of the parts, committed the sum of the holders."""

    on_hand: int
    committed: int
    available: int
    incoming: int
    parts: list[Part]
    holders: list[Holder]


def why(site: Site, variant_id: UUID, location_id: UUID | None = None) -> Explanation:
    """Today's numbers of a variant, at a location or at all, explained by what moved them. Three statements."""
    at = {"variant_id": variant_id} if location_id is None else {"variant_id": variant_id, "location_id": location_id}
    level = StockLevel.objects.of(site).filter(**at).aggregate(h=Sum("on_hand"), c=Sum("committed"), i=Sum("incoming"))
    moved = Movement.objects.of(site).filter(**at)
    parts = moved.values_list("type", "cause").annotate(
        on_hand=Sum("quantity"), promised=Sum("committed_change"), coming=Sum("incoming_change")
    )
    holders = moved.values_list("reference_type", "reference_id").annotate(units=Sum("committed_change"))
    on_hand, committed = level["h"] or 0, level["c"] or 0
    return Explanation(
        on_hand=on_hand,
        committed=committed,
        available=on_hand - committed,
        incoming=level["i"] or 0,
        parts=[Part(*row) for row in parts.order_by("type", "cause")],
        holders=[Holder(Reference(kind, key), units) for kind, key, units in holders.exclude(units=0)],
    )
