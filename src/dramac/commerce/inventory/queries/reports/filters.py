"""Which goods, which place and which time a report is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.catalog.queries import IndexFilters, Variant
from dramac.tenancy.models import Site

MOST_DAYS = 3660


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """Goods of a category and what lies below it, of a vendor, with a tag, found by words; at a location. All narrow."""

    location_id: UUID | None = None
    category_id: UUID | None = None
    vendor: str = ""
    tag: str = ""
    text: str = ""

    @property
    def is_about_goods(self) -> bool:
        """Whether it leaves some goods out."""
        return bool(self.category_id or self.vendor or self.tag or self.text)


@dataclass(frozen=True, slots=True)
class Window:
    """A time from a moment on and before another (half-open), and the days that it is, in the site's time zone."""

    since: datetime
    until: datetime
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Goods:
    """A piece of SQL that narrows movements, levels or snapshots to the goods and the place of a filter, with its values."""

    sql: str = ""
    values: tuple[Any, ...] = ()


EVERYTHING = Goods()


def goods(site: Site, wanted: ReportFilter, *, place: bool = True) -> Goods:
    """The condition on rows called `m`. No statement of its own."""
    text: str = ""
    values: tuple[Any, ...] = ()
    if wanted.is_about_goods:
        try:
            inner, values = variants_of(site, wanted).order_by().values("pk").query.sql_with_params()
        except EmptyResultSet:
            return Goods(" AND 1 = 0")
        text = f" AND m.variant_id IN ({inner})"
    if place and wanted.location_id:
        text, values = f"{text} AND m.location_id = %s", (*values, wanted.location_id)
    return Goods(text, values)


def variants_of(site: Site, wanted: ReportFilter) -> Any:
    """The variants that the filter means, archived ones too: what they hold is worth something all the same."""
    rows = Variant.objects.of(site)
    if wanted.category_id or wanted.vendor or wanted.tag:
        chosen = IndexFilters(
            category_id=wanted.category_id,
            vendors=(wanted.vendor,) if wanted.vendor else (),
            tags=(wanted.tag,) if wanted.tag else (),
        )
        rows = rows.filter(product_id__in=catalog.products_for_index(site, chosen).values("pk"))
    return catalog.variants_called(site, rows, wanted.text) if wanted.text else rows


def today(site: Site, now: datetime) -> date:
    """The day that it is in the site's time zone."""
    return now.astimezone(site.zone).date()


def end_of(site: Site, day: date) -> datetime:
    """The first moment after a day of the site."""
    return _midnight(site, day + timedelta(days=1))


def window(site: Site, first: date, last: date) -> Window:
    """The days from the first to the last, both included and at most ten years; turned round where the last comes first."""
    first, last = min(first, last), max(first, last)
    first = max(first, last - timedelta(days=MOST_DAYS - 1))
    return Window(_midnight(site, first), end_of(site, last), first, last)


def last_days(site: Site, now: datetime, days: int) -> Window:
    """So many days that end today."""
    last = today(site, now)
    return window(site, last - timedelta(days=days - 1), last)


def _midnight(site: Site, day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=site.zone).astimezone(UTC)
