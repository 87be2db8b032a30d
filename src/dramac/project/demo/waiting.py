"""Shoppers of the demonstration who wait for what is sold out."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.inventory import queries as inventory
from dramac.commerce.waitlist import actions as waitlist
from dramac.commerce.waitlist.actions import Asking
from dramac.tenancy.models import Site

NAMES = (
    "aoife",
    "bruno",
    "carmen",
    "dieter",
    "elif",
    "fionn",
    "greta",
    "hugo",
    "ines",
    "jonas",
    "katja",
    "liam",
    "mira",
)
KINDS, LONGEST = 6, 24


def wait(site: Site, now: datetime) -> int:
    """People left their address at some of what is sold out, over the last weeks; returns how many."""
    chance = Random(f"{site.slug} waits")
    variants = catalog.variants_for_index(site).filter(
        product__status="active", tracks_stock=True, sells_when_out=False
    )
    gone = inventory.with_levels(site, variants).filter(available__lte=0).order_by("pk")
    count = 0
    for variant in gone[:KINDS]:
        for name in chance.sample(NAMES, chance.randint(1, len(NAMES))):
            asking = Asking(f"{name}.{variant.sku.lower() or 'waits'}@example.com", locale=site.locale)
            at = now - timedelta(days=chance.randint(0, LONGEST), minutes=chance.randint(1, 1400))
            waitlist.ask(site=site, variant_id=variant.pk, asking=asking, now=at)
            count += 1
    return count
