"""Draws a shop's mark: the first letter of its name on its colour, for the places where a browser or a phone wants a picture."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from dramac.ui.files import PUBLIC

FINER = 4
"""The mark is drawn so many times larger and made smaller, for smooth edges."""
WEIGHT = 600
LETTER, LETTER_ON_A_MASK = 0.62, 0.46
"""How much of the mark the letter's font takes; less where a phone cuts the corners off as it likes."""
CORNER = 0.22


@dataclass(frozen=True, slots=True)
class Mark:
    """What a mark shows: a letter, its colour and its ground as `#rrggbb`, in the shop's own type or a plain one."""

    letter: str
    ink: str
    ground: str
    font: str


def letter_of(name: str) -> str:
    """The letter by which a name is known; a dot for a name without letters and digits."""
    return next((sign.upper() for sign in name if sign.isalnum()), "•")


def png(mark: Mark, size: int, *, is_cut: bool) -> bytes:
    """The mark as a PNG picture. `is_cut` fills the whole square, for a system that gives it a shape of its own."""
    whole = size * FINER
    image = Image.new("RGB" if is_cut else "RGBA", (whole, whole), mark.ground if is_cut else (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    if not is_cut:
        pen.rounded_rectangle((0, 0, whole - 1, whole - 1), radius=round(whole * CORNER), fill=mark.ground)
    font = _font(mark.font, round(whole * (LETTER_ON_A_MASK if is_cut else LETTER)))
    left, top, right, bottom = pen.textbbox((0, 0), mark.letter, font=font)
    place = ((whole - left - right) / 2, (whole - top - bottom) / 2)
    pen.text(place, mark.letter, font=font, fill=mark.ink)
    return _written(image.resize((size, size), Image.Resampling.LANCZOS))


def fitted(picture: bytes, size: int, *, ground: str, is_cut: bool) -> bytes:
    """A picture of the merchant's own as a square PNG, whole, on its ground where the square is filled."""
    with Image.open(io.BytesIO(picture)) as opened:
        image = opened.convert("RGBA")
    room = round(size * (0.8 if is_cut else 1))
    image.thumbnail((room, room), Image.Resampling.LANCZOS)
    square = Image.new("RGBA", (size, size), ground if is_cut else (0, 0, 0, 0))
    square.alpha_composite(image, ((size - image.width) // 2, (size - image.height) // 2))
    return _written(square)


def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(PUBLIC / "fonts" / f"{name}-latin-wght-normal.woff2"), size)
    font.set_variation_by_axes([WEIGHT])
    return font


def _written(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
