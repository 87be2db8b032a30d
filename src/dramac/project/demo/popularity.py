"""How much people want each thing on the shelf, so that a believable few sell every day and most sell now and then."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from dramac.commerce.importing.records import UNCHANGED, VariantRecord
from dramac.project.demo.goods import Good
from dramac.project.demo.intentions import Offer

LOVED = {
    "harbour-mug": 5.0,
    "porridge-bowl": 2.4,
    "dipped-tapers": 2.6,
    "washed-linen-cushion": 2.2,
    "scented-candle": 2.2,
    "galley-tea-towels": 2.0,
    "thumb-tumbler": 1.8,
    "headland-vase": 1.8,
    "washed-linen-curtain": 1.8,
    "linen-duvet-cover": 1.6,
    "pebble-lamp": 1.5,
    "lighthouse-filter": 2.0,
}
"""What people come back for, beside an ordinary thing of the same price."""
IN_PAIRS = {
    "low-tide-pasta-bowl": 4,
    "tide-plate": 4,
    "washed-linen-curtain": 2,
    "voile-sheer": 2,
    "turned-candlestick": 2,
}
"""What is usually bought in numbers."""


def offers(wanted: Sequence[Good]) -> tuple[Offer, ...]:
    """The shelf as `intentions` draws from it: cheaper things more often, and of each the variants named first."""
    return tuple(offer for good in wanted for offer in _offers(good))


def _offers(good: Good) -> list[Offer]:
    handle, variants = good.record.handle, good.record.variants
    liking = [1 / (2 + place) ** 0.8 for place in range(len(variants))]
    whole = sum(liking)
    found = []
    for variant, share in zip(variants, liking, strict=True):
        if variant.sku is not UNCHANGED:
            often = LOVED.get(handle, 1.0) * share / whole / float(_price(variant)) ** 0.45
            found.append(Offer(variant.sku, often, IN_PAIRS.get(handle, 1)))
    return found


def _price(variant: VariantRecord) -> Decimal:
    return variant.price if variant.price is not UNCHANGED else Decimal(1)
