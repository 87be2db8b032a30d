"""Baskets: woven row by row round a turned shape."""

import math
from dataclasses import dataclass
from random import Random

from ..colour import dimmed, linear
from ..form import Form, together
from ..ink import Ink
from ..light import CLOTH, DAYLIGHT, unit
from ..shapes import Point, outline
from ..tube import Stuff, rod
from ..turned import Opening, Turned, cap, plain
from .pots import blocks_of


@dataclass(frozen=True)
class Weave:
    """A basket: profile, colour of the cane, height of a row, stitches seen in a row, a second colour for bands."""

    profile: tuple[Point, ...]
    colour: str
    row: float = 13.0
    stitches: int = 26
    band: str = ""
    seed: int = 1


ROUND = ((120.0, 0.0), (120.0, 0.0), (158.0, 60.0), (172.0, 140.0), (166.0, 220.0), (150.0, 270.0))
TALL = ((150.0, 0.0), (150.0, 0.0), (168.0, 80.0), (176.0, 240.0), (178.0, 380.0))
LOW = ((150.0, 0.0), (150.0, 0.0), (176.0, 40.0), (190.0, 110.0))


def basket(spec: Weave, open_mouth: bool = True) -> Form:
    """The woven body, its rim, and the dark inside."""
    body = Turned(spec.profile, plain(spec.colour), CLOTH)
    shadow = Turned(spec.profile, lambda share, angle: dimmed(linear(spec.colour), 0.34), CLOTH)

    def paint(ink: Ink) -> None:
        shadow.draw(ink)
        ink.inside(shadow.silhouette(), lambda part: _rows(part, body, spec))
        radius, height = body.line[-1]
        if open_mouth:
            Opening(radius, height, 7, plain(spec.colour), CLOTH, depth=height).draw(ink)
            _braid(ink, radius, height, spec)

    return Form(paint, blocks_of(body))


def _rows(ink: Ink, body: Turned, spec: Weave) -> None:
    """Rows of stitches, every other one set off by half, each lit by where it faces."""
    chance = Random(f"weave {spec.seed}")
    rows = int(body.height / spec.row)
    count = spec.stitches
    for row in range(rows + 1):
        height = spec.row * (row + 0.5)
        if height > body.height - 2:
            break
        banded = spec.band and row in (rows * 2 // 3, rows * 2 // 3 + 1, rows * 2 // 3 + 3)
        colour = linear(spec.band if banded else spec.colour)
        groups: dict[str, list[str]] = {}
        for stitch in range(-1, count + 1):
            middle = math.pi * ((stitch + (0.5 if row % 2 else 0.0)) / count - 0.5)
            if abs(middle) > math.pi / 2:
                continue
            lean = (body.radius_at(height + 3) - body.radius_at(height - 3)) / 6
            facing = unit((math.sin(middle), -lean, math.cos(middle)))
            strength = round(chance.uniform(0.84, 1.08), 2)
            tone = DAYLIGHT.on(dimmed(colour, strength), facing, CLOTH, 0.7 + 0.3 * min(1.0, height / 60))
            groups.setdefault(tone, []).append(_stitch(body, height, middle, math.pi / count * 0.60, spec.row * 0.46))
        for tone, stitches in groups.items():
            ink.fill("".join(stitches), tone)


def _stitch(body: Turned, height: float, middle: float, half: float, tall: float) -> str:
    """One strand as it comes to the front and goes back in."""
    start, end = max(-1.57, middle - half), min(1.57, middle + half)
    (x, y), (to_x, to_y) = body.place(height, start), body.place(height, end)
    (mid_x, mid_y) = body.place(height, (start + end) / 2)
    up, down = mid_y - tall * 2.1, mid_y + tall * 2.1
    front = f"M{x:.1f} {y:.1f}Q{mid_x:.1f} {up:.1f} {to_x:.1f} {to_y:.1f}"
    return f"{front}Q{mid_x:.1f} {down:.1f} {x:.1f} {y:.1f}Z"


def _braid(ink: Ink, radius: float, height: float, spec: Weave) -> None:
    """The rim: one strand wound round it."""
    stuff = Stuff(linear(spec.colour), CLOTH)
    for half in (1, -1):
        angles = [math.pi * step / 20 for step in range(21)]
        ring = [(-radius * math.cos(angle), -height - half * 0.21 * radius * math.sin(angle)) for angle in angles]
        rod(ink, ring, (7.0,), stuff)
        turns = []
        for step in range(1, 40):
            angle = math.pi * step / 40
            x, y = -radius * math.cos(angle), -height - half * 0.21 * radius * math.sin(angle)
            turns.append(f"M{x - 3.4:.1f} {y + 5.4:.1f}l6.6 -10.8")
        ink.line("".join(turns), "#3b2a18", 1.1, 0.42)


def ears(radius: float, height: float, colour: str) -> Form:
    """Two upright handles at the sides of a basket's rim."""
    stuff = Stuff(linear(colour), CLOTH)

    def paint(ink: Ink) -> None:
        for side in (-1, 1):
            x = side * radius
            rod(
                ink,
                [
                    (x - side * 16, -height + 34),
                    (x + side * 8, -height - 26),
                    (x + side * 26, -height - 24),
                    (x + side * 6, -height + 40),
                ],
                (8.0,),
                stuff,
            )

    return Form(paint)


def lid(spec: Weave) -> Form:
    """A low woven lid with a loop to lift it by; its edge is on the origin."""
    radius = max(point[0] for point in spec.profile)
    shape = ((radius, 0.0), (radius, 0.0), (radius, 14.0), (radius * 0.72, 34.0), (radius * 0.3, 44.0), (20.0, 46.0))
    top = Weave(shape, spec.colour, spec.row * 0.8, spec.stitches, "", spec.seed + 7)
    body = Turned(shape, plain(spec.colour), CLOTH)

    def loop(ink: Ink) -> None:
        cap(ink, body)
        rod(ink, [(-18, -44), (-14, -72), (14, -72), (18, -44)], (6.5,), Stuff(linear("#8a5a38"), CLOTH))

    return together(basket(top, open_mouth=False), Form(loop))


def handle_strap(radius: float, height: float, rise: float, colour: str) -> Form:
    """One tall handle over the top of a basket; drawn behind and in front as one."""
    angles = [math.pi * step / 16 for step in range(17)]
    arch = [(-radius * 0.97 * math.cos(angle), -height + 10 - rise * math.sin(angle)) for angle in angles]

    def paint(ink: Ink) -> None:
        rod(ink, arch, (9.0,), Stuff(linear(colour), CLOTH))
        ink.line(outline(arch, closed=False), "#3b2a18", 0.8, 0.3)

    return Form(paint)
