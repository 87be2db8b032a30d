"""The shop's mark in the sizes that browsers and phones ask for: the merchant's own picture, else a letter on their colour."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

import msgspec
from django.urls import reverse

from dramac.kit import media
from dramac.storefront import looks
from dramac.tenancy.models import Site
from dramac.ui import marks
from dramac.ui.marks import Mark

SIZES = {
    "tab": (32, False),
    "touch": (180, True),
    "small": (192, False),
    "large": (512, False),
    "maskable": (512, True),
}
"""Pixels of each icon, and whether whoever shows it cuts it to a shape of its own."""


def address(site: Site, kind: str) -> str:
    """Where an icon is, named by what it shows."""
    return reverse("shop:icon", kwargs={"digest": digest(site), "kind": kind})


def digest(site: Site) -> str:
    """A name for what the icons show now."""
    tints = looks.tints(site)
    said = msgspec.json.encode(
        [_own(site), marks.letter_of(site.name), tints.accent, tints.on_accent, tints.is_editorial]
    )
    return sha256(said).hexdigest()[:16]


def png(site: Site, kind: str) -> bytes:
    """The icon of a kind that SIZES names. Drawn once and kept; no statement."""
    tints = looks.tints(site)
    font = "fraunces" if tints.is_editorial else "inter"
    mark = Mark(marks.letter_of(site.name), tints.on_accent, tints.accent, font)
    return _drawn(mark, _own(site), tints.paper, *SIZES[kind])


@lru_cache(maxsize=256)
def _drawn(mark: Mark, own: str, paper: str, size: int, is_cut: bool) -> bytes:
    """The merchant's picture, or the letter where there is none or it cannot be read."""
    if own:
        try:
            return marks.fitted(media.read(own), size, ground=paper, is_cut=is_cut)
        except (OSError, ValueError):
            pass
    return marks.png(mark, size, is_cut=is_cut)


def _own(site: Site) -> str:
    said = site.theme.get("icon") if isinstance(site.theme, dict) else None
    file = said.get("file") if isinstance(said, dict) else None
    return file if isinstance(file, str) else ""
