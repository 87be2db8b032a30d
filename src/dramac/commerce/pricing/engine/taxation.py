"""Puts tax on lines and delivery after discounts, and sums it by rate."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from dramac.commerce.pricing.engine.request import TaxTerms
from dramac.commerce.pricing.engine.result import Charged, TaxGroup, TaxShare
from dramac.commerce.tax.rules import TaxRate, rates_for, tax_on
from dramac.kit.money import Minor


class Taxed(NamedTuple):
    """The tax of one amount: its shares and their sum, tax an exempt customer is spared, and what there is to pay."""

    taxes: tuple[TaxShare, ...]
    tax: Minor
    relief: Minor
    total: Minor


class Taxation:
    """The tax terms of one bill, with the rates of each class looked up once."""

    __slots__ = ("known", "terms")

    def __init__(self, terms: TaxTerms) -> None:
        self.terms = terms
        self.known: dict[tuple[str, bool], tuple[TaxRate, ...]] = {}

    def charge(self, net: Minor, tax_class: str, *, exempt: bool, shipping: bool = False) -> Taxed:
        """The tax of an amount after discounts, half-up per tax."""
        rates = () if exempt else self._rates(tax_class, shipping)
        if not rates:
            return Taxed((), 0, 0, net)
        inclusive = self.terms.prices_include_tax
        if self.terms.exempt and not inclusive:
            return Taxed((), 0, 0, net)
        found = tax_on(net, rates, inclusive=inclusive)
        tax = sum([amount for _, amount in found])
        if self.terms.exempt:
            return Taxed((), 0, tax, net - tax)
        shares = tuple([TaxShare(rate.name, rate.rate, amount) for rate, amount in found])
        return Taxed(shares, tax, 0, net if inclusive else net + tax)

    def _rates(self, tax_class: str, shipping: bool) -> tuple[TaxRate, ...]:
        wanted = (tax_class, shipping)
        if wanted not in self.known:
            self.known[wanted] = rates_for(self.terms.rates, self.terms.place, tax_class, shipping=shipping)
        return self.known[wanted]


def grouped(charges: Iterable[Charged]) -> tuple[TaxGroup, ...]:
    """The taxes of all charges by name and rate, in the order they first appear."""
    sums: dict[tuple[str, Decimal], tuple[Minor, Minor]] = {}
    for charge in charges:
        for share in charge.taxes:
            amount, before_tax = sums.get((share.name, share.rate), (0, 0))
            sums[share.name, share.rate] = (amount + share.amount, before_tax + charge.before_tax)
    return tuple([TaxGroup(name, rate, amount, before_tax) for (name, rate), (amount, before_tax) in sums.items()])
