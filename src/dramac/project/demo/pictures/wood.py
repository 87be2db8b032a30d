"""Wood: its colours, the grain on flat boards and on turned work."""

import math
from dataclasses import dataclass
from random import Random

from .colour import Linear, blended, code, dimmed, linear, mixed
from .ink import Ink
from .light import Finish
from .noise import Wobble
from .relief import gridded
from .shapes import Point, Polygon, outline
from .turned import Tint, Turned

OILED = Finish(gloss=0.05, polish=9, wrap=0.25)


@dataclass(frozen=True)
class Timber:
    """One kind of wood: the pale of the early growth, the dark of the late, and how strongly the grain shows."""

    pale: str
    dark: str
    show: float = 0.5

    @property
    def middle(self) -> str:
        """What it looks like from far away."""
        return blended(self.pale, self.dark, 0.22)


OAK = Timber("#d6b183", "#8c6236", 0.46)
ASH = Timber("#e0c7a0", "#b08d5f", 0.36)
WALNUT = Timber("#855b3c", "#452b1b", 0.5)
BEECH = Timber("#d8ae84", "#ae7d52", 0.22)
BLACKENED = Timber("#3b3733", "#211e1c", 0.35)
TIMBERS = {"oak": OAK, "ash": ASH, "walnut": WALNUT, "beech": BEECH, "blackened": BLACKENED}


def turned_tint(timber: Timber, seed: int) -> Tint:
    """Broad bands of growth running up a turned piece."""
    pale, dark = linear(timber.pale), linear(timber.dark)
    wander, drift = Wobble(seed), Wobble(seed + 3)

    def tint(share: float, angle: float) -> Linear:
        wave = 0.5 + 0.5 * math.sin(9 * angle + 2.4 * wander.at(share * 0.8) + drift.at(angle * 2))
        return mixed(pale, dark, 0.12 + 0.5 * timber.show * wave)

    return tint


def turned_grain(ink: Ink, body: Turned, timber: Timber, seed: int) -> None:
    """Fine lines of grain running up a turned piece."""
    chance = Random(f"grain {seed}")
    marks = []
    sway = 0.05 * min(1.0, body.height / 90)
    for _ in range(26):
        angle, wander = math.asin(chance.uniform(-0.97, 0.97)), Wobble(chance.randrange(9999))
        low = chance.uniform(0, 0.5)
        high = min(1.0, low + chance.uniform(0.25, 0.8))
        steps = [low + (high - low) * step / 14 for step in range(15)]
        line = [body.place(share * body.height, angle + sway * wander.at(share * 1.4)) for share in steps]
        marks.append(outline(line, closed=False))
    ink.line("".join(marks), timber.dark, 0.35, 0.2 + 0.3 * timber.show)


@dataclass(frozen=True)
class Board:
    """A flat face of wood: its outline, the frame round it, and which way the grain runs."""

    shape: Polygon
    left: float
    top: float
    wide: float
    tall: float
    upright: bool = True


def face(ink: Ink, board: Board, timber: Timber, shade: tuple[str, str], seed: int) -> None:
    """Fill a board: lit from ``shade[0]`` on the left to ``shade[1]`` on the right, with streaks and growth lines."""
    _plank(ink, board, timber, shade, seed)
    fine, broad = _rings(board, seed)
    cross = board.wide if board.upright else board.tall

    def growth(grain: Ink) -> None:
        grain.line(fine, timber.dark, cross * 0.0035, 0.35 * timber.show + 0.1)
        grain.line(broad, timber.dark, cross * 0.011, 0.28 * timber.show)

    ink.inside((board.shape,), growth)


def _plank(ink: Ink, board: Board, timber: Timber, shade: tuple[str, str], seed: int) -> None:
    """The board without its lines: light from one side, and streaks where the tree grew fast or slow."""
    along, across = (10, 44)
    columns, rows = (across, along) if board.upright else (along, across)
    light, dim, dark = linear(shade[0]), linear(shade[1]), linear(timber.dark)
    streak, drift = Wobble(f"streak {seed}", octaves=3), Wobble(f"drift {seed}", octaves=1)

    def seen(column: int, row: int) -> Linear:
        right, down = (column + 0.5) / columns, (row + 0.5) / rows
        over, onwards = (right, down) if board.upright else (down, right)
        tone_ = mixed(light, dim, 0.5 * (right + down))
        return mixed(tone_, dark, timber.show * (0.12 + 0.26 * streak.at(over * 4 + 0.12 * drift.at(onwards + over))))

    gridded(ink, (board.shape,), (board.left, board.top, board.wide, board.tall), (columns, rows), seen)


def _rings(board: Board, seed: int) -> tuple[str, str]:
    """The growth lines, bellied round the heart of the tree: fine ones and broad ones."""
    chance = Random(f"board {seed}")
    long, cross = (board.tall, board.wide) if board.upright else (board.wide, board.tall)
    heart, at = cross * chance.uniform(0.3, 0.7), 0.0
    fine: list[str] = []
    broad: list[str] = []
    steps = [step / 18 for step in range(19)]
    while at < cross:
        at += chance.uniform(0.012, 0.045) * cross
        wander = Wobble(chance.randrange(9999), octaves=1)
        belly = 0.10 * cross * math.exp(-(((at - heart) / (0.3 * cross)) ** 2)) * (1 if at > heart else -1)
        line = [
            (share * long, at + belly * math.sin(math.pi * share) + 0.008 * cross * wander.at(share * 1.2))
            for share in steps
        ]
        drawn = outline([_turned(board, spot) for spot in line], closed=False)
        (broad if chance.random() < 0.25 else fine).append(drawn)
    return "".join(fine), "".join(broad)


def _turned(board: Board, spot: Point) -> Point:
    along, across = spot
    return (board.left + across, board.top + along) if board.upright else (board.left + along, board.top + across)


def tone(timber: Timber, strength: float) -> str:
    """The wood's middle colour in more or less light, as a hex code."""
    return code(dimmed(linear(timber.middle), strength))
