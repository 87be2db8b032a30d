"""Choosing one variant of a product by its options: which is shown, and where each value leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from dramac.commerce.catalog.queries import DetailVariant, ProductDetail

FEW = 5
"""From so many units down the page says how many are left."""


@dataclass(frozen=True, slots=True)
class OptionItem:
    """One value of an option: where choosing it leads, and whether what one gets there can be bought."""

    value: str
    label: str
    available: bool
    href: str


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """An option with its values and the one that is chosen."""

    label: str
    value: str
    items: tuple[OptionItem, ...]


@dataclass(frozen=True, slots=True)
class Availability:
    """How many units of a variant can be sold (None where there is no limit), how many of them are there (None where nobody
    counts), and as what and for when the others are promised."""

    units: int | None
    here: int | None = None
    kind: str = ""
    promised_on: date | None = None

    @property
    def waits(self) -> bool:
        """Whether one unit can be had that is not there."""
        return bool(self.kind) and self.can_be_bought and self.here == 0

    @property
    def rest_waits(self) -> bool:
        """Whether a few are there and more can be had that are not."""
        here = self.here or 0
        return bool(self.kind) and 0 < here <= FEW and (self.units is None or self.units > here)

    @property
    def schema(self) -> str:
        """The same as schema.org says it."""
        if not self.can_be_bought:
            return "OutOfStock"
        return {"pre_order": "PreOrder", "back_order": "BackOrder"}[self.kind] if self.waits else "InStock"

    @property
    def can_be_bought(self) -> bool:
        """Whether one unit can be had now."""
        return self.units is None or self.units > 0

    @property
    def few_left(self) -> int | None:
        """The number left, when it is worth saying."""
        return self.units if self.units is not None and 0 < self.units <= FEW and not self.rest_waits else None


def availability(variant: DetailVariant, units: Mapping[UUID, int], today: date | None = None) -> Availability:
    """What can be sold of a variant, given the units in stock, and for when to who orders `today`."""
    left = units.get(variant.id, 0)
    here = max(left, 0) if variant.tracks_stock else None
    promised = variant.promised(today) if today else None
    return Availability(variant.can_be_sold(left), here, variant.kind.value, promised)


def chosen_variant(product: ProductDetail, asked: str, units: Mapping[UUID, int]) -> DetailVariant | None:
    """The variant asked for by its key; else the first that can be bought, else the first; None for a product without."""
    by_key = {variant.id.hex: variant for variant in product.variants}
    if found := by_key.get(asked.replace("-", "")[:32]):
        return found
    buyable = (variant for variant in product.variants if availability(variant, units).can_be_bought)
    return next(buyable, product.variants[0] if product.variants else None)


def options(
    product: ProductDetail, chosen: DetailVariant | None, units: Mapping[UUID, int], page: str
) -> list[OptionGroup]:
    """Every option of a product with, for each value, the variant nearest to what is chosen now that has it."""
    if chosen is None:
        return []
    groups = []
    for place, option in enumerate(product.options):
        items = [
            OptionItem(value, value, availability(variant, units).can_be_bought, f"{page}?variant={variant.id}")
            for value in option.values
            if (variant := _nearest(product, chosen, place, value))
        ]
        groups.append(OptionGroup(option.name, chosen.values[place], tuple(items)))
    return groups


def _nearest(product: ProductDetail, chosen: DetailVariant, place: int, value: str) -> DetailVariant | None:
    """The variant with this value that keeps most of the other choices, earlier options counting more."""
    having = [variant for variant in product.variants if variant.values[place] == value]

    def kept(variant: DetailVariant) -> tuple[bool, ...]:
        return tuple(mine == theirs for mine, theirs in zip(variant.values, chosen.values, strict=True))

    return max(having, key=kept, default=None)
