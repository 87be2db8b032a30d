"""What stands on a table at meals: mugs, plates, bowls, jugs and teapots."""

import math
from collections.abc import Sequence
from random import Random

from ..colour import Linear, blended, dimmed, linear
from ..form import Block, Form, together
from ..ink import Ink
from ..light import DAYLIGHT, PITCH, unit
from ..noise import Wobble
from ..relief import surface
from ..shapes import ellipse, oval, sized, traced
from ..turned import Opening, Turned, cap, level, plain
from .pots import Glaze, Pot, blocks_of, ear, glazed, nested, pot

MUG = ((36.0, 0.0), (36.0, 0.0), (41.0, 5.0), (43.5, 30.0), (43.0, 60.0), (42.0, 92.0))
ESPRESSO = ((24.0, 0.0), (24.0, 0.0), (28.0, 6.0), (31.0, 26.0), (31.5, 44.0), (31.0, 58.0))
TUMBLER = ((32.0, 0.0), (32.0, 0.0), (35.5, 5.0), (37.5, 22.0), (35.0, 46.0), (38.5, 70.0), (41.0, 98.0))
BOWL = ((35.0, 0.0), (35.0, 0.0), (34.0, 7.0), (52.0, 17.0), (71.0, 44.0), (77.0, 68.0))
PASTA = ((50.0, 0.0), (50.0, 0.0), (50.0, 6.0), (84.0, 16.0), (110.0, 34.0), (117.0, 48.0))
SERVING = ((65.0, 0.0), (65.0, 0.0), (64.0, 9.0), (104.0, 30.0), (136.0, 70.0), (146.0, 104.0))
PLATE = ((74.0, 0.0), (74.0, 0.0), (76.0, 4.0), (108.0, 10.0), (134.0, 21.0), (136.0, 24.0))
JUG = ((46.0, 0.0), (46.0, 0.0), (56.0, 14.0), (63.0, 60.0), (54.0, 112.0), (40.0, 150.0), (42.0, 176.0), (45.0, 190.0))
TEAPOT = ((48.0, 0.0), (48.0, 0.0), (64.0, 14.0), (76.0, 48.0), (68.0, 84.0), (44.0, 104.0), (40.0, 106.0))


def mug(glaze: Glaze, seed: int = 1, side: int = 1) -> Form:
    """A mug with a pulled handle on the right, or on the left when ``side`` is -1."""
    bend = ((34, -79), (55, -84), (73, -66), (68, -41), (38, -22))
    handle = ear([(side * x, y) for x, y in bend], (6.6, 5.6, 5.0, 5.4, 7.0), glaze)
    return together(handle, pot(Pot(MUG, glaze, seed, foot=6)))


def espresso(glaze: Glaze, seed: int = 1) -> Form:
    """A small straight cup without a handle."""
    return pot(Pot(ESPRESSO, glaze, seed, foot=5, wall=3))


def tumbler(glaze: Glaze, dip: Glaze, seed: int = 1) -> Form:
    """A beaker with a waist for the thumb, dipped twice."""
    return pot(Pot(TUMBLER, glaze, seed, foot=4, dip=dip, dip_at=0.5))


def nest(profile: tuple[tuple[float, float], ...], glazes: Sequence[Glaze], rise: float, seed: int = 1) -> Form:
    """Cups or bowls of one shape stacked in one another, each ``rise`` higher than the one below."""
    wall = 3.6 if profile[-1][0] > 50 else 3.0
    return nested(
        *((Pot(profile, glaze, seed + 3 * at, foot=5, wall=wall), rise * at) for at, glaze in enumerate(glazes))
    )


def bowl(profile: tuple[tuple[float, float], ...], glaze: Glaze, seed: int = 1) -> Form:
    """A footed bowl of any of the bowl profiles."""
    return pot(Pot(profile, glaze, seed, foot=5, wall=3.6))


