"""A second, slow way to write a bill: exact fractions, dictionaries and one unit at a time. Shares no code with the engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

from dramac.commerce.pricing.engine import BillRequest
from dramac.commerce.tax.rules import TaxRate


@dataclass
class SlowItem:
    """A line, or the delivery under the key None, on its way through the bill."""

    gross: int
    tax_class: str
    exempt: bool
    is_delivery: bool
    off: dict[int, int] = field(default_factory=dict)
    taxes: list[tuple[str, int]] = field(default_factory=list)
    to_pay: int = 0

    @property
    def net(self) -> int:
        return self.gross - sum(self.off.values())


@dataclass
class SlowBill:
    """What the engine's bill is compared with."""

    items: dict[str | None, SlowItem]
    total: int
    tax_total: int
    due: int


def slow_bill(order: BillRequest) -> SlowBill:
    """The same order of work as the engine, done the long way."""
    items: dict[str | None, SlowItem] = {
        line.key: SlowItem(line.unit_price * line.quantity, line.tax_class, line.tax_exempt, is_delivery=False)
        for line in order.lines
    }
    goods = list(items.values())
    if order.shipping is not None:
        charge = order.shipping
        items[None] = SlowItem(charge.amount, charge.tax_class, charge.tax_exempt, is_delivery=True)
    for number, (amount, chosen) in enumerate(_discounts(order, items, goods)):
        _take_off(number, amount, chosen)
    for item in items.values():
        _tax(item, order)
    total = sum(item.to_pay for item in items.values())
    tax_total = sum(tax for item in items.values() for _, tax in item.taxes)
    paid = min(total, sum(tender.amount for tender in order.tenders))
    return SlowBill(items, total, tax_total, total - paid)


def _discounts(
    order: BillRequest, items: dict[str | None, SlowItem], goods: list[SlowItem]
) -> list[tuple[int, list[SlowItem]]]:
    found = [(line_discount.amount, [items[line_discount.line_key]]) for line_discount in order.line_discounts]
    for order_discount in order.order_discounts:
        keys = order_discount.line_keys
        chosen = goods if keys is None else [items[line.key] for line in order.lines if line.key in keys]
        found.append((order_discount.amount, chosen))
    delivery = [items[None]] if None in items else []
    return found + [(saving.amount, delivery) for saving in order.shipping_discounts]


def _take_off(number: int, amount: int, chosen: list[SlowItem]) -> None:
    before = [item.net for item in chosen]
    amount = min(amount, sum(before))
    if not amount:
        return
    exact = [Fraction(amount) * weight / sum(before) for weight in before]
    given = [floor(share) for share in exact]
    while sum(given) < amount:
        short = [share - got if got <= share else Fraction(-1) for share, got in zip(exact, given, strict=True)]
        given[short.index(max(short))] += 1
    for item, share in zip(chosen, given, strict=True):
        item.off[number] = share


def _tax(item: SlowItem, order: BillRequest) -> None:
    terms, net = order.tax, item.net
    rates = [] if item.exempt else _rates(item, order)
    simple = [rate for rate in rates if not rate.compound]
    compound = [rate for rate in rates if rate.compound]
    if terms.prices_include_tax:
        base = Fraction(net)
        for rate in compound:
            base /= 1 + _part(rate)
        base /= 1 + sum(map(_part, simple))
        exact = [base * _part(rate) for rate in simple]
        for rate in compound:
            exact.append((base + sum(exact)) * _part(rate))
        taxes = [_nearest(share) for share in exact]
    else:
        taxes = [_nearest(net * _part(rate)) for rate in simple]
        for rate in compound:
            taxes.append(_nearest((net + sum(taxes)) * _part(rate)))
    without = net - sum(taxes) if terms.prices_include_tax else net
    if terms.exempt:
        item.to_pay = without
    else:
        item.taxes = [(rate.name, tax) for rate, tax in zip(simple + compound, taxes, strict=True)]
        item.to_pay = without + sum(taxes)


def _rates(item: SlowItem, order: BillRequest) -> list[TaxRate]:
    """One rate for each priority: a region's before its country's. (Postcodes and cities are not made up here.)"""
    place = order.tax.place
    fitting = [
        rate
        for rate in order.tax.rates
        if rate.country == place.country
        and rate.region in ("", place.region)
        and rate.tax_class == item.tax_class
        and (rate.applies_to_shipping or not item.is_delivery)
    ]
    found = []
    for priority in sorted({rate.priority for rate in fitting}):
        rivals = [rate for rate in fitting if rate.priority == priority]
        found.append(next((rate for rate in rivals if rate.region), rivals[0]))
    return found


def _part(rate: TaxRate) -> Fraction:
    return Fraction(rate.rate) / 100


def _nearest(exact: Fraction) -> int:
    return floor(exact + Fraction(1, 2))
