"""Everything that others may ask of counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, F, FloatField, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Cast, Coalesce

from dramac.commerce.counts.models import StockCount, StockCountLine
from dramac.commerce.inventory import queries as inventory
from dramac.tenancy.models import Site
from dramac.tenancy.rows import SiteQuerySet


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a count is: its lines, those with a number, those that differ, and units missing and too many."""

    lines: int
    counted: int
    differing: int
    missing: int
    surplus: int

    @property
    def left(self) -> int:
        """Lines that nobody has counted yet."""
        return self.lines - self.counted


def counts(site: Site) -> SiteQuerySet[StockCount]:
    """The counts of a site, each with `lines` and those `done`. No statement yet."""
    own = StockCountLine.objects.of(site).filter(count_id=OuterRef("pk")).order_by().values("count_id")

    def counted(what: str) -> Coalesce:
        number = own.annotate(number=Count(what)).values("number")
        return Coalesce(Subquery(number, output_field=IntegerField()), 0)

    found: SiteQuerySet[StockCount] = (
        StockCount.objects.of(site).select_related("location").annotate(lines=counted("pk"), done=counted("counted"))
    )
    return found


def count(site: Site, count_id: UUID) -> StockCount | None:
    """A count with its location. One statement."""
    return StockCount.objects.of(site).select_related("location").filter(pk=count_id).first()


def lines(site: Site, count: StockCount) -> QuerySet[StockCountLine]:
    """The lines of a count with their variants, each with `on_hand` now, its `variance` in units and `worth`: what that is
    in minor units, at what a unit is worth by moving average, else costs by the catalogue. No statement yet."""
    return every_line(site).filter(count=count)


def every_line(site: Site) -> QuerySet[StockCountLine]:
    """The lines of all counts, as `lines` gives those of one. No statement yet."""
    at = {"variant_id": OuterRef("variant_id"), "location_id": OuterRef("count__location_id")}
    level = inventory.stock_levels(site).filter(**at)
    unit = Case(
        When(on_hand__gt=0, then=Cast(F("level_value"), FloatField()) / Cast(F("on_hand"), FloatField())),
        default=Cast(Coalesce(F("variant__cost"), 0), FloatField()),
        output_field=FloatField(),
    )
    found: QuerySet[StockCountLine] = (
        StockCountLine.objects.of(site)
        .select_related("variant__product", "count", "site")
        .annotate(
            on_hand=Coalesce(Subquery(level.values("on_hand")[:1], output_field=IntegerField()), 0),
            level_value=Coalesce(Subquery(level.values("value")[:1], output_field=IntegerField()), 0),
            variance=Coalesce(F("posted"), F("counted") - F("expected"), output_field=IntegerField()),
        )
        .annotate(unit=unit)
    )
    return found


def progress(site: Site, count: StockCount) -> Progress:
    """How far a count is. One statement."""
    rows: Any = StockCountLine.objects.of(site).filter(count=count).annotate(variance=F("counted") - F("expected"))
    found = rows.aggregate(
        lines=Count("pk"),
        counted=Count("counted"),
        differing=Count("pk", filter=~Q(variance=0) & Q(variance__isnull=False)),
        missing=Coalesce(Sum("variance", filter=Q(variance__lt=0)), 0),
        surplus=Coalesce(Sum("variance", filter=Q(variance__gt=0)), 0),
    )
    return Progress(**found)
