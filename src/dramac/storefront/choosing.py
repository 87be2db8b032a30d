"""Choosing one variant of a product by its options: which is shown, and where each value leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
    """How many units of a variant can be sold; None where there is no limit."""

    units: int | None

    @property
    def can_be_bought(self) -> bool:
        """Whether one unit can be had now."""
        return self.units is None or self.units > 0

    @property
    def few_left(self) -> int | None:
        """The number left, when it is worth saying."""
        return self.units if self.units is not None and 0 < self.units <= FEW else None


def availability(variant: DetailVariant, units: Mapping[UUID, int]) -> Availability:
    """What can be sold of a variant, given the units in stock."""
    return Availability(variant.can_be_sold(units.get(variant.id, 0)))


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
