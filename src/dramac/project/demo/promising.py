"""What the demonstration sells before it is there: something that is not released yet, and something that is on its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import cycle
from typing import Any
from uuid import UUID

from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog import queries as products
from dramac.commerce.inventory import queries as inventory
from dramac.project.demo.fates import Paid
from dramac.project.demo.intentions import Line, OrderIntention
from dramac.tenancy.actors import SYSTEM
from dramac.tenancy.models import Site

AGO = (timedelta(days=5), timedelta(days=2, hours=3), timedelta(hours=7))
"""When those ordered who wait."""


def promise(site: Site, now: datetime) -> list[str]:
    """Of what is sold out one product becomes a pre-order and one a back-order; returns a SKU of each."""
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
    promised = products.variants_for_index(site).filter(product_id__in=chosen)
    named = inventory.with_levels(site, promised).filter(available__lte=0).order_by("pk")
    return list(dict(named.values_list("product_id", "sku")).values())


def wanted(told: Sequence[OrderIntention], skus: Sequence[str], now: datetime) -> list[OrderIntention]:
    """Orders for what is promised, by people who have ordered before; the last one has not paid yet."""
    people = [one for one in reversed(told) if one.tender == "bank_transfer"][: len(AGO)] if skus else []
    return [
        replace(
            one,
            at=now - ago,
            lines=(Line(sku, 1 + number % 2),),
            note="",
            steps=(Paid(now - ago + timedelta(hours=2), ""),) if ago > timedelta(days=1) else (),
        )
        for number, (one, ago, sku) in enumerate(zip(people, AGO, cycle(skus), strict=False))
    ]
