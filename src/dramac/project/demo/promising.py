"""What the demonstration sells before it is there: something that is not released yet, and something that is on its way."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog import queries as products
from dramac.commerce.inventory import queries as inventory
from dramac.tenancy.actors import SYSTEM
from dramac.tenancy.models import Site


def promise(site: Site, now: datetime) -> int:
    """Of what is sold out one product becomes a pre-order and one a back-order; returns how many."""
    today = now.astimezone(site.zone).date()
    kinds: tuple[dict[str, Any], ...] = (
        {"is_preorder": True, "promised_on": today + timedelta(days=19), "oversell_limit": 40},
        {"promised_days": 10, "oversell_limit": 12},
    )
    rows = products.variants_for_index(site).filter(product__status="active", tracks_stock=True, sells_when_out=False)
    gone = (
        inventory.with_levels(site, rows).filter(available__lte=0).order_by("-pk").values_list("product_id", flat=True)
    )
    chosen: list[UUID] = list(dict.fromkeys(gone[:40]))[: len(kinds)]
    for product_id, how in zip(chosen, kinds, strict=False):
        found = products.product_for_editing(site, product_id)
        if found is not None:
            sold = tuple(replace(one, sells_when_out=True, **how) for one in found.draft.variants)
            draft = replace(found.draft, variants=sold)
            catalog.save_product(site, draft, product_id=product_id, by=SYSTEM, now=now)
    return len(chosen)
