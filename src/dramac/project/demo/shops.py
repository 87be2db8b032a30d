"""The two demonstration shops: who they are, where they deliver, what they charge, and what they say of themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dramac.commerce.payments.actions import MethodDetails as Pay
from dramac.commerce.shipping.actions import MethodDetails as Ship
from dramac.commerce.shipping.rules import ShippingKind
from dramac.commerce.tax.actions import RateDetails
from dramac.project.demo import words
from dramac.project.demo.intentions import Delivery, Tender
from dramac.tenancy.actions import NewSite

EUROPE = ("AT", "BE", "DE", "DK", "ES", "FR", "GB", "IE", "IT", "NL")


@dataclass(frozen=True, slots=True)
class Shop:
    """A shop to open. `table` names the folder of what it sells; `hero` and `story` the pictures of its home page,
    `featured` the product that it shows large. It calls low what has no more than `low_at` units left."""

    plan: NewSite
    table: str
    owner: str
    particulars: dict[str, str]
    theme: dict[str, Any]
    pages: Mapping[str, Any]
    rates: tuple[RateDetails, ...]
    shipping: tuple[Ship, ...]
    payments: tuple[Pay, ...]
    hero: str
    story: str = ""
    featured: str = ""
    countries: tuple[str, ...] = ("IE",)
    deliveries: tuple[Delivery, ...] = ("standard",)
    tenders: tuple[Tender, ...] = ("bank_transfer",)
    orders: int = 0
    low_at: int = 10

    def ways(self) -> Mapping[str, str]:
        """The shipping method's name for each kind of delivery that the orders of the past know."""
        named = {method.kind: method.name for method in self.shipping}
        return {
            "standard": named.get(ShippingKind.FREE_OVER, ""),
            "express": named.get(ShippingKind.FLAT, ""),
            "collect": named.get(ShippingKind.PICK_UP, ""),
        }


def _often(**times: int) -> tuple[str, ...]:
    """Countries, each as often as it is likely beside the others."""
    return tuple(country for country, count in times.items() for _ in range(count))


MARL = Shop(
    plan=NewSite("marl-weft", "Marl & Weft", "EUR", "IE", "Europe/Dublin", "en-IE", prices_include_tax=True),
    table="marl-weft",
    owner="owner@example.com",
    particulars={
        "tagline": "Clay, cloth and wood for the rooms you live in",
        "contact_email": "hello@example.com",
        "contact_phone": "+353 1 555 0100",
        "postal_address": "The Old Net Loft\nHarbour Road\nKilmarl\nIreland",
    },
    theme={"accent": "#3f5d4e", "font": "editorial"},
    pages=words.MARL,
    rates=(
        RateDetails("VAT", Decimal(23), "IE"),
        RateDetails("VAT", Decimal(20), "GB"),
        RateDetails("MwSt.", Decimal(19), "DE"),
        RateDetails("TVA", Decimal(20), "FR"),
        RateDetails("BTW", Decimal(21), "NL"),
        RateDetails("BTW/TVA", Decimal(21), "BE"),
        RateDetails("USt.", Decimal(20), "AT"),
        RateDetails("Moms", Decimal(25), "DK"),
        RateDetails("IVA", Decimal(21), "ES"),
        RateDetails("IVA", Decimal(22), "IT"),
    ),
    shipping=(
        Ship("Standard", ShippingKind.FREE_OVER, 690, free_over=9000, countries=EUROPE, min_days=2, max_days=6),
        Ship("Express", ShippingKind.FLAT, 1490, countries=EUROPE, min_days=1, max_days=2),
        Ship("Collect from the loft", ShippingKind.PICK_UP, 0, "Harbour Road, Kilmarl, from Tuesday to Saturday"),
    ),
    payments=(
        Pay(
            "bank_transfer",
            "Bank transfer",
            "We send as soon as the money is here.",
            {"account_holder": "Marl & Weft", "iban": "IE29 AIBK 9311 5212 3456 78", "bank": "Demonstration Bank"},
            7 * 24,
        ),
        Pay("cash_on_delivery", "Cash on delivery", "Have the amount ready, please."),
    ),
    hero="home-hero",
    story="workshop-shelf",
    featured="pebble-lamp",
    countries=_often(IE=14, GB=6, DE=6, FR=4, NL=4, BE=2, AT=2, DK=2, ES=1, IT=1),
    deliveries=("standard", "standard", "standard", "standard", "express", "collect"),
    tenders=("bank_transfer", "bank_transfer", "bank_transfer", "cash_on_delivery"),
    orders=1200,
    low_at=2,
)

KETTLE = Shop(
    plan=NewSite("third-kettle", "Third Kettle", "USD", "US", "America/New_York", "en-US", prices_include_tax=False),
    table="third-kettle",
    owner="owner@example.com",
    particulars={"tagline": "Tea and coffee, plainly good", "contact_email": "kettle@example.com"},
    theme={"accent": "#8a3b22"},
    pages=words.KETTLE,
    rates=(
        RateDetails("Maine sales tax", Decimal("5.5"), "US", "ME"),
        RateDetails("New York sales tax", Decimal(4), "US", "NY"),
        RateDetails("California sales tax", Decimal("7.25"), "US", "CA"),
        RateDetails("Rhode Island sales tax", Decimal(7), "US", "RI"),
        RateDetails("Vermont sales tax", Decimal(6), "US", "VT"),
    ),
    shipping=(Ship("Ground", ShippingKind.FREE_OVER, 595, free_over=4000, countries=("US",), min_days=3, max_days=5),),
    payments=(Pay("manual", "Invoice", "We send you an invoice."),),
    hero="kettle-hero",
    story="kettle-hero-tall",
    countries=("US",),
    tenders=("manual",),
    orders=110,
)

SHOPS = (MARL, KETTLE)
