"""Things made on a wheel or a lathe: a profile spun round an upright axis, shaded as a solid."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from .colour import Linear, dimmed, levels, linear, mixed
from .curves import through
from .ink import Ink
from .light import DAYLIGHT, PITCH, SATIN, Finish, Light, unit
from .shapes import Point, Polygon, Shape, oval

Tint = Callable[[float, float], Linear]
"""The colour of a surface at (share of the height, angle round it in radians)."""


def plain(code: str) -> Tint:
    """One colour all over."""
    light = linear(code)
    return lambda height, angle: light


def column(shown: Sequence[tuple[float, Linear]], span: tuple[float, float], rows: int) -> list[bytes]:
    """One column of tones for the rows of ``span``, blended between the places where the light is known."""
    top, foot = span
    tones, at, last = [], 0, len(shown) - 1
    for row in range(rows):
        y = top + (foot - top) * (row + 0.5) / rows
        while at < last and shown[at + 1][0] <= y:
            at += 1
        here = shown[at]
        there = shown[min(at + 1, last)]
        gap = there[0] - here[0]
        share = min(1.0, max(0.0, (y - here[0]) / gap)) if gap > 0 else 0.0
        tones.append(bytes(levels(mixed(here[1], there[1], share))))
    return tones


@dataclass(frozen=True)
class Turned:
    """A solid of revolution: ``profile`` gives (radius, height) from the foot to the lip, in millimetres.

    ``shining`` may add what comes from within, given the light seen and where: (right of the axis, height).
    """

    profile: tuple[Point, ...]
    tint: Tint
    finish: Finish = SATIN
    light: Light = DAYLIGHT
    flutes: int = 0
    flute_depth: float = 0.0
    steps: int = 8
    shining: Callable[[Linear, float, float], Linear] | None = None
    line: tuple[Point, ...] = field(init=False)
    widest: float = field(init=False)

    def __post_init__(self) -> None:
        """Smooth the profile, and find its largest radius, once."""
        object.__setattr__(self, "line", tuple(through(self.profile, self.steps)))
        object.__setattr__(self, "widest", max(radius for radius, _ in self.line))

    @property
    def height(self) -> float:
        """How high the lip stands."""
        return self.line[-1][1]

    def radius_at(self, height: float) -> float:
        """The radius at a height, between the drawn points."""
        for (below, low), (above, high) in zip(self.line, self.line[1:], strict=False):
            if low <= height <= high and high > low:
                return below + (above - below) * (height - low) / (high - low)
        return self.line[-1][0] if height > self.line[-1][1] else self.line[0][0]

    def place(self, height: float, angle: float) -> Point:
        """Where a spot on the surface is seen; angle 0 faces the viewer, positive turns to the right."""
        radius = self.radius_at(height)
        return radius * math.sin(angle), -height + PITCH * radius * math.cos(angle)

    def draw(self, ink: Ink) -> None:
        """Draw the outside as it is seen from a little above."""
        wide = self.widest * 1.01
        top = min(-h - PITCH * r for r, h in self.line)
        foot = max(-h + PITCH * r for r, h in self.line)
        count = 200 if self.flutes else 60
        rows = round(min(120.0, max(20.0, count * (foot - top) / (2 * wide))))
        columns = [
            column(self._seen_at(-wide + 2 * wide * (at + 0.5) / count), (top, foot), rows) for at in range(count)
        ]
        tones = b"".join(columns[x][y] for y in range(rows) for x in range(count))
        ink.relief((-wide, top, 2 * wide, foot - top), (count, rows), tones, self.silhouette())

    def _seen_at(self, x: float) -> list[tuple[float, Linear]]:
        """What one upright slice shows, from the lip down: (where on the sheet, which light).

        The eye looks from above, so what lies lower but is drawn higher is hidden by what is over it.
        """
        shown: list[tuple[float, Linear]] = []
        for at in reversed(self._sampled):
            radius, height = self.line[at]
            share = x / radius if radius else 2.0
            if -1 <= share <= 1:
                angle = math.asin(share)
                y = -height + PITCH * radius * math.cos(angle)
                if not shown or y > shown[-1][0]:
                    shown.append((y, self._colour(at, angle)))
        return shown or [(0.0, self._colour(0, math.pi / 2 if x > 0 else -math.pi / 2))]

    @property
    def _sampled(self) -> list[int]:
        """The places of the profile where the light is worked out; the grid blends between them."""
        every = max(1, len(self.line) // 32)
        last = len(self.line) - 1
        return [*range(0, last, every), last]

    def _colour(self, at: int, angle: float) -> Linear:
        (under, low), (over, high) = self._neighbours(at)
        rise, spread = high - low, over - under
        facing = angle + self.flute_depth * math.sin(self.flutes * angle) * math.cos(angle) ** 0.5
        normal = unit((rise * math.sin(facing), -spread, rise * math.cos(facing)))
        height = self.line[at][1]
        grounded = 1 - 0.34 * math.exp(-max(0.0, height) / (0.14 * max(self.widest, 12.0)))
        albedo = self.tint(height / (self.height or 1), angle)
        if self.flutes:
            albedo = dimmed(albedo, 1 - 0.12 * (0.5 - 0.5 * math.cos(self.flutes * angle)))
        light = self.light.seen(albedo, normal, self.finish, grounded)
        return self.shining(light, self.line[at][0] * math.sin(angle), height) if self.shining else light

    def _neighbours(self, at: int) -> tuple[Point, Point]:
        last = len(self.line) - 1
        return self.line[max(0, at - 1)], self.line[min(last, at + 1)]

    def silhouette(self) -> Shape:
        """The outline of all that is seen of the outside: the envelope of its level circles."""
        right = []
        for at, (radius, height) in enumerate(self.line):
            (under, low), (over, high) = self._neighbours(at)
            lean = PITCH * (over - under) / (high - low) if high - low > 0.6 else 9.0
            if abs(lean) < 1:
                right.append((radius * math.sqrt(1 - lean * lean), -height + PITCH * radius * lean))
        left = [(-x, y) for x, y in right]
        ends = [self.line[0], self.line[-1], max(self.line)]
        circles = (oval((0.0, -height), radius, PITCH * radius) for radius, height in ends if radius)
        return (tuple(left + right[::-1]), *circles)

    def region(self, low: Callable[[float], float], high: Callable[[float], float]) -> Polygon:
        """The part of the near side between two heights, each given as a function of the angle."""
        angles = [math.pi * (step / 40 - 0.5) * 1.02 for step in range(41)]
        bottom = [self.place(low(angle), angle) for angle in angles]
        top = [self.place(high(angle), angle) for angle in angles]
        sides = self._side(low(angles[-1]), high(angles[-1]), 1)
        back = self._side(low(angles[0]), high(angles[0]), -1)
        return (*bottom, *sides, *top[::-1], *back[::-1])

    def _side(self, low: float, high: float, side: int) -> list[Point]:
        grown = 1.002
        return [
            (side * grown * self.radius_at(low + (high - low) * step / 12), -(low + (high - low) * step / 12))
            for step in range(13)
        ]


@dataclass(frozen=True)
class Opening:
    """The mouth of a vessel: the lip, and the inside wall lit where the window reaches it."""

    radius: float
    height: float
    wall: float
    inside: Tint
    finish: Finish = SATIN
    light: Light = DAYLIGHT
    depth: float = 60.0

    def draw(self, ink: Ink) -> None:
        """Draw the lip as a ring and the hollow within it."""
        colour = self.inside(1.0, 0.0)
        lip = [
            self.light.seen(colour, unit((2.2 * share - 1.1, 1.1, 0.25)), self.finish)
            for share in (step / 11 for step in range(12))
        ]
        level(ink, (0.0, -self.height), self.radius, lip)
        self._hollow(ink, self.radius - self.wall)

    def _hollow(self, ink: Ink, radius: float) -> None:
        """The inside wall: steep in a jug, nearly level in a plate; darker towards the near side, which is in shade."""
        columns, rows = 26, 14
        colour, deep = self.inside(0.6, 0.0), min(1.0, self.depth / (1.8 * radius))
        across = []
        for column in range(columns):
            share = (column + 0.5) / columns
            angle = (share - 0.5) * math.pi * 0.94
            facing = unit((-math.sin(angle) * deep, 1.0 - 0.88 * deep, math.cos(angle) * deep))
            across.append(self.light.seen(colour, facing, self.finish, 1 - deep * (0.84 - 0.5 * share**1.5)))
        tones = bytearray()
        for row in range(rows):
            down = (row + 0.5) / rows
            shade = deep * (0.29 * down if down < 0.35 else 0.10 + 0.80 * (down - 0.35))
            for light in across:
                tones.extend(levels(mixed(light, GLOOM, shade)))
        tall, middle = radius * PITCH, -self.height + self.wall * 0.12
        frame = (-radius, middle - tall, 2 * radius, 2 * tall)
        ink.relief(frame, (columns, rows), bytes(tones), (oval((0, middle), radius, tall),))


GLOOM: Linear = (0.011, 0.006, 0.004)
"""The dark at the bottom of a pot."""


def level(ink: Ink, centre: Point, radius: float, tones: Sequence[Linear]) -> None:
    """A level disc whose light changes from left to right."""
    x, y = centre
    tall = radius * PITCH
    frame = (x - radius, y - tall, 2 * radius, 2 * tall)
    packed = b"".join(bytes(levels(tone)) for tone in tones)
    ink.relief(frame, (len(tones), 1), packed, (oval(centre, radius, tall),))


def cap(ink: Ink, body: Turned, inset: float = 0.0) -> None:
    """The level top of a closed form, brighter towards the window."""
    radius, height = body.line[-1]
    tones = []
    for step in range(8):
        share = step / 7
        facing = unit((0.25 * share - 0.25, 1.0, 0.15))
        tones.append(body.light.seen(body.tint(1.0, share - 0.5), facing, body.finish, 1 - 0.16 * share))
    level(ink, (0.0, -height), radius - inset, tones)
