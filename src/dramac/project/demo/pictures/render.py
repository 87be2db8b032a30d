"""From a scene to a picture: wall and table drawn small and enlarged, shadows blurred over them, then the things, then grain."""

from collections.abc import Sequence

from PIL import Image, ImageChops, ImageFilter

from .backdrop import leaf_shade, panes, table, wall
from .colour import blended
from .drawing import View, drawn
from .grain import film, plaster
from .ink import Ink
from .layers import Vector
from .laying import lay
from .scenes import Scene, sharp_sheet
from .shadows import Wash, washes
from .shapes import Size

SOFT = 4
"""Wall, table and shadows are drawn this many times smaller than the picture."""


def picture(scene: Scene, *, width: int | None = None) -> Image.Image:
    """The finished picture; ``width`` draws it smaller (for tests and contact sheets)."""
    wide, tall = scene.size
    width = width or wide
    size = (width, round(tall * width / wide))
    whole = _room(scene, (max(8, size[0] // SOFT), max(8, size[1] // SOFT))).resize(size, Image.Resampling.BICUBIC)
    lay(whole, sharp_sheet(scene), View(width / wide, size))
    return ImageChops.soft_light(whole, film(size))


def _room(scene: Scene, size: Size) -> Image.Image:
    """Everything but the things, at the small size."""
    room = _falling_light(wall(scene), scene, size)
    edge = round(size[1] * scene.horizon)
    if not scene.setting.seamless and edge < size[1]:
        room.paste(_falling_light(table(scene), scene, size).crop((0, edge, *size)), (0, edge))
    room = ImageChops.soft_light(room, plaster(size, scene.seed % 5))
    _lay(room, panes(scene), blended(scene.setting.wall, "#fff1d6", 0.7), scene.size)
    _lay(room, leaf_shade(scene), blended(scene.setting.wall, "#20170f", 0.8), scene.size)
    _lay(room, washes(scene), blended(scene.setting.table, "#140d08", 0.86), scene.size)
    return room


def _falling_light(ink: Ink, scene: Scene, size: Size) -> Image.Image:
    """A sheet of nothing but slow changes, drawn smaller still."""
    small = (max(4, size[0] // SOFT), max(4, size[1] // SOFT))
    return drawn(ink, (0, 0, *scene.size), small).convert("RGB").resize(size, Image.Resampling.BICUBIC)


def _lay(room: Image.Image, patches: Sequence[Wash], colour: str, sheet: Size) -> None:
    """Lay soft patches of one colour over the room; where they overlap the strongest counts."""
    small = (max(4, room.size[0] // 2), max(4, room.size[1] // 2))
    whole = Image.new("L", small)
    for patch in patches:
        mask = drawn(Ink([Vector(patch.marks)]), (0, 0, *sheet), small).getchannel("A")
        mask = mask.point([round(level * patch.strength) for level in range(256)])
        blurred = mask.filter(ImageFilter.GaussianBlur(patch.blur * small[0] / sheet[0]))
        whole = ImageChops.lighter(whole, blurred)
    if patches:
        room.paste(Image.new("RGB", room.size, colour), (0, 0), whole.resize(room.size, Image.Resampling.BICUBIC))
