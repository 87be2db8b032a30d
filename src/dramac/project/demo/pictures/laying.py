"""Laying a sheet over a picture, mark by mark, in order. All but the vector marks are laid by Pillow alone, which is quicker."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw

from .drawing import Pixels, View, parts, reach
from .grain import weave
from .ink import Ink
from .layers import Mark, Relief, Shade, Specks, Texture, Vector, joined
from .shapes import Box, Matrix, Shape, Size, after, bounds, placed

FINER = 4
"""Masks are cut this much finer than the picture, for smooth edges."""


def lay(picture: Image.Image, ink: Ink, view: View) -> None:
    """Draw everything on a sheet over a picture (red, green, blue)."""
    for mark in joined(ink.marks):
        if isinstance(mark, Vector):
            _lay_vector(picture, mark, ink, view)
        elif isinstance(mark, Relief):
            _lay_relief(picture, mark, view)
        elif isinstance(mark, Texture):
            _lay_texture(picture, mark, view)
        elif isinstance(mark, Shade):
            _lay_shade(picture, mark, view)
        else:
            _lay_specks(picture, mark, view)


def extent(ink: Ink, view: View) -> Box | None:
    """The box round all that the sheet shows, in units of the sheet; soft shades do not count."""
    boxes = [box for mark in joined(ink.marks) if (box := _extent(mark, ink, view)) is not None]
    if not boxes:
        return None
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _extent(mark: Mark, ink: Ink, view: View) -> Box | None:
    if isinstance(mark, Vector):
        return reach(mark, ink, view)
    return bounds(mark.within[:1]) if isinstance(mark, Relief) else None


def _lay_vector(picture: Image.Image, mark: Vector, ink: Ink, view: View) -> None:
    within = [placed(shape, view.matrix) for shape in mark.within]
    for part, box in parts(mark, ink, view):
        mask = part.getchannel("A")
        if within:
            mask = ImageChops.multiply(mask, _mask(within, box))
        picture.paste(part.convert("RGB"), box[:2], mask)


def _lay_relief(picture: Image.Image, relief: Relief, view: View) -> None:
    within = [placed(shape, view.matrix) for shape in relief.within]
    box = _clipped(bounds(within[:1]), view.size)
    if box is None:
        return
    mask = _mask(within, box)
    if relief.opacity < 1:
        mask = _weaker(mask, relief.opacity)
    if relief.cells == (1, 1):
        picture.paste(tuple(relief.levels), box, mask)
    else:
        picture.paste(_stretched(relief, after(view.matrix, relief.matrix), box), box[:2], mask)


def _lay_texture(picture: Image.Image, texture: Texture, view: View) -> None:
    within = [placed(shape, view.matrix) for shape in texture.within]
    box = _clipped(bounds(within[:1]), view.size)
    if box is None:
        return
    part = picture.crop(box)
    rough = weave(texture.kind, max(1.6, texture.pitch * view.ratio), texture.strength, part.size)
    picture.paste(ImageChops.soft_light(part, rough), box[:2], _mask(within, box))


def _lay_shade(picture: Image.Image, shade: Shade, view: View) -> None:
    (x, y), (across, down) = shade.centre, shade.reach
    ratio = view.ratio
    whole = (
        round((x - across) * ratio),
        round((y - down) * ratio),
        round((x + across) * ratio),
        round((y + down) * ratio),
    )
    box = _clipped(whole, view.size)
    if box is None:
        return
    patch = _falling_off().resize((max(1, whole[2] - whole[0]), max(1, whole[3] - whole[1])), Image.Resampling.BILINEAR)
    mask = _weaker(
        patch.crop((box[0] - whole[0], box[1] - whole[1], box[2] - whole[0], box[3] - whole[1])), shade.strength
    )
    if shade.within:
        mask = ImageChops.multiply(mask, _mask([placed(shape, view.matrix) for shape in shade.within], box))
    picture.paste(Image.new("RGB", mask.size, shade.colour), box[:2], mask)


def _lay_specks(picture: Image.Image, specks: Specks, view: View) -> None:
    for (x, y), across, down in specks.spots:
        wide, tall = max(1.2, across * view.ratio), max(1.2, down * view.ratio)
        thin = min(1.0, across * view.ratio / wide) * min(1.0, down * view.ratio / tall)
        middle_x, middle_y = x * view.ratio, y * view.ratio
        box = _clipped((middle_x - wide, middle_y - tall, middle_x + wide, middle_y + tall), view.size)
        if box is None:
            continue
        fine = Image.new("L", ((box[2] - box[0]) * FINER, (box[3] - box[1]) * FINER))
        edges = (middle_x - wide - box[0], middle_y - tall - box[1], middle_x + wide - box[0], middle_y + tall - box[1])
        ImageDraw.Draw(fine).ellipse([edge * FINER for edge in edges], fill=round(255 * specks.strength * thin))
        picture.paste(specks.colour, box, fine.reduce(FINER))


def _stretched(relief: Relief, matrix: Matrix, box: Pixels) -> Image.Image:
    """The grid of tones over the pixels of ``box``."""
    columns, rows = relief.cells
    grid = Image.frombytes("RGB", relief.cells, relief.levels)
    left, top, wide, tall = relief.frame
    a, b, c, d, e, f = after(matrix, (wide / columns, 0.0, 0.0, tall / rows, left, top))
    size = (box[2] - box[0], box[3] - box[1])
    if abs(b) < 1e-9 and abs(c) < 1e-9:
        window = ((box[0] - e) / a, (box[1] - f) / d, (box[2] - e) / a, (box[3] - f) / d)
        if window[0] >= 0 and window[1] >= 0 and window[2] <= columns and window[3] <= rows:
            return grid.resize(size, Image.Resampling.BICUBIC, box=window)
    area = a * d - b * c
    x, y = box[0] - e, box[1] - f
    across = (d / area, -c / area, (d * x - c * y) / area)
    down = (-b / area, a / area, (a * y - b * x) / area)
    data = (*_on_finer(across), *_on_finer(down))
    return _bordered(grid).transform(size, Image.Transform.AFFINE, data, Image.Resampling.BILINEAR)


def _on_finer(look: tuple[float, float, float]) -> tuple[float, float, float]:
    """A look-up on the grid as one on the bordered, finer grid."""
    return look[0] * FINER, look[1] * FINER, (look[2] + 1) * FINER


def _bordered(grid: Image.Image) -> Image.Image:
    """The grid blended ``FINER`` times finer, with its edge tones carried on a little outside it."""
    wide, tall = grid.size
    scaled = (wide / (wide + 2), 0, 0, 0, tall / (tall + 2), 0)
    larger = grid.transform((wide + 2, tall + 2), Image.Transform.AFFINE, scaled, Image.Resampling.NEAREST)
    larger.paste(grid, (1, 1))
    return larger.resize(((wide + 2) * FINER, (tall + 2) * FINER), Image.Resampling.BICUBIC)


@lru_cache(maxsize=1)
def _falling_off() -> Image.Image:
    """White in the middle, softly falling to black at the edge of a disc (where Pillow's own gradient stands at 180)."""
    curve = [round(255 * max(0.0, 1 - level / 180) ** 1.6) for level in range(256)]
    return Image.radial_gradient("L").point(curve)


def _weaker(mask: Image.Image, strength: float) -> Image.Image:
    return mask.point([round(level * strength) for level in range(256)])


def _mask(shapes: Iterable[Shape], box: Pixels) -> Image.Image:
    """White where all shapes (in pixels) lie, smooth at the edge, over the pixels of ``box``."""
    masks = [_cut(shape, box) for shape in shapes]
    whole = masks[0]
    for mask in masks[1:]:
        whole = ImageChops.multiply(whole, mask)
    return whole


def _cut(shape: Shape, box: Pixels) -> Image.Image:
    left, top, right, foot = box
    fine = Image.new("L", ((right - left) * FINER, (foot - top) * FINER))
    pen = ImageDraw.Draw(fine)
    for polygon in shape:
        pen.polygon([((x - left) * FINER, (y - top) * FINER) for x, y in polygon], fill=255)
    return fine.reduce(FINER)


def _clipped(box: Sequence[float], size: Size) -> Pixels | None:
    """The whole pixels of a box that lie on the picture, if any do."""
    left, top = max(0, int(box[0]) - 1), max(0, int(box[1]) - 1)
    right, foot = min(size[0], int(box[2]) + 2), min(size[1], int(box[3]) + 2)
    return (left, top, right, foot) if right > left and foot > top else None
