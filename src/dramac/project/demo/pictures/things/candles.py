"""Candles and what holds them, and the small things that scent a room."""

import math
from random import Random

from ..colour import Linear, blended, linear, mixed
from ..form import Block, Form, resting, together
from ..ink import Ink
from ..light import DAYLIGHT, METAL, PITCH, WAX, unit
from ..noise import Wobble
from ..shapes import Point, ellipse, sized
from ..tube import Stuff, rod
from ..turned import Turned, cap, plain
from ..wood import OILED, Timber, turned_grain, turned_tint
from .lamps import BRASS
from .pots import Glaze, Pot, blocks_of, ear, pot


def flame(size: float = 1.0) -> Form:
    """A steady flame with its glow, the wick's foot on the origin."""

    def paint(ink: Ink) -> None:
        ink.line(sized("M0 0C0.6 -4 -0.4 -6 0.8 -9", size), "#2b2019", 1.3 * size)
        halo = [(0.0, "#ffd58a", 0.55), (0.35, "#ffc069", 0.20), (1.0, "#ffb050", 0.0)]
        ink.fill(ellipse((0, -20 * size), 64 * size, 64 * size), ink.glow((0, -20 * size), 64 * size, halo))
        hot = [(0.0, "#ffb347", 0.55), (0.3, "#ffe2a0", 1.0), (0.62, "#fff7df", 1.0), (1.0, "#ffc46b", 0.85)]
        tear = sized("M0 -4C7.6 -9 6 -21 0 -38C-6 -21 -7.6 -9 0 -4Z", size)
        ink.fill(tear, ink.ramp((0, -4 * size), (0, -38 * size), hot))

    return Form(paint)


def wax_tint(colour: str, lit: bool, reach: float) -> "Wax":
    """Wax lets light through: near the flame it glows."""
    return Wax(linear(colour), linear(blended(colour, "#ffd9a0", 0.6)), reach if lit else 0.0)


class Wax:
    """The colour of a candle from top to foot."""

    def __init__(self, colour: Linear, warm: Linear, reach: float) -> None:
        """``reach`` is the share of the height that the flame lights from within."""
        self._colour, self._warm, self._reach = colour, warm, reach

    def __call__(self, share: float, angle: float) -> Linear:
        """The colour at a share of the height."""
        if not self._reach:
            return self._colour
        near = max(0.0, 1 - (1 - share) / self._reach)
        bright = mixed(self._colour, self._warm, near * 0.85)
        gain = 1 + 0.5 * near
        return bright[0] * gain, bright[1] * gain, bright[2] * gain


def pillar(radius: float, tall: float, colour: str, lit: bool = False) -> Form:
    """A straight candle with a rounded shoulder and, once lit, a pool of clear wax."""
    profile = (
        (radius, 0.0),
        (radius, 0.0),
        (radius, tall - 5),
        (radius, tall - 5),
        (radius - 1.5, tall - 1),
        (radius - 4, tall),
    )
    body = Turned(profile, wax_tint(colour, lit, 0.55), WAX)

    def paint(ink: Ink) -> None:
        body.draw(ink)
        cap(ink, body)
        if lit:
            pool = blended(colour, "#ffdf9f", 0.55)
            stops = [(0.0, blended(pool, "#ffffff", 0.5), 1.0), (1.0, pool, 0.2)]
            ink.fill(
                ellipse((0, -tall), radius * 0.66, radius * 0.66 * PITCH),
                ink.glow((0, -tall), radius * 0.66, stops, 0.3),
            )
        else:
            ink.line(f"M0 {-tall:.1f}q1 -5 0.4 -11", "#e8dcc4", 1.5)

    parts = [Form(paint, blocks_of(body))]
    if lit:
        parts.append(flame(1.0).moved(0, tall))
    return together(*parts)


def taper(tall: float, colour: str, lit: bool = False, radius: float = 10.5) -> Form:
    """A dipped candle, slimmer towards the top."""
    body = Turned(
        (
            (radius * 0.94, 0),
            (radius, 6),
            (radius, tall * 0.3),
            (radius * 0.86, tall * 0.75),
            (radius * 0.66, tall - 14),
            (radius * 0.5, tall - 4),
            (1.0, tall),
        ),
        wax_tint(colour, lit, 0.25),
        WAX,
        steps=6,
    )

    def paint(ink: Ink) -> None:
        body.draw(ink)
        if not lit:
            ink.line(f"M0 {-tall + 1:.1f}q1.4 -7 0.6 -13", "#e8dcc4", 1.3)

    parts = [Form(paint, blocks_of(body))]
    if lit:
        parts.append(flame(0.8).moved(0, tall - 1))
    return together(*parts)


STICK = (
    (48.0, 0.0),
    (48.0, 0.0),
    (47.0, 8.0),
    (30.0, 15.0),
    (13.0, 22.0),
    (11.0, 40.0),
    (19.0, 54.0),
    (12.0, 68.0),
    (9.5, 0.62),
    (17.0, 0.86),
    (13.0, 0.93),
    (18.0, 1.0),
)


def candlestick(timber: Timber, tall: float, seed: int = 1) -> Form:
    """A turned wooden stick with a socket; heights below 1 in its profile are shares of the whole."""
    profile: tuple[Point, ...] = tuple((radius, at if at >= 1.01 or at == 0 else at * tall) for radius, at in STICK)
    body = Turned(profile, turned_tint(timber, seed), OILED)

    def paint(ink: Ink) -> None:
        body.draw(ink)
        turned_grain(ink, body, timber, seed)
        cap(ink, body)
        ink.fill(ellipse((0, -tall), 11, 11 * PITCH), "#1d130b", 0.6)

    return Form(paint, blocks_of(body))


