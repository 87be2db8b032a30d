"""What many changes will come to, as people look at it before they agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dramac.commerce.inventory import queries
from dramac.commerce.inventory.actions import sentence
from dramac.commerce.inventory.dashboard.finding import by_key, called
from dramac.commerce.inventory.rules.differences import Difference, WishFault
from dramac.tenancy.models import Site

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Row:
    """One variant at one location, before and after; `problem` says why it stays as it is."""

    name: str
    sku: str
    place: str
    difference: Difference
    problem: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """The first rows, those at fault before the others, and how many there are of each kind."""

    rows: list[Row]
    changed: int
    unchanged: int
    wrong: int
    units: int
    is_below: bool

    @property
    def more(self) -> int:
        """Rows that are not shown."""
        return self.changed + self.wrong - len(self.rows)


def outlook(site: Site, differences: Sequence[Difference]) -> Outlook:
    """The differences with the names of what they are of. Two statements."""
    wrong = [one for one in differences if one.fault]
    changed = [one for one in differences if not one.fault and (one.change or one.available != one.available_before)]
    shown = [*wrong, *changed][:SHOWN]
    return Outlook(
        rows=named(site, shown),
        changed=len(changed),
        unchanged=len(differences) - len(changed) - len(wrong),
        wrong=len(wrong),
        units=sum(one.change for one in changed),
        is_below=any(one.fault is WishFault.BELOW_COMMITTED for one in wrong),
    )


def named(site: Site, differences: Sequence[Difference]) -> list[Row]:
    """The differences with the names of what they are of. Two statements, none for none."""
    if not differences:
        return []
    variants = by_key(site, {one.wish.variant_id for one in differences})
    places: dict[Any, str] = {one.pk: one.name for one in queries.locations(site)}
    rows = []
    for one in differences:
        variant = variants.get(one.wish.variant_id)
        name, sku = (called(variant), variant.sku) if variant else (str(one.wish.variant_id), "")
        rows.append(Row(name, sku, places.get(one.wish.location_id, ""), one, sentence(one)))
    return rows
