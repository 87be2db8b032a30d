"""A second location of the demonstration, and goods moved to it: come, come with losses, on their way, and still being packed."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

from dramac.commerce.alerts import actions as alerts
from dramac.commerce.catalog import queries as catalog
from dramac.commerce.inventory import actions as inventory
from dramac.commerce.inventory import queries as stock
from dramac.commerce.transfers import actions, queries
from dramac.commerce.transfers.actions import LineWish, Receipt, TransferDetails
from dramac.commerce.transfers.rules import Arrived
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

MOVER = Actor("staff", "Nora Keane")
STALL = "Market stall"
LEAST = 12
"""Only what there is plenty of is moved; a stall never has more than a few of anything, so that few is no news there."""

MOVED: tuple[tuple[int, str, str], ...] = (
    (26, "whole", "Spring market"),
    (9, "losses", "Refill for the weekend"),
    (2, "part", "Second round"),
    (1, "sent", "Gift wrap and candles"),
    (0, "draft", "For the holidays"),
)
"""How many days ago goods left, what came of them, and for what they were."""


def move(site: Site, now: datetime) -> int:
    """The shop opens a market stall and sends goods there five times; returns how many transfers."""
    chance = Random(f"{site.slug} moves")
    told: dict[str, Any] = {"site": site, "by": MOVER}
    stall = inventory.add_location(details=inventory.LocationDetails(STALL), now=now - timedelta(days=30), **told)
    few = alerts.LimitDetails(low_stock_threshold=0, critical_stock_threshold=0)
    alerts.configure_alert(site=site, of=(None, None, stall.pk), details=few, by=MOVER, now=now)
    home = inventory.default_location(site)
    plenty = stock.with_levels(site, catalog.variants_for_index(site).filter(tracks_stock=True), home)
    goods = list(plenty.filter(available__gte=LEAST).order_by("pk")[:40])
    for number, (days, fate, reference) in enumerate(MOVED):
        packed = chance.sample(goods, min(4, len(goods)))
        wishes = [LineWish(variant.pk, chance.choice((1, 2))) for variant in packed]
        begun = now - timedelta(days=days, hours=5)
        details = TransferDetails(home, stall.pk, (begun + timedelta(days=2)).date(), "Own van", "", reference)
        made = actions.create(lines=wishes, details=details, now=begun, **told)
        if fate == "draft" or not packed:
            continue
        tracking = f"VAN-{number + 1:03}"
        actions.dispatch(transfer_id=made.pk, now=begun + timedelta(hours=1), tracking=tracking, **told)
        if fate != "sent":
            _arrive(made.pk, fate, begun + timedelta(hours=4), told)
    return len(MOVED)


def _arrive(transfer_id: Any, fate: str, now: datetime, told: dict[str, Any]) -> None:
    """All comes, a unit of the first line comes damaged and one of the last is missing, or only the first two lines come."""
    detail = queries.detail(told["site"], transfer_id)
    if detail is None or not detail.lines:
        return
    last = len(detail.lines) - 1
    units = [
        Arrived(line.pk, line.open - broken - lost, broken, lost)
        for place, line in enumerate(detail.lines)
        if fate != "part" or place < 2
        for broken, lost in [(int(fate == "losses" and place == 0), int(fate == "losses" and place == last != 0))]
    ]
    note = "The jug on top did not survive the kerb" if fate == "losses" else ""
    actions.receive(transfer_id=transfer_id, receipt=Receipt(units, "the van", note), now=now, **told)
