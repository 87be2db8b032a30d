"""The kitchen: boards, knives, mills, spoons, jars and rolling pins."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from ..colour import blended, dimmed, linear
from ..curves import through
from ..form import Block, Form, resting, together
from ..ink import Ink
from ..light import DAYLIGHT, METAL, unit
from ..shapes import Point, Polygon, ellipse, outline, oval, rounded, sized
from ..tube import Stuff, rod
from ..turned import Turned, cap
from ..wood import OILED, Board, Timber, face, tone, turned_grain, turned_tint
from .pots import Glaze, Pot, blocks_of, pot


def wooden(profile: tuple[Point, ...], timber: Timber, seed: int = 1, closed: bool = True) -> Form:
    """A solid piece of turned wood."""
    body = Turned(profile, turned_tint(timber, seed), OILED)

    def paint(ink: Ink) -> None:
        body.draw(ink)
        turned_grain(ink, body, timber, seed)
        if closed:
            cap(ink, body)

    return Form(paint, blocks_of(body))


def standing_board(wide: float, tall: float, timber: Timber, handle: bool = True, seed: int = 1) -> Form:
    """A board propped up to face the viewer, its handle upwards."""
    shape = _board_shape(wide, tall, handle)
    whole = tall + (wide * 0.36 if handle else 0)

    def paint(ink: Ink) -> None:
        ink.flat((tuple((x + 5, y) for x, y in shape),), tone(timber, 0.42))
        light, dark = tone(timber, 1.06), tone(timber, 0.74)
        face(ink, Board(shape, -wide / 2, -whole, wide, whole), timber, (light, dark), seed)
        ink.line(outline(shape), blended(timber.pale, "#fff4df", 0.5), 1.0, 0.55)
        if handle:
            hole = ellipse((0, -tall - wide * 0.22), 8.5, 8.5)
            ink.fill(hole, "#2a1a0e", 0.85)
            ink.line(ellipse((0.8, -tall - wide * 0.22 + 0.8), 8.5, 8.5), tone(timber, 1.2), 1.2, 0.8)

    blocks = tuple(Block(0, wide / 2, tall * 0.6 * step / 12, 12.0, square=True) for step in range(13))
    return Form(paint, blocks)


def _board_shape(wide: float, tall: float, handle: bool) -> Polygon:
    half, soft = wide / 2, wide * 0.09
    if not handle:
        return rounded(-half, -tall, wide, tall, soft)
    grip, top = wide * 0.13, -tall - wide * 0.36
    foot = [point for point in rounded(-half, -tall, wide, tall, soft) if point[1] > -tall / 2]
    shoulder = through(
        [(half, -tall + soft * 2), (half * 0.86, -tall + soft * 0.4), (grip * 1.5, -tall - 2), (grip, -tall - grip)], 8
    )
    crown = [
        (grip * math.cos(turn), top + grip - grip * math.sin(turn))
        for turn in (math.pi * step / 14 for step in range(15))
    ]
    return (*foot, *((-x, y) for x, y in shoulder), *crown[::-1], *shoulder[::-1])


def round_board(radius: float, timber: Timber, seed: int = 1) -> Form:
    """A round board propped up to face the viewer."""

    def paint(ink: Ink) -> None:
        ink.flat((oval((5, -radius), radius, radius),), tone(timber, 0.42))
        shape = oval((0, -radius), radius, radius)
        face(
            ink,
            Board(shape, -radius, -2 * radius, 2 * radius, 2 * radius),
            timber,
            (tone(timber, 1.06), tone(timber, 0.74)),
            seed,
        )
        ink.line(ellipse((0, -radius), radius * 0.93, radius * 0.93), tone(timber, 0.5), 1.4, 0.35)
        ink.line(outline(shape), blended(timber.pale, "#fff4df", 0.5), 1.0, 0.55)

    heights = [radius * step / 10 for step in range(21)]
    blocks = tuple(
        Block(0, radius * math.sqrt(max(0.02, 1 - (height / radius - 1) ** 2)), height * 0.6, 16.0)
        for height in heights
    )
    return Form(paint, blocks)


def knife(long: float, timber: Timber, depth: float = 1.0) -> Form:
    """A knife standing on its point: the blade's tip on the origin, the handle upwards."""
    blade = linear("#b9bcbd")
    belly = long * 0.2 * depth
    heel = -long

    def paint(ink: Ink) -> None:
        shape = f"M0 0C{belly * 0.55:.1f} {heel * 0.16:.1f} {belly:.1f} {heel * 0.5:.1f} {belly:.1f} {heel:.1f}H0Z"
        bright = DAYLIGHT.on(blade, unit((-0.3, 0.3, 1)), METAL)
        shade = DAYLIGHT.on(blade, unit((0.6, -0.2, 0.7)), METAL)
        stops = [
            (0.0, blended(shade, "#4a4c4e", 0.3), 1.0),
            (0.25, bright, 1.0),
            (0.62, shade, 1.0),
            (0.8, "#e9eae8", 1.0),
            (1.0, bright, 1.0),
        ]
        ink.fill(shape, ink.ramp((0, heel), (belly, heel * 0.97), stops))
        edge = f"M0 0C{belly * 0.55:.1f} {heel * 0.16:.1f} {belly:.1f} {heel * 0.5:.1f} {belly:.1f} {heel:.1f}"
        ink.line(edge, "#f6f5f0", 0.9, 0.9)
        _grip(ink, long, belly, timber)

    blocks = tuple(Block(belly / 2, belly / 2, long * step / 14, 6.0) for step in range(22))
    return Form(paint, blocks)


