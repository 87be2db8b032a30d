"""Measures colours: how well one reads on another, and how to change one until it does.

Contrast is WCAG 2.2's ratio (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio); lightness is changed in OKLCH
(https://bottosson.github.io/posts/oklab/), where a colour keeps its hue while it becomes lighter or darker.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

HEX = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)
READABLE = 4.5
"""The least contrast of text that WCAG calls readable (AA)."""


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _gamma(channel: float) -> float:
    return channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def _shown(channel: float) -> float:
    return min(1.0, max(0.0, channel))


@dataclass(frozen=True)
class Colour:
    """A colour as OKLab says it: lightness from 0 (black) to 1 (white), and two axes of hue."""

    lightness: float
    a: float
    b: float

    @classmethod
    def from_hex(cls, text: str) -> Colour:
        """Read `#3a5` or `#33aa55`; raises ValueError for anything else."""
        if not HEX.fullmatch(text):
            raise ValueError(f"{text!r} is not a colour such as #2f5d50.")
        digits = text[1:] if len(text) == 7 else "".join(digit * 2 for digit in text[1:])
        red, green, blue = (_linear(int(digits[place : place + 2], 16) / 255) for place in (0, 2, 4))
        long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
        middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
        short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
        return cls(
            0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
            1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
            0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
        )

    @property
    def hex(self) -> str:
        """The colour as `#rrggbb`; what a screen cannot show is brought to the nearest that it can."""
        return "#" + "".join(f"{round(255 * _gamma(channel)):02x}" for channel in self._screen())

    @property
    def luminance(self) -> float:
        """How bright a screen shows it, from 0 to 1."""
        red, green, blue = self._screen()
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def at(self, lightness: float, most_chroma: float = 1.0) -> Colour:
        """The same hue at another lightness, and with no more than this much colour in it."""
        chroma = math.hypot(self.a, self.b)
        keep = min(1.0, most_chroma / chroma) if chroma else 1.0
        return Colour(lightness, self.a * keep, self.b * keep)

    def mixed(self, other: Colour, share: float) -> Colour:
        """This colour with a share (0 to 1) of the other, as `color-mix(in oklab, …)` does it."""
        mine = 1 - share
        return Colour(
            self.lightness * mine + other.lightness * share,
            self.a * mine + other.a * share,
            self.b * mine + other.b * share,
        )

    def _screen(self) -> tuple[float, float, float]:
        long = (self.lightness + 0.3963377774 * self.a + 0.2158037573 * self.b) ** 3
        middle = (self.lightness - 0.1055613458 * self.a - 0.0638541728 * self.b) ** 3
        short = (self.lightness - 0.0894841775 * self.a - 1.2914855480 * self.b) ** 3
        return (
            _shown(4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short),
            _shown(-1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short),
            _shown(-0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short),
        )


WHITE = Colour.from_hex("#ffffff")
BLACK = Colour.from_hex("#000000")


def contrast(one: Colour, other: Colour) -> float:
    """How well one reads on the other, from 1 (the same) to 21 (black on white)."""
    brighter, darker = sorted((one.luminance, other.luminance), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def readable(colour: Colour, on: Colour, ratio: float = READABLE) -> Colour:
    """The colour itself if it reads on the other, else the nearest lightness of its hue that does; at worst black or white."""
    if contrast(colour, on) >= ratio:
        return colour
    away = 0.0 if contrast(BLACK, on) > contrast(WHITE, on) else 1.0
    near, far = colour.lightness, away
    for _ in range(24):
        middle = (near + far) / 2
        near, far = (near, middle) if contrast(colour.at(middle), on) >= ratio else (middle, far)
    # Written down with eight bits a channel, a colour can fall short by a hair: then the next step is taken.
    steps = (Colour.from_hex(colour.at(far + (away - far) * step / 50).hex) for step in range(50))
    found = (tried for tried in steps if contrast(tried, on) >= ratio)
    return next(found, BLACK if away == 0.0 else WHITE)
