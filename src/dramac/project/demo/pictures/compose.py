"""Framing: bringing the things of a scene to a comfortable size in the middle of the picture, or closer than that."""

from dataclasses import dataclass, replace

from .drawing import View
from .form import kept
from .laying import extent
from .scenes import Scene, sharp_sheet


@dataclass(frozen=True)
class Frame:
    """How much of the picture the things may fill, and at which share of its height they end below."""

    wide: float = 0.62
    tall: float = 0.56
    foot: float = 0.815
    middle: float = 0.5


FRONT = Frame()
SNUG = Frame(0.74, 0.62, 0.83)
ROOM = Frame(0.84, 0.70, 0.86)
WALL = Frame(0.74, 0.66, 0.78)


def framed(scene: Scene, frame: Frame = FRONT) -> Scene:
    """The scene at the scale and place at which its things fill the frame; low things come up towards the middle."""
    wide, tall = scene.size
    things = tuple(replace(placed, form=kept(placed.form)) for placed in scene.things)
    rough = replace(scene, things=things, scale=_guess(scene), shift=0.0)
    view = View(1.0, scene.size)
    box = extent(sharp_sheet(rough), view)
    if box is None:
        raise ValueError("nothing is drawn in this scene")
    left, top, right, foot = box
    grown = min(frame.wide * wide / (right - left), frame.tall * tall / (foot - top))
    scale = rough.scale * grown
    centre = ((left + right) / 2 - wide / 2) / rough.scale
    below = (foot - tall * rough.ground) / rough.scale
    end = min(frame.foot, 0.575 + (foot - top) * grown / tall / 2)
    return replace(
        rough,
        scale=scale,
        ground=end - below * scale / tall,
        shift=(frame.middle - 0.5) * wide / scale - centre,
        horizon=scene.horizon - (frame.foot - end),
    )


def closer(scene: Scene, zoom: float, x: float = 0.5, y: float = 0.5) -> Scene:
    """The same scene seen from nearer: the place at shares (x, y) of the picture comes to its middle."""
    wide, _ = scene.size
    scale = scene.scale * zoom
    shift = scene.shift + (0.5 - x) * wide / scene.scale
    return replace(
        scene,
        scale=scale,
        shift=shift,
        ground=0.5 + (scene.ground - y) * zoom,
        horizon=0.5 + (scene.horizon - y) * zoom,
    )


def _guess(scene: Scene) -> float:
    """A scale at which everything surely fits on the sheet."""
    wide, tall = scene.size
    reach = max(
        (abs(placed.x + block.x) + block.half for placed in scene.things for block in placed.form.blocks), default=100.0
    )
    high = max(
        (abs(block.height + placed.back) for placed in scene.things for block in placed.form.blocks), default=100.0
    )
    return min(wide * 0.5 / (2 * reach + 60), tall * 0.45 / (high + 60))