def _grip(ink: Ink, long: float, belly: float, timber: Timber) -> None:
    """The bolster and a wooden handle with three pins."""
    top, middle = -long - 125.0, belly * 0.36
    ink.fill(
        outline(rounded(0, -long - 14, belly * 0.68, 16, 2)),
        ink.ramp((0, 0), (belly * 0.68, 0), [(0, "#6f7173", 1), (0.35, "#dcdcd8", 1), (1, "#77787a", 1)]),
    )
    thick = belly * 0.68
    left = through(
        [(0, -long - 12), (-1, -long - 55), (0, -long - 90), (-4, top + 12), (1, top + 2), (thick * 0.5, top)], 6
    )
    right = through(
        [
            (thick, -long - 12),
            (thick + 1, -long - 50),
            (thick - 1, -long - 80),
            (thick + 5, top + 16),
            (thick, top + 3),
            (thick * 0.5, top),
        ],
        6,
    )
    shape = (*left, *right[::-1])
    face(ink, Board(shape, -6, top, belly * 0.68 + 14, 115), timber, (tone(timber, 1.15), tone(timber, 0.55)), 5)
    for step in (0.2, 0.5, 0.8):
        ink.fill(ellipse((middle, -long - 12 - 113 * step), 2.6, 2.6), BRASS_PIN)


BRASS_PIN = "#c2a268"


def rail(wide: float, timber: Timber, seed: int = 1, tall: float = 52) -> Form:
    """A plain wooden rail on the wall, its middle on the origin."""
    shape = rounded(-wide / 2, -tall / 2, wide, tall, 5)

    def paint(ink: Ink) -> None:
        ink.fill(outline(rounded(-wide / 2, -tall / 2 + 4, wide, tall, 5)), tone(timber, 0.4))
        face(
            ink,
            Board(shape, -wide / 2, -tall / 2, wide, tall, upright=False),
            timber,
            (tone(timber, 1.05), tone(timber, 0.72)),
            seed,
        )
        ink.line(
            f"M{-wide / 2 + 4:.1f} {-tall / 2 + 1:.1f}H{wide / 2 - 4:.1f}",
            blended(timber.pale, "#fff4df", 0.5),
            1.0,
            0.7,
        )

    blocks = (Block(0, wide / 2, -tall / 2), Block(0, wide / 2, tall / 2))
    return Form(paint, blocks)


MILL = (
    (31.0, 0.0),
    (31.0, 0.0),
    (30.0, 10.0),
    (22.0, 34.0),
    (19.0, 70.0),
    (24.0, 112.0),
    (27.0, 128.0),
    (20.0, 140.0),
    (17.0, 143.0),
    (25.0, 150.0),
    (28.0, 166.0),
    (20.0, 184.0),
    (6.0, 191.0),
    (5.0, 194.0),
)


def mill(timber: Timber, size: float = 1.0, seed: int = 1) -> Form:
    """A turned mill with a brass nut on top."""
    profile = tuple((radius, height * size) for radius, height in MILL)
    nut = Turned(((4, 0), (5, 1), (6.5, 5), (4, 9), (0.6, 10)), lambda share, angle: linear("#b48a4e"), METAL)
    return together(wooden(profile, timber, seed), Form(nut.draw).moved(0, 194 * size))


