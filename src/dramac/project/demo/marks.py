"""The marks of the two demonstration shops, drawn as SVG: a vessel half thrown and half woven, and a kettle with steam."""

from __future__ import annotations

_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" fill="none" stroke-linecap="round" stroke-linejoin="round"'


def vessel(ink: str = "currentColor") -> str:
    """The mark of Marl & Weft: a round vase whose lower half is cloth, over and under."""
    body = (
        "M23 7c5 1.500 13 1.500 18 0-2 6-1.500 9 3.500 14.500C50 27 54 32 54 39c0 9-6 15-12 17.500-6 1.500-14 1.500-20 0"
        "C16 54 10 48 10 39c0-7 4-12 9.500-17.500C24.500 16 25 13 23 7Z"
    )
    weft = "M11.500 34.500H52.500" + "".join(
        f"M{x:.1f} {y}h4.6" for y, first, count in _ROWS for x in (first + 8.4 * step for step in range(count))
    )
    return f'{_HEAD} stroke="{ink}"><path d="{body}" stroke-width="2.6"/><path d="{weft}" stroke-width="2.2"/></svg>'


_ROWS = ((39.6, 14.3, 5), (44.6, 18.5, 4), (49.6, 22.7, 3))
"""Threads of the weave: height, where the first begins, how many; every other row is set off by half."""


def kettle(ink: str = "currentColor") -> str:
    """The mark of Third Kettle: a kettle with its handle up, and three threads of steam."""
    body = "M18 55c-2.500-1.500-3.500-5-3-9C16 36 23 30 33 30s17 6 18 16c.5 4-.5 7.500-3 9Z"
    spout = "M15.500 44C11 42 9 39 6.500 34"
    handle = "M22 33C22 21 44 21 44 33"
    steam = "".join(f"M{x} 17c2.400-2.600-2.400-4.800 0-8" for x in (26, 33, 40))
    return (
        f'{_HEAD} stroke="{ink}"><path d="{body}{spout}" stroke-width="2.6"/>'
        f'<path d="{handle}" stroke-width="2.2"/><path d="{steam}" stroke-width="2"/></svg>'
    )
