"""What background work does to pictures: fetched from their address, made in their sizes, or given up with a reason.

Safe to do twice: a picture's file is named by its contents, and only a picture that still waits is changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from dramac.commerce.catalog.actions import files
from dramac.commerce.catalog.models import Product, ProductImage
from dramac.kit import guarded_http, media, pictures
from dramac.kit.guarded_http import Guard
from dramac.kit.refusal import Refused
from dramac.tenancy.models import Site

DEADLINE_SECONDS = 30.0
REDIRECTS = 3


def fetch_picture(site: Site, image_id: UUID, *, now: datetime, guard: Guard | None = None) -> bool:
    """Bring a waiting picture in from its address; whether it is here now. A failure is kept with its reason.

    No transaction is open while the other side is waited for.
    """
    row = ProductImage.objects.of(site).filter(pk=image_id, state=ProductImage.State.WAITING).first()
    if row is None:
        return False
    if row.file:
        return True
    try:
        taken = pictures.accept(_body(row.source_url, guard))
    except Refused as refused:
        _settle(site, row, now, state=ProductImage.State.FAILED, problem=str(refused)[:300])
        return False
    name = files.name_for(site.pk, row.pk, taken)
    media.write(name, taken.data)
    return _settle(site, row, now, file=name, width=taken.width, height=taken.height, digest=taken.digest)


def _body(url: str, guard: Guard | None) -> bytes:
    found = guarded_http.fetch(
        url, max_bytes=pictures.MOST_BYTES, deadline_s=DEADLINE_SECONDS, redirects=REDIRECTS, guard=guard
    )
    if found.status != 200:
        raise Refused(_("The server answered with status %(status)s.") % {"status": found.status}, code="status")
    return found.body


def resize_picture(site: Site, image_id: UUID, *, now: datetime) -> bool:
    """Make the sizes of a waiting picture whose file is here; whether they are made now. Until then it is shown as it
    is."""
    row = ProductImage.objects.of(site).filter(pk=image_id, state=ProductImage.State.WAITING).exclude(file="").first()
    if row is None:
        return False
    try:
        widths = _make(row)
    except (Refused, FileNotFoundError) as fault:
        problem = str(fault) if isinstance(fault, Refused) else _("The file of this picture is gone.")
        _settle(site, row, now, state=ProductImage.State.FAILED, problem=problem[:300])
        return False
    return _settle(site, row, now, state=ProductImage.State.READY, widths=widths, problem="")


def give_up(site: Site, image_id: UUID, *, now: datetime) -> None:
    """Let a picture wait no longer for which our own program failed; staff can have it tried again."""
    row = ProductImage.objects.of(site).filter(pk=image_id).first()
    if row is not None:
        problem = _("The picture could not be prepared. Try again later.")
        _settle(site, row, now, state=ProductImage.State.FAILED, problem=problem)


def _make(row: ProductImage) -> list[int]:
    widths: dict[int, None] = {}
    for made in pictures.renditions(media.read(row.file)):
        media.write(pictures.rendition_name(row.file, made.width, made.ending), made.data)
        widths[made.width] = None
    return list(widths)


def _settle(site: Site, row: ProductImage, now: datetime, **columns: object) -> bool:
    """Write what became of the picture if it still waits, and let lists and caches see that its product is other."""
    with transaction.atomic():
        waiting = ProductImage.objects.of(site).filter(pk=row.pk, state=ProductImage.State.WAITING)
        is_ours = bool(waiting.update(**columns))
        if is_ours:
            Product.objects.of(site).filter(pk=row.product_id).update(updated_at=now)
    return is_ours


def waiting(site: Site, *, limit: int) -> Sequence[UUID]:
    """The keys of pictures that wait, the oldest first."""
    rows = ProductImage.objects.of(site).filter(state=ProductImage.State.WAITING).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:limit])
