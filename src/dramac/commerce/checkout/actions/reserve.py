"""Keeping goods for someone who is checking out, where the shop does so."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dramac.commerce.cart import queries as carts
from dramac.commerce.cart.actions.ordering import still_open
from dramac.commerce.cart.queries import Cart
from dramac.commerce.catalog.queries import variants_for_sale
from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory import queries as stock
from dramac.commerce.inventory.rules import Demand
from dramac.tenancy.models import Site


def reserve(*, site: Site, cart: Cart, now: datetime) -> None:
    """Keep what the cart holds, from this step of the checkout on, as far as it is there. Safe to repeat.

    No statement in a shop that keeps nothing; a cart that has become an order needs nothing any more.
    """
    if not cart.is_open or stock.selling(site).kept_for is None:
        return
    with transaction.atomic():
        if not still_open(site, cart.id, now):
            return
        lines = carts.lines_of(site, cart.id)
        variants = variants_for_sale(site, [line.variant_id for line in lines])
        demands = [
            Demand(one.id, one.product_id, line.quantity, one.tracks_stock, one.sells_when_out)
            for line in lines
            if (one := variants[line.variant_id]).is_on_sale
        ]
        inventory.reserve(site=site, holder=cart.id.hex, demands=demands, now=now)
