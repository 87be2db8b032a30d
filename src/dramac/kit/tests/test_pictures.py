"""Pictures are judged by what they are, kept without what was hidden in them, and made in the sizes pages need."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image
from pytest_django import Settings

from dramac.kit import media, pictures
from dramac.kit.pictures import PictureRefused


def a_file(kind: str = "JPEG", size: tuple[int, int] = (400, 300), mode: str = "RGB", **more: object) -> bytes:
    colour = (200, 30, 30, 128)[: len(mode)] if mode in ("RGB", "RGBA") else 1
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, kind, **more)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_pictures_of_the_usual_kinds_are_taken(kind: str) -> None:
    taken = pictures.accept(a_file(kind))
    assert (taken.ending, taken.width, taken.height, len(taken.digest)) == ("jpg", 400, 300, 64)
    assert opened(taken.data).format == "JPEG"


def test_transparency_is_kept_and_only_transparency() -> None:
    assert pictures.accept(a_file("PNG", mode="RGBA")).ending == "png"
    opaque = io.BytesIO()
    Image.new("RGBA", (10, 10), (1, 2, 3, 255)).save(opaque, "PNG")
    assert pictures.accept(opaque.getvalue()).ending == "jpg"


def test_a_picture_is_turned_upright_and_says_nothing_of_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Secret camera"
    taken = pictures.accept(a_file(exif=exif))
    assert (taken.width, taken.height) == (300, 400)
    assert b"Secret" not in taken.data
    assert not opened(taken.data).getexif()


def test_what_is_hidden_behind_a_picture_is_gone() -> None:
    taken = pictures.accept(a_file("GIF") + b"<script>alert(1)</script>")
    assert b"<script" not in taken.data


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"x" * (20 * 1024 * 1024 + 1), "too_large"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "not_a_picture"),
        (b"<!doctype html><script>alert(1)</script>", "not_a_picture"),
        (b"%PDF-1.7", "not_a_picture"),
        (b"GIF89a<script>alert(1)</script>", "not_a_picture"),
        (a_file()[:200], "not_a_picture"),
        (a_file("PNG")[:60], "not_a_picture"),
        (a_file("BMP"), "not_a_picture"),
        (a_file("TIFF"), "not_a_picture"),
    ],
)
def test_everything_else_is_refused_whatever_its_name(data: bytes, code: str) -> None:
    with pytest.raises(PictureRefused) as refused:
        pictures.accept(data)
    assert refused.value.code == code
    assert str(refused.value)


def a_bomb(width: int, height: int) -> bytes:
    """A small PNG that says it is huge."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(10_000, 10_000), (60_000, 60_000)])
def test_a_picture_with_too_many_pixels_is_refused_before_it_is_unpacked(size: tuple[int, int]) -> None:
    with pytest.raises(PictureRefused) as refused:
        pictures.accept(a_bomb(*size))
    assert refused.value.code == "too_many_pixels"


def test_a_very_long_picture_is_made_shorter() -> None:
    taken = pictures.accept(a_file(size=(4000, 400)))
    assert (taken.width, taken.height) == (3000, 300)


def test_sizes_are_never_larger_than_the_picture() -> None:
    assert pictures.widths_for(100) == [100]
    assert pictures.widths_for(320) == [160, 320]
    assert pictures.widths_for(700) == [160, 320, 640, 700]
    assert pictures.widths_for(3000) == [160, 320, 640, 960, 1280, 1920]


def test_every_size_is_made_in_both_formats_in_its_shape() -> None:
    made = list(pictures.renditions(a_file(size=(400, 300))))
    assert [(one.width, one.ending) for one in made] == [
        (160, "avif"),
        (160, "webp"),
        (320, "avif"),
        (320, "webp"),
        (400, "avif"),
        (400, "webp"),
    ]
    assert [opened(one.data).size for one in made[::2]] == [(160, 120), (320, 240), (400, 300)]
    assert [opened(one.data).format for one in made[:2]] == ["AVIF", "WEBP"]


def test_a_template_gets_every_address_that_exists(settings: Settings) -> None:
    settings.MEDIA_URL = "/media/"
    found = pictures.sources("s/a b.jpg", (400, 300), [160, 400], alt="Mug")
    assert (found.src, found.width, found.height, found.alt) == ("/media/s/a%20b.jpg", 400, 300, "Mug")
    assert found.sources == (
        ("image/avif", "/media/s/a%20b-160.avif 160w, /media/s/a%20b-400.avif 400w"),
        ("image/webp", "/media/s/a%20b-160.webp 160w, /media/s/a%20b-400.webp 400w"),
    )
    assert pictures.sources("s/a.jpg", (400, 300), []).sources == ()


def test_a_file_is_there_whole_or_not_at_all_and_only_in_its_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    media.write("a/b.jpg", b"one")
    media.write("a/b.jpg", b"two")
    assert media.read("a/b.jpg") == b"two"
    assert [path.name for path in (tmp_path / "media" / "a").iterdir()] == ["b.jpg"]
    media.remove("a/b.jpg")
    media.remove("a/b.jpg")
    assert not media.exists("a/b.jpg")
    for name in ("../x", "/etc/passwd", "a/../../x", "", ".", "a\0b"):
        with pytest.raises(ValueError, match="not a name"):
            media.write(name, b"")
