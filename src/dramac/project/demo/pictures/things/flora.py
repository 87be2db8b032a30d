"""Branches, leaves and fruit: what stands in a vase or lies in a bowl."""

import math
from dataclasses import dataclass
from random import Random

from ..colour import Linear, blended, linear, mixed
from ..curves import directions, through
from ..form import Block, Form, together
from ..ink import Ink
from ..light import Finish
from ..noise import Wobble
from ..shapes import Point, ellipse, outline, sized
from ..tube import Stuff, rod
from ..turned import Turned


@dataclass(frozen=True)
class Leafage:
    """A kind of branch: leaf length and width in millimetres, colours of both leaf halves, stem colour, leaves a stem."""

    long: float
    wide: float
    light: str
    dark: str
    stem: str
    leaves: int = 16
    pairs: bool = True


OLIVE = Leafage(44, 10, "#929a7e", "#686f55", "#6d5a43", 19)
EUCALYPTUS = Leafage(27, 23, "#a3aea2", "#7d8a80", "#857660", 17)
BEECH_LEAF = Leafage(58, 34, "#9c6b45", "#74472c", "#5b4636", 13, pairs=False)
LAUREL = Leafage(64, 24, "#6f7f56", "#4d5c3c", "#5f5340", 14, pairs=False)


def branch(kind: Leafage, height: float, lean: float, seed: int) -> Form:
    """A leafy branch that rises from the origin and leans to the right by ``lean`` of its height."""
    chance = Random(f"branch {seed}")
    spine = through(
        [
            (0, 0),
            (lean * height * 0.25 + chance.uniform(-6, 6), -height * 0.4),
            (lean * height * 0.62 + chance.uniform(-10, 10), -height * 0.75),
            (lean * height, -height),
        ],
        10,
    )
    along = directions(spine)

    def paint(ink: Ink) -> None:
        rod(ink, [*spine[::3], spine[-1]], (1.7, 0.6), Stuff(linear(kind.stem)))
        luck = Random(f"leaves {seed}")
        for number in range(kind.leaves):
            share = 0.26 + 0.74 * number / max(1, kind.leaves - 1)
            at = min(len(spine) - 1, int(share * (len(spine) - 1)))
            turn = math.degrees(math.atan2(along[at][1], along[at][0]))
            side = 1 if number % 2 else -1
            spread = 0.0 if number == kind.leaves - 1 else side * luck.uniform(22, 84)
            size = (0.62 + 0.5 * math.sin(math.pi * min(1.0, share))) * luck.uniform(0.7, 1.15)
            _leaf(ink, kind, spine[at], turn + spread, size)
            if kind.pairs and spread and luck.random() < 0.8:
                _leaf(ink, kind, spine[at], turn - spread * luck.uniform(0.5, 1.3), size * luck.uniform(0.7, 1.0))

    blocks = tuple(
        Block(x, 12.0 + 14 * share, -y)
        for (x, y), share in ((spine[at], at / len(spine)) for at in range(0, len(spine), 3))
    )
    return Form(paint, blocks)


def _leaf(ink: Ink, kind: Leafage, at: Point, turn: float, size: float) -> None:
    """One leaf, lighter on the half that the window reaches."""
    long, half = kind.long * size, kind.wide * size / 2
    upper = f"M0 0C{long * 0.25:.1f} {-half * 1.3:.1f} {long * 0.7:.1f} {-half * 1.1:.1f} {long:.1f} 0"
    lower = f"C{long * 0.7:.1f} {half * 1.1:.1f} {long * 0.25:.1f} {half * 1.3:.1f} 0 0Z"
    facing = math.sin(math.radians(turn)) * 0.5 + 0.5
    light = blended(kind.light, "#f7efdc", 0.28 * (1 - facing))
    dark = blended(kind.dark, "#1d1a12", 0.25 * facing)
    marks = [
        f'<path d="{upper}L0 0Z" fill="{light}"/>',
        f'<path d="M0 0L{long:.1f} 0{lower}" fill="{dark}"/>',
        f'<path d="M0 0L{long * 0.96:.1f} 0" stroke="{blended(kind.light, "#fff6e0", 0.3)}" stroke-width="0.5" opacity="0.5"/>',
    ]
    ink.group(marks, f'transform="translate({at[0]:.1f} {at[1]:.1f}) rotate({turn:.1f})"')


def grasses(height: float, seed: int, colour: str = "#c9b083") -> Form:
    """A loose handful of dried grass with soft tails."""
    chance = Random(f"grass {seed}")
    stems = [(chance.uniform(-0.34, 0.34), chance.uniform(0.72, 1.0), chance.uniform(0.7, 1.15)) for _ in range(11)]

    def paint(ink: Ink) -> None:
        for lean, share, size in stems:
            top = (lean * height * share, -height * share)
            bend = (top[0] * 0.35, top[1] * 0.55)
            stem = through([(lean * 5, 0), bend, top], 8)
            ink.line(outline(stem, closed=False), blended(colour, "#5c4a2c", 0.35), 0.9)
            _tail(ink, top, math.degrees(math.atan2(top[1] - bend[1], top[0] - bend[0])), size, colour)

    return Form(paint, tuple(Block(0.0, 4 + height * 0.3 * at / 8, height * at / 8) for at in range(9)))


