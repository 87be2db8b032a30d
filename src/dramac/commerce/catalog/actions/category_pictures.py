"""The picture of a category: given by upload, made in its sizes in the background, taken away with its files."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from dramac.commerce.catalog.actions import files
from dramac.commerce.catalog.actions.categories import announce, row_of
from dramac.commerce.catalog.actions.uploads import Uploaded, accepted
from dramac.commerce.catalog.models import Category
from dramac.kit import media, pictures
from dramac.kit.pictures import rendition_name
from dramac.kit.statements import hold
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

PICTURED = "pictured"


def set_category_picture(site: Site, category_id: UUID, upload: Uploaded, *, by: Actor, now: datetime) -> None:
    """Let the category show this picture instead of one of its products'. It is shown at once, in its sizes a little
    later. Raises PictureRefused, which names the file, and CannotSaveCategory."""
    taken = accepted(upload)
    name = f"{site.pk}/categories/{category_id}/{taken.digest[:16]}.{taken.ending}"
    with transaction.atomic():
        hold("catalogue", site.pk)
        row = row_of(site, category_id)
        if row.image_file == name:
            return
        media.write(name, taken.data)
        _change(row, now, image_file=name, image_width=taken.width, image_height=taken.height, image_widths=[])
        announce(site, row, PICTURED, by, now)


def remove_category_picture(site: Site, category_id: UUID, *, by: Actor, now: datetime) -> None:
    """Let the category show a picture of its products again. Raises CannotSaveCategory."""
    with transaction.atomic():
        hold("catalogue", site.pk)
        row = row_of(site, category_id)
        if row.image_file:
            _change(row, now, image_file="", image_width=None, image_height=None, image_widths=None)
            announce(site, row, "unpictured", by, now)


def size_category_picture(site: Site, category_id: UUID) -> bool:
    """Make the sizes of a category's picture; whether they were made now. Safe to do twice."""
    row = Category.objects.of(site).filter(pk=category_id).exclude(image_file="").first()
    if row is None or row.image_widths or not media.exists(row.image_file):
        return False
    widths: dict[int, None] = {}
    for made in pictures.renditions(media.read(row.image_file)):
        media.write(rendition_name(row.image_file, made.width, made.ending), made.data)
        widths[made.width] = None
    same = Category.objects.of(site).filter(pk=category_id, image_file=row.image_file)
    return bool(same.update(image_widths=list(widths)))


def _change(row: Category, now: datetime, **columns: Any) -> None:
    """Write what is said of the picture; the version stays, because it is no part of the category's form."""
    files.forget_category_picture(row)
    for name, value in {**columns, "updated_at": now}.items():
        setattr(row, name, value)
    row.save(update_fields=[*columns, "updated_at"])
