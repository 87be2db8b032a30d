"""Counts of the demonstration: a shelf that was counted this morning, and one that somebody is in the midst of."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from dramac.commerce.catalog import queries as catalog
from dramac.commerce.counts import actions
from dramac.commerce.counts.actions import CountDetails, Entry
from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory import queries as stock
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

COUNTER = Actor("staff", "Nora Keane")
SHELF = 12
"""Variants on a shelf."""
FOUND = {2: -1, 7: 1}
"""The places on the first shelf where units are missing, or more are there than the books say."""
SO_FAR = 5
"""Variants of the second shelf that have a number already."""


def count(site: Site, now: datetime) -> int:
    """Two shelves are counted, as far as there is stock for them; returns how many counts were begun."""
    home = inventory.default_location(site)
    there = stock.with_levels(site, catalog.variants_for_index(site).filter(tracks_stock=True), home)
    goods = list(there.filter(on_hand__gte=2).order_by("product__title", "pk")[: 2 * SHELF])
    shelves = [
        (title, part) for title, part in (("First shelf", goods[:SHELF]), ("Second shelf", goods[SHELF:])) if part
    ]
    for number, (title, part) in enumerate(shelves):
        begun = now - timedelta(hours=2 - number)
        told: dict[str, Any] = {"site": site, "by": COUNTER, "now": begun}
        details = CountDetails(home, title)
        opened = actions.start(details=details, variant_ids=[row.pk for row in part], **told)
        is_done = number == 0
        entries = [
            Entry(row.pk, row.on_hand + (FOUND.get(place, 0) if is_done else 0))
            for place, row in enumerate(part if is_done else part[:SO_FAR])
        ]
        actions.enter(count_id=opened.pk, entries=entries, **{**told, "now": begun + timedelta(minutes=20)})
        if is_done:
            actions.post(count_id=opened.pk, rest_is_zero=False, **{**told, "now": begun + timedelta(minutes=30)})
    return len(shelves)
