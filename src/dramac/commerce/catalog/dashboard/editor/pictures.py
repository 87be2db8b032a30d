"""The pictures of a product in its form: their order and words, those to remove, and files and addresses to add."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.http import QueryDict

from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog.dashboard import choosing
from dramac.commerce.catalog.queries import EditablePicture
from dramac.kit.pictures import MOST_BYTES
from dramac.tenancy.requests import SiteRequest


@dataclass(frozen=True, slots=True)
class PictureField:
    """One picture as it is drawn: where it stands, what is said of it, and whether it is to go."""

    picture: EditablePicture
    alt: str
    is_gone: bool = False

    @property
    def address(self) -> str:
        """Where its small size is; empty until there is a file."""
        return choosing.thumbnail(self.picture.file, self.picture.widths)

    @property
    def name(self) -> str:
        """What tells it from others: its words, or where it comes from."""
        return self.alt or self.picture.source_url.rsplit("/", 1)[-1][:60]


def of_product(pictures: Sequence[EditablePicture]) -> list[PictureField]:
    """The fields as the product has its pictures."""
    return [PictureField(one, one.alt) for one in pictures]


def of_sent(pictures: Sequence[EditablePicture], data: QueryDict) -> list[PictureField]:
    """The fields in the order and with the words that were sent; pictures that came since stand last."""
    found = []
    for number, one in enumerate(pictures):
        name = f"picture-{one.id}"
        place = data.get(f"{name}-position", "")
        order = int(place) if place.isascii() and place.isdigit() and len(place) < 6 else len(pictures) + number
        said = PictureField(one, data.get(f"{name}-alt", one.alt)[:1000], f"{name}-gone" in data)
        found.append((order, number, said))
    return [said for _order, _number, said in sorted(found, key=lambda each: each[:2])]


def keep(request: SiteRequest, product_id: UUID, fields: Sequence[PictureField]) -> None:
    """Write order, words and removals that differ from what is there. Raises CannotChangePictures."""
    site, by, now = request.site, request.actor, request.now
    gone = [one.picture.id for one in fields if one.is_gone]
    kept = [one for one in fields if not one.is_gone]
    if gone:
        catalog.remove_images(site, product_id, gone, by=by, now=now)
    if kept:
        catalog.reorder_images(site, product_id, [one.picture.id for one in kept], by=by, now=now)
    for one in kept:
        if one.alt != one.picture.alt:
            catalog.describe_image(site, product_id, one.picture.id, alt=one.alt, by=by, now=now)


def add(request: SiteRequest, product_id: UUID) -> list[UUID]:
    """Add the files and the address that were sent, all or none; the keys of the new pictures. Raises PictureRefused,
    Blocked, CannotChangePictures."""
    site, by, now = request.site, request.actor, request.now
    keys = [
        catalog.upload_image(site, product_id, file.read(MOST_BYTES + 1), by=by, now=now)
        for file in request.FILES.getlist("pictures")
    ]
    if url := request.POST.get("picture_url", "").strip():
        keys.append(catalog.add_image_by_url(site, product_id, url, by=by, now=now))
    return keys


def without_gone(variant: catalog.VariantDraft, fields: Sequence[PictureField]) -> catalog.VariantDraft:
    """The variant, showing the product's first picture instead of one that is to go."""
    gone = {one.picture.id for one in fields if one.is_gone}
    return replace(variant, image_id=None) if variant.image_id in gone else variant