def _tail(ink: Ink, at: Point, turn: float, size: float, colour: str) -> None:
    chance = Random(f"tail {at[0]:.1f}")
    long, half = 42 * size, 8.5 * size
    hairs = []
    for _ in range(90):
        share = chance.random()
        girth = half * math.sin(math.pi * (0.12 + 0.86 * share)) ** 0.8
        root = chance.uniform(-1, 1) * girth * 0.7
        hairs.append(
            f"M{long * share:.1f} {root:.1f}l{chance.uniform(5, 9):.1f} {root * 0.5 + chance.uniform(-2, 2):.1f}"
        )
    body = sized("M-0.05 0C0.2 -1 0.8 -0.8 1 0C0.8 0.8 0.2 1 -0.05 0Z", long, half)
    dark, pale = blended(colour, "#6b5330", 0.25), blended(colour, "#fff3d8", 0.35)
    marks = [
        f'<path d="{body}" fill="{dark}" fill-opacity="0.85"/>',
        f'<path d="{"".join(hairs)}" stroke="{pale}" stroke-width="0.45" fill="none" stroke-opacity="0.8"/>',
    ]
    ink.group(marks, f'transform="translate({at[0]:.1f} {at[1]:.1f}) rotate({turn:.1f})"')


RIND = Finish(gloss=0.12, polish=9, wrap=0.3)


def pear(seed: int, colour: str = "#b3a24e", blush: str = "#a8583a") -> Form:
    """A pear standing up."""
    body = Turned(
        ((10, 0), (20, 1), (32, 14), (36, 30), (29, 50), (17, 68), (12, 82), (5, 90), (1, 91)),
        _flushed(colour, blush, seed),
        RIND,
    )
    chance = Random(seed)

    def paint(ink: Ink) -> None:
        body.draw(ink)
        rod(ink, [(0, -89), (2, -100), (chance.uniform(4, 9), -110)], (1.6, 1.2, 2.0), Stuff(linear("#54402c")))

    return Form(paint, tuple(Block(0, radius, height) for radius, height in body.line[::4]))


def lemon(seed: int) -> Form:
    """A lemon lying, seen from its side."""
    body = Turned(
        ((2, 0), (12, 1.5), (26, 14), (31, 28), (27, 42), (13, 54), (5, 58), (1, 60)),
        _flushed("#d9b23c", "#c39a2a", seed),
        RIND,
    )
    return Form(body.draw, tuple(Block(0, radius, height) for radius, height in body.line[::4]))


def _flushed(colour: str, blush: str, seed: int) -> "Flush":
    return Flush(linear(colour), linear(blush), Wobble(seed))


@dataclass(frozen=True)
class Flush:
    """Skin that has reddened on one side."""

    colour: Linear
    blush: Linear
    wander: Wobble

    def __call__(self, share: float, angle: float) -> Linear:
        """The colour at a share of the height and an angle."""
        reach = 0.5 + 0.5 * math.sin(angle * 1.1 - 0.6) + 0.25 * self.wander.at(share * 2 + angle)
        return mixed(self.colour, self.blush, max(0.0, min(0.75, reach * 0.7 - 0.15)))


def bunch(*forms: Form) -> Form:
    """Several branches in one hand."""
    return together(*forms)


def blossom(height: float, seed: int) -> Form:
    """A bare twig with a few pale buds."""
    chance = Random(f"twig {seed}")
    spine = through([(0, 0), (chance.uniform(-18, 4), -height * 0.45), (chance.uniform(4, 30), -height)], 12)

    def paint(ink: Ink) -> None:
        luck = Random(f"buds {seed}")
        rod(ink, [*spine[::4], spine[-1]], (2.2, 0.8), Stuff(linear("#4c3a2c")))
        for at in range(8, len(spine), 3):
            x, y = spine[at]
            reach, up = luck.choice((-1, 1)) * luck.uniform(10, 26), luck.uniform(8, 24)
            ink.line(f"M{x:.1f} {y:.1f}q{reach * 0.4:.1f} {-up * 0.2:.1f} {reach:.1f} {-up:.1f}", "#57442f", 1.1)
            _bud(ink, (x + reach, y - up), luck)

    return Form(paint, tuple(Block(x, 9, -y) for x, y in spine[::3]))


def _bud(ink: Ink, at: Point, luck: Random) -> None:
    size = luck.uniform(4.5, 7.5)
    for turn in (0, 72, 144, 216, 288):
        angle = math.radians(turn + luck.uniform(-14, 14))
        centre = (at[0] + size * 0.62 * math.cos(angle), at[1] + size * 0.5 * math.sin(angle))
        tone = blended("#f1e4dc", "#c79a94", luck.uniform(0.0, 0.5))
        ink.fill(ellipse(centre, size * 0.62, size * 0.5), tone, 0.95)
    ink.fill(ellipse(at, size * 0.26, size * 0.22), "#a8763f")
