"""Round rods that bend: handles, legs, stems, cords and spoons."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .colour import Linear, dimmed
from .curves import directions, through
from .ink import Ink
from .light import DAYLIGHT, SATIN, Finish, Light, unit
from .shapes import Point, ellipse, outline

LAYERS = 11


@dataclass(frozen=True)
class Stuff:
    """What a rod is made of and the light it is seen in."""

    albedo: Linear
    finish: Finish = SATIN
    light: Light = DAYLIGHT


def rod(ink: Ink, points: Sequence[Point], radii: Sequence[float], stuff: Stuff) -> None:
    """Draw a rod through ``points`` (on the sheet) whose thickness goes evenly from one of ``radii`` to the next.

    It is built of ever thinner layers that creep towards the light, from the shadow side to the brightest line.
    """
    line = through(points, 8)
    along = directions(line)
    thick = [_between(radii, at / (len(line) - 1)) for at in range(len(line))]
    right, up, _ = stuff.light.towards
    reach = math.hypot(right, up) or 1.0
    for layer in range(LAYERS):
        share = layer / (LAYERS - 1)
        left, over = [], []
        for (x, y), (along_x, along_y), radius in zip(line, along, thick, strict=True):
            creep = radius * share * 0.8
            middle_x, middle_y = x + right / reach * creep, y - up / reach * creep
            rest = radius * (1 - share * 0.97)
            left.append((middle_x - along_y * rest, middle_y + along_x * rest))
            over.append((middle_x + along_y * rest, middle_y - along_x * rest))
        ink.fill(outline(left + over[::-1]), _layer_colour(stuff, share, (right / reach, up / reach)))


def _layer_colour(stuff: Stuff, share: float, towards: Point) -> str:
    """The colour of a layer: from facing away (0) to facing the light (1)."""
    angle = math.pi * (0.56 - 0.86 * share)
    sideways = -math.sin(angle)
    facing = unit((towards[0] * sideways, towards[1] * sideways, max(0.05, math.cos(angle))))
    return stuff.light.on(stuff.albedo, facing, stuff.finish, 0.8 + 0.2 * share)


def _between(values: Sequence[float], share: float) -> float:
    if len(values) == 1:
        return values[0]
    place = share * (len(values) - 1)
    at = min(int(place), len(values) - 2)
    return values[at] + (values[at + 1] - values[at]) * (place - at)


def knob(ink: Ink, centre: Point, radius: float, stuff: Stuff) -> None:
    """A small ball."""
    bright = stuff.light.on(stuff.albedo, unit((-0.5, 0.55, 0.65)), stuff.finish)
    middle = stuff.light.on(stuff.albedo, unit((0.1, 0.1, 1.0)), stuff.finish)
    dark = stuff.light.on(dimmed(stuff.albedo, 0.8), unit((0.75, -0.6, 0.2)), stuff.finish)
    x, y = centre
    stops = [(0.0, bright, 1.0), (0.5, middle, 1.0), (1.0, dark, 1.0)]
    ink.fill(ellipse(centre, radius, radius), ink.glow((x - radius * 0.35, y - radius * 0.4), radius * 1.5, stops))
