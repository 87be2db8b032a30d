"""Telling the catalogue whether a product can be bought, so that lists can filter by it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from dramac.commerce.catalog.actions.availability import set_availability
from dramac.commerce.catalog.queries.sale import stock_variants_of
from dramac.commerce.inventory import queries
from dramac.commerce.inventory.rules import Crossing
from dramac.tenancy.models import Site


def show_crossings(site: Site, crossed: Sequence[Crossing], now: datetime) -> None:
    """A product with a variant that came back can be bought; one whose variant ran out is looked at as a whole."""
    back = {crossing.product_id for crossing in crossed if crossing.is_back}
    out = {crossing.product_id for crossing in crossed} - back
    found = dict.fromkeys(back, True)
    if out:
        found |= _buyable(site, out)
    set_availability(site, found, now=now)


@transaction.atomic
def refresh_availability(*, site: Site, product_ids: Iterable[UUID], now: datetime) -> int:
    """Look at products anew, as after their variants changed; returns for how many it was news. Safe to repeat."""
    return set_availability(site, _buyable(site, set(product_ids)), now=now)


def _buyable(site: Site, product_ids: set[UUID]) -> dict[UUID, bool]:
    variants = stock_variants_of(site, product_ids)
    # What a shopper holds for some minutes does not take a product out of the lists.
    left = queries.availability(site, [variant.id for variant in variants if variant.can_run_out], kept=False)
    found = dict.fromkeys(product_ids, False)
    for variant in variants:
        if variant.can_be_sold(left.get(variant.id, 0)) != 0:
            found[variant.product_id] = True
    return found
