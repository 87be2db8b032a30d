"""The pictures of a product in its form: their order and words, those to remove, and files and addresses to add."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.http import QueryDict

from dramac.commerce.catalog import actions as catalog
from dramac.commerce.catalog import queries
from dramac.commerce.catalog.dashboard import choosing
from dramac.commerce.catalog.queries import EditablePicture
from dramac.tenancy.requests import SiteRequest

MOST_PICTURES = 250


@dataclass(frozen=True, slots=True)
class PictureField:
    """One picture as it is drawn: where it stands, what is said of it, and whether it is to go.

    One that `is_chosen` was uploaded, but is the product's only when the form is saved.
    """

    picture: EditablePicture
    alt: str
    is_gone: bool = False
    is_chosen: bool = False

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


def of_sent(
    pictures: Sequence[EditablePicture], data: QueryDict, chosen: Sequence[EditablePicture] = ()
) -> list[PictureField]:
    """The fields in the order and with the words that were sent; pictures that came since stand last."""
    found = []
    for number, one in enumerate([*pictures, *chosen]):
        name = f"picture-{one.id}"
        place = data.get(f"{name}-position", "")
        order = (
            int(place)
            if place.isascii() and place.isdigit() and len(place) < 6
            else len(pictures) + len(chosen) + number
        )
        said = PictureField(
            one, data.get(f"{name}-alt", one.alt)[:1000], f"{name}-gone" in data, number >= len(pictures)
        )
        found.append((order, number, said))
    return [said for _order, _number, said in sorted(found, key=lambda each: each[:2])]


def lay_by(request: SiteRequest) -> list[UUID]:
    """Keep the files that were sent until the form is saved, all or none; their keys. Raises PictureRefused."""
    sent = request.FILES.getlist("pictures")
    return catalog.lay_by(request.site, sent, by=request.actor, now=request.now) if sent else []


def chosen(request: SiteRequest, new: Sequence[UUID]) -> list[EditablePicture]:
    """The pictures that were chosen for this form, those of this sending last; none of them is the product's yet."""
    before = [key for text in request.POST.getlist("chosen")[:MOST_PICTURES] if (key := _uuid(text))]
    return queries.chosen_pictures(request.site, [*before, *new], chosen_by=str(request.actor.id))


def keep(request: SiteRequest, product_id: UUID, fields: Sequence[PictureField]) -> None:
    """Write order, words and removals that differ from what is there, and give the product what was chosen for it.
    Raises CannotChangePictures."""
    site, by, now = request.site, request.actor, request.now
    gone = [one.picture.id for one in fields if one.is_gone and not one.is_chosen]
    kept = [one for one in fields if not one.is_gone]
    new = [catalog.Chosen(one.picture.id, one.alt) for one in kept if one.is_chosen]
    if gone:
        catalog.remove_images(site, product_id, gone, by=by, now=now)
    catalog.discard_chosen(site, [one.picture.id for one in fields if one.is_gone and one.is_chosen], by=by)
    catalog.attach_images(site, product_id, new, by=by, now=now)
    if kept:
        catalog.reorder_images(site, product_id, [one.picture.id for one in kept], by=by, now=now)
    for one in kept:
        if one.alt != one.picture.alt and not one.is_chosen:
            catalog.describe_image(site, product_id, one.picture.id, alt=one.alt, by=by, now=now)


def add(request: SiteRequest, product_id: UUID) -> None:
    """Add the files that were sent, all or none. Raises PictureRefused, CannotChangePictures."""
    sent = request.FILES.getlist("pictures")
    catalog.upload_images(request.site, product_id, sent, by=request.actor, now=request.now)


def add_by_address(request: SiteRequest, product_id: UUID) -> None:
    """Add the picture whose web address was typed, if any. Raises Blocked, CannotChangePictures."""
    if url := request.POST.get("picture_url", "").strip():
        catalog.add_image_by_url(request.site, product_id, url, by=request.actor, now=request.now)


def without_gone(variant: catalog.VariantDraft, fields: Sequence[PictureField]) -> catalog.VariantDraft:
    """The variant, showing the product's first picture instead of one that is to go."""
    gone = {one.picture.id for one in fields if one.is_gone}
    return replace(variant, image_id=None) if variant.image_id in gone else variant


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
