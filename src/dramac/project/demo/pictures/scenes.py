"""What a picture is made of: a setting, the things in it and where they stand."""

from dataclasses import dataclass

from .form import Form
from .ink import Ink
from .light import PITCH
from .shapes import Point, enlarged


@dataclass(frozen=True)
class Setting:
    """One room: the colours of wall and table, and what the window throws on the wall."""

    wall: str
    table: str
    window: str = "plain"
    seamless: bool = False


@dataclass(frozen=True)
class Placed:
    """A form on the table: millimetres right of the middle and behind the front line, or hung on the wall."""

    form: Form
    x: float = 0.0
    back: float = 0.0
    hung: bool = False


@dataclass(frozen=True)
class Lamp:
    """A pool of warm light: where (millimetres from the middle, above the front line), how far, how strong."""

    x: float
    up: float
    reach: float
    strength: float = 0.6


@dataclass(frozen=True)
class Scene:
    """A whole picture, ready to be drawn: size in pixels, pixels a millimetre, and where the front line lies."""

    setting: Setting
    things: tuple[Placed, ...]
    scale: float
    size: tuple[int, int] = (1600, 2000)
    ground: float = 0.80
    horizon: float = 0.66
    shift: float = 0.0
    seed: int = 1
    lamps: tuple[Lamp, ...] = ()

    def at(self, x: float, up: float = 0.0) -> Point:
        """Where on the sheet a place is, in pixels: millimetres right of the middle and above the front line."""
        wide, tall = self.size
        return wide / 2 + (x + self.shift) * self.scale, tall * self.ground - up * self.scale

    def foot(self, placed: Placed) -> Point:
        """Where a thing stands, in pixels."""
        return self.at(placed.x, placed.back * (1 if placed.hung else PITCH))


def sharp_sheet(scene: Scene) -> Ink:
    """The things, far ones first as they were given."""
    ink = Ink()
    for placed in scene.things:
        x, y = scene.foot(placed)
        ink.moved(enlarged(scene.scale, x, y), placed.form.paint)
    return ink