def chamberstick(glaze: Glaze, candle: Form, seed: int = 1) -> Form:
    """A saucer with a ring to carry it by and a socket for one candle."""
    saucer = pot(Pot(((47, 0), (47, 0), (62, 6), (71, 14), (73, 20)), glaze, seed, foot=3, wall=4))
    loop = ear([(66, -16), (84, -30), (106, -28), (108, -10), (88, -2), (66, -8)], (5.0,), glaze)
    socket = pot(Pot(((22, 0), (22, 0), (17, 8), (15, 18), (18, 30), (19, 34)), glaze, seed + 2, foot=0, wall=4))
    return together(loop, saucer, resting(socket, 7, 19), candle.moved(0, 34))


def scented(glaze: Glaze, wax: str, lit: bool, seed: int = 1) -> Form:
    """A stoneware cup filled with wax."""
    cup = pot(Pot(((39, 0), (39, 0), (43, 5), (44, 30), (44, 84)), glaze, seed, foot=7, wall=3.4))

    def fill(ink: Ink) -> None:
        colour = blended(wax, "#ffe3b0", 0.5) if lit else wax
        spread = 40.0
        edge = blended(wax, "#5b4326", 0.3)
        stops = [(0.0, blended(colour, "#ffffff", 0.55 if lit else 0.2), 1.0), (0.6, colour, 1.0), (1.0, edge, 1.0)]
        ink.fill(ellipse((0.4, -82.8), spread, spread * PITCH * 0.93), ink.glow((0, -83), spread, stops, 0.4))
        if not lit:
            ink.line("M0 -83q1 -5 .5 -10", "#efe6d2", 1.5)

    parts = [cup, Form(fill)]
    if lit:
        parts.append(flame(0.9).moved(0, 83))
    return together(*parts)


def tealights(glazes: tuple[Glaze, ...], lit: bool) -> Form:
    """Shallow cups with a small flame in each, in a row that the table seems to have made."""
    places = ((-74.0, 26.0), (62.0, 34.0), (4.0, -12.0))
    cups = []
    for (x, back), glaze, seed in zip(places, glazes, (3, 5, 8), strict=False):
        cup = pot(Pot(((27, 0), (27, 0), (34, 12), (38, 30), (37, 44)), glaze, seed, foot=4, wall=3.4))
        light = [flame(0.7).moved(0, 36)] if lit else []
        cups.append(together(cup, *light).moved(x, back * PITCH))
    return together(*cups)


def diffuser(glaze: Glaze, reeds: str = "#c9a978", seed: int = 1) -> Form:
    """A small bottle with reeds standing in it."""
    bottle = pot(
        Pot(
            ((39, 0), (39, 0), (45, 10), (46, 56), (36, 82), (15, 92), (14, 106), (17, 112)),
            glaze,
            seed,
            foot=5,
            wall=4,
        )
    )
    chance = Random(f"reeds {seed}")
    leans = sorted((chance.uniform(-0.36, 0.36) for _ in range(7)), key=abs, reverse=True)

    def paint(ink: Ink) -> None:
        for lean in leans:
            rod(ink, [(lean * 12, -110), (lean * 190, -110 - 175 * math.cos(lean))], (1.7,), Stuff(linear(reeds)))

    return together(bottle, Form(paint, tuple(Block(0, 6 + at * 8, 112 + at * 30) for at in range(6))))


def incense(glaze: Glaze, seed: int = 1) -> Form:
    """A shallow dish with one stick of incense and its thread of smoke."""
    dish = pot(Pot(((43, 0), (43, 0), (66, 7), (84, 16), (86, 22)), glaze, seed, foot=3, wall=3.6))
    peg = Turned(((10, 0), (10, 0), (8, 9), (5, 12)), plain(glaze.outside), glaze.finish)
    wander = Wobble(seed, octaves=1)

    def stick(ink: Ink) -> None:
        rod(ink, [(0, -18), (58, -196)], (1.3,), Stuff(linear("#6b4a33")))
        ink.fill(ellipse((58.4, -197), 1.9, 1.9), "#e88745")
        steps = [
            (58 + 26 * share * wander.at(share * 1.5), -198 - 150 * share) for share in (at / 14 for at in range(15))
        ]
        path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in steps)
        fade = ink.ramp((0, -198), (0, -350), [(0, "#fbf6ec", 0.6), (1, "#fbf6ec", 0)])
        ink.line(path, fade, 4.5, 1.0, ink.soften(2.2))

    blocks = tuple(Block(58 * at / 10, 2.0, 18 + 178 * at / 10) for at in range(11))
    return together(dish, resting(Form(peg.draw, blocks_of(peg)), 8, 11), Form(stick, blocks))


def snuffer() -> Form:
    """A brass bell on a long handle, lying with the bell to the left."""
    brass = Stuff(linear(BRASS), METAL)

    def paint(ink: Ink) -> None:
        rod(ink, [(-60, -16), (40, -12), (150, -6)], (3.4, 2.8, 4.2), brass)
        light = DAYLIGHT.on(linear(BRASS), unit((-0.3, 0.9, 0.5)), METAL)
        dark = DAYLIGHT.on(linear(BRASS), unit((0.4, -0.8, 0.4)), METAL)
        bell = "M-58 -27C-74 -28 -96 -36 -104 -38L-106 2C-96 -1 -74 -6 -58 -7Z"
        ink.fill(bell, ink.ramp((0, -38), (0, 2), [(0, dark, 1), (0.25, light, 1), (0.55, BRASS, 1), (1, dark, 1)]))
        ink.fill(ellipse((-105, -18), 6.5, 20), "#3d2a14", 0.85)

    return Form(paint, (Block(-84, 24, 0, 16.0), Block(-84, 24, 20, 14.0), Block(44, 110, 0, 5.0)))
