"""Whether a product can be bought, as far as the catalogue knows: what is not counted, and what may be sold beyond stock."""

from __future__ import annotations

from collections.abc import Iterable


def is_in_stock(now: bool, variants: Iterable[tuple[bool, bool]]) -> bool:
    """Whether a product counts as in stock after its variants changed; each is (tracks stock, sells when out).

    One variant that is not counted, or sells when out, is enough. Otherwise what the keeper of stock said last stands,
    until it says something else; nothing to sell is never in stock.
    """
    flags = list(variants)
    return any(not tracks or sells_on for tracks, sells_on in flags) or (now and bool(flags))
