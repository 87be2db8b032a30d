"""Whether a product can be bought, as far as the catalogue knows: what is not counted, and what may be sold beyond stock."""

from __future__ import annotations

from collections.abc import Iterable


def is_in_stock(now: bool, variants: Iterable[bool]) -> bool:
    """Whether a product counts as in stock after its variants changed; for each whether it can run out.

    One variant that cannot (not counted, or sold when out without limit) is enough. Otherwise what the keeper of stock said last stands,
    until it says something else; nothing to sell is never in stock.
    """
    ends = list(variants)
    return not all(ends) or (now and bool(ends))
