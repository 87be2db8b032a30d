"""Every picture of the shops by name: which things stand where. One module for each category."""

from collections.abc import Iterator

from . import candles, cushions, front, furniture, kettle, kitchen, lighting, linen, planters, tableware, vases
from .shot import Shot

__all__ = ["Shot", "shots"]

_SHELVES = (tableware, vases, planters, lighting, cushions, linen, kitchen, candles, furniture, kettle, front)


def shots() -> Iterator[Shot]:
    """All pictures of all shops, in the order of the catalogue."""
    for shelf in _SHELVES:
        yield from shelf.shots()
