"""Pictures that people upload: laid by until their product is saved, all of a sending or none, then given to it.

The file of a picture that is laid by lies where it will stay; the row that names it is gone as soon as a product has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog.actions import files
from dramac.commerce.catalog.actions.images import CannotChangePictures, Place, change, described, end_of, with_picture
from dramac.commerce.catalog.actions.wholes import ImageRow, Whole
from dramac.commerce.catalog.models import ChosenPicture, ProductImage
from dramac.kit import media, pictures
from dramac.kit.ids import new_id
from dramac.kit.pictures import MOST_BYTES, Accepted, PictureRefused
from dramac.kit.text import one_line
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

KEPT_FOR = timedelta(days=1)
LONGEST_NAME = 80


class Uploaded(Protocol):
    """A file as a form brings it: what it was called, and its bytes."""

    @property
    def name(self) -> str | None:
        """What it was called where it comes from."""

    def read(self, size: int, /) -> bytes:
        """Up to so many of its bytes."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A picture that was laid by, to be given to a product, and its words."""

    id: UUID
    alt: str = ""


def lay_by(site: Site, uploads: Iterable[Uploaded], *, by: Actor, now: datetime) -> list[UUID]:
    """Keep uploaded pictures for a product that is still being written; returns their keys. All of them or none.

    They wait for a day. Raises PictureRefused, which names the file at fault.
    """
    rows: list[ChosenPicture] = []
    try:
        for upload in uploads:
            taken = accepted(upload)
            key = new_id()
            row = ChosenPicture(
                pk=key, site=site, file=files.name_for(site.pk, key, taken), width=taken.width, height=taken.height,
                digest=taken.digest, chosen_by=_person(by), chosen_at=now,
            )  # fmt: skip
            rows.append(row)
            media.write(row.file, taken.data)
        ChosenPicture.objects.bulk_create(rows)
    except BaseException:
        for row in rows:
            media.remove(row.file)
        raise
    return [row.pk for row in rows]


def attach_images(site: Site, product_id: UUID, chosen: Sequence[Chosen], *, by: Actor, now: datetime) -> None:
    """Give pictures that this person has laid by to a product, in this order, as its last. They are shown at once, in
    their sizes a little later. Raises CannotChangePictures, NoProduct."""
    if not chosen:
        return
    with transaction.atomic():
        rows = {row.pk: row for row in _own(site, [one.id for one in chosen], by)}
        if len(rows) != len(chosen):
            raise CannotChangePictures(
                _("A chosen picture is no longer there. Choose it again."), code="no_longer_chosen"
            )

        def add(whole: Whole) -> Whole:
            for one in chosen:
                row = ImageRow(one.id, product_id, end_of(whole), "", described(one.alt), rows[one.id].file)
                whole = with_picture(whole, row)
            return whole

        change(Place(site, product_id, by, now, "picture_added"), add)
        for row in rows.values():
            known = {"width": row.width, "height": row.height, "digest": row.digest}
            ProductImage.objects.of(site).filter(pk=row.pk).update(**known)
        ChosenPicture.objects.of(site).filter(pk__in=list(rows)).delete()


def upload_images(
    site: Site, product_id: UUID, uploads: Iterable[Uploaded], *, by: Actor, now: datetime, alt: str = ""
) -> list[UUID]:
    """Add uploaded pictures as the product's last, all of them or none; returns their keys.

    What a file is, is judged by its contents (`kit.pictures.accept`), whatever its name says. Raises PictureRefused, which
    names the file at fault, CannotChangePictures, NoProduct.
    """
    keys = lay_by(site, uploads, by=by, now=now)
    try:
        attach_images(site, product_id, [Chosen(key, alt) for key in keys], by=by, now=now)
    except BaseException:
        for row in list(_own(site, keys, by)):
            row.delete()
            media.remove(row.file)
        raise
    return keys


def upload_image(site: Site, product_id: UUID, data: bytes, *, by: Actor, now: datetime, alt: str = "") -> UUID:
    """Add one uploaded picture as the product's last, as `upload_images` does; returns its key."""
    return upload_images(site, product_id, [_Bytes(data)], by=by, now=now, alt=alt)[0]


def discard_chosen(site: Site, keys: Iterable[UUID], *, by: Actor) -> None:
    """Forget pictures that this person has laid by and does not want any more."""
    _forget(list(_own(site, keys, by)))


def sweep_chosen(*, now: datetime) -> int:
    """Forget what was laid by more than a day ago, on every site; returns how many."""
    rows = list(ChosenPicture.objects.filter(chosen_at__lt=now - KEPT_FOR)[:1000])
    _forget(rows)
    return len(rows)


def _forget(rows: Sequence[ChosenPicture]) -> None:
    with transaction.atomic():
        for row in rows:
            row.delete()
            transaction.on_commit(partial(media.remove, row.file))


def _own(site: Site, keys: Iterable[UUID], by: Actor) -> Iterable[ChosenPicture]:
    return ChosenPicture.objects.of(site).filter(pk__in=list(keys), chosen_by=_person(by))


def _person(by: Actor) -> str:
    return str(by.id or by.label)[:160]


def accepted(upload: Uploaded) -> Accepted:
    """The picture in an uploaded file. Raises PictureRefused, which names the file."""
    try:
        return pictures.accept(upload.read(MOST_BYTES + 1))
    except PictureRefused as refused:
        if not (name := one_line(upload.name or "")[:LONGEST_NAME]):
            raise
        said = _("“%(file)s”: %(reason)s") % {"file": name, "reason": refused}
        raise PictureRefused(said, field=refused.field, code=refused.code) from refused


@dataclass(frozen=True, slots=True)
class _Bytes:
    """Bytes that were never called anything."""

    data: bytes
    name: None = None

    def read(self, size: int, /) -> bytes:
        return self.data[:size]