def plate(glaze: Glaze, size: float = 1.0, seed: int = 1) -> Form:
    """A plate lying down."""
    profile = tuple((radius * size, height * size) for radius, height in PLATE)
    body = Turned(profile, glazed(glaze, seed), glaze.finish)
    radius, height = body.line[-1]

    def paint(ink: Ink) -> None:
        under = [
            (share, DAYLIGHT.on(linear(glaze.outside), unit((2 * share - 1, -0.55, 0.8)), glaze.finish, 0.7), 1.0)
            for share in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
        ]
        ink.fill(traced(body.silhouette()), ink.ramp((-radius, 0), (radius, 0), under))
        Opening(radius, height, 3.0, plain(glaze.lining), glaze.finish, depth=radius * 0.34).draw(ink)
        lit = unit((-0.05, 1.0, 0.1))
        tones = [DAYLIGHT.seen(linear(glaze.lining), lit, glaze.finish, sky) for sky in (0.76, 0.88, 0.94, 0.94, 0.9)]
        ink.fill(ellipse((0, -height + 2.2), radius * 0.69, radius * 0.69 * PITCH), "#20150c", 0.16)
        level(ink, (0, -height + 3.5), radius * 0.66, tones)

    return Form(paint, blocks_of(body))


def standing_plate(glaze: Glaze, radius: float = 136, seed: int = 1, long: float = 1.0) -> Form:
    """A plate propped up to face the viewer; ``long`` above 1 makes it a platter."""
    wide, tall = radius * long, radius * 0.985
    colour, wander = linear(glaze.lining), Wobble(seed)

    def seen(x: float, y: float) -> Linear:
        across, down = x / wide, (y + tall) / tall
        share = math.hypot(across, down)
        angle = math.atan2(down, across)
        slope = _plate_slope(share) + 0.035 * math.sin(share * 46 + wander.at(angle * 0.3))
        inwards = (-across / (share or 1) * slope, down / (share or 1) * slope)
        albedo = dimmed(colour, 1 + 0.04 * wander.at(share * 2 + angle))
        return DAYLIGHT.seen(albedo, unit((inwards[0], inwards[1] + 0.2, 1.0)), glaze.finish, 0.97)

    def paint(ink: Ink) -> None:
        surface(ink, (oval((0, -tall), wide, tall),), (-wide, -2 * tall, 2 * wide, 2 * tall), (72, 72), seen)
        ink.line(
            ellipse((0.4, -tall + 0.4), wide * 0.655, tall * 0.655), blended(glaze.lining, "#2a1c10", 0.4), 1.2, 0.22
        )
        rim = [(0.0, blended(glaze.clay, "#fff3dd", 0.3), 1.0), (1.0, blended(glaze.clay, "#20140b", 0.45), 1.0)]
        ink.line(ellipse((0, -tall), wide - 0.9, tall - 0.9), ink.ramp((-wide, -2 * tall), (wide, 0), rim), 1.9)
        if glaze.specks:
            _face_specks(ink, wide, tall, seed)

    heights = [tall * step / 10 for step in range(21)]
    blocks = tuple(
        Block(0, wide * math.sqrt(max(0.02, 1 - (height / tall - 1) ** 2)), height * 0.6, 18.0) for height in heights
    )
    return Form(paint, blocks)


def _plate_slope(share: float) -> float:
    """How steeply a plate rises at a share of its radius."""
    if share < 0.6:
        return 0.02
    if share < 0.72:
        return 0.62 * math.sin(math.pi * (share - 0.6) / 0.12) + 0.1
    return 0.12 if share < 0.95 else -0.9 * (share - 0.95) / 0.05


def _face_specks(ink: Ink, wide: float, tall: float, seed: int) -> None:
    chance = Random(f"face {seed}")
    spots = []
    for _ in range(190):
        angle, share = chance.uniform(0, math.tau), math.sqrt(chance.random()) * 0.96
        size = chance.choice((0.25, 0.3, 0.4, 0.7))
        spots.append(((wide * share * math.cos(angle), -tall + tall * share * math.sin(angle)), size, size))
    ink.specks(spots, "#4a3423", 0.5)


