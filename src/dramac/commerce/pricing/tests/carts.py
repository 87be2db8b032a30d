"""Made-up orders of every kind, the same ones for the same seed."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from dramac.commerce.pricing.engine import (
    BillLine,
    BillRequest,
    LineDiscount,
    OrderDiscount,
    ShippingCharge,
    ShippingDiscount,
    TaxTerms,
    Tender,
)
from dramac.commerce.tax.rules import TaxPlace, TaxRate

CLASSES = ("standard", "reduced", "zero", "untaxed")
PLACES = (TaxPlace("GB"), TaxPlace("CA", "QC"), TaxPlace("CA", "AB"), TaxPlace("US", "NY"), TaxPlace("DE"))
RATES = (
    TaxRate("VAT", Decimal(20), "GB"),
    TaxRate("VAT", Decimal(5), "GB", tax_class="reduced"),
    TaxRate("VAT", Decimal(0), "GB", tax_class="zero"),
    TaxRate("MwSt", Decimal(19), "DE"),
    TaxRate("MwSt", Decimal(7), "DE", tax_class="reduced"),
    TaxRate("GST", Decimal(5), "CA"),
    TaxRate("QST", Decimal("9.975"), "CA", "QC", priority=2),
    TaxRate("GST", Decimal(5), "CA", tax_class="reduced"),
    TaxRate("Old QST", Decimal("9.5"), "CA", "QC", tax_class="reduced", priority=2, compound=True),
    TaxRate("State", Decimal(4), "US", applies_to_shipping=False),
    TaxRate("State and city", Decimal("8.875"), "US", "NY"),
)


def a_made_up_order(random: Random) -> BillRequest:
    """An order with up to eight lines, most of them with discounts, some delivered, some free, some odd."""
    lines = tuple(_line(random, f"line-{number}") for number in range(random.choice((0, 1, 1, 2, 3, 5, 8))))
    delivery = None
    if random.random() < 0.7:
        price = random.choice((0, 1, 490, 1295))
        delivery = ShippingCharge("Delivery", price, random.choice(CLASSES), random.random() < 0.1)
    return BillRequest(
        random.choice(("GBP", "EUR", "JPY", "KWD", "CLF")),
        lines,
        TaxTerms(RATES, random.choice(PLACES), random.random() < 0.5, random.random() < 0.1),
        delivery,
        tuple(LineDiscount(random.choice(lines).key, "Sale", _saving(random)) for _ in _few(random) if lines),
        tuple(OrderDiscount("Code", _saving(random), _some(random, lines)) for _ in _few(random)),
        tuple(ShippingDiscount("Cheaper", random.choice((1, 100, 490, 5000))) for _ in _few(random)),
        tuple(Tender("Gift card", _saving(random)) for _ in _few(random)),
    )


def _line(random: Random, key: str) -> BillLine:
    price = random.choice((0, 1, 3, 99, 1999, random.randrange(100_000), random.randrange(10**9)))
    return BillLine(key, price, random.choice((1, 1, 2, 3, 7, 120)), random.choice(CLASSES), random.random() < 0.1)


def _saving(random: Random) -> int:
    return random.choice((0, 1, 2, 10, 333, 1000, random.randrange(10**6), 10**12))


def _few(random: Random) -> range:
    return range(random.choice((0, 0, 1, 2)))


def _some(random: Random, lines: tuple[BillLine, ...]) -> tuple[str, ...] | None:
    if random.random() < 0.6:
        return None
    return tuple(line.key for line in lines if random.random() < 0.5)
