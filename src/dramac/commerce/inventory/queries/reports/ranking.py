"""Goods by what they bring in (ABC) and how steadily they sell (XYZ)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from dramac.commerce.inventory.queries.reports.asof import levels_at
from dramac.commerce.inventory.queries.reports.filters import ReportFilter, Window, goods
from dramac.commerce.inventory.rules.reports import classes, steadiness
from dramac.kit import sql
from dramac.kit.money import Minor
from dramac.kit.statements import key_out
from dramac.tenancy.models import Site

Sold = Mapping[UUID, Sequence[tuple[int, Minor]]]
"""Of each variant the units and the net sales in each of some equal periods."""

_VARIANTS = "SELECT m.variant_id FROM (SELECT id AS variant_id, site_id FROM mod_ecommod01_variants) m WHERE m.site_id = %s{goods}"


@dataclass(frozen=True, slots=True)
class RankedRow:
    """A variant in the ranking by net sales: its place, class, share, share with all above it, and its stock's value."""

    variant_id: UUID
    place: int
    units: int
    revenue: Minor
    share: Decimal | None
    cumulated: Decimal | None
    grade: str
    steadiness: str
    on_hand: int
    value: Minor

    @property
    def pk(self) -> UUID:
        """Its key."""
        return self.variant_id


def steadiness_spans(when: Window) -> list[tuple[datetime, datetime]]:
    """The weeks that make up a time, from its beginning; what is left over at its end is a shorter one."""
    spans, since = [], when.since
    while since < when.until:
        until = min(since + timedelta(days=7), when.until)
        spans.append((since, until))
        since = until
    return spans


def ranking(
    site: Site, sold: Sold, now: datetime, wanted: ReportFilter | None = None, *, steady: bool = True
) -> list[RankedRow]:
    """All goods that sold, ranked by net sales, with their class: worked out over all of them, and then narrowed.

    `sold` has the net sales of each week (orders know them). Weeks count for steadiness where there are at least two.
    Three statements.
    """
    revenue = {key: sum(amount for _units, amount in weeks) for key, weeks in sold.items()}
    ranked = sorted(revenue, key=lambda key: (-revenue[key], key))
    grades = classes({key: revenue[key] for key in ranked})
    total = sum(amount for amount in revenue.values() if amount > 0)
    wanted = wanted or ReportFilter()
    stock: dict[UUID, list[int]] = {}
    for (variant, _place), stand in levels_at(site, now, now, wanted).items():
        sums = stock.setdefault(variant, [0, 0])
        sums[0] += stand.on_hand
        sums[1] += stand.value
    shown, found, summed = _shown(site, wanted), [], 0
    for place, key in enumerate(ranked, start=1):
        summed += max(revenue[key], 0)
        if shown is not None and key not in shown:
            continue
        units = [count for count, _amount in sold[key]]
        class_of = steadiness(units) if steady and len(units) > 1 else ""
        shares = (_share(revenue[key], total), _share(summed, total))
        known = stock.get(key, (0, 0))
        found.append(RankedRow(key, place, sum(units), revenue[key], *shares, grades[key], class_of, *known))
    return found


def _share(part: Minor, total: Minor) -> Decimal | None:
    return (Decimal(part) / total).quantize(Decimal("0.0001")) if total else None


def _shown(site: Site, wanted: ReportFilter) -> set[UUID] | None:
    """The goods of the filter; None for all. One statement, none without a filter."""
    if not wanted.is_about_goods:
        return None
    which = goods(site, wanted, place=False)
    return {key_out(row[0]) for row in sql.rows(_VARIANTS.format(goods=which.sql), [site.pk, *which.values])}
