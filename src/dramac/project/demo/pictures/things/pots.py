"""Stoneware: what the wheel makes, the glazes it is dipped in, handles, spouts and lids."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

from ..colour import Linear, blended, dimmed, levels, linear, mixed
from ..form import Block, Form, together
from ..ink import Ink
from ..light import MATT, PITCH, SATIN, Finish, unit
from ..noise import Wobble
from ..shapes import Point, outline
from ..tube import Stuff, rod
from ..turned import Opening, Tint, Turned, plain


@dataclass(frozen=True)
class Glaze:
    """A glaze as it comes out of the kiln: its colour, what it pools to, the clay under it and the iron specks in it."""

    outside: str
    inside: str = ""
    pool: str = ""
    clay: str = "#a9835f"
    specks: float = 0.0
    finish: Finish = SATIN

    @property
    def lining(self) -> str:
        """The colour within."""
        return self.inside or self.outside


@dataclass(frozen=True)
class Pot:
    """One thrown pot: profile in millimetres from foot to lip, glaze, and how it was finished."""

    profile: tuple[Point, ...]
    glaze: Glaze
    seed: int = 1
    wall: float = 3.4
    foot: float = 5.0
    flutes: int = 0
    dip: Glaze | None = None
    dip_at: float = 0.5
    open_mouth: bool = True
    bands: tuple[tuple[float, float, str], ...] = field(default=())


def pot(spec: Pot) -> Form:
    """The pot as a form; ``dip`` glazes its lower part again, ``bands`` are painted rings (height, width, colour)."""
    body = Turned(spec.profile, glazed(spec.glaze, spec.seed), spec.glaze.finish, flutes=spec.flutes, flute_depth=0.42)

    def paint(ink: Ink) -> None:
        body.draw(ink)
        if spec.dip:
            _dipped(ink, body, spec, spec.dip)
        _bare_foot(ink, body, spec)
        for height, width, colour in spec.bands:
            ring(ink, body, height, width, colour, spec.seed)
        if spec.glaze.specks:
            _specks(ink, body, spec)
        if spec.open_mouth:
            lip = body.line[-1]
            deep = body.height * 0.8
            Opening(lip[0], lip[1], spec.wall, plain(spec.glaze.lining), spec.glaze.finish, depth=deep).draw(ink)

    return Form(paint, blocks_of(body))


def near_side(spec: Pot) -> Form:
    """Only the outside of a pot that faces the viewer, to hide the feet of what stands in it."""
    radius, height = spec.profile[-1]
    wide, deep = radius * 1.8, height + radius
    angles = [math.pi * (step / 24 - 0.5) for step in range(25)]
    rim = [(radius * math.sin(angle), -height + PITCH * radius * math.cos(angle)) for angle in angles]
    below = ((-wide, -height), *rim, (wide, -height), (wide, deep), (-wide, deep))
    outside = pot(replace(spec, open_mouth=False))
    return Form(lambda ink: ink.inside((below,), outside.paint))


def nested(*pots: tuple[Pot, float]) -> Form:
    """Pots standing in one another: each with the height at which its foot rests, from the outermost in."""
    parts: list[Form] = []
    for number, (spec, up) in enumerate(pots):
        parts.append(pot(spec).moved(0, up))
        parts.extend(near_side(outer).moved(0, low) for outer, low in reversed(pots[:number]))
    return together(*parts)


def blocks_of(body: Turned, up: float = 0.0) -> tuple[Block, ...]:
    """What a turned solid keeps of the light."""
    return tuple(Block(0.0, radius, height + up) for radius, height in body.line[::3])


def glazed(glaze: Glaze, seed: int) -> Tint:
    """Glaze runs thin at the lip and pools towards the foot, unevenly."""
    colour, clay = linear(glaze.outside), linear(glaze.clay)
    pool = linear(glaze.pool or blended(glaze.outside, "#3a2a1c", 0.16))
    wander, drift = Wobble(seed), Wobble(seed + 71)

    def tint(share: float, angle: float) -> Linear:
        thick = min(1.0, max(0.0, 0.62 - share * 0.7 + 0.16 * wander.at(share * 1.6 + angle * 0.5)))
        shade = mixed(colour, pool, thick)
        if share > 0.965:
            shade = mixed(shade, clay, 0.22)
        return dimmed(shade, 1 + 0.035 * drift.at(share * 3 + angle))

    return tint


def _bare_foot(ink: Ink, body: Turned, spec: Pot) -> None:
    """The clay left bare round the foot, and the thin dark edge where the glaze stopped."""
    if spec.foot <= 0:
        return
    wander = Wobble(spec.seed)
    clay, wide = linear(spec.glaze.clay), max(body.radius_at(spec.foot), body.line[0][0]) * 1.02

    def edge(angle: float) -> float:
        return spec.foot + 0.5 * wander.at(angle * 0.7)

    tones = bytearray()
    for step in range(32):
        angle = math.asin((step + 0.5) / 16 - 1)
        tones.extend(levels(body.light.seen(clay, unit((math.sin(angle), -0.2, math.cos(angle))), MATT, 0.78)))
    region = body.region(lambda angle: 0.0, edge)
    ink.relief((-wide, -spec.foot * 2, 2 * wide, 4 * spec.foot + wide), (32, 1), bytes(tones), (region,))
    angles = [math.pi * (step / 40 - 0.5) for step in range(41)]
    line = [body.place(edge(angle) + 0.4, angle) for angle in angles]
    ink.line(outline(line, closed=False), blended(spec.glaze.outside, "#20150d", 0.55), 0.8, 0.4)


def _dipped(ink: Ink, body: Turned, spec: Pot, glaze: Glaze) -> None:
    """The second glaze from the foot up to a line that the hand held not quite level."""
    wander = Wobble(spec.seed + 5)
    top = spec.dip_at * body.height

    def edge(angle: float) -> float:
        return top + body.height * (0.012 * wander.at(angle * 0.45) + 0.03 * math.sin(angle * 0.8 + spec.seed))

    lower = Turned(spec.profile, glazed(glaze, spec.seed + 9), glaze.finish)
    ink.inside((body.region(lambda angle: -0.3 * body.widest, edge),), lower.draw)
    angles = [math.pi * (step / 40 - 0.5) for step in range(41)]
    line = outline([body.place(edge(angle), angle) for angle in angles], closed=False)
    ink.line(line, blended(glaze.outside, spec.glaze.outside, 0.5), 1.1, 0.5)


def ring(ink: Ink, body: Turned, height: float, width: float, colour: str, seed: int) -> None:
    """A painted ring, as a loaded brush leaves it on a turning pot."""
    wander = Wobble(seed + round(height))
    region = body.region(
        lambda angle: height - width * (0.5 + 0.16 * wander.at(angle)),
        lambda angle: height + width * (0.5 + 0.16 * wander.at(angle + 3)),
    )
    wide = body.widest
    stops = [(0.0, colour, 0.78), (0.3, colour, 0.9), (1.0, blended(colour, "#140d08", 0.6), 0.95)]
    ink.fill(outline(region), ink.ramp((-wide, 0), (wide, 0), stops))


def _specks(ink: Ink, body: Turned, spec: Pot) -> None:
    """Iron in the clay that burns through the glaze."""
    chance = Random(f"specks {spec.seed}")
    count = int(spec.glaze.specks * body.height * body.widest / 42)
    big: list[tuple[Point, float, float]] = []
    small: list[tuple[Point, float, float]] = []
    for _ in range(count):
        height = chance.uniform(spec.foot + 1, body.height * 0.99)
        angle = math.asin(chance.uniform(-0.98, 0.98))
        size = chance.choice((0.18, 0.24, 0.3, 0.36, 0.55))
        x, y = body.place(height, angle)
        (big if size > 0.33 else small).append(((x, y), max(0.08, size * math.cos(angle)), size))
    ink.specks(small, "#4a3423", 0.5)
    ink.specks(big, "#3d2817", 0.62)


def ear(points: Sequence[Point], thick: Sequence[float], glaze: Glaze) -> Form:
    """A pulled handle through points of the sheet; to be drawn before the pot it holds on to."""
    stuff = Stuff(linear(glaze.outside), glaze.finish)
    blocks = tuple(Block(x, thick[0], -y) for x, y in points[1:-1])
    return Form(lambda ink: rod(ink, points, thick, stuff), tuple(sorted(blocks, key=lambda block: block.height)))
