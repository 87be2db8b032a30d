"""Telling others what became of stock: facts in the running transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dramac.commerce.inventory.actions.ledger import Entry, Levels
from dramac.commerce.inventory.actions.showing import show_crossings
from dramac.commerce.inventory.events import BackInStock, LevelChanged, StockAdjusted, StockRanOut
from dramac.commerce.inventory.rules import Change, Crossing
from dramac.kit.facts import Event
from dramac.kit.outbox import publish

LEVELS_IN_A_FACT = 50
"""A fact goes out as a webhook, which stays below 20 kB (webhooks-integrations.md, 1.3)."""


def tell_crossings(entry: Entry, crossed: Sequence[Crossing]) -> None:
    """Publish what ran out and what is back, and show it in the catalogue. Nothing is done where nothing crossed."""
    if crossed:
        publish(*_crossing_facts(entry, crossed))
        show_crossings(entry.site, crossed, entry.now)


def _crossing_facts(entry: Entry, crossed: Iterable[Crossing]) -> list[Event]:
    """The first delivery of something never stocked before is no return."""
    facts: list[Event] = []
    for crossing in crossed:
        kind = BackInStock if crossing.is_back else StockRanOut
        if crossing.was_known:
            facts.append(
                kind(
                    site_id=entry.site.pk,
                    occurred_at=entry.now,
                    product_id=crossing.product_id,
                    variant_id=crossing.variant_id,
                )
            )
    return facts


def tell_adjusted(entry: Entry, changes: Sequence[Change], levels: Levels, crossed: Sequence[Crossing]) -> None:
    """Publish the changes of what is on hand, fifty to a fact, and what ran out or came back."""
    told = [_changed(change, levels) for change in changes]
    facts: list[Event] = [
        StockAdjusted(
            site_id=entry.site.pk,
            occurred_at=entry.now,
            type=entry.type,
            reason=entry.reason,
            actor=entry.by.label,
            levels=tuple(told[start : start + LEVELS_IN_A_FACT]),
        )
        for start in range(0, len(told), LEVELS_IN_A_FACT)
    ]
    publish(*facts)
    tell_crossings(entry, crossed)


def _changed(change: Change, levels: Levels) -> LevelChanged:
    level = levels[change.variant_id, change.location_id]
    return LevelChanged(
        product_id=level.product_id,
        variant_id=change.variant_id,
        location_id=change.location_id,
        quantity=change.on_hand,
        on_hand=level.on_hand + change.on_hand,
        available=level.available + change.on_hand - change.committed,
    )
