"""Turning vector marks into pixels: the one place that knows the SVG renderer.

Its time goes with the area drawn, so only the parts of a picture that marks really cover are asked for: they are looked for on a
drawing of a hundred pixels first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import resvg_py
from PIL import Image

from .ink import Ink
from .layers import Vector
from .shapes import Box, Frame, Matrix, Size, enlarged

COARSE = 100
"""Pixels across the drawing that only tells where marks are."""
Pixels = tuple[int, int, int, int]
"""Left, top, right and foot in pixels."""

_REFERENCE = re.compile(r"url\(#(d\d+)\)")
_SEEN = [0] * 3 + [255] * 253
_MARGIN = 1.2


@dataclass(frozen=True)
class View:
    """A sheet as it is to be seen: pixels for each unit of the sheet, and the size of the whole in pixels."""

    ratio: float
    size: Size

    @property
    def matrix(self) -> Matrix:
        """From the sheet to pixels."""
        return enlarged(self.ratio, 0.0, 0.0)


def drawn(ink: Ink, frame: Frame, size: Size) -> Image.Image:
    """The vector marks of a sheet inside ``frame`` as red, green, blue and opacity."""
    return _vectors("".join(mark.markup for mark in ink.marks if isinstance(mark, Vector)), ink, frame, size)


def reach(mark: Vector, ink: Ink, view: View) -> Box | None:
    """The box round vector marks in units of the sheet; marks too faint to see do not count."""
    cell = view.size[0] / view.ratio / COARSE
    box = _coarse(mark, ink, view).getbbox()
    if box is None:
        return None
    return box[0] * cell, box[1] * cell, box[2] * cell, box[3] * cell


def parts(mark: Vector, ink: Ink, view: View) -> Iterator[tuple[Image.Image, Pixels]]:
    """Vector marks as pixels, in as many pieces as it takes to leave out most of the empty places between them."""
    step = view.size[0] / COARSE
    for box in _covered(_coarse(mark, ink, view), (0, 0), 3):
        left, top = (max(0, int((edge - _MARGIN) * step)) for edge in box[:2])
        right, foot = (
            min(most, int((edge + _MARGIN) * step) + 1) for edge, most in zip(box[2:], view.size, strict=True)
        )
        frame = (left / view.ratio, top / view.ratio, (right - left) / view.ratio, (foot - top) / view.ratio)
        yield _vectors(mark.markup, ink, frame, (right - left, foot - top)), (left, top, right, foot)


def _coarse(mark: Vector, ink: Ink, view: View) -> Image.Image:
    """White where marks are, a hundred pixels across."""
    wide, tall = view.size
    size = (COARSE, max(1, round(COARSE * tall / wide)))
    return (
        _vectors(mark.markup, ink, (0.0, 0.0, wide / view.ratio, tall / view.ratio), size).getchannel("A").point(_SEEN)
    )


def _covered(seen: Image.Image, corner: tuple[int, int], cuts: int) -> list[Pixels]:
    """Boxes that hold all that is white, cut in two as long as much of a box would be empty."""
    box = seen.getbbox()
    if box is None:
        return []
    x, y = corner[0] + box[0], corner[1] + box[1]
    inside = seen.crop(box)
    wide, tall = inside.size
    full = inside.histogram()[255] / (wide * tall)
    if cuts == 0 or full > 0.55 or wide * tall < 160:
        return [(x, y, x + wide, y + tall)]
    middle = (wide // 2, tall) if wide > tall else (wide, tall // 2)
    rest = (wide // 2, 0) if wide > tall else (0, tall // 2)
    halves = ((0, 0, *middle), (*rest, wide, tall))
    return [found for half in halves for found in _covered(inside.crop(half), (x + half[0], y + half[1]), cuts - 1)]


def _vectors(markup: str, ink: Ink, frame: Frame, size: Size) -> Image.Image:
    defs = "".join(ink.defs[name] for name in dict.fromkeys(_REFERENCE.findall(markup)))
    box = " ".join(f"{edge:.3f}" for edge in frame)
    document = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{size[0]}" height="{size[1]}" '
        f'preserveAspectRatio="none"><defs>{defs}</defs>{markup}</svg>'
    )
    return Image.open(BytesIO(resvg_py.svg_to_bytes(svg_string=document, skip_system_fonts=True))).convert("RGBA")
