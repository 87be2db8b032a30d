"""Telling others what became of stock: facts in the running transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dramac.commerce.inventory.actions.ledger import Entry, Levels
from dramac.commerce.inventory.actions.showing import show_crossings
from dramac.commerce.inventory.events import BackInStock, LevelChanged, StockAdjusted, StockMoved, StockRanOut
from dramac.commerce.inventory.rules import Booking, Crossing, crossings
from dramac.kit.facts import Event
from dramac.kit.outbox import publish

LEVELS_IN_A_FACT = 50
"""A fact goes out as a webhook, which stays below 20 kB (webhooks-integrations.md, 1.3)."""
KEYS_IN_A_FACT = 1000
"""Of a fact that is told inside only."""


def tell(entry: Entry, made: Sequence[Booking], levels: Levels) -> None:
    """Publish what moved, what ran out and what is back. No statement where nothing that can be sold changed."""
    if facts := facts_of(entry, made, levels):
        publish(*facts)


def tell_adjusted(entry: Entry, made: Sequence[Booking], levels: Levels) -> None:
    """As `tell`, with the changes of what is on hand for the world outside, fifty to a fact; all in one statement."""
    if facts := _adjustments(entry, made) + facts_of(entry, made, levels):
        publish(*facts)


def facts_of(entry: Entry, made: Sequence[Booking], levels: Levels) -> list[Event]:
    """What became of what can be sold, to be published by the caller; what crossed is shown in the catalogue at once."""
    changes = [booking.change for booking in made]
    moved = sorted({change.key for change in changes if change.available})
    facts: list[Event] = [
        StockMoved(site_id=entry.site.pk, occurred_at=entry.now, keys=tuple(moved[start : start + KEYS_IN_A_FACT]))
        for start in range(0, len(moved), KEYS_IN_A_FACT)
    ]
    crossed = crossings(levels.values(), changes) if moved else []
    if crossed:
        facts += _crossing_facts(entry, crossed)
        show_crossings(entry.site, crossed, entry.now)
    return facts


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


def _adjustments(entry: Entry, made: Iterable[Booking]) -> list[Event]:
    told = [_changed(booking) for booking in made if booking.change.on_hand or booking.change.unavailable]
    return [
        StockAdjusted(
            site_id=entry.site.pk,
            occurred_at=entry.now,
            type=entry.type,
            reason=entry.reason,
            reason_code=entry.code,
            actor=entry.by.label,
            levels=tuple(told[start : start + LEVELS_IN_A_FACT]),
        )
        for start in range(0, len(told), LEVELS_IN_A_FACT)
    ]


def _changed(made: Booking) -> LevelChanged:
    change = made.change
    return LevelChanged(
        product_id=made.product_id,
        variant_id=change.variant_id,
        location_id=change.location_id,
        quantity=change.on_hand,
        on_hand=made.on_hand,
        available=made.free,
    )
