"""Which tax rates apply to a class of goods at a place, and how much tax an amount bears. Values in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

import msgspec

from dramac.kit.money import Minor, divide_half_up

STANDARD = "standard"


class TaxRate(msgspec.Struct, frozen=True):
    """So many per cent for a class of goods in a place.

    Empty `country` means everywhere, empty `region` the whole country. `postcodes` (exact, or a beginning and a star:
    `35*`) and `cities` narrow it further, for places such as the Canary Islands that a country's tax leaves out. Rates
    of one `priority` exclude one another; rates of several are all charged. A `compound` rate is charged on the amount
    and on the taxes before it.
    """

    name: str
    rate: Decimal
    country: str
    region: str = ""
    tax_class: str = STANDARD
    applies_to_shipping: bool = True
    priority: int = 1
    compound: bool = False
    postcodes: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()


class TaxPlace(msgspec.Struct, frozen=True):
    """Where tax is due: ISO country code, and as much of the address as is known."""

    country: str
    region: str = ""
    postcode: str = ""
    city: str = ""


def rates_for(
    rates: Iterable[TaxRate], place: TaxPlace, tax_class: str, *, shipping: bool = False
) -> tuple[TaxRate, ...]:
    """The rates that a class of goods bears at a place, in the order they are charged: compound ones last.

    Of one priority only the most specific rate counts (postcode before city before region before country before
    everywhere), the earlier one where two are alike. `shipping=True` asks for the charge of delivery: rates that do not
    apply to shipping are passed over.
    """
    chosen: dict[int, tuple[int, TaxRate]] = {}
    for rate in rates:
        if rate.tax_class != tax_class or (shipping and not rate.applies_to_shipping) or not _covers(rate, place):
            continue
        depth = _depth(rate)
        if rate.priority not in chosen or depth > chosen[rate.priority][0]:
            chosen[rate.priority] = (depth, rate)
    found = [chosen[priority][1] for priority in sorted(chosen)]
    return tuple(sorted(found, key=_is_compound))


def tax_on(amount: Minor, rates: Sequence[TaxRate], *, inclusive: bool) -> list[tuple[TaxRate, Minor]]:
    """The tax of each rate on an amount in minor units, zero or more, each rounded half-up to the minor unit.

    `rates` are in the order of `rates_for`. Exclusive: taxes come on top of the amount. Inclusive: they are contained
    in it, and what is left after taking them off is the amount without tax, exactly; it never falls below zero.
    """
    if amount < 0:
        raise ValueError("tax is worked out of an amount of zero or more")
    return _contained(amount, rates) if inclusive else _on_top(amount, rates)


def _on_top(amount: Minor, rates: Sequence[TaxRate]) -> list[tuple[TaxRate, Minor]]:
    taxes: list[tuple[TaxRate, Minor]] = []
    charged = 0
    for rate in rates:
        numerator, denominator = rate.rate.as_integer_ratio()
        base = amount + charged if rate.compound else amount
        tax = divide_half_up(base * numerator, denominator * 100)
        charged += tax
        taxes.append((rate, tax))
    return taxes


def _contained(amount: Minor, rates: Sequence[TaxRate]) -> list[tuple[TaxRate, Minor]]:
    # Each tax is a fraction of the amount without tax; `whole` is amount ÷ amount without tax, over `common`.
    fractions: list[int] = []
    common, whole = 1, 1
    for rate in rates:
        numerator, denominator = rate.rate.as_integer_ratio()
        scale = denominator * 100
        part = (whole if rate.compound else common) * numerator
        fractions = [fraction * scale for fraction in fractions]
        fractions.append(part)
        common *= scale
        whole = whole * scale + part
    taxes: list[tuple[TaxRate, Minor]] = []
    left = amount
    for rate, fraction in zip(rates, fractions, strict=True):
        # Several rates that together exceed 100 % could round up to more than there is.
        tax = min(divide_half_up(amount * fraction, whole), left)
        left -= tax
        taxes.append((rate, tax))
    return taxes


def _covers(rate: TaxRate, place: TaxPlace) -> bool:
    return (
        rate.country in ("", place.country)
        and rate.region in ("", place.region)
        and (not rate.postcodes or any(_is_postcode(pattern, place.postcode) for pattern in rate.postcodes))
        and (not rate.cities or place.city.casefold() in {city.casefold() for city in rate.cities})
    )


def _is_postcode(pattern: str, postcode: str) -> bool:
    wanted, given = (text.replace(" ", "").upper() for text in (pattern, postcode))
    return given.startswith(wanted[:-1]) if wanted.endswith("*") else given == wanted


def _depth(rate: TaxRate) -> int:
    return 8 * bool(rate.postcodes) + 4 * bool(rate.cities) + 2 * bool(rate.region) + bool(rate.country)


def _is_compound(rate: TaxRate) -> bool:
    return rate.compound
