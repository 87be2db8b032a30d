"""The site's own look as a style sheet: colours, type and shape of `Site.theme`, at an address named by its contents."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

import msgspec

from dramac.tenancy.models import Site
from dramac.ui import theme
from dramac.ui.theme import Tints


def stylesheet(site: Site) -> str:
    """The custom properties of the site's theme."""
    return _made(_said(site))[0]


def digest(site: Site) -> str:
    """A name for what the style sheet says now: it changes when the theme does, so that a browser may keep it for ever."""
    return _made(_said(site))[1]


def tints(site: Site) -> Tints:
    """The colours with which a browser or a phone surrounds the shop."""
    return _tints(_said(site))


def _said(site: Site) -> bytes:
    return msgspec.json.encode(site.theme if isinstance(site.theme, dict) else {})


@lru_cache(maxsize=256)
def _tints(said: bytes) -> Tints:
    return theme.tints(theme.read(msgspec.json.decode(said)))


@lru_cache(maxsize=256)
def _made(said: bytes) -> tuple[str, str]:
    sheet = theme.stylesheet(theme.read(msgspec.json.decode(said)))
    return sheet, sha256(sheet.encode()).hexdigest()[:16]
