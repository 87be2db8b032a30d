"""How light falls: one soft window from the left, sky above, and the table throwing some of it back.

Directions are (right, up, towards the viewer). Surfaces answer with a colour for each direction they face, worked
out in linear light (Lambert's cosine law with a wrapped edge, a rough mirror for the gloss, Schlick's rim).
"""

import math
from dataclasses import dataclass
from typing import TypeAlias

from .colour import Linear, code

Direction: TypeAlias = tuple[float, float, float]

PITCH = 0.21
"""How far the eye looks down: a level circle is drawn this much as tall as it is wide."""


def unit(direction: Direction) -> Direction:
    """The same direction with a length of one."""
    length = math.sqrt(sum(part * part for part in direction)) or 1.0
    return direction[0] / length, direction[1] / length, direction[2] / length


VIEW: Direction = unit((0.0, PITCH, 1.0))


@dataclass(frozen=True)
class Finish:
    """How a surface answers light: gloss (mirror share), polish (how tight), sheen (pale nap at the edge)."""

    gloss: float = 0.05
    polish: float = 12.0
    sheen: float = 0.0
    wrap: float = 0.22


MATT = Finish(gloss=0.02, polish=6)
SATIN = Finish(gloss=0.07, polish=12)
GLAZED = Finish(gloss=0.2, polish=26)
CLOTH = Finish(gloss=0.0, polish=4, sheen=0.16, wrap=0.4)
WAX = Finish(gloss=0.08, polish=10, sheen=0.05, wrap=0.5)
METAL = Finish(gloss=0.85, polish=26, wrap=0.05)


WINDOW: Direction = unit((-0.60, 0.62, 0.46))
"""Where the window is: to the left, above, and a little before the things."""


@dataclass(frozen=True)
class Light:
    """The light of one picture, as seen by everything in it."""

    towards: Direction = WINDOW
    key: Linear = (1.02, 0.97, 0.88)
    sky: Linear = (0.27, 0.29, 0.32)
    bounce: Linear = (0.17, 0.145, 0.12)
    strength: float = 1.0

    def turned(self, degrees: float) -> "Light":
        """The light as a thing feels it that will itself be turned clockwise by ``degrees`` on the page."""
        angle = math.radians(degrees)
        right, up, near = self.towards
        turned = (
            right * math.cos(angle) - up * math.sin(angle),
            right * math.sin(angle) + up * math.cos(angle),
            near,
        )
        return Light(turned, self.key, self.sky, self.bounce, self.strength)

    def on(self, albedo: Linear, facing: Direction, finish: Finish, open_sky: float = 1.0) -> str:
        """The colour code of a surface; ``open_sky`` below 1 means something near it keeps light away."""
        return code(self.seen(albedo, facing, finish, open_sky))

    def seen(self, albedo: Linear, facing: Direction, finish: Finish, open_sky: float = 1.0) -> Linear:
        """The light that a surface sends to the viewer; ``open_sky`` as for ``on``."""
        right, up, near = facing
        cosine = right * self.towards[0] + up * self.towards[1] + near * self.towards[2]
        lit = max(0.0, (cosine + finish.wrap) / (1 + finish.wrap)) ** 1.15 * (0.45 + 0.55 * open_sky)
        above = (0.55 + 0.45 * up) * open_sky
        below = (0.5 - 0.5 * up) * (0.4 + 0.6 * open_sky)
        seen = max(0.0, right * VIEW[0] + up * VIEW[1] + near * VIEW[2])
        rim = (1 - seen) ** 4
        mirror = self._mirror(facing, cosine, finish) * open_sky
        out = []
        for part in range(3):
            diffuse = self.key[part] * lit + self.sky[part] * above + self.bounce[part] * below
            glint = mirror * self.key[part] + rim * (finish.sheen + finish.gloss * 0.22) * self.sky[part] * 1.6
            out.append(_shoulder((albedo[part] * diffuse + glint) * self.strength))
        return out[0], out[1], out[2]

    def _mirror(self, facing: Direction, cosine: float, finish: Finish) -> float:
        """How much of the window is seen reflected: the window is broad, so its edge is soft."""
        if finish.gloss <= 0 or cosine <= 0:
            return 0.0
        towards = (self.towards[0], self.towards[2] + VIEW[2])
        level = math.hypot(*towards) * (math.hypot(facing[0], facing[2]) or 1.0)
        across = max(0.0, (facing[0] * towards[0] + facing[2] * towards[1]) / level)
        along = max(0.0, 1 - 1.6 * (facing[1] - 0.25) ** 2)
        return float(finish.gloss * across ** (finish.polish * 2.2) * along)


def _shoulder(value: float) -> float:
    """Highlights are rolled off as film does, so that pale glazes keep their shape."""
    return value if value < 0.6 else 0.6 + 0.4 * math.tanh((value - 0.6) / 0.4 * 0.9)


DAYLIGHT = Light()
