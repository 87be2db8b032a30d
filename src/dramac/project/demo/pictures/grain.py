"""Roughness around middle grey, to be laid softly over a picture: film grain, plaster, and the weave of cloth."""

import math
from collections.abc import Callable
from functools import lru_cache
from random import Random

from PIL import Image, ImageChops, ImageFilter

from .shapes import Size

TILE = 512


def _softened(image: Image.Image, strength: float) -> Image.Image:
    """The same unevenness, brought closer to middle grey."""
    return image.point([round(128 + (level - 128) * strength) for level in range(256)])


def _noise(wide: int, tall: int, seed: int | str) -> Image.Image:
    return Image.frombytes("L", (wide, tall), Random(seed).randbytes(wide * tall))


def _tiled(tile: Image.Image, size: Size) -> Image.Image:
    whole = Image.new("L", size)
    for x in range(0, size[0], tile.size[0]):
        for y in range(0, size[1], tile.size[1]):
            whole.paste(tile, (x, y))
    return Image.merge("RGB", [whole] * 3)


@lru_cache(maxsize=8)
def film(size: Size) -> Image.Image:
    """Fine grain, the same for every picture of one size."""
    return _tiled(_softened(_noise(TILE, TILE, 7).filter(ImageFilter.GaussianBlur(0.7)), 0.16), size)


@lru_cache(maxsize=16)
def plaster(size: Size, seed: int) -> Image.Image:
    """Broad unevenness, as walls and paper have."""
    whole = Image.new("L", size, 128)
    for cells, strength in ((5, 0.08), (14, 0.05), (60, 0.05)):
        rows = max(2, round(cells * size[1] / size[0]))
        small = _softened(_noise(cells, rows, f"{seed} {cells}"), strength)
        whole = ImageChops.add(whole, small.resize(size, Image.Resampling.BICUBIC), 1, -128)
    return Image.merge("RGB", [whole] * 3)


def weave(kind: str, pitch: float, strength: float, size: Size) -> Image.Image:
    """Threads ``pitch`` pixels apart: "linen" has slubs, "twill" runs in herringbones, "waffle" in squares, "curl" in loops."""
    return _tiled(_weave(kind, round(pitch * 2) / 2, strength), size)


@lru_cache(maxsize=64)
def _weave(kind: str, pitch: float, strength: float) -> Image.Image:
    count = max(8, round(TILE / pitch))
    if kind == "curl":
        loops = _together(
            _softened(_endless(count, count, kind), 0.6),
            _softened(_endless(count // 3 + 3, count // 3 + 3, "more"), 0.5),
        )
        return _softened(loops, strength)
    if kind in _RULED:
        slubs = _softened(_endless(count // 4 + 3, count, kind), strength * 0.6)
        return _together(_softened(_ruled(kind, max(3, round(pitch))), strength), slubs)
    long = max(3, round(count / 9))
    across, upright = _endless(long, count, kind), _endless(count, long, f"{kind} up")
    return _together(_softened(across, strength), _softened(upright, strength * 0.8))


def _together(one: Image.Image, other: Image.Image) -> Image.Image:
    return ImageChops.add(one, other, 1, -128)


def _twill(x: int, y: int, pitch: int) -> float:
    """Slanting ribs that change direction from one stripe to the next."""
    stripe, inside = divmod(x, 6 * pitch)
    slant = inside if stripe % 2 == 0 else 6 * pitch - inside
    return math.sin(math.tau * (slant + y) / (2 * pitch))


def _waffle(x: int, y: int, pitch: int) -> float:
    """Raised threads round square hollows."""
    turn = math.tau / (4 * pitch)
    return max(math.cos(turn * x), math.cos(turn * y)) * 1.2 - 0.5


_RULED: dict[str, Callable[[int, int, int], float]] = {"twill": _twill, "waffle": _waffle}


def _ruled(kind: str, pitch: int) -> Image.Image:
    """A tile of a weave that follows a rule; its size is a whole number of repeats near ``TILE``."""
    wide, tall = 12 * pitch, 4 * pitch
    rule = _RULED[kind]
    levels = bytes(max(0, min(255, round(128 + 110 * rule(x, y, pitch)))) for y in range(tall) for x in range(wide))
    repeat = Image.frombytes("L", (wide, tall), levels)
    whole = Image.new("L", (TILE, TILE))
    for x in range(0, TILE, wide):
        for y in range(0, TILE, tall):
            whole.paste(repeat, (x, y))
    return whole.crop((0, 0, TILE // wide * wide, TILE // tall * tall)).resize((TILE, TILE), Image.Resampling.BICUBIC)


def _endless(columns: int, rows: int, seed: str) -> Image.Image:
    """Blended noise in a tile whose edges meet: the first cells are repeated beyond the last before blending."""
    cells = _noise(columns, rows, seed)
    wide = Image.new("L", (columns + 6, rows + 6))
    for x in (3 - columns, 3, 3 + columns):
        for y in (3 - rows, 3, 3 + rows):
            wide.paste(cells, (x, y))
    return wide.resize((TILE, TILE), Image.Resampling.BICUBIC, box=(3, 3, 3 + columns, 3 + rows))
