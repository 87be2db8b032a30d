"""Reads the Sylius feature cases that need taxes, quantities, delivery or one unconditional discount into requests.

A case with a sentence that is not known here is refused with the reason, so that nothing is compared by halves.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from dramac.commerce.pricing.engine import (
    BillLine,
    BillRequest,
    LineDiscount,
    OrderDiscount,
    ShippingCharge,
    ShippingDiscount,
    TaxTerms,
)
from dramac.commerce.tax.rules import TaxPlace, TaxRate
from dramac.kit.money import parse, percentage

COUNTRIES = {"United States": "US", "Germany": "DE"}
UNTAXED = "no class"
NOT_OURS = {
    "coupon": "needs the rules of coupons",
    "shipping category": "needs shipping categories",
    "promotion": "needs the rules of promotions",
    "classifies": "needs the rules of promotions",
}


class NotReadable(Exception):
    """The case needs something that is not ours, or not the bill's to decide."""


@dataclass
class Shop:
    """What the sentences of a case set up, and the cart they fill."""

    prices: dict[str, int] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    digital: set[str] = field(default_factory=set)
    rates: list[TaxRate] = field(default_factory=list)
    inclusive: set[bool] = field(default_factory=set)
    fees: dict[str, int] = field(default_factory=dict)
    fee_classes: dict[str, str] = field(default_factory=dict)
    cart: dict[str, int] = field(default_factory=dict)
    savings: list[Callable[[Shop], None]] = field(default_factory=list)
    line_discounts: list[LineDiscount] = field(default_factory=list)
    order_discounts: list[OrderDiscount] = field(default_factory=list)
    shipping_discounts: list[ShippingDiscount] = field(default_factory=list)
    country: str = "US"
    method: str = ""
    last_product: str = ""
    taxes_by_unit: bool = False

    def request(self) -> BillRequest:
        """The cart as it stands, with the discounts that the case's promotions come to."""
        if len(self.inclusive) > 1:
            raise NotReadable("prices with and without tax in one shop")
        if self.taxes_by_unit and max(self.cart.values(), default=0) > 1:
            raise NotReadable("tax rounded per unit, ours is per line")
        for saving in self.savings:
            saving(self)
        return BillRequest(
            "USD",
            tuple(BillLine(name, self.prices[name], units, self._class(name)) for name, units in self.cart.items()),
            TaxTerms(tuple(self.rates), TaxPlace(self.country), prices_include_tax=True in self.inclusive),
            self._delivery(),
            tuple(self.line_discounts),
            tuple(self.order_discounts),
            tuple(self.shipping_discounts),
        )

    def _class(self, product: str) -> str:
        return self.classes.get(product, UNTAXED)

    def _delivery(self) -> ShippingCharge | None:
        if not self.fees or all(name in self.digital for name in self.cart):
            return None
        chosen = self.chosen_method()
        return ShippingCharge(chosen, self.fees[chosen], self.fee_classes.get(chosen, UNTAXED))

    def chosen_method(self) -> str:
        """The method that was chosen, or the shop's first one until then."""
        return self.method or next(iter(self.fees))


def read(case: dict[str, list[str]]) -> Shop:
    """The shop and cart of a case. Raises NotReadable with the reason."""
    shop = Shop()
    for sentence in [*case["background"], *case["steps"]]:
        text = re.sub(r"^(Given|When|Then|And|But) ", "", sentence)
        if " should " in text:
            continue
        _obey(shop, text)
    return shop


def _obey(shop: Shop, text: str) -> None:
    for pattern, action in SENTENCES:
        if found := re.fullmatch(pattern, text):
            action(shop, *found.groups(default=""))
            return
    for word, reason in NOT_OURS.items():
        if word in text:
            raise NotReadable(reason)
    raise NotReadable(f"sentence not known: {text}")


def _money(text: str) -> int:
    return parse(text, "USD", "en_US").minor


def _nothing(shop: Shop, *words: str) -> None:
    """The sentence changes no amount."""


def _product(shop: Shop, name: str, price: str, digital: str = "") -> None:
    shop.prices[name] = _money(price)
    shop.last_product = name
    if digital:
        shop.digital.add(name)


def _product_class(shop: Shop, tax_class: str) -> None:
    shop.classes[shop.last_product] = tax_class


def _rate(shop: Shop, included: str, name: str, percent: str, tax_class: str, zone: str) -> None:
    shop.inclusive.add(bool(included))
    country = "US" if "US" in zone else ""
    shop.rates.append(TaxRate(name, Decimal(percent), country, tax_class=tax_class))


def _method(shop: Shop, name: str, fee: str) -> None:
    shop.fees[name] = _money(fee)


def _free_delivery(shop: Shop) -> None:
    shop.fees["Free"] = 0


def _method_class(shop: Shop, name: str, tax_class: str) -> None:
    shop.fee_classes[name] = tax_class


