"""Filled cushions: how they swell, crease at the corners, and carry their patterns."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from ..colour import Linear, blended, dimmed, linear
from ..form import Block, Form
from ..ink import Ink
from ..light import CLOTH, DAYLIGHT, Light, unit
from ..noise import Wobble
from ..relief import gridded, heights
from ..shapes import Point, Polygon, outline
from .fabric import Fabric, texture


@dataclass(frozen=True)
class Pillow:
    """The shape of a filled cushion, and where places on its cloth are seen."""

    wide: float
    tall: float
    seed: int

    def spot(self, across: float, up: float) -> Point:
        """Where (-1 to 1, -1 to 1) of the cloth is seen; the foot of the cushion is on the origin."""
        pinch_x = 1 - 0.048 * (1 - up * up) - 0.008 * abs(up) ** 9
        sag = 0.055 if up > 0 else 0.018
        pinch_y = 1 - sag * (1 - across * across) - 0.008 * abs(across) ** 9
        return across * pinch_x * self.wide / 2, -self.tall / 2 * (1 + up * pinch_y)

    def edge(self) -> Polygon:
        """The outline, with soft points at the corners."""
        wander = Wobble(self.seed)
        steps = [step / 12 for step in range(-12, 13)]
        ring = [(step, -1.0) for step in steps] + [(1.0, step) for step in steps]
        ring += [(-step, 1.0) for step in steps] + [(-1.0, -step) for step in steps]
        points = []
        for number, (across, up) in enumerate(ring):
            x, y = self.spot(across, up)
            swell = 1 + 0.004 * wander.at(number / 9)
            points.append((x * swell, y))
        return tuple(points)


def cushion(wide: float, tall: float, fabric: Fabric, seed: int = 1, lean: float = 0.0) -> Form:
    """A filled cushion standing on its edge and facing the viewer."""
    shape = Pillow(wide, tall, seed)
    light = DAYLIGHT.turned(lean)

    def paint(ink: Ink) -> None:
        edge = shape.edge()
        gridded(ink, (edge,), (-wide / 2, -tall, wide, tall), PILLOW_CELLS, _pillow_light(shape, fabric, light))
        ink.inside((edge,), lambda part: _pattern(part, shape, fabric))
        texture(ink, edge, fabric)
        seam = [(0.0, blended(fabric.colour, "#fff4e0", 0.35), 1.0), (1.0, blended(fabric.colour, "#1c140c", 0.5), 1.0)]
        ink.line(outline(edge), ink.ramp((-wide / 2, -tall), (wide / 2, 0), seam), wide * 0.006, 0.45)

    blocks = tuple(
        Block(0, wide * half, tall * up, tall * 0.16)
        for half, up in ((0.48, 0.0), (0.48, 0.0), (0.46, 0.3), (0.44, 0.5), (0.4, 0.62))
    )
    form = Form(paint, blocks)
    return form.leaning(lean) if lean else form


PILLOW_CELLS = (52, 52)


def _pillow_light(shape: Pillow, fabric: Fabric, light: Light) -> Callable[[int, int], Linear]:
    colour = linear(fabric.colour)
    field = heights(PILLOW_CELLS, _filling(shape.seed))

    def seen(column: int, row: int) -> Linear:
        here, to_right, downwards = field(column, row)
        facing = unit((-to_right * 0.74, downwards * 0.74 + 0.14, 1.0))
        open_sky = 0.76 + 0.24 * min(1.0, here * 1.2)
        low = 1 - 0.26 * max(0.0, (row / PILLOW_CELLS[1] - 0.72) / 0.28)
        return light.seen(dimmed(colour, low), facing, CLOTH, open_sky)

    return seen


def _filling(seed: int) -> Callable[[float, float], float]:
    """How far a cushion swells at (-1 to 1, -1 to 1), with the creases that pull at its corners."""
    wander, crease = Wobble(seed, octaves=1), Wobble(seed + 31, octaves=1)

    def height(across: float, down: float) -> float:
        swell = math.pow(max(0.0, 1 - abs(across) ** 3) * max(0.0, 1 - abs(down) ** 3), 0.56)
        total = swell * (1 + 0.05 * wander.at(across * 0.8 + 0.5 * down))
        for side in (-1, 1):
            for end in (-1, 1):
                away = math.hypot(across - side, down - end)
                if away < 1.1:
                    turn = math.atan2(abs(down - end), abs(across - side))
                    pull = 0.06 * math.exp(-3.0 * away) * min(1.0, away * 3)
                    total += pull * math.sin(8 * turn + 2.5 * crease.at(turn + side + 2 * end))
        return total

    return height


def _pattern(ink: Ink, shape: Pillow, fabric: Fabric) -> None:
    if fabric.pattern == "plain":
        return
    steps = [step / 14 for step in range(-14, 15)]

    def upright(across: float) -> str:
        return outline([shape.spot(across, up) for up in steps], closed=False)

    def level(up: float) -> str:
        return outline([shape.spot(across, up) for across in steps], closed=False)

    unit_ = shape.wide
    if fabric.pattern == "stripe":
        ink.line("".join(upright(at / 9) for at in range(-8, 9, 2)), fabric.second, unit_ * 0.026, 0.85)
        ink.line("".join(upright(at / 9) for at in range(-7, 9, 2)), fabric.second, unit_ * 0.005, 0.8)
    elif fabric.pattern == "check":
        lines = "".join(upright(at / 3.5) + level(at / 3.5) for at in (-3, -2, -1, 0, 1, 2, 3))
        ink.line(lines, fabric.second, unit_ * 0.009, 0.9)
    elif fabric.pattern == "band":
        ink.line(upright(-0.62) + upright(0.62), fabric.second, unit_ * 0.03, 0.85)
        ink.line(upright(-0.74) + upright(0.74) + upright(-0.5) + upright(0.5), fabric.second, unit_ * 0.007, 0.85)
