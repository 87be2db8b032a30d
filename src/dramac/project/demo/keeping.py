"""Goods with a date in the demonstration: the shop that sells tea keeps it in batches."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory.rules.batches import BatchSettings
from dramac.tenancy import actions as tenancy
from dramac.tenancy.actors import SYSTEM
from dramac.tenancy.models import Site

SHOP = "third-kettle"
KEPT = ("TK-DBRE-100T", "TK-DBRE-250T", "TK-SGRE-100T", "TK-MCHA-60T")
"""Teas; kettles and drippers do not spoil."""

LOTS = (("A", 16, 12), ("B", 24, 75), ("C", 36, 300))
"""The letter of a lot, its units, and in how many days from now it expires."""


def keep(site: Site, variants: Mapping[str, UUID], begun: datetime, now: datetime) -> int:
    """Turn batches on where tea is sold, and take some in before anybody buys; returns how many lots came."""
    if site.slug != SHOP:
        return 0
    site.settings = tenancy.change_settings(
        site=site, settings=BatchSettings(is_on=True), by=SYSTEM, now=begun
    ).settings
    today = now.astimezone(site.zone).date()
    deliveries = [
        inventory.Adjustment(
            variants[sku],
            units,
            batch=inventory.BatchName(
                f"{sku}-{letter}", today + timedelta(days=days), begun.date() - timedelta(days=30)
            ),
        )
        for sku in KEPT
        for letter, units, days in LOTS
    ]
    inventory.receive(site=site, deliveries=deliveries, by=SYSTEM, now=begun)
    return len(deliveries)


def let_some_expire(site: Site, variants: Mapping[str, UUID], now: datetime) -> None:
    """A few packs were found behind the others: their date is over."""
    if site.slug == SHOP:
        sku = KEPT[0]
        name = inventory.BatchName(f"{sku}-0", now.astimezone(site.zone).date() - timedelta(days=3))
        found = [inventory.Adjustment(variants[sku], 5, batch=name)]
        inventory.adjust(
            site=site, changes=found, why=inventory.Why("adjustment", "Found behind the others"), by=SYSTEM, now=now
        )
        inventory.expire_batches(site=site, now=now)
