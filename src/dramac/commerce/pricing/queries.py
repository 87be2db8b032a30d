"""Prices goods of the catalogue: gathers what `bill()` needs to know, and asks it. Cart, checkout and API all come here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dramac.commerce.catalog.queries import SaleVariant
from dramac.commerce.pricing.engine import Bill, BillLine, BillRequest, ShippingCharge, TaxTerms, bill
from dramac.commerce.tax import queries as tax
from dramac.commerce.tax.rules import TaxPlace
from dramac.tenancy.models import Site


class Goods(NamedTuple):
    """So many units of a variant. `key` names the line in the bill."""

    key: str
    variant: SaleVariant
    quantity: int


def terms_at(site: Site, address: Mapping[str, str]) -> TaxTerms:
    """The taxes that are due where goods go; as long as nobody said where, in the site's own country. One statement."""
    country = address.get("country") or site.country
    place = TaxPlace(country, address.get("region", ""), address.get("postcode", ""), address.get("city", ""))
    return TaxTerms(tax.rates_at(site, country), place, prices_include_tax=site.prices_include_tax)


def price(site: Site, goods: Iterable[Goods], terms: TaxTerms, shipping: ShippingCharge | None = None) -> Bill:
    """What goods and their delivery cost at catalogue prices, in minor units of the site's currency. No statement.

    Raises BillRefused for quantities and totals that cannot be.
    """
    lines = tuple(
        BillLine(key, variant.price, quantity, variant.tax_class, tax_exempt=not variant.is_taxable)
        for key, variant, quantity in goods
    )
    return bill(BillRequest(site.currency, lines, terms, shipping))
