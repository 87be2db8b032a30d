"""Pictures of a product: added by address, put in order, described, given to variants, removed. Uploads: `uploads.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dramac.commerce.catalog.actions import files, writing
from dramac.commerce.catalog.actions.save import NoProduct
from dramac.commerce.catalog.actions.wholes import IMAGES, VARIANTS, ImageRow, Whole, read
from dramac.commerce.catalog.models import ProductImage
from dramac.kit import guarded_http
from dramac.kit.ids import new_id
from dramac.kit.refusal import Refused
from dramac.kit.statements import hold
from dramac.kit.text import one_line
from dramac.tenancy import audit
from dramac.tenancy.actors import Actor
from dramac.tenancy.models import Site

MOST_PICTURES = 250
LONGEST_ALT = 512


class CannotChangePictures(Refused):
    """The pictures cannot be as asked for. Codes: too_many_pictures, unknown_picture, unknown_variant, too_long."""

    code = "unknown_picture"


@dataclass(frozen=True, slots=True)
class Place:
    """Whose pictures change, by whom, when, and what that is called on the trail."""

    site: Site
    product_id: UUID
    by: Actor
    now: datetime
    verb: str


def add_image_by_url(site: Site, product_id: UUID, url: str, *, by: Actor, now: datetime, alt: str = "") -> UUID:
    """Add a picture that lies at a web address as the product's last; it is fetched in the background.

    Raises guarded_http.Blocked for an address where we do not go, CannotChangePictures, NoProduct.
    """
    guarded_http.check_url(url)
    key = new_id()

    def add(whole: Whole) -> Whole:
        return with_picture(whole, ImageRow(key, product_id, end_of(whole), url, described(alt)))

    change(Place(site, product_id, by, now, "picture_added"), add)
    return key


def describe_image(site: Site, product_id: UUID, image_id: UUID, *, alt: str, by: Actor, now: datetime) -> None:
    """Give a picture its words for those who do not see it. Raises CannotChangePictures, NoProduct."""

    def describe(whole: Whole) -> Whole:
        _known(whole, [image_id])
        rows = (row._replace(alt=described(alt)) if row.id == image_id else row for row in whole.images or ())
        return replace(whole, images=tuple(rows))

    change(Place(site, product_id, by, now, "picture_described"), describe)


def reorder_images(site: Site, product_id: UUID, image_ids: Sequence[UUID], *, by: Actor, now: datetime) -> None:
    """Show the pictures in this order; those not named follow as they were. The first stands for the product in lists.
    Raises CannotChangePictures, NoProduct."""

    def reorder(whole: Whole) -> Whole:
        _known(whole, image_ids)
        rows = {row.id: row for row in whole.images or ()}
        order = dict.fromkeys([*image_ids, *rows])
        return replace(whole, images=tuple(rows[key]._replace(position=place) for place, key in enumerate(order)))

    change(Place(site, product_id, by, now, "pictures_reordered"), reorder)


def remove_images(site: Site, product_id: UUID, image_ids: Iterable[UUID], *, by: Actor, now: datetime) -> None:
    """Remove pictures with their files; variants that showed them show the product's first. Raises
    CannotChangePictures, NoProduct."""
    gone = set(image_ids)

    def remove(whole: Whole) -> Whole:
        _known(whole, gone)
        variants = (row._replace(image_id=None) if row.image_id in gone else row for row in whole.variants or ())
        kept = (row for row in whole.images or () if row.id not in gone)
        return replace(whole, images=tuple(kept), variants=tuple(variants))

    with transaction.atomic():
        rows = list(ProductImage.objects.of(site).filter(product_id=product_id, pk__in=gone))
        change(Place(site, product_id, by, now, "pictures_removed"), remove)
        files.forget(rows)


def assign_image(
    site: Site, product_id: UUID, image_id: UUID | None, *, variant_ids: Iterable[UUID], by: Actor, now: datetime
) -> None:
    """Let these variants show this picture of their product, or (None) its first. Raises CannotChangePictures, also for
    a variant of another product, NoProduct."""
    shown_by = set(variant_ids)

    def assign(whole: Whole) -> Whole:
        _known(whole, [image_id] if image_id else [])
        if shown_by - {row.id for row in whole.variants or ()}:
            message = _("The product has no such variant.")
            raise CannotChangePictures(message, field="variant_ids", code="unknown_variant")
        rows = (row._replace(image_id=image_id) if row.id in shown_by else row for row in whole.variants or ())
        return replace(whole, variants=tuple(rows))

    change(Place(site, product_id, by, now, "picture_assigned"), assign)


def retry_image(site: Site, product_id: UUID, image_id: UUID, *, by: Actor, now: datetime) -> None:
    """Fetch a picture again that could not be fetched. Raises CannotChangePictures, NoProduct."""
    with transaction.atomic():
        rows = ProductImage.objects.of(site).filter(product_id=product_id, pk=image_id)
        if not rows.update(state=ProductImage.State.WAITING, problem=""):
            raise CannotChangePictures(_("This picture no longer exists."))
        writing.tell_pictures_wait(site.pk, now)
        audit.write(site, by=by, action="product.picture_retried", subject=f"product:{product_id}", now=now)


def change(place: Place, make: Callable[[Whole], Whole]) -> None:
    """Make the product's pictures and variants what `make` says, and note it on the trail. Raises NoProduct."""
    with transaction.atomic():
        hold("catalogue", place.site.pk)
        before = read(place.site.pk, [place.product_id], parts={IMAGES, VARIANTS}).get(place.product_id)
        if before is None:
            raise NoProduct
        if writing.write(place.site.pk, [(before, make(before))], now=place.now):
            subject = f"product:{place.product_id}"
            audit.write(place.site, by=place.by, action=f"product.{place.verb}", subject=subject, now=place.now)


def with_picture(whole: Whole, row: ImageRow) -> Whole:
    """The product with one picture more. Raises CannotChangePictures beyond 250."""
    if len(whole.images or ()) >= MOST_PICTURES:
        raise CannotChangePictures(
            _("A product has at most %(limit)s pictures.") % {"limit": MOST_PICTURES}, code="too_many_pictures"
        )
    return replace(whole, images=(*(whole.images or ()), row))


def end_of(whole: Whole) -> int:
    """The place behind the last picture."""
    return max((row.position for row in whole.images or ()), default=-1) + 1


def described(alt: str) -> str:
    """The words of a picture as they are kept. Raises CannotChangePictures when they are too long."""
    words = one_line(alt)
    if len(words) > LONGEST_ALT:
        raise CannotChangePictures(_("Use at most 512 characters."), field="alt", code="too_long")
    return words


def _known(whole: Whole, image_ids: Iterable[UUID]) -> None:
    known = {row.id for row in whole.images or ()}
    if any(key not in known for key in image_ids):
        raise CannotChangePictures(_("This picture no longer exists."))
