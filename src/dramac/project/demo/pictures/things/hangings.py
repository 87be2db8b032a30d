"""Cloth that hangs: from a peg in one bunch, or from a pole as a curtain."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from ..colour import Linear, blended, linear
from ..form import Block, Form, together
from ..ink import Ink
from ..light import CLOTH, DAYLIGHT, METAL, unit
from ..noise import Wobble
from ..relief import gridded, heights
from ..shapes import Point, Polygon, ellipse, outline
from ..tube import Stuff, knob, rod
from .fabric import Fabric, texture
from .lamps import BRASS


@dataclass(frozen=True)
class Hanging:
    """Cloth that hangs: width and length, how gathered at the top (1 = not at all), and how many folds."""

    wide: float
    long: float
    gather: float = 0.2
    folds: float = 5.0
    fringe: float = 0.0
    seed: int = 1
    sheer: float = 1.0

    def half(self, share: float) -> float:
        """Half the width at a share of the length from the top."""
        spread = min(1.0, share * 1.7)
        ease = spread * spread * (3 - 2 * spread)
        return self.wide / 2 * (self.gather + (1 - self.gather) * ease)


def hanging(spec: Hanging, fabric: Fabric) -> Form:
    """Cloth hanging from the origin downwards."""
    fold = _folds(spec)

    shape, hem = _drop(spec, fold)
    frame = (-spec.wide / 2, 0.0, spec.wide, spec.long * 1.03)

    def fall(ink: Ink) -> None:
        gridded(ink, (shape,), frame, HANG_CELLS, _hang_light(spec, fabric, fold))
        ink.inside((shape,), lambda part: _hem_pattern(part, spec, fabric, fold))
        texture(ink, shape, fabric)
        if spec.fringe:
            _fringe(ink, spec, fabric, hem)

    def paint(ink: Ink) -> None:
        if spec.sheer < 1:
            ink.faint(spec.sheer, fall)
        else:
            fall(ink)

    blocks = tuple(Block(0, spec.half(share), -spec.long * share) for share in (0.02, 0.2, 0.4, 0.6, 0.8, 0.98))
    return Form(paint, tuple(sorted(blocks, key=lambda block: block.height)))


def _folds(spec: Hanging) -> Callable[[float, float], float]:
    """How far a fold stands out (-1 to 1) at (place across, share of the length)."""
    wander, drift = Wobble(spec.seed, octaves=1), Wobble(spec.seed + 9, octaves=1)

    def fold(across: float, share: float) -> float:
        place = across * spec.folds * 0.5 + 0.42 * wander.at(across * 0.9) + 0.10 * drift.at(share + across)
        deep = (0.55 + 0.45 * min(1.0, share * 2)) if spec.gather > 0.6 else 0.65 + 0.35 * (1 - share)
        return deep * math.sin(math.tau * place)

    return fold


def _drop(spec: Hanging, fold: Callable[[float, float], float]) -> tuple[Polygon, list[Point]]:
    """The outline, and the line of the hem."""
    steps = [step / 24 for step in range(25)]
    left = [(-spec.half(share), spec.long * share) for share in steps]
    right = [(spec.half(share), spec.long * share) for share in steps]
    dip = spec.long * 0.006 + 4
    across = [step / 90 for step in range(-90, 91)]
    hem = [(spec.half(1) * place, spec.long + dip * fold(place, 1.0)) for place in across]
    return (*left, *hem, *right[::-1]), hem


HANG_CELLS = (110, 32)


def _hang_light(spec: Hanging, fabric: Fabric, fold: Callable[[float, float], float]) -> Callable[[int, int], Linear]:
    colour = linear(fabric.colour)
    rows = HANG_CELLS[1]

    def deep(across: float, down: float) -> float:
        share = (down + 1) / 2
        return fold(max(-1.0, min(1.0, across * spec.wide / 2 / max(1.0, spec.half(share)))), share)

    field = heights(HANG_CELLS, deep)

    def seen(column: int, row: int) -> Linear:
        here, to_right, _ = field(column, row)
        narrow = spec.half((row + 0.5) / rows) / (spec.wide / 2)
        slope = to_right * 0.56 * narrow / max(2.0, spec.folds)
        return DAYLIGHT.seen(colour, unit((-slope, 0.08, 1.0)), CLOTH, 0.70 + 0.30 * (here + 1) / 2)

    return seen


def _hem_pattern(ink: Ink, spec: Hanging, fabric: Fabric, fold: Callable[[float, float], float]) -> None:
    """Stripes near the hem, or all the way down for a check."""
    if fabric.pattern == "plain":
        return
    levels = {"stripe": (0.78, 0.83, 0.88), "band": (0.8, 0.86), "check": tuple(at / 9 for at in range(1, 9))}[
        fabric.pattern
    ]
    across = [step / 30 for step in range(-30, 31)]
    lines = "".join(
        outline(
            [(spec.half(level) * place, spec.long * level + 6 * fold(place, level)) for place in across], closed=False
        )
        for level in levels
    )
    ink.line(lines, fabric.second, spec.long * (0.018 if fabric.pattern != "check" else 0.006), 0.85)
    if fabric.pattern == "check":
        steps = [step / 12 for step in range(13)]
        lines = "".join(
            outline([(spec.half(share) * at / 4, spec.long * share) for share in steps], closed=False)
            for at in range(-3, 4)
        )
        ink.line(lines, fabric.second, spec.wide * 0.012, 0.8)


def _fringe(ink: Ink, spec: Hanging, fabric: Fabric, hem: list[Point]) -> None:
    chance = Random(f"fringe {spec.seed}")
    threads = []
    for x, y in hem:
        for _ in range(2):
            start = x + chance.uniform(-2.4, 2.4)
            bend, end, long = chance.uniform(-3, 3), chance.uniform(-4, 4), spec.fringe * chance.uniform(0.8, 1.05)
            threads.append(f"M{start:.1f} {y - 1:.1f}q{bend:.1f} {spec.fringe * 0.5:.1f} {end:.1f} {long:.1f}")
    ink.line("".join(threads), blended(fabric.colour, "#2a2017", 0.12), 1.3, 0.95)


def curtain(spec: Hanging, fabric: Fabric, rod_wide: float) -> Form:
    """A curtain on a brass pole with rings; the pole's middle is on the origin."""
    brass = Stuff(linear(BRASS), METAL)

    def pole(ink: Ink) -> None:
        rod(ink, [(-rod_wide / 2, 0), (rod_wide / 2, 0)], (11.0,), brass)
        knob(ink, (-rod_wide / 2, 0), 22, brass)
        knob(ink, (rod_wide / 2, 0), 22, brass)

    def rings(ink: Ink) -> None:
        count = 9
        for number in range(count):
            x = spec.wide * 0.46 * (2 * number / (count - 1) - 1)
            ink.line(ellipse((x, 8), 10, 22), blended(BRASS, "#20150b", 0.25), 4.5)

    return together(Form(pole), Form(rings), hanging(spec, fabric).moved(0, -28))
