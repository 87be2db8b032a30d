"""Where the files of pictures lie, and how they go when their picture does."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from dramac.commerce.catalog.models import Category, ProductImage
from dramac.kit import media
from dramac.kit.pictures import FORMATS, Accepted, rendition_name


def name_for(site_id: UUID, image_id: UUID, taken: Accepted) -> str:
    """The name a picture is kept under: another for other contents, so that browsers may keep it for ever."""
    return f"{site_id}/products/{image_id}/{taken.digest[:16]}.{taken.ending}"


def forget(images: Iterable[ProductImage]) -> None:
    """Remove the files of these pictures once the transaction has ended well."""
    _forget([name for image in images if image.file for name in _names(image.file, image.widths)])


def forget_category_picture(row: Category) -> None:
    """Remove the files of a category's picture, if it has one, once the transaction has ended well."""
    _forget(_names(row.image_file, row.image_widths or ()) if row.image_file else [])


def _forget(names: list[str]) -> None:
    def remove() -> None:
        for name in names:
            media.remove(name)

    transaction.on_commit(remove)


def _names(file: str, widths: Iterable[int]) -> list[str]:
    return [file, *(rendition_name(file, width, ending) for width in widths for ending, _type in FORMATS)]
