"""The workshop apron: a bib, a skirt, a pocket and the straps that hold them."""

import math

from ..colour import Linear, blended, linear
from ..curves import through
from ..form import Block, Form
from ..ink import Ink
from ..light import CLOTH, DAYLIGHT, unit
from ..noise import Wobble
from ..relief import surface
from ..shapes import Polygon, outline, rounded
from .fabric import Fabric

BIB, LONG, HALF = 130.0, 900.0, 330.0


def apron(fabric: Fabric, seed: int = 1) -> Form:
    """An apron hanging from its neck strap, which goes round the origin."""
    colour = linear(fabric.colour)
    wander, drift = Wobble(seed, octaves=1), Wobble(seed + 4, octaves=1)
    shape = _shape(wander)

    def seen(x: float, y: float) -> Linear:
        share = max(0.0, (y - BIB) / (LONG - BIB))
        sway = math.sin(math.tau * (x / 230 + 0.25 * wander.at(share) + 0.1 * drift.at(x / 150)))
        slope = sway * 0.34 * share + 0.10 * drift.at(x / 200 + y / 320)
        edge = abs(x) / HALF
        return DAYLIGHT.seen(colour, unit((slope + 0.25 * (x / HALF) ** 3, 0.06, 1.0)), CLOTH, 1 - 0.18 * edge**2)

    def paint(ink: Ink) -> None:
        _straps(ink, fabric)
        surface(ink, (shape,), (-HALF, BIB - 20, 2 * HALF, LONG - BIB + 40), (64, 60), seen)
        ink.weave((shape,), "linen", 2.4, 0.22)
        _sewing(ink, fabric, shape)

    blocks = tuple(
        Block(0, half, -y) for half, y in ((120.0, BIB), (150.0, 260.0), (300.0, 400.0), (HALF, 460.0), (HALF, LONG))
    )
    return Form(paint, blocks[::-1])


def _shape(wander: Wobble) -> Polygon:
    side = through(
        [(118, BIB), (124, 210), (158, 300), (236, 366), (310, 394), (310, 394), (322, 460), (326, 700), (322, LONG)], 6
    )
    hem = [(322 - 644 * step / 30, LONG + 9 * wander.at(step / 9)) for step in range(1, 30)]
    return (*side, *hem, *((-x, y) for x, y in side[::-1]))


def _straps(ink: Ink, fabric: Fabric) -> None:
    """The neck strap up to the peg, and the ties hanging from the waist."""
    leather, dark = "#8a5f3f", blended(fabric.colour, "#16100b", 0.35)
    ink.line(f"M-104 {BIB + 10:.0f}C-80 40 -30 4 0 4C30 4 80 40 104 {BIB + 10:.0f}", leather, 17)
    ink.line(f"M-104 {BIB + 10:.0f}C-80 40 -30 4 0 4", blended(leather, "#ffe8c4", 0.3), 4, 0.5)
    for side in (-1, 1):
        ink.line(f"M{side * 300} 404C{side * 372} 470 {side * 344} 600 {side * 356} 720", dark, 13)


def _sewing(ink: Ink, fabric: Fabric, shape: Polygon) -> None:
    """The pocket, the hem stitches, and two rivets at the bib."""
    dark, pale = blended(fabric.colour, "#140d08", 0.45), blended(fabric.colour, "#fff2da", 0.45)
    pocket = outline(rounded(-150, 520, 300, 190, 16))
    ink.fill(pocket, ink.ramp((-150, 520), (150, 710), [(0, "#fff2da", 0.10), (1, "#120b06", 0.16)]))
    ink.line(pocket, dark, 3, 0.55)
    ink.line(outline(rounded(-144, 526, 288, 178, 12)), pale, 1.5, 0.6, 'stroke-dasharray="6 5"')
    ink.line("M0 522V706", pale, 1.5, 0.5, 'stroke-dasharray="6 5"')
    ink.line(outline(shape), dark, 2.5, 0.35)
    for side in (-1, 1):
        ink.fill(f"M{side * 104 - 7} {BIB + 22:.0f}a7 7 0 1 1 14 0a7 7 0 1 1 -14 0Z", "#b48a4e")
