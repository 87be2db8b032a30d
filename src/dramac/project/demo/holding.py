"""What the demonstration keeps for somebody: a few units that nobody else can buy for some days."""

from __future__ import annotations

from datetime import datetime, timedelta

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.inventory import actions
from dramac.commerce.inventory import queries as stock
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

KEEPER = Actor("staff", "Nora Keane")
KEPT = ((2, 5, "Wedding list of Mrs Murray"), (1, 2, "Photographer, back on Thursday"))
"""Units, days, and for whom."""


def hold(site: Site, now: datetime) -> int:
    """Units of things of which there are plenty are kept; returns of how many things."""
    place = actions.default_location(site)
    plenty = stock.with_levels(site, catalog.variants_for_index(site).filter(tracks_stock=True), place)
    goods = plenty.filter(available__gte=8).order_by("pk")[: len(KEPT)]
    for row, (units, days, reason) in zip(goods, KEPT, strict=False):
        wanted = actions.Hold(row.pk, place, units, now + timedelta(days=days), reason)
        actions.hold(site=site, hold=wanted, by=KEEPER, now=now)
    return len(goods)
