"""Which ways of delivery a site can offer for a basket and a place, and what each costs. Values in, values out."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from uuid import UUID

import msgspec

from dramac.kit.money import Minor


class ShippingKind(StrEnum):
    """How the price of a shipping method is found."""

    FLAT = "flat"
    FREE_OVER = "free_over"
    BY_WEIGHT = "by_weight"
    PICK_UP = "pick_up"


class WeightBand(msgspec.Struct, frozen=True):
    """The price up to and including a weight in grams; no weight means however heavy."""

    up_to_g: int | None
    amount: Minor


class ShippingRate(msgspec.Struct, frozen=True):
    """A shipping method as its site set it up. Amounts are minor units of the site's currency.

    `countries` are ISO codes, `regions` are written `CC-REGION`; a place served by either will do, and both empty means
    everywhere. The bounds of order amount and weight include their own value. `free_over` is the order amount from which
    a method of that kind costs nothing; `bands` price a method by weight.
    """

    id: UUID
    name: str
    kind: ShippingKind
    amount: Minor = 0
    free_over: Minor | None = None
    bands: tuple[WeightBand, ...] = ()
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    min_subtotal: Minor | None = None
    max_subtotal: Minor | None = None
    min_weight_g: int | None = None
    max_weight_g: int | None = None
    tax_class: str = "standard"
    min_days: int | None = None
    max_days: int | None = None
    position: int = 0


class ShippingPlace(msgspec.Struct, frozen=True):
    """Where goods are to go: ISO country code and region, as far as they are known."""

    country: str
    region: str = ""


class ShippingBasket(msgspec.Struct, frozen=True):
    """What is to be delivered: `subtotal` of the goods after discounts in minor units, weight in grams."""

    place: ShippingPlace
    subtotal: Minor
    weight_g: int
    requires_shipping: bool = True


class ShippingOffer(msgspec.Struct, frozen=True):
    """A method that a basket can have, at its price in minor units before tax or with it, as the site's prices are."""

    method_id: UUID
    name: str
    amount: Minor
    kind: ShippingKind
    tax_class: str
    min_days: int | None
    max_days: int | None

    @property
    def is_pick_up(self) -> bool:
        """Whether the shopper fetches the goods, so that no address is needed."""
        return self.kind is ShippingKind.PICK_UP


def offers(methods: Iterable[ShippingRate], basket: ShippingBasket) -> list[ShippingOffer]:
    """The methods that serve a basket, the cheapest first and those alike in the site's own order.

    A basket of digital goods needs none and gets none. Goods heavier than the last weight band are not offered that
    method.
    """
    if not basket.requires_shipping:
        return []
    found: list[tuple[Minor, int, ShippingRate]] = []
    for method in methods:
        if _serves(method, basket) and _within(method.min_subtotal, basket.subtotal, method.max_subtotal):
            price = _price(method, basket)
            if price is not None:
                found.append((price, method.position, method))
    found.sort(key=lambda offer: offer[:2])
    return [
        ShippingOffer(method.id, method.name, price, method.kind, method.tax_class, method.min_days, method.max_days)
        for price, _, method in found
    ]


def progress_to_free(methods: Iterable[ShippingRate], basket: ShippingBasket) -> Minor | None:
    """How much more must be bought for free delivery, in minor units; 0 once it is reached.

    None when there is nothing to strive for: no method becomes free by the order's amount, or one always is. Fetching
    the goods oneself is not delivery.
    """
    if not basket.requires_shipping:
        return None
    thresholds = [
        threshold
        for method in methods
        if _serves(method, basket)
        and (threshold := _free_from(method, basket)) is not None
        and _within(None, max(threshold, basket.subtotal), method.max_subtotal)
    ]
    lowest = min(thresholds, default=0)
    return max(lowest - basket.subtotal, 0) if lowest else None


def _serves(method: ShippingRate, basket: ShippingBasket) -> bool:
    return _reaches(method, basket.place) and _within(method.min_weight_g, basket.weight_g, method.max_weight_g)


def _reaches(method: ShippingRate, place: ShippingPlace) -> bool:
    if not method.countries and not method.regions:
        return True
    return place.country in method.countries or f"{place.country}-{place.region}" in method.regions


def _within(least: int | None, value: int, most: int | None) -> bool:
    return (least is None or least <= value) and (most is None or value <= most)


def _price(method: ShippingRate, basket: ShippingBasket) -> Minor | None:
    if method.kind is ShippingKind.BY_WEIGHT:
        return _price_by_weight(method.bands, basket.weight_g)
    if method.kind is ShippingKind.FREE_OVER and method.free_over is not None and basket.subtotal >= method.free_over:
        return 0
    return method.amount


def _price_by_weight(bands: Iterable[WeightBand], weight_g: int) -> Minor | None:
    fitting = [
        (band.up_to_g is None, band.up_to_g or 0, band.amount)
        for band in bands
        if band.up_to_g is None or weight_g <= band.up_to_g
    ]
    return min(fitting)[2] if fitting else None


def _free_from(method: ShippingRate, basket: ShippingBasket) -> Minor | None:
    """The order amount from which a method delivers for nothing, or None when it never does."""
    if method.kind is ShippingKind.PICK_UP:
        return None
    least = method.min_subtotal or 0
    if method.kind is ShippingKind.FREE_OVER and method.amount:
        return None if method.free_over is None else max(method.free_over, least)
    return least if _price(method, basket) == 0 else None