def jug(glaze: Glaze, size: float = 1.0, seed: int = 1) -> Form:
    """A pouring jug, lip to the left and handle to the right."""
    profile = tuple((radius * size, height * size) for radius, height in JUG)
    height = profile[-1][1]
    points = [
        (x * size, y * size) for x, y in ((36.0, -178.0), (62.0, -182.0), (84.0, -150.0), (80.0, -104.0), (56.0, -72.0))
    ]
    handle = ear(points, (8.0 * size, 6.6 * size, 6.0 * size, 6.6 * size, 8.0 * size), glaze)

    return together(
        handle,
        pot(Pot(profile, glaze, seed, foot=7, open_mouth=False)),
        Form(lambda ink: _lip(ink, glaze, size)).moved(0, height),
        _mouth(profile[-1], glaze),
        Form(lambda ink: _lip_inside(ink, glaze, size)).moved(0, height),
    )


def _lip(ink: Ink, glaze: Glaze, size: float) -> None:
    """The pinched lip, running out of the neck to the left; the middle of the mouth is on the origin."""
    shape = sized("M-27 -7.2C-45 -9 -51.8 -4 -64 -5C-58.5 20 -46 34 -40.5 66C-31.5 50 -22.5 30 -18 8Z", size)
    lit = DAYLIGHT.on(linear(glaze.outside), unit((-0.75, 0.15, 0.65)), glaze.finish)
    low = DAYLIGHT.on(linear(glaze.outside), unit((-0.6, -0.5, 0.6)), glaze.finish)
    ink.fill(shape, ink.ramp((-64 * size, 0), (-19 * size, 0), [(0, lit, 1), (0.38, lit, 1), (1, lit, 0)]))
    under = [(0.2, low, 0.0), (0.7, low, 0.55), (1.0, low, 0.0)]
    ink.fill(shape, ink.ramp((-58 * size, 0), (-36 * size, 60 * size), under))


def _lip_inside(ink: Ink, glaze: Glaze, size: float) -> None:
    """What is seen of the lip from above."""
    shape = sized("M-31.5 -6.3C-47 -5.9 -51.8 -2 -61 -4C-49.5 3 -45 6 -31.5 6.3Z", size)
    dark = DAYLIGHT.on(linear(glaze.lining), unit((0.6, 0.5, 0.6)), glaze.finish, 0.35)
    ink.fill(shape, ink.ramp((-61 * size, 0), (-27 * size, 0), [(0, dark, 0.8), (0.5, dark, 1), (1, dark, 0)]))


def _mouth(lip: tuple[float, float], glaze: Glaze) -> Form:
    return Form(Opening(lip[0], lip[1], 3.4, plain(glaze.lining), glaze.finish, depth=160).draw)


def teapot(glaze: Glaze, seed: int = 1) -> Form:
    """A round pot with its lid on, spout to the left and handle to the right."""
    spout = ear([(-56, -38), (-88, -58), (-100, -86), (-116, -104)], (17.0, 12.0, 8.5, 7.0), glaze)
    handle = ear([(58, -88), (92, -98), (112, -70), (98, -36), (66, -26)], (7.4, 6.4, 6.0, 6.4, 7.4), glaze)
    lid = Turned(
        ((40, 0), (41, 0.5), (40, 3), (26, 12), (10, 16), (9, 19), (14, 25), (13, 31), (2, 34)),
        glazed(glaze, seed + 4),
        glaze.finish,
    )

    def cover(ink: Ink) -> None:
        lid.draw(ink)

    body = pot(Pot(TEAPOT, glaze, seed, foot=6, open_mouth=False))
    mouth = Form(lambda ink: ink.fill(ellipse((-116, -107), 6.4, 2.6), "#20160e", 0.75))
    rest = Form(lambda ink: cap(ink, Turned(TEAPOT, plain(glaze.outside), glaze.finish)))
    return together(spout, mouth, handle, body, rest, Form(cover, blocks_of(lid)).moved(0, 106))
