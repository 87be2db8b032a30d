"""Lamps: their feet, stems and shades, and the light in the shade."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from ..colour import Linear, blended, dimmed, linear, mixed
from ..form import Block, Form, together
from ..ink import Ink
from ..light import CLOTH, METAL, PITCH, Finish, Light
from ..noise import Wobble
from ..shapes import Point, ellipse, outline
from ..tube import Stuff, knob, rod
from ..turned import Turned, cap, plain
from ..wood import OILED, Timber, turned_grain, turned_tint
from .pots import Glaze, Pot, blocks_of, pot

BRASS = "#b48a4e"
SPUN = Finish(gloss=0.22, polish=14, wrap=0.15)


@dataclass(frozen=True)
class Shade:
    """A shade: lower and upper radius, height, colour, pleats (0 for plain), and how brightly it is lit."""

    low: float
    high: float
    tall: float
    colour: str
    pleats: int = 0
    lit: float = 0.8
    belly: float = 0.0


def shade(spec: Shade) -> Form:
    """A cloth or paper shade whose lower edge is on the origin."""
    middle = (spec.low + spec.high) / 2 + spec.belly
    straight = spec.belly == 0
    profile: tuple[Point, ...] = (
        ((spec.low, 0), (spec.low, 0), (spec.high, spec.tall), (spec.high, spec.tall))
        if straight
        else (
            (spec.low, 0),
            (middle, spec.tall * 0.28),
            (middle + spec.belly * 0.2, spec.tall * 0.55),
            (spec.high, spec.tall),
        )
    )
    body = Turned(
        profile,
        _cloth(spec),
        CLOTH,
        light=Light(strength=1.0 - 0.28 * spec.lit),
        flutes=spec.pleats,
        flute_depth=0.5,
        steps=12,
        shining=_bulb(spec),
    )

    def paint(ink: Ink) -> None:
        body.draw(ink)
        _pleats(ink, body, spec)
        _rims(ink, body, spec)

    return Form(paint, blocks_of(body))


def _cloth(spec: Shade) -> "ClothTint":
    return ClothTint(linear(spec.colour), Wobble(spec.colour))


@dataclass(frozen=True)
class ClothTint:
    """Slubbed cloth: a little uneven from thread to thread."""

    colour: Linear
    wander: Wobble

    def __call__(self, share: float, angle: float) -> Linear:
        """The colour at a share of the height and an angle."""
        return dimmed(self.colour, 1 + 0.05 * self.wander.at(angle * 3 + share * 1.5))


def _bulb(spec: Shade) -> Callable[[Linear, float, float], Linear] | None:
    """The bulb seen through the cloth: brightest in the middle, a little below half height."""
    if spec.lit <= 0:
        return None
    glow = linear(blended(spec.colour, "#ffca80", 0.62))
    core = mixed(glow, linear("#fff0d2"), 0.55)
    reach = max(spec.low, spec.high, spec.tall * 0.62) * 1.12

    def shining(light: Linear, right: float, height: float) -> Linear:
        away = min(1.0, math.hypot(right, (height - spec.tall * 0.44) / 0.86) / reach)
        bright = mixed(core, glow, min(1.0, away / 0.42))
        strength = 0.95 - 0.55 * away if away < 0.42 else 0.72 - 0.86 * (away - 0.42)
        return mixed(light, bright, strength * spec.lit)

    return shining


def _pleats(ink: Ink, body: Turned, spec: Shade) -> None:
    """The folds drawn on a pleated cloth; others show their threads."""
    if not spec.pleats:
        ink.weave(body.silhouette(), "linen", 1.5, 0.09)
        return
    count = spec.pleats * 2
    folds = []
    for step in range(1, count):
        angle = math.pi * (step / count - 0.5)
        folds.append(outline([body.place(spec.tall * part / 8, angle) for part in range(9)], closed=False))
    ink.line("".join(folds), blended(spec.colour, "#4a2f14", 0.6), 0.55, 0.4)


def _rims(ink: Ink, body: Turned, spec: Shade) -> None:
    """The taped edges, and the bright inside seen through the open top."""
    low, high = body.line[0], body.line[-1]
    inside = blended(spec.colour, "#ffdca4", 0.75 * spec.lit)
    centre = (0.0, -high[1])
    stops = [(0.0, blended(inside, "#ffffff", 0.45 * spec.lit), 1.0), (1.0, blended(inside, "#2a1a0c", 0.25), 1.0)]
    ink.fill(ellipse(centre, high[0], high[0] * PITCH), ink.glow(centre, high[0], stops, 0.5))
    tape = blended(spec.colour, "#7a5a35", 0.25)
    ink.line(ellipse(centre, high[0], high[0] * PITCH), tape, 1.3)
    near = [
        (low[0] * math.sin(angle), PITCH * low[0] * math.cos(angle))
        for angle in (math.pi * (part / 24 - 0.5) for part in range(25))
    ]
    ink.line(outline(near, closed=False), tape, 1.5)


def table_lamp(foot: Form, up: float, stem: float, cover: Shade) -> Form:
    """A lamp: foot, a brass stem out of it, and a shade over both."""
    neck = Form(
        lambda ink: rod(ink, [(0, -up + 2), (0, -up - stem - cover.tall * 0.4)], (3.4,), Stuff(linear(BRASS), METAL))
    )
    collar = Turned(((9, 0), (9, 6), (6, 7), (6, 12)), plain(BRASS), METAL)
    return together(foot, Form(collar.draw).moved(0, up - 1), neck, shade(cover).moved(0, up + stem))


PEBBLE = ((64.0, 0.0), (64.0, 0.0), (92.0, 24.0), (104.0, 66.0), (88.0, 112.0), (40.0, 136.0), (14.0, 140.0))
GOURD = (
    (62.0, 0.0),
    (62.0, 0.0),
    (84.0, 30.0),
    (78.0, 76.0),
    (44.0, 110.0),
    (48.0, 150.0),
    (34.0, 190.0),
    (13.0, 206.0),
)
COLUMN = (
    (76.0, 0.0),
    (76.0, 0.0),
    (76.0, 10.0),
    (70.0, 16.0),
    (30.0, 20.0),
    (24.0, 40.0),
    (34.0, 90.0),
    (22.0, 150.0),
    (30.0, 178.0),
    (16.0, 196.0),
    (13.0, 240.0),
)


def ceramic_foot(profile: tuple[Point, ...], glaze: Glaze, seed: int = 1) -> Form:
    """A thrown lamp foot."""
    return pot(Pot(profile, glaze, seed, foot=6, open_mouth=False))


def wooden_foot(timber: Timber, seed: int = 1) -> Form:
    """A foot turned from one piece of wood."""
    body = Turned(COLUMN, turned_tint(timber, seed), OILED)

    def paint(ink: Ink) -> None:
        body.draw(ink)
        turned_grain(ink, body, timber, seed)

    return Form(paint, blocks_of(body))


def mushroom(glaze: Glaze, lit: float = 0.9) -> Form:
    """A small lamp with a domed ceramic cap over a short stem."""
    under = blended("#ffd08a", "#fff1d6", 0.3)
    warm = linear(under)

    def beneath(light: Linear, right: float, height: float) -> Linear:
        return mixed(light, warm, 0.9 * lit * max(0.0, height / 130) ** 2)

    stem = ((64, 0), (64, 0), (66, 6), (60, 14), (26, 22), (22, 60), (22, 130))
    foot = Turned(stem, _even(glaze), glaze.finish, shining=beneath)
    dome = Turned(((118, 0), (119, 1), (116, 18), (98, 58), (62, 86), (24, 98), (2, 100)), _even(glaze), glaze.finish)

    def hood(ink: Ink) -> None:
        dome.draw(ink)
        near = [
            (118 * math.sin(angle), 118 * PITCH * math.cos(angle))
            for angle in (math.pi * (part / 30 - 0.5) for part in range(31))
        ]
        ink.line(outline(near, closed=False), under, 1.8, 0.75 * lit)

    return together(Form(foot.draw, blocks_of(foot)), Form(hood, blocks_of(dome)).moved(0, 118))


def _even(glaze: Glaze) -> ClothTint:
    return ClothTint(linear(glaze.outside), Wobble(3))


DOME = (
    (120.0, 0.0),
    (120.0, 0.0),
    (118.0, 26.0),
    (98.0, 72.0),
    (58.0, 104.0),
    (26.0, 118.0),
    (22.0, 132.0),
    (20.0, 148.0),
)
BELL = (
    (150.0, 0.0),
    (150.0, 0.0),
    (128.0, 22.0),
    (92.0, 70.0),
    (70.0, 130.0),
    (40.0, 164.0),
    (22.0, 172.0),
    (20.0, 186.0),
)


def hard_pendant(profile: tuple[Point, ...], glaze: Glaze, drop: float, lit: float = 0.8) -> Form:
    """A ceramic or spun pendant on its cord; the lower edge is on the origin."""
    body = Turned(profile, _even(glaze), glaze.finish, steps=10)
    low = profile[0][0]

    def paint(ink: Ink) -> None:
        top = -profile[-1][1]
        rod(ink, [(0, top + 2), (0, top - 14)], (8.0,), Stuff(linear(BRASS), METAL))
        ink.line(f"M0 {top - 12:.1f}V{top - drop:.1f}", "#3a322b", 2.6)
        body.draw(ink)
        cap(ink, body)
        rod(ink, [(0, top + 4), (0, top - 14)], (8.0,), Stuff(linear(BRASS), METAL))
        angles = [math.pi * (part / 30 - 0.5) for part in range(31)]
        near = [(low * math.sin(angle), low * PITCH * math.cos(angle)) for angle in angles]
        ink.line(outline(near, closed=False), "#ffdca6", 2.6, 0.85 * lit)

    return Form(paint)


def soft_pendant(cover: Shade, drop: float) -> Form:
    """A cloth or paper shade on its cord."""

    def cord(ink: Ink) -> None:
        ink.line(f"M0 {-cover.tall * 0.5:.1f}V{-cover.tall - drop:.1f}", "#4a4037", 2.4)

    def fitting(ink: Ink) -> None:
        ink.line(f"M{-cover.high:.1f} {-cover.tall:.1f}H{cover.high:.1f}", "#6b5232", 1.4, 0.7)
        knob(ink, (0, -cover.tall - 3), 7, Stuff(linear(BRASS), METAL))
        ink.line(f"M0 {-cover.tall - 6:.1f}V{-cover.tall - drop:.1f}", "#4a4037", 2.4)

    return together(Form(cord), Form(shade(cover).paint), Form(fitting))


def floor_lamp(timber: Timber, cover: Shade, tall: float = 1180) -> Form:
    """Three splayed wooden legs, a brass joint, and a large shade."""
    stuff = Stuff(linear(timber.middle), OILED)
    join = (0.0, -tall)
    feet = ((-250.0, 8.0), (40.0, -64.0), (235.0, 22.0))

    def legs(ink: Ink) -> None:
        for x, y in (feet[1], feet[0], feet[2]):
            rod(ink, [join, ((join[0] + x) / 2, (join[1] + y) / 2), (x, y)], (9.0, 13.0, 9.0), stuff)
        rod(ink, [(0, -tall + 30), (0, -tall - 60)], (16.0,), Stuff(linear(BRASS), METAL))
        rod(ink, [(0, -tall - 50), (0, -tall - 200)], (5.0,), Stuff(linear(BRASS), METAL))

    blocks = tuple(
        Block(x * (1 - step / 24), 10.0, tall * step / 24, back=-y * (1 - step / 24))
        for x, y in feet
        for step in range(25)
    )
    return together(Form(legs, blocks), shade(cover).moved(0, tall + 60))


def wall_light(timber: Timber, cover: Shade, reach: float = 190) -> Form:
    """A swan-necked wall light: back plate, bent brass arm, small shade; the plate's middle is on the origin."""
    brass = Stuff(linear(BRASS), METAL)

    def paint(ink: Ink) -> None:
        shape = ellipse((0, 0), 46, 46)
        pale, dark = blended(timber.pale, "#fff1d6", 0.15), blended(timber.dark, "#1c120a", 0.25)
        ink.fill(shape, ink.ramp((-46, -46), (46, 46), [(0, pale, 1), (1, dark, 1)]))
        ink.line(ellipse((0, 0), 34, 34), dark, 1.2, 0.5)
        rod(ink, [(0, 0), (24, -78), (110, -128), (reach, -92), (reach, -52)], (6.0,), brass)
        knob(ink, (0, 0), 12, brass)

    hung = shade(cover).moved(reach, 52 - cover.tall)
    return together(
        Form(
            paint,
            tuple(
                Block(0, half, height)
                for half, height in ((16.0, -42.0), (40.0, -22.0), (45.0, 0.0), (40.0, 22.0), (16.0, 42.0))
            ),
        ),
        hung,
    )