@dataclass(frozen=True)
class Jar:
    """A storage jar: radius, height, glaze and the wood of its lid."""

    radius: float
    tall: float
    glaze: Glaze
    timber: Timber
    seed: int = 1


def jar(spec: Jar) -> Form:
    """A straight jar with a turned lid and knob."""
    radius, tall = spec.radius, spec.tall
    profile = (
        (radius - 3, 0.0),
        (radius - 3, 0.0),
        (radius, 6.0),
        (radius, tall * 0.5),
        (radius, tall - 8),
        (radius - 4, tall),
    )
    lid_profile = ((radius - 3, 0.0), (radius - 1.5, 1.0), (radius - 1.5, 11.0), (radius - 3, 14.0))
    knob_profile = ((9.0, 0.0), (7.0, 7.0), (12.0, 16.0), (11.0, 22.0), (3.0, 25.0))
    lid = wooden(lid_profile, spec.timber, spec.seed)
    handle = wooden(knob_profile, spec.timber, spec.seed + 2)
    body = pot(Pot(profile, spec.glaze, spec.seed, foot=6, open_mouth=False))
    return together(body, lid.moved(0, tall), resting(handle, tall + 13, 10))


def spoon(long: float, timber: Timber, kind: str = "spoon") -> Form:
    """A spoon or spatula standing upright with its bowl upwards; the handle's end is on the origin."""
    stuff = Stuff(linear(timber.middle), OILED)
    neck = -long * 0.74

    def paint(ink: Ink) -> None:
        rod(ink, [(0, 0), (0, neck * 0.5), (0, neck - 6)], (4.2, 4.6, 5.2), stuff)
        pale, dark = tone(timber, 1.1), tone(timber, 0.6)
        if kind == "spatula":
            shape = sized("M-6 -222C-18 -242 -21 -286 -20 -292Q0 -306 20 -292C21 -286 18 -242 6 -222Z", 1, long / 300)
            ink.fill(shape, ink.ramp((-21, 0), (21, 0), [(0, pale, 1), (1, dark, 1)]))
            return
        middle = (neck - long) / 2
        half = (neck + long) / 2 * 1.06
        ink.fill(ellipse((0, middle), 23, half), ink.ramp((-23, 0), (23, 0), [(0, pale, 1), (1, dark, 1)]))
        hollow = [(0.0, tone(timber, 0.5), 1.0), (0.6, tone(timber, 0.82), 1.0), (1.0, tone(timber, 1.1), 1.0)]
        ink.fill(ellipse((0.5, middle), 17.5, half * 0.8), ink.ramp((-17, 0), (18, 4), hollow))

    return Form(paint, tuple(Block(0, 8, long * step / 12) for step in range(13)))


def in_a_crock(crock: Form, tall: float, tools: Sequence[tuple[Form, float, float]]) -> Form:
    """Tools standing in a crock: (tool lit upright, lean in degrees, place across)."""
    standing = [tool.leaning(lean).moved(x, tall * 0.3) for tool, lean, x in tools]
    return together(crock, *standing)


def rolling_pin(long: float, timber: Timber) -> Form:
    """A tapered rolling pin lying across the table."""
    half = long / 2
    stuff = Stuff(dimmed(linear(timber.middle), 1.04), OILED)

    def paint(ink: Ink) -> None:
        rod(
            ink,
            [(-half, -22), (-half * 0.5, -22), (0, -22), (half * 0.5, -22), (half, -22)],
            (11.0, 20.0, 23.0, 20.0, 11.0),
            stuff,
        )
        for step, seed in enumerate((3, 5, 8, 13)):
            y = -34 + step * 8.5
            ink.line(
                f"M{-half * 0.8:.0f} {y * 0.7 - 7:.1f}Q0 {y - 2 + seed % 3:.1f} {half * 0.78:.0f} {y * 0.7 - 7:.1f}",
                timber.dark,
                0.6,
                0.3,
            )
        ink.fill(ellipse((half, -22), 3.4, 11), tone(timber, 0.55))

    return Form(
        paint,
        tuple(
            Block(0, half * 0.97 * share, height, 22.0)
            for share, height in ((0.95, 0.0), (1.0, 12.0), (0.96, 30.0), (0.7, 40.0))
        ),
    )
