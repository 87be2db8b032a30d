"""One picture to be taken, and the usual ways of taking it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from ..compose import FRONT, ROOM, WALL, Frame, closer, framed
from ..form import Form
from ..palette import ROOMS, STUDIO
from ..scenes import Lamp, Placed, Scene, Setting

PORTRAIT = (1600, 2000)
WIDE = (2400, 1200)


@dataclass(frozen=True)
class Shot:
    """A picture's name and how to set it up; setting up is put off until it is drawn."""

    name: str
    scene: Callable[[], Scene]


def each(pattern: str, keys: Iterable[str], make: Callable[[str, int], Scene]) -> Iterator[Shot]:
    """One picture for each key, named by putting the key into ``pattern``; ``make`` is told the key and its number."""
    for number, key in enumerate(keys):
        yield Shot(pattern.format(key), partial(make, key, number))


@dataclass(frozen=True)
class Floor:
    """Where the line between wall and table lies, and where the pool of a lamp does."""

    horizon: float = 0.66
    lamps: tuple[Lamp, ...] = ()


def studio(room: str, *things: Placed, frame: Frame = FRONT, floor: Floor | None = None, seed: int = 1) -> Scene:
    """Things by themselves in the plain room of a category."""
    return _taken(STUDIO[room], things, frame, floor, seed)


def at_home(room: str, *things: Placed, frame: Frame = ROOM, floor: Floor | None = None, seed: int = 1) -> Scene:
    """Things in use, in the room with a window of a category."""
    return _taken(ROOMS[room], things, frame, floor, seed)


def hung(room: str, *things: Placed, frame: Frame = WALL, seed: int = 1) -> Scene:
    """Things on the wall."""
    return _taken(STUDIO[room], things, frame, Floor(1.2), seed)


def _taken(setting: Setting, things: tuple[Placed, ...], frame: Frame, floor: Floor | None, seed: int) -> Scene:
    floor = floor or Floor()
    scene = Scene(setting, things, 1.0, PORTRAIT, horizon=floor.horizon, seed=seed, lamps=floor.lamps)
    return framed(scene, frame)


def close(scene: Scene, x: float, y: float, zoom: float = 2.0) -> Scene:
    """A detail of a picture: the place at shares (x, y) of it, ``zoom`` times as near."""
    return closer(scene, zoom, x, y)


def on(form: Form, x: float = 0.0, back: float = 0.0) -> Placed:
    """A form standing on the table."""
    return Placed(form, x, back)


def wall(form: Form, x: float = 0.0, up: float = 0.0) -> Placed:
    """A form hanging on the wall."""
    return Placed(form, x, up, hung=True)
