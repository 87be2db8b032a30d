"""Pictures that people upload: checked by what they are, not by what they are called, and made in the sizes pages need.

Nothing of the file that came in is kept as it came: it is decoded and written anew, upright and without metadata, so that
a place, a name or a script hidden in it is gone.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from dramac.kit import media
from dramac.kit.refusal import Refused

WIDTHS = (160, 320, 640, 960, 1280, 1920)
FORMATS = (("avif", "image/avif"), ("webp", "image/webp"))
"""Endings and media types, from the smallest files to the widest known."""

ACCEPTED = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 3000
_SRGB = ImageCms.createProfile("sRGB")


class PictureRefused(Refused):
    """A file that cannot be a product's picture. Codes: empty, too_large, not_a_picture, too_many_pixels."""

    code = "not_a_picture"


@dataclass(frozen=True, slots=True)
class Accepted:
    """A picture that was taken: its bytes as they are kept, their file ending, its size, and the digest of the bytes."""

    data: bytes
    ending: str
    width: int
    height: int
    digest: str


@dataclass(frozen=True, slots=True)
class Rendition:
    """A picture in one size and format."""

    width: int
    ending: str
    data: bytes


@dataclass(frozen=True, slots=True)
class PictureSources:
    """A picture for a template: `src` for every browser, `sources` of (media type, srcset) for those that know better."""

    src: str
    width: int
    height: int
    alt: str
    sources: tuple[tuple[str, str], ...]


def accept(data: bytes) -> Accepted:
    """Take a picture: JPEG, PNG, WebP, AVIF or GIF (its first frame), of up to 20 MB and 50 million pixels.

    It is kept as JPEG, or as PNG where it has transparency or few colours, at most 3000 pixels long. Drawings with code in
    them (SVG, HTML) and everything else raise PictureRefused.
    """
    if not data:
        raise PictureRefused(_("The file is empty."), code="empty")
    if len(data) > MOST_BYTES:
        raise PictureRefused(_("The file is larger than 20 MB."), code="too_large")
    image = _opened(data)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
    ending = "png" if image.mode == "RGBA" else "jpg"
    kept = _encoded(image, ending)
    return Accepted(kept, ending, image.width, image.height, hashlib.sha256(kept).hexdigest())


def _opened(data: bytes) -> Image.Image:
    """The picture, decoded, upright, in sRGB: mode RGBA where something can be seen through it, else RGB."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image: Image.Image = Image.open(io.BytesIO(data), formats=ACCEPTED)
            if image.width * image.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            image.load()
            return _plain(ImageOps.exif_transpose(image))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise PictureRefused(_("The picture has more than 50 million pixels."), code="too_many_pixels") from fault
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, MemoryError, IndexError) as fault:
        raise PictureRefused(_("This file is not a picture we can read. Use JPEG, PNG, WebP, AVIF or GIF.")) from fault


def _plain(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    has_holes = image.has_transparency_data
    if profile and image.mode in ("RGB", "RGBA", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGBA" if has_holes else "RGB")
            image = converted or image
        except ImageCms.PyCMSError:
            pass  # a profile that makes no sense: the colours are taken as they are
    if not has_holes:
        return image.convert("RGB")
    image = image.convert("RGBA")
    lowest, _highest = image.getchannel("A").getextrema()
    return image if isinstance(lowest, int | float) and lowest < 255 else image.convert("RGB")


def _encoded(image: Image.Image, ending: str) -> bytes:
    out = io.BytesIO()
    if ending == "jpg":
        image.save(out, "JPEG", quality=90, optimize=True, progressive=True)
    elif ending == "png":
        image.save(out, "PNG", optimize=True)
    elif ending == "webp":
        image.save(out, "WEBP", quality=80, method=4)
    else:
        image.save(out, "AVIF", quality=62, speed=7)
    return out.getvalue()


def widths_for(width: int) -> list[int]:
    """The widths made of a picture that is so wide: the standing ones below it, and its own up to the widest."""
    widest = min(width, WIDTHS[-1])
    return [*(standing for standing in WIDTHS if standing < widest), widest]


def renditions(data: bytes) -> Iterator[Rendition]:
    """Every size and format of a picture that was taken, the smallest first, never larger than it is."""
    image = _opened(data)
    for width in widths_for(image.width):
        height = max(1, round(image.height * width / image.width))
        sized = image if width == image.width else image.resize((width, height), Image.Resampling.LANCZOS)
        for ending, _type in FORMATS:
            yield Rendition(width, ending, _encoded(sized, ending))


def rendition_name(file: str, width: int, ending: str) -> str:
    """The name of a picture's rendition, from the name it is kept under."""
    path = PurePosixPath(file)
    return str(path.with_name(f"{path.stem}-{width}.{ending}"))


def sources(file: str, size: tuple[int, int], widths: Sequence[int], *, alt: str = "") -> PictureSources:
    """The addresses of a kept picture; `widths` are those that were made of it, none while they are still being made."""
    return _sources(file, size, tuple(widths), alt)


@lru_cache(maxsize=4096)
def _sources(file: str, size: tuple[int, int], widths: tuple[int, ...], alt: str) -> PictureSources:
    found = tuple(
        (kind, ", ".join(f"{media.url(rendition_name(file, width, ending))} {width}w" for width in widths))
        for ending, kind in FORMATS
        if widths
    )
    return PictureSources(media.url(file), size[0], size[1], alt, found)
