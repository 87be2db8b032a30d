"""Everything that other modules may ask about taxes."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from dramac.commerce.tax.models import TaxClass, TaxRate
from dramac.commerce.tax.rules import STANDARD
from dramac.commerce.tax.rules import TaxRate as Rate
from dramac.kit import sql
from dramac.tenancy.models import Site

_AT = """
SELECT name, rate, country, region, tax_class, applies_to_shipping, priority, is_compound, postcodes, cities
FROM mod_ecommod01_tax_rates WHERE site_id = %s AND is_active AND country IN (%s, '') ORDER BY priority, id
"""


def rates_at(site: Site, country: str) -> tuple[Rate, ...]:
    """The active rates that can be due in a country, for `bill()` to choose from. One statement."""
    return tuple([_rate(row) for row in sql.rows(_AT, [site.pk, country])])


@lru_cache(maxsize=4096)
def _rate(row: tuple[Any, ...]) -> Rate:
    """The rate of a row of _AT; of the same row the one that was made of it before."""
    name, rate, place, region, tax_class, shipping, priority, compound, postcodes, cities = row
    return Rate(
        name=name,
        rate=Decimal(str(rate)),
        country=place,
        region=region,
        tax_class=tax_class,
        applies_to_shipping=bool(shipping),
        priority=priority,
        compound=bool(compound),
        postcodes=tuple(sql.as_json(postcodes)),
        cities=tuple(sql.as_json(cities)),
    )


def rates(site: Site) -> list[TaxRate]:
    """Every rate of a site, by place and class, for its settings page. One statement."""
    return list(TaxRate.objects.of(site).order_by("country", "region", "tax_class", "priority", "name"))


def rate(site: Site, rate_id: UUID) -> TaxRate | None:
    """The rate with this key. One statement."""
    return TaxRate.objects.of(site).filter(pk=rate_id).first()


def classes(site: Site) -> list[TaxClass]:
    """The classes of goods of a site, the standard one first. One statement."""
    found = TaxClass.objects.of(site).order_by("name")
    return sorted(found, key=lambda kind: kind.key != STANDARD)
