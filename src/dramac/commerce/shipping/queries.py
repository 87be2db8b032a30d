"""Everything that other modules may ask about shipping."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from uuid import UUID

from dramac.commerce.shipping.models import ShippingMethod
from dramac.commerce.shipping.rules import (
    ShippingBasket,
    ShippingKind,
    ShippingOffer,
    ShippingRate,
    WeightBand,
)
from dramac.commerce.shipping.rules import offers as choose
from dramac.kit import sql
from dramac.kit.statements import amount_out, key_out
from dramac.tenancy.models import Site

_RATES = """
SELECT id, name, kind, amount, free_over, bands, countries, regions, min_subtotal, max_subtotal, min_weight_g,
  max_weight_g, tax_class, min_days, max_days, position
FROM mod_ecommod01_shipping_methods WHERE site_id = %s AND is_active ORDER BY position, id
"""


def rates(site: Site) -> tuple[ShippingRate, ...]:
    """The active methods of a site, for `rules.offers` and `rules.progress_to_free`. One statement."""
    return tuple(_rate(row) for row in sql.rows(_RATES, [site.pk]))


def offers(site: Site, basket: ShippingBasket) -> list[ShippingOffer]:
    """The methods that a basket can have, the cheapest first, priced in minor units. One statement."""
    return choose(rates(site), basket) if basket.requires_shipping else []


def methods(site: Site) -> list[ShippingMethod]:
    """Every method of a site in its own order, for its settings page. One statement."""
    return list(ShippingMethod.objects.of(site).order_by("position", "id"))


def method(site: Site, method_id: UUID) -> ShippingMethod | None:
    """The method with this key. One statement."""
    return ShippingMethod.objects.of(site).filter(pk=method_id).first()


@lru_cache(maxsize=4096)
def _rate(row: tuple[Any, ...]) -> ShippingRate:
    return ShippingRate(
        id=key_out(row[0]),
        name=row[1],
        kind=ShippingKind(row[2]),
        amount=int(row[3]),
        free_over=amount_out(row[4]),
        bands=tuple(WeightBand(band["up_to_g"], band["amount"]) for band in sql.as_json(row[5])),
        countries=tuple(sql.as_json(row[6])),
        regions=tuple(sql.as_json(row[7])),
        min_subtotal=amount_out(row[8]),
        max_subtotal=amount_out(row[9]),
        min_weight_g=row[10],
        max_weight_g=row[11],
        tax_class=row[12],
        min_days=row[13],
        max_days=row[14],
        position=row[15],
    )
