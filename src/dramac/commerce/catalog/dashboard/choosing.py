"""What forms and filters of the catalogue let people choose from, in the order and words in which they know it."""

from __future__ import annotations

from dataclasses import dataclass

from dramac.commerce.catalog import queries
from dramac.kit import media
from dramac.kit.pictures import FORMATS, rendition_name
from dramac.tenancy.models import Site


@dataclass(frozen=True, slots=True)
class CategoryChoice:
    """A category to choose: its key as text, its own name, how deep it lies, and its name with those above it."""

    key: str
    name: str
    depth: int
    label: str


def categories(site: Site) -> list[CategoryChoice]:
    """The categories in the order of the tree. Two statements."""
    above: list[str] = []
    found = []
    for row in queries.categories(site):
        above = [*above[: row.depth], row.name]
        found.append(CategoryChoice(str(row.id), row.name, row.depth, " › ".join(above)))
    return found


def category_pairs(site: Site) -> list[tuple[str, str]]:
    """The same as pairs for a select. Two statements."""
    return [(one.key, one.label) for one in categories(site)]


def thumbnail(file: str | None, widths: list[int] | tuple[int, ...] | None) -> str:
    """The address of the smallest size of a picture, or of the picture itself until sizes are made; empty for none."""
    if not file:
        return ""
    return media.url(rendition_name(file, min(widths), FORMATS[-1][0]) if widths else file)
