"""Stock in a handful of figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dramac.commerce.inventory.queries.reports.asof import levels_at
from dramac.commerce.inventory.queries.reports.filters import ReportFilter
from dramac.kit.money import Minor
from dramac.tenancy.models import Site


@dataclass(frozen=True, slots=True)
class InventoryReport:
    """What there is now: variants with stock, units by state, and the value of what is on hand by moving average."""

    moment: datetime
    variants: int
    on_hand: int
    committed: int
    unavailable: int
    available: int
    incoming: int
    value: Minor


def get_inventory_report(site: Site, now: datetime, wanted: ReportFilter | None = None) -> InventoryReport:
    """Stock in a handful of figures, of the goods and the place of a filter. Two statements."""
    levels = levels_at(site, now, now, wanted)
    stands = levels.values()
    return InventoryReport(
        moment=now,
        variants=len({variant for (variant, _place), stand in levels.items() if stand.on_hand}),
        on_hand=sum(one.on_hand for one in stands),
        committed=sum(one.committed for one in stands),
        unavailable=sum(one.unavailable for one in stands),
        available=sum(one.available for one in stands),
        incoming=sum(one.incoming for one in stands),
        value=sum(one.value for one in stands),
    )