def _choose(shop: Shop, method: str) -> None:
    shop.method = method


def _country(shop: Shop, country: str) -> None:
    shop.country = COUNTRIES[country]


def _by_unit(shop: Shop) -> None:
    shop.taxes_by_unit = True


def _by_line(shop: Shop, rate: str) -> None:
    # Sylius's decimal calculator keeps the tax of units exact and rounds their sum, which is the line's.
    shop.taxes_by_unit = False


def _add(shop: Shop, units: str, name: str) -> None:
    shop.cart[name] = shop.cart.get(name, 0) + int(units or 1)


def _add_two(shop: Shop, first: str, second: str) -> None:
    _add(shop, "1", first)
    _add(shop, "1", second)


def _remove(shop: Shop, name: str) -> None:
    del shop.cart[name]


def _change(shop: Shop, name: str, units: str) -> None:
    shop.cart[name] = int(units)


def _off_delivery(shop: Shop, percent: str) -> None:
    def saving(shop: Shop) -> None:
        fee = shop.fees[shop.chosen_method()]
        shop.shipping_discounts.append(ShippingDiscount("promotion", percentage(fee, Decimal(percent or 100))))

    shop.savings.append(saving)


def _off_order(shop: Shop, amount: str, product: str = "") -> None:
    def saving(shop: Shop) -> None:
        if not product or product in shop.cart:
            shop.order_discounts.append(OrderDiscount("promotion", _money(amount)))

    shop.savings.append(saving)


def _off_product(shop: Shop, amount: str, product: str) -> None:
    def saving(shop: Shop) -> None:
        if product in shop.cart:
            off = _money(amount) * shop.cart[product]
            shop.line_discounts.append(LineDiscount(product, "promotion", off))

    shop.savings.append(saving)


def _percent_off_product(shop: Shop, percent: str, product: str) -> None:
    def saving(shop: Shop) -> None:
        if product in shop.cart:
            gross = shop.prices[product] * shop.cart[product]
            shop.line_discounts.append(LineDiscount(product, "promotion", percentage(gross, Decimal(percent))))

    shop.savings.append(saving)


_RATE = r'the store has( included in price)? "(.+)" tax rate of ([\d.]+)% for "(.+)" (within the "US" zone|for the rest of the world)'
_IN_CART = r"(?:I|the customer) (?:add|adds|added|have|had)"
_GIVES = r"(?:the promotion|this promotion|it) gives"
SENTENCES: list[tuple[str, Callable[..., None]]] = [
    (r'the store operates on a single channel in "United States"', _nothing),
    (r'default tax zone is "US"', _nothing),
    (r"I am a logged in customer|I addressed it|I see the summary of my cart|I complete the shipping step", _nothing),
    (r"I decide to change order shipping method", _nothing),
    (r'there is a zone "The Rest of the World" containing all other countries|the store ships to "Germany"', _nothing),
    (r'there is a promotion "[^"]+"', _nothing),
    (r'the store has a "[^"]+" configurable product', _nothing),
    (r'the store has a product "(.+)" priced at "(.+)"', _product),
    (r'this product has "(.+)" variant priced at "([^"]+)"( which does not require shipping)?', _product),
    (r'it belongs to "(.+)" tax category', _product_class),
    (_RATE, _rate),
    (r'the store has "(.+)" shipping method with "([^"]+)" fee(?: within the "US" zone)?', _method),
    (r"the store ships everywhere for Free", _free_delivery),
    (r'shipping method "(.+)" belongs to "(.+)" tax category', _method_class),
    (r'I (?:proceed with selecting|chose|change shipping method to) "(.+?)"(?: shipping method)?', _choose),
    (r'I proceed with selecting "(.+)" as billing country', _country),
    (r'the store uses the "Order item units based" tax calculation strategy', _by_unit),
    (r'the "(.+)" tax rate has decimal calculator configured', _by_line),
    (_IN_CART + r'(?: the)? ?(\d*) products? "([^"]+)"(?: to the cart| in the cart)', _add),
    (_IN_CART + r'() "([^"]+)" variant of this product (?:to|in) the cart', _add),
    (_IN_CART + r' products "([^"]+)" and "([^"]+)" to the cart', _add_two),
    (r'I removed? product "(.+)" from the cart', _remove),
    (r'I change product "(.+)" quantity to (\d+)(?: in my cart)?', _change),
    (_GIVES + r' "(\d+)%" discount on shipping to every order', _off_delivery),
    (_GIVES + r"() free shipping to every order", _off_delivery),
    (_GIVES + r' "(\$[\d.]+)" discount to every order', _off_order),
    (_GIVES + r' "(\$[\d.]+)" off if order contains a "(.+)" product', _off_order),
    (_GIVES + r' "(\$[\d.]+)" off on a "(.+)" product', _off_product),
    (_GIVES + r' "(\d+)%" off on a "(.+)" product', _percent_off_product),
]
