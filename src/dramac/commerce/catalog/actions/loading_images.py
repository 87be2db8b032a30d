"""The pictures of one product of a file, added to those that are there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from dramac.commerce.catalog.actions.wholes import ImageRow
from dramac.commerce.catalog.rules.loads import ImageLoad, ProductLoad
from dramac.kit.ids import new_id
from dramac.kit.text import clean, one_line

LONGEST_URL = 2000
LONGEST_ALT = 512


def pictures(load: ProductLoad, known: Iterable[ImageRow], product_id: UUID) -> list[ImageRow]:
    """The product's pictures, then those of the file that it has not got; words given for a known one are taken.

    An address that is longer than addresses may be is left out.
    """
    rows = list(known)
    for image in load.images or ():
        if not image.url or len(image.url) > LONGEST_URL:
            continue
        place = next((number for number, row in enumerate(rows) if row.is_from(image.url)), None)
        if place is None:
            rows.append(added(rows, image, product_id))
        elif image.alt:
            rows[place] = rows[place]._replace(alt=one_line(image.alt)[:LONGEST_ALT].strip())
    return rows


def added(rows: Sequence[ImageRow], image: ImageLoad, product_id: UUID) -> ImageRow:
    """A new picture, last after these rows, that waits to be fetched."""
    position = max((row.position for row in rows), default=-1) + 1
    alt = one_line(image.alt)[:LONGEST_ALT].strip()
    return ImageRow(new_id(), product_id, position, clean(image.url), alt)
