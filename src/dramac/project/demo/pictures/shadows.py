"""The shadows that things throw: on the table to the right, on the wall behind, and the dark line where they stand."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .form import Block
from .scenes import Placed, Scene
from .shapes import ellipse, outline, rounded

RIGHT = 0.80
UP = 0.10


@dataclass(frozen=True)
class Wash:
    """A soft-edged patch of one tone: outlines in sheet pixels, blur in pixels, strength from 0 to 1."""

    marks: str
    blur: float
    strength: float


BANDS = (
    (0.0, 26.0, 2.6, 0.62),
    (14.0, 90.0, 6.5, 0.52),
    (60.0, 240.0, 13.0, 0.42),
    (190.0, 9999.0, 26.0, 0.32),
)
"""From and to which height, how blurred in millimetres, how strong: what is higher throws a softer shadow."""


def washes(scene: Scene) -> list[Wash]:
    """All shadow of a scene, to be laid over wall and table where it is strongest."""
    standing = [placed for placed in scene.things if not placed.hung and placed.form.blocks]
    hung = [placed for placed in scene.things if placed.hung and placed.form.blocks]
    found = [
        Wash(
            _drawn(scene, ((placed, _cast(placed.form.blocks, low, high)) for placed in standing)),
            blur * scene.scale,
            dark,
        )
        for low, high, blur, dark in BANDS
    ]
    contact = ((placed, _contact(placed.form.blocks)) for placed in standing)
    behind = ((placed, _behind(placed.form.blocks)) for placed in hung)
    found.append(Wash(_drawn(scene, contact), 1.7 * scene.scale, 0.86))
    found.append(Wash(_drawn(scene, behind), 7.0 * scene.scale, 0.42))
    return [wash for wash in found if wash.marks]


def _drawn(scene: Scene, shapes: Iterable[tuple[Placed, str]]) -> str:
    marks = []
    for placed, shape in shapes:
        if shape:
            x, y = scene.foot(placed)
            marks.append(f'<path d="{shape}" transform="translate({x:.1f} {y:.1f}) scale({scene.scale:.4f})"/>')
    return "".join(marks)


def _cast(blocks: tuple[Block, ...], low: float, high: float) -> str:
    """The shadow of the slices whose height lies in a band, drawn close enough to run into one."""
    return "".join(
        _patch(piece, piece.x + RIGHT * piece.height, -UP * piece.height, 1.0)
        for piece in _slices(blocks)
        if low <= piece.height < high
    )


def _contact(blocks: tuple[Block, ...]) -> str:
    """The dark line round a foot."""
    return "".join(_patch(block, block.x + block.half * 0.03, 0.3, 1.03) for block in blocks if block.height <= 3)


def _patch(piece: Block, x: float, y: float, grown: float) -> str:
    y -= piece.back
    half, deep = piece.half * grown, piece.deep * grown
    if piece.square:
        return outline(rounded(x - half, y - 2 * deep, 2 * half, 2 * deep + 2, deep * 0.5))
    return ellipse((x, y), half, deep)


def _behind(blocks: tuple[Block, ...]) -> str:
    """The shadow on the wall right behind something that hangs there, down and to the right."""
    if len(blocks) < 2:
        return ""
    right = [(part.x + part.half + 12, -part.height + 9) for part in blocks]
    left = [(part.x - part.half + 12, -part.height + 9) for part in blocks]
    return outline(left + right[::-1])


def _slices(blocks: tuple[Block, ...]) -> Iterable[Block]:
    """Slices no more than five millimetres apart; a step back down begins another part of the form."""
    for low, high in zip(blocks, (*blocks[1:], blocks[-1]), strict=True):
        rise = high.height - low.height
        steps = max(1, int(rise / 5)) if 0 <= rise < 400 else 1
        for step in range(steps):
            share = step / steps
            half = low.half + (high.half - low.half) * share
            yield replace(low, x=low.x + (high.x - low.x) * share, half=half, height=low.height + rise * share)
