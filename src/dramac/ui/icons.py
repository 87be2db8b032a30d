"""Inlines Lucide icons as SVG, so that they take the colour of the text around them and need no request."""

import re
from functools import lru_cache

from markupsafe import Markup

from dramac.ui.files import ICONS

SHAPE = re.compile(r"<(path|circle|rect|line|polyline|polygon|ellipse)\s([^>]*?)/>")
ATTRIBUTE = re.compile(r'([a-z][a-z0-9-]*)="([^"]*)"')
NAME = re.compile(r"[a-z0-9-]+")


def icon(name: str, label: str | None = None) -> Markup:
    """Return the icon as inline SVG: decorative, unless a label is given for those who do not see it.

    Raises LookupError when Lucide has no icon of that name, or when the packages have not been fetched yet.
    """
    spoken = Markup(' role="img" aria-label="{}"').format(label) if label else Markup(' aria-hidden="true"')
    return Markup(
        '<svg class="icon" viewBox="0 0 24 24" width="16" height="16" fill="none" stroke="currentColor" '
        'stroke-width="2" stroke-linecap="round" stroke-linejoin="round"{}>{}</svg>'
    ).format(spoken, drawing(name))


@lru_cache(maxsize=512)
def drawing(name: str) -> Markup:
    """Return the shapes inside an icon, read once for each process."""
    path = ICONS / f"{name}.svg"
    if not (NAME.fullmatch(name) and path.is_file()):
        raise LookupError(f"There is no icon named {name!r}; `python -m dramac.ui.assets` fetches the icons.")
    return Markup("").join(shape(*found) for found in SHAPE.findall(path.read_text("utf-8")))


def shape(kind: str, attributes: str) -> Markup:
    """Write one shape of an icon, and nothing else that its file may hold."""
    written = (Markup(' {}="{}"').format(*pair) for pair in ATTRIBUTE.findall(attributes))
    return Markup("<{}{}/>").format(kind, Markup("").join(written))
