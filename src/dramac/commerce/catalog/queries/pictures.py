"""Pictures as templates and the API show them."""

from __future__ import annotations

from dramac.commerce.catalog.queries.shapes import Picture
from dramac.kit.pictures import PictureSources, sources


def picture(shown: Picture | None) -> PictureSources | None:
    """The addresses of a picture in the formats and sizes that were made of it; None for no picture. No statement."""
    if shown is None or not shown.file:
        return None
    return sources(shown.file, (shown.width, shown.height), shown.widths, alt=shown.alt)
