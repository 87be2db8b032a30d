"""Cloth folded into flat stacks, the folds to the front."""

import math
from random import Random

from ..colour import Linear, linear, mixed
from ..curves import through
from ..form import Block, Form
from ..ink import Ink
from ..light import CLOTH, DAYLIGHT, PITCH, unit
from ..noise import Wobble
from ..relief import gridded
from .fabric import Fabric, texture


def folded(wide: float, layers: int, fabric: Fabric, thick: float = 26, seed: int = 1) -> Form:
    """Cloth folded into a flat stack, the folds to the front; ``layers`` folds high."""
    deep = wide * 0.62

    def paint(ink: Ink) -> None:
        chance = Random(f"fold {seed}")
        for number in range(layers):
            slip = chance.uniform(-0.012, 0.012) * wide
            _fold(ink, fabric, (slip, -number * thick * 0.93, wide, thick), seed + number)
        _top(ink, fabric, (0.0, -layers * thick * 0.93 - thick * 0.04, wide, deep))

    blocks = tuple(Block(0, wide / 2, thick * layers * step / 5, deep * 0.5, square=True) for step in range(6))
    return Form(paint, blocks)


def _fold(ink: Ink, fabric: Fabric, box: tuple[float, float, float, float], seed: int) -> None:
    """One rounded fold seen from the front: (middle, foot, width, thickness)."""
    x, foot, wide, thick = box
    wander = Wobble(seed)
    left, right = x - wide / 2, x + wide / 2
    steps = [step / 20 for step in range(21)]
    bulge = thick * 0.46
    upper = [
        (left + bulge + (wide - 2 * bulge) * share, foot - thick * (1 + 0.06 * wander.at(share * 2.2)))
        for share in steps
    ]
    lower = [
        (left + bulge + (wide - 2 * bulge) * share, foot + thick * 0.03 * wander.at(share * 2 + 5)) for share in steps
    ]
    turn = [math.pi * (step / 8 - 0.5) for step in range(1, 8)]
    near = [(right - bulge + bulge * math.cos(angle), foot - thick / 2 + thick / 2 * math.sin(angle)) for angle in turn]
    far = [(left + bulge - bulge * math.cos(angle), foot - thick / 2 - thick / 2 * math.sin(angle)) for angle in turn]
    inner = slice(1, -1)
    shape = (*far, *upper[inner], *near, *lower[::-1][inner])
    colour = linear(fabric.colour)

    def seen(column: int, row: int) -> Linear:
        share = (row + 0.5) / FOLD_CELLS[1]
        angle = math.pi * (0.5 - share) * 0.94
        shut = 0.34 + 0.66 * math.sin(math.pi * (0.1 + 0.85 * (1 - share))) ** 0.7
        facing = unit((-0.12, math.sin(angle), math.cos(angle)))
        return _across(DAYLIGHT.seen(colour, facing, CLOTH, shut), (column + 0.5) / FOLD_CELLS[0])

    gridded(ink, (shape,), (left, foot - thick * 1.08, wide, thick * 1.12), FOLD_CELLS, seen)
    ink.inside((shape,), lambda part: _cross_pattern(part, fabric, (left, foot - thick * 1.1, wide, thick * 1.2)))
    texture(ink, shape, fabric)


FOLD_CELLS = (10, 12)
_WARM, _DIM = linear("#fff3df"), linear("#120c08")


def _across(light: Linear, share: float) -> Linear:
    """The light of a long piece: a little warmer at its left end, falling off towards its right end."""
    if share < 0.5:
        return mixed(light, _WARM, 0.10 * (1 - share / 0.5))
    return mixed(light, _DIM, 0.30 * (share - 0.5) / 0.5)


def _cross_pattern(ink: Ink, fabric: Fabric, frame: tuple[float, float, float, float]) -> None:
    """Stripes and checks as they cross the front of a fold."""
    left, top, wide, tall = frame
    if fabric.pattern in ("stripe", "check", "band"):
        places = {
            "stripe": [0.06 + 0.11 * at for at in range(9)],
            "check": [0.1 + 0.2 * at for at in range(5)],
            "band": [0.12, 0.16, 0.84, 0.88],
        }
        width = {"stripe": 0.02, "check": 0.012, "band": 0.022}[fabric.pattern] * wide
        lines = "".join(f"M{left + wide * share:.1f} {top:.1f}v{tall:.1f}" for share in places[fabric.pattern])
        ink.line(lines, fabric.second, width, 0.8)


def _top(ink: Ink, fabric: Fabric, box: tuple[float, float, float, float]) -> None:
    """The upper face of a stack, running back from the last fold."""
    x, foot, wide, deep = box
    rise = deep * PITCH
    left, right = x - wide / 2, x + wide / 2
    side = through([(4, 6), (5, -rise * 0.5), (8, -rise * 0.86), (16, -rise)], 5)
    shape = (*((left + x, foot + y) for x, y in side), *((right - x, foot + y) for x, y in side[::-1]))
    colour = linear(fabric.colour)
    near = DAYLIGHT.seen(colour, unit((-0.1, 0.9, 0.5)), CLOTH)
    far = DAYLIGHT.seen(colour, unit((0.0, 1.0, -0.1)), CLOTH, 0.85)

    def seen(column: int, row: int) -> Linear:
        back = max(0.0, 1 - (row + 0.5) / FOLD_CELLS[1] / 0.8)
        return _across(mixed(near, far, back), (column + 0.5) / FOLD_CELLS[0])

    gridded(ink, (shape,), (left, foot - rise, wide, rise + 6), FOLD_CELLS, seen)
    ink.inside((shape,), lambda part: _cross_pattern(part, fabric, (left, foot - rise, wide, rise + 8)))
    texture(ink, shape, fabric)
