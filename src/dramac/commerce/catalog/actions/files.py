"""Where the files of pictures lie, and how they go when their picture does."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from dramac.commerce.catalog.models import ProductImage
from dramac.kit import media
from dramac.kit.pictures import FORMATS, Accepted, rendition_name


def name_for(site_id: UUID, image_id: UUID, taken: Accepted) -> str:
    """The name a picture is kept under: another for other contents, so that browsers may keep it for ever."""
    return f"{site_id}/products/{image_id}/{taken.digest[:16]}.{taken.ending}"


def forget(images: Iterable[ProductImage]) -> None:
    """Remove the files of these pictures once the transaction has ended well."""
    names = [name for image in images if image.file for name in _names(image)]

    def remove() -> None:
        for name in names:
            media.remove(name)

    transaction.on_commit(remove)


def _names(image: ProductImage) -> list[str]:
    made = [rendition_name(image.file, width, ending) for width in image.widths for ending, _type in FORMATS]
    return [image.file, *made]
